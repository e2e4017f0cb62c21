"""What the receipt says of how a file was read: the choices that a person could check, none of the values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procurement.spend.judged import Judged
from procurement.spend.named_table import NamedTable
from procurement.spend.text_table import TextTable


@dataclass(frozen=True)
class Receipt:
    """kind to day_zero: as of the file. places: ours to the columns it is read from, from 0. labels: their headings.

    unclosed: lines whose quote was taken for one that never closes; in_doubt: lines whose columns nobody can tell.
    stated_day: the day that stands for every line of a file without dates. month_first: as a person was asked, or None.
    sheets: the names of those read together.
    """

    kind: str
    encoding: str
    delimiter: str
    sheet: str
    day_zero: str
    unclosed: frozenset[int]
    in_doubt: frozenset[int]
    heading_line: int
    labels: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    fixes: frozenset[str]
    answers: Mapping[str, str]
    stated_day: date | None
    file_name: str
    sheets: tuple[str, ...] = ()

    @property
    def month_first(self) -> bool | None:
        """What was settled by a question, if one was asked."""
        asked = self.answers.get("MONTH_FIRST")
        return None if asked is None else asked == "month-first"


def receipt_of(table: TextTable, named: NamedTable, judged: Judged) -> Receipt:
    """The receipt of a file that was read; `table` is as it was before its columns were named."""
    unreadable = table.unreadable.select("line", "rule").rows()
    stated = [re.search(r"whose last day, (\S+), stands", fix.sentence) for fix in judged.fixes]
    return Receipt(
        table.kind,
        table.encoding,
        table.delimiter,
        table.sheet,
        table.serial_day_zero,
        frozenset(line for line, rule in unreadable if rule == "UNCLOSED_QUOTE"),
        frozenset(named.table.unreadable["line"].to_list()) - {line for line, _ in unreadable},
        named.heading_row.last_line if named.heading_row else 0,
        tuple(named.labels.values()),
        {ours: tuple(int(name.removeprefix("column_")) for name in names) for ours, names in named.columns.items()},
        frozenset(fix.rule for fix in judged.fixes),
        {question.code: question.chosen for question in judged.questions},
        next((date.fromisoformat(found[1]) for found in stated if found), None),
        named.file_name,
        table.sheets,
    )
