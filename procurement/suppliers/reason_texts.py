"""How the reason of a reading is put together: why the names match, which name it was matched to, what else is known.

same words 'quillmarsh paving' (compared with 'Quillmarsh Paving Ltd'); also: the number was carried over
"""

import polars as pl

ALSO = "; also: "
"""Before what is known of a text besides its words."""
COMPARED = "compared with"
"""Before the name that a text was matched to; readings made before 29 November 2026 say "beside"."""
BESIDE = rf" ?\((?:{COMPARED}|beside) '(.*)'\)(; also: .*)?$"
"""The name that a text was matched to, and the notes after it."""


def with_notes(reason: pl.Expr, notes: pl.Expr) -> pl.Expr:
    """A reason with notes after it; "" adds nothing."""
    return pl.when(notes == "").then(reason).otherwise(pl.concat_str(reason, pl.lit(ALSO), notes))


def notes_of(reason: pl.Expr) -> pl.Expr:
    """The notes of a reason, "" where it has none.

    >>> pl.select(notes_of(pl.lit("own name; also: by number"))).item()
    'by number'
    """
    return reason.str.extract(f"{ALSO}(.*)$", 1).fill_null("")


def without_notes(reason: pl.Expr) -> pl.Expr:
    """A reason without its notes."""
    return reason.str.replace(f"{ALSO}.*$", "")


def name_beside(reason: pl.Expr) -> pl.Expr:
    """The name that the reason says the text was matched to, null where it says none."""
    return reason.str.extract(BESIDE, 1)


def with_beside(reason: pl.Expr, words: str) -> pl.Expr:
    """The reason with other words in the place of the name it was matched to."""
    return reason.str.replace(BESIDE, words + "$2")
