"""Which sheets of a workbook hold the payments: one, or several that are parts of one list; else a person is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procurement.in_words import counted
from procurement.spend.columns import heading_words
from procurement.spend.columns.heading_match import Aliases
from procurement.spend.findings import Choice, Fix, Question, Refused
from procurement.spend.workbooks import sheet_group
from procurement.spend.workbooks.sheet_group import Group
from procurement.spend.workbooks.sheets import Sheet

SHEET, HIDDEN_SHEET = "SHEET", "HIDDEN_SHEET"
TOGETHER = "all together"
"""The answer that takes every sheet of a group; a spreadsheet's own names of sheets stand beside it."""

RIVAL_SHARE = 0.2
RIVAL_ROWS = 5
FIRST_NAMED = 12


@dataclass(frozen=True)
class Chosen:
    """The sheets to read, in the order of the workbook, with what is asked and what a person should know."""

    sheets: tuple[Sheet, ...]
    questions: tuple[Question, ...]
    notes: tuple[Fix, ...]


def choose(sheets: Sequence[Sheet], answers: Mapping[str, str], known: Aliases | None = None) -> Chosen:
    """The sheet to read, or several that make one list, and the question where it is not clear.

    known: what headings mean; without it no sheets are read together. Raises Refused where no sheet holds anything.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Refused("No sheet of the workbook holds anything. Check that it opens in Excel and upload it again.")
    meant = without_income(filled)
    group = sheet_group.find(meant, known) if known and len(meant) > 1 else Group()
    likely = likely_sheets(meant, group)
    together = group.sheets if all(sheet.name != TOGETHER for sheet in filled) else ()
    if len(together) > 1 and not group.doubt:
        return Chosen(together, (), notes(together, filled, group))
    if len(likely) == 1:
        hidden = (hidden_sheet(likely[0]).answered_from(dict(answers)),) if likely[0].is_hidden else ()
        return Chosen((likely[0],), hidden, notes(likely, filled, group))
    asked = question(likely, together, group).answered_from(dict(answers))
    chosen = together if asked.chosen == TOGETHER else tuple(one for one in likely if one.name == asked.chosen)
    return Chosen(chosen, (asked,), notes(chosen, filled, group))


def without_income(filled: Sequence[Sheet]) -> list[Sheet]:
    """The sheets but those named as money received, where another has rows like payments."""
    others = [sheet for sheet in filled if not heading_words.says_received(sheet.name)]
    return others if any(sheet.payment_like for sheet in others) else list(filled)


def likely_sheets(filled: Sequence[Sheet], group: Group) -> list[Sheet]:
    """The sheets that may be meant, likeliest first: those with rows like payments, else the large ones.

    Where no row has a day in its usual form, the one sheet whose headings name amounts and suppliers is meant. A copy
    of another sheet is none of them; nor, where a sheet names suppliers and amounts, is one that does not. A
    sheet that Excel shows is likelier than a hidden one, unless it holds few payments beside the others.
    """
    left = [sheet for sheet in filled if sheet.name not in group.left_out]
    ranked = sorted(left, key=lambda sheet: (sheet.payment_like, sheet.rows), reverse=True)
    with_payments = [sheet for sheet in ranked if sheet.payment_like or sheet in group.sheets]
    if with_payments:
        many = RIVAL_SHARE * with_payments[0].payment_like
        return sorted(with_payments, key=lambda sheet: sheet.is_hidden or sheet.payment_like < many)
    if len(group.named) == 1 and group.named[0] in ranked:
        return list(group.named)
    return [sheet for sheet in ranked if sheet.rows >= max(RIVAL_ROWS, RIVAL_SHARE * ranked[0].rows)] or ranked[:1]


def question(likely: Sequence[Sheet], together: Sequence[Sheet], group: Group) -> Question:
    """Which of these sheets is the one to read, or whether all of the group are."""
    choices = [Choice(sheet.name, sheet_label(sheet), f"{counted(sheet.rows, 'row')} read") for sheet in likely]
    if len(together) < 2:
        sentence = (
            f"{len(likely)} sheets of the workbook may hold payments. Which one is to be read? "
            "To have more than one, save each as a file of its own."
        )
        return Question(SHEET, sentence, tuple(choices), likely[0].name)
    rows = counted(sum(sheet.rows for sheet in together), "row")
    label = f"{counted(len(together), 'sheet')} together: {named(together)}"
    choices.insert(0, Choice(TOGETHER, label, f"{rows} read"))
    others = len(likely) - len(together)
    more = f" Beside them {counted(others, 'more sheet')} may hold payments." if others else ""
    sentence = (
        f"{len(together)} sheets of the workbook have the headings of one list of payments; {group.doubt}.{more} "
        "Which are to be read?"
    )
    return Question(SHEET, sentence, tuple(choices), likely[0].name if group.repeats else TOGETHER)


def named(sheets: Sequence[Sheet]) -> str:
    """The names of sheets in quotes, the first dozen of many."""
    names = [f'"{sheet.name}"' for sheet in sheets[:FIRST_NAMED]]
    more = [f"{len(sheets) - FIRST_NAMED} more"] if len(sheets) > FIRST_NAMED else []
    return ", ".join([*names, *more])


def hidden_sheet(sheet: Sheet) -> Question:
    """Whether the only sheet with payments counts, though Excel would not show it."""
    return Question(
        HIDDEN_SHEET,
        f'The payments are on sheet "{sheet.name}", which is hidden in the workbook. Do they count?',
        (
            Choice(
                "include",
                "Yes, read the hidden sheet",
                f"{counted(sheet.rows, 'hidden row is', 'hidden rows are')} included",
            ),
            Choice("stop", "No, do not take this file", "nothing is stored"),
        ),
        "include",
    )


def sheet_label(sheet: Sheet) -> str:
    """A sheet as a choice: its name, what it holds, and whether it is hidden."""
    hidden = ", hidden" if sheet.is_hidden else ""
    rows = counted(sheet.rows, "row")
    return f'"{sheet.name}": {rows}, {sheet.payment_like:,} of them with a date and an amount{hidden}'


def notes(chosen: Sequence[Sheet], filled: Sequence[Sheet], group: Group) -> tuple[Fix, ...]:
    """What a person should know of the choice: sheets that were left out, a sheet that Excel would not show."""
    out = [sheet for sheet in filled if sheet not in chosen]
    left = [f'"{sheet.name}" ({counted(sheet.rows, "row")})' for sheet in out]
    found: list[Fix] = []
    if len(chosen) > 1:
        read = ", ".join(f'"{sheet.name}" ({counted(sheet.rows, "row")})' for sheet in chosen)
        said = f"{len(chosen)} sheets with the same headings are read together as one list: {read}."
        found.append(Fix("SHEETS_TOGETHER", f"{said} To have one alone, save it as a file of its own."))
    if left:
        read = f'Sheet "{chosen[0].name}" was read; left' if len(chosen) == 1 else "Sheets left"
        found.append(Fix("SHEETS_LEFT_OUT", f"{read} out: {', '.join(left)}."))
    for copy, of in group.copies:
        if copy in out and of in chosen:
            sentence = f'Every payment of sheet "{copy.name}" stands on sheet "{of.name}" too, so it is not added.'
            found.append(Fix("SHEET_REPEATED", sentence, copy.rows))
    for sheet in (sheet for sheet in chosen if sheet.is_hidden):
        found.append(Fix("HIDDEN_SHEET", f'Sheet "{sheet.name}", which was read, is hidden in the workbook.'))
    return tuple(found)
