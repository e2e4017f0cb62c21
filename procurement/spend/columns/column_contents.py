"""What each column holds, whatever its heading says: shares of dates, money, words and companies' names."""

from dataclasses import dataclass

import polars as pl

from procurement.spend.days.date_shapes import A_WEEKDAY
from procurement.spend.texts.plain_cells import is_filled

SAMPLE_ROWS = 3_000
A_DATE = (
    r"(?i)^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(\D|$)"
    rf"|^(?:{A_WEEKDAY})?\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}}(\D|$)"
    rf"|^(?:{A_WEEKDAY})?\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[-/. ]*[a-z]{{3,9}}[-/. ,]*\d{{2,4}}(\D|$)"
    r"|^[a-z]{3,9} \d{1,2},? \d{4}$|^20\d{2}[01]\d[0-3]\d(?:\.0)?$|^[34]\d{4}(\.0+)?$|^[a-z]{3,9}[-/ ]\d{2,4}\b"
    r"|^\d{1,2}[-/. ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}$"
)
AN_EPOCH = r"^1[0-9]{9}(?:[0-9]{3})?(?:\.0+)?$"
"""Seconds or thousandths of them since 1970: believed only under a heading that says date."""

A_SUM = r"(?i)^(?:[cd]r[. ]+)?[-(<£\s]*(?:£|gbp|\?|Â£|œ|\x9c)?[-(\s]*(?:\d[\d, ]*)?\.?\d+[)>\s-]*(?:cr|dr)?$"
A_NEGATIVE = r"(?i)^[£\s]*[-(\u2010-\u2015\u2212]|(?:-|cr\.?)$"
A_COMPANY = (
    r"(?i)\b(ltd|limited|plc|llp|l\.?t\.?d|council|company|services|nhs|trust|university|school|association|"
    r"society|group|solicitors|centre|homes?|housing|college|partnership|cic|redacted|co)\b"
)


@dataclass(frozen=True)
class Contents:
    """Shares from 0 to 1 of the filled cells; `filled` is the share of rows that have a cell here at all."""

    filled: float
    dates: float
    epochs: float
    money: float
    pence: float
    words: float
    letters: float
    companies: float
    negatives: float
    distinct: int
    rows: int


def of(cells: pl.DataFrame, columns: list[str]) -> dict[str, Contents]:
    """What each of `columns` holds, from up to SAMPLE_ROWS rows that hold anything. `cells`: stripped TEXT_ROWS.

    A table without rows gives zero everywhere.
    """
    filled = cells.select(pl.any_horizontal(*[is_filled(column) for column in columns])).to_series().arg_true()
    step = max(1, filled.len() // SAMPLE_ROWS)
    sample = cells[filled.gather_every(step)]
    if sample.is_empty():
        return {column: Contents(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) for column in columns}
    measured = sample.select(
        measure.alias(f"{column}|{name}") for column in columns for name, measure in _measures(column)
    )
    row = measured.row(0, named=True)
    return {column: _contents(row, column, sample.height) for column in columns}


def _measures(column: str) -> list[tuple[str, pl.Expr]]:
    cell = pl.col(column).filter(is_filled(column))
    return [
        ("filled", cell.len()),
        ("dates", cell.str.contains(A_DATE).sum()),
        ("epochs", cell.str.contains(AN_EPOCH).sum()),
        ("money", cell.str.contains(A_SUM).sum()),
        ("pence", cell.str.contains(r"^[^a-zA-Z]*\d[.]\d{2}\)?-?$").sum()),
        ("words", cell.str.contains(r"[A-Za-z]{3}").sum()),
        ("letters", cell.str.contains(r"[A-Za-z]{2}").sum()),
        ("companies", cell.str.contains(A_COMPANY).sum()),
        ("negatives", cell.str.contains(A_NEGATIVE).sum()),
        ("distinct", cell.n_unique()),
    ]


def _contents(row: dict[str, int], column: str, rows: int) -> Contents:
    filled = row[f"{column}|filled"]
    shares = [
        row[f"{column}|{name}"] / filled if filled else 0.0
        for name in ("dates", "epochs", "money", "pence", "words", "letters", "companies", "negatives")
    ]
    return Contents(filled / rows, *shares, distinct=row[f"{column}|distinct"], rows=rows)


def below(cells: pl.DataFrame, last_heading_line: int) -> pl.DataFrame:
    """The rows under the headings; `cells` are in order of `line`, so that none need be copied."""
    return cells.slice(cells["line"].search_sorted(last_heading_line, side="right"))
