"""Words only, of a name in capitals: no punctuation, and one way of writing what is written in several."""

import polars as pl

from procurement.suppliers.rewriting import replaced, rewrite

OF_ENGLAND = r"\bC\.? ?(?:OF|/) ?E\b\.?"
"""C of E, which schools write as CE as well."""
UNIVERSITY = r"^(?:THE )?UNIVERSITY OF ([A-Z]+(?: [A-Z]+)?)$"
"""UNIVERSITY OF QUILLMERE, which is called QUILLMERE UNIVERSITY as well."""
COOPERATIVE = r"\bCO[- ]OP(?:ERATIVES?)?\b"
EON = r"^E[. ]ON\b"
"""The energy supplier, whose ON is no small word."""
KINGDOM = r"\bU\. ?K\b\.?|\bU K\b(?:\)|$)"
"""Not two initials, to be put together with one before them: C & W (U.K.) LLP."""
AT_HOME = r"\bHOME[- ](CARE|START|BASE)\b"
"""Home care, the charity Home-Start and Homebase, which are one word as well; a care home is another thing."""
FOOD_SERVICE = r"\bFOOD[- ]SERVICES?\b"
RUN_ON = r"([A-Z]{3})LTD\b"
RUN_ON_LIMITED = r"([A-Z]{2}[A-MO-Z]|[A-Z][A-TV-Z]N)LIMITED\b"
"""A legal form without the space before it, as a narrow field has it (CONSULTANCYLTD); UNLIMITED is a word."""
WHOLE = (
    (OF_ENGLAND, "CHURCH OF ENGLAND"),
    (KINGDOM, "UK"),
    (COOPERATIVE, "COOPERATIVE"),
    (EON, "EON"),
    (AT_HOME, "HOME$1"),
    (FOOD_SERVICE, "FOODSERVICE"),
    (UNIVERSITY, "$1 UNIVERSITY"),
    (RUN_ON, "$1 LTD"),
    (RUN_ON_LIMITED, "$1 LIMITED"),
)
"""What is written in more ways than one, and how it is read."""
ANY_OF_THEM = "|".join(pattern for pattern, _ in WHOLE)


def of(texts: pl.Series) -> pl.Series:
    """Words only: & becomes AND, apostrophes go, initials written apart or with stops are put together."""
    text = replaced(replaced(texts, "['\"]", ""), "[&+]", " AND ")
    text = rewrite(text, text.str.contains(ANY_OF_THEM), in_one_way)
    rough = text.str.contains("[^A-Z0-9 ]|  |^ | $")
    text = rewrite(text, rough, lambda one: one.str.replace_all("[^A-Z0-9]+", " ").str.strip_chars())
    return rewrite(text, text.str.contains(r"\b[A-Z] [A-Z]\b"), put_together)


def in_one_way(text: pl.Expr) -> pl.Expr:
    """What is written in more ways than one as WHOLE has it."""
    for pattern, whole in WHOLE:
        text = text.str.replace_all(pattern, whole)
    return text


def put_together(text: pl.Expr) -> pl.Expr:
    """A B SMITH as AB SMITH."""
    apart = text.str.replace_all(r"\b([A-Z]) ", "${1}_").str.replace_all(r"_([A-Z0-9]{2,})", " $1")
    return apart.str.replace_all("_", "")
