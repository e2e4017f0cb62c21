"""Which supplier texts are words that stand for a withheld name; their money counts, and they are no supplier."""

import re

import polars as pl

STARTS = "start"
ANYWHERE = "anywhere"
END = "end"
"""Of a name that is left in place, with a mark behind it that it should not be: "A Name - personal data"."""


def is_redacted(column: str, wordings: pl.DataFrame) -> pl.Expr:
    """Whether each text of `column` is a redaction, by REDACTION_WORDING.

    A word must end where the wording ends, so that Redactive Publishing Ltd and REDACTA LIMITED are suppliers.
    An empty table of wordings finds none.
    """
    plain = (
        pl.col(column)
        .fill_null("")
        .str.to_lowercase()
        .str.replace_all(r"[\s\u00a0]+", " ")
        .str.strip_chars(" \"'([{<-")
    )
    patterns = [_pattern(wording, match) for wording, match in wordings.select("wording", "match").iter_rows()]
    return plain.str.contains("|".join(patterns)) if patterns else pl.lit(False)


def _pattern(wording: str, match: str) -> str:
    words = re.escape(wording).replace(r"\ ", " ")
    ends = r"(?:$|[^a-z])"
    if match == ANYWHERE:
        return rf"(?:^|[^a-z]){words}{ends}"
    if match == END:
        return rf"[-–—:;,/(\[]\s*{words}[\s.)\]]*$"
    return rf"^{words}{ends}" if match == STARTS else rf"^{words}[\s.)\]]*$"
