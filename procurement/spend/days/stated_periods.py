"""The days that a whole file, or each sheet of it, says it covers: its titles first, then its sheet, then its name."""

from datetime import date

from procurement.spend.days import periods
from procurement.spend.text_table import TextTable
from procurement.spend.workbooks.sheet_lines import SheetPart

Span = tuple[date, date]


def of_sheets(table: TextTable, file_name: str, notes: tuple[str, ...]) -> dict[SheetPart, Span | None]:
    """What each of the sheets read together states by its titles or its name, None where it states nothing.

    A month's name alone is of the financial year that the file's name or the titles state.
    """
    texts = (file_name, *notes)
    return {
        part: periods.nearest((part.name, *part.titles)) or periods.of_month(part.name, texts) for part in table.parts
    }


def of_file(table: TextTable, file_name: str, notes: tuple[str, ...]) -> Span | None:
    """The first and the last day that a file states, None where it states none. notes: the texts above its headings.

    Of several sheets read together all must state some; then it is from the first of these days to the last. Where
    they do not, only the name of the file speaks for all.
    """
    if not table.parts:
        stated = periods.nearest((file_name, table.sheet, *notes))
        return stated or periods.of_month(table.sheet, (file_name, *notes))
    told = [span for span in of_sheets(table, file_name, notes).values() if span]
    if len(told) < len(table.parts):
        return periods.stated(file_name)
    return min(first for first, _ in told), max(last for _, last in told)


def month_within(text: str, stated: tuple[date, date] | None) -> tuple[date, date] | None:
    """The first and last day of the month that a text names without a year, where one such lies within the period that
    the file states; else None."""
    if stated is None or not text.strip().isalpha():
        return None
    years = range(stated[0].year, stated[1].year + 1)
    months = [month for year in years if (month := periods.stated(f"{text} {year}"))]
    within = [month for month in months if stated[0] <= month[0] and month[1] <= stated[1]]
    return within[0] if len(within) == 1 else None
