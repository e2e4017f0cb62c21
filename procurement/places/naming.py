"""Names of councils, brought to one plain form so that spellings meet."""

import re
from functools import lru_cache

NAMES_KEPT = 20_000
"""More than all names of all authorities: each is asked for whenever a name in a file is looked up."""

STYLES = re.compile(
    r"\b(the|royal|metropolitan|london|city|county|district|borough|unitary|authority|ua|council|corporation|"
    r"cc|mbc|bc|dc|lb|rb|mb|cbc|mdc|of)\b"
)
"""Words that say what kind of council it is, rather than where it is."""


ENDED = re.compile(r"\s*\(to \d{4}\)$")
"""How our table tells a council that ended from its successor of the same name."""


def ended(name: str) -> str:
    """A name that says when the council ended, in lower case; "" for any other.

    >>> ended("Somerset (to 2023)"), ended("Somerset")
    ('somerset (to 2023)', '')
    """
    return " ".join(name.lower().split()) if ENDED.search(name) else ""


@lru_cache(NAMES_KEPT)
def plain(name: str) -> str:
    """Lower case, "and" for "&", letters and figures alone, single spaces.

    >>> plain(" Brighton & Hove City Council.")
    'brighton and hove city council'
    """
    spaced = re.sub(
        r"[^a-z0-9]+", " ", ENDED.sub("", name.lower()).replace("&", " and ").replace("'", "").replace("’", "")
    )
    return spaced.strip()


@lru_cache(NAMES_KEPT)
def core(name: str) -> str:
    """The plain name without words for kinds of council; "" where nothing else is left.

    >>> core("London Borough of Camden"), core("City of York Council")
    ('camden', 'york')
    """
    return " ".join(STYLES.sub(" ", plain(name)).split())
