"""A file's rows with its columns named as ours: the mapping is settled, nothing is judged yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.days import stated_periods
from procurement.spend.findings import Fix, Question
from procurement.spend.rows.sections import Section
from procurement.spend.text_table import TextTable

NET, GROSS, UNSTATED = "net", "gross", "unstated"

JOINED = ("department", "account", "purpose", "publisher_category")
"""Our columns that keep the words of several of the publisher's, left to right with JOIN between them."""

JOIN = " > "
SINGLE = (
    "paid_on", "supplier_name", "amount", "transaction_number", "supplier_ref",
    "company_number", "vat_number", "charity_number", "body_name",
)  # fmt: skip


@dataclass(frozen=True)
class NamedTable:
    """What the headings stage hands on.

    table: the rows as read. columns: ours to the cell columns that answer it, one for each of SINGLE, one or more for
    each of JOINED; a name that is absent was not published. It may also hold `period`, `currency`, `fallback_date`.
    labels: cell column to what a person calls it. heading_row: where the headings stand, None where there are none.
    period_text: the file name and the texts above the headings, from which a period may be told. as_written: `line` and
    those cell columns that are read otherwise than they are written, as the file has them; names are never among them.
    under_other_titles: the parts of the sheet whose rows are no payments, each with why. later_headings: the cells of
    each row of headings further down.
    """

    table: TextTable
    columns: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    heading_row: HeadingRow | None
    amount_basis: str
    file_name: str = ""
    notes: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    questions: tuple[Question, ...] = field(default_factory=tuple)
    as_written: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"line": pl.Int64()}))
    under_other_titles: Mapping[Section, str] = field(default_factory=dict[Section, str])
    later_headings: tuple[tuple[str, ...], ...] = ()

    @property
    def cells(self) -> pl.DataFrame:
        """TEXT_ROWS as they are read."""
        return self.table.cells

    @property
    def last_heading_line(self) -> int:
        """The line that the headings end on, of the first sheet where several were read together; 0 without any."""
        return self.heading_row.last_line if self.heading_row else 0

    @property
    def is_above_headings(self) -> pl.Expr:
        """Whether a `line` is one of the headings, or above them on its sheet."""
        above = pl.col("line") <= self.last_heading_line
        for part in self.table.parts[1:]:
            above = above | pl.col("line").is_between(part.first_line, part.last_heading_line)
        return above

    def stated_period(self) -> tuple[date, date] | None:
        """The first and the last day that the file states, None where it states none."""
        return stated_periods.of_file(self.table, self.file_name, self.notes)

    def heading_of(self, meaning: str) -> str:
        """The first heading that means so, "" where none does; also of columns that answer none of ours."""
        if self.heading_row is None:
            return ""
        pairs = zip(self.heading_row.headings, self.heading_row.matches, strict=True)
        return next((heading for heading, match in pairs if match and match.ours == meaning), "")

    def published(self) -> dict[str, str]:
        """Our columns to the publisher's words for them, "A + B" where several are joined."""
        return {ours: " + ".join(self.labels[column] for column in theirs) for ours, theirs in self.columns.items()}
