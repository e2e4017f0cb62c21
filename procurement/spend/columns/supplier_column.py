"""Which column names the supplier, whatever the headings call the names and the numbers."""

import polars as pl

from procurement.in_words import counted
from procurement.spend.columns import heading_words, supplier_contents
from procurement.spend.columns.column_draft import MOSTLY, Draft
from procurement.spend.columns.supplier_contents import A_FIRM, ASKED, FEWEST_LINES, names_firms
from procurement.spend.rows import redaction
from procurement.spend.texts.plain_cells import is_filled

FEWEST_TO_COMPARE, MANY_FIRMS = 10, 0.2
"""Of so many lines some supplier is a firm; where none is called one, a column of which this share is may be the one
that names them."""

OF_OWNERS = 4
"""The preference of a heading over the firms that suppliers belong to."""

IN_PLACE = 0
"""The preference of a heading over names that are published in place of others."""

NEARLY_ALL = 0.9
"""What fills a smaller share of the lines says something of a line."""


def choose(draft: Draft) -> None:
    """Settle `supplier_name` and `supplier_ref` in the draft; leaves `supplier_name` out where no column answers.

    A column headed as a name that holds only numbers is the reference (Harrogate prints "Supplier Name" over both);
    a column headed as a number that holds names is the name (Gateshead's "Supplier ID(T)"). What says the same on every
    line ("INSERTED DETAIL", "Invoice") tells no supplier from another, and is neither where another column does.
    """
    named = draft.matching("supplier_name")
    names = _without_markers(draft, [column for column in named if draft.contents[column].words >= MOSTLY])
    wordy = _without_bare_names(draft, _without_mere_marks(draft, names))
    numbered = [column for column in named if draft.contents[column].words < MOSTLY]
    refs = draft.matching("supplier_ref")
    wordy_refs = [column for column in refs if draft.contents[column].words >= 0.8]
    if wordy:
        _settle_names(draft, wordy, wordy_refs)
        _ask_where_firms_stand_elsewhere(draft)
        _fill_replacements(draft, wordy)
        _withhold(draft, names)
        if numbered:
            label, name = draft.labels[numbered[0]], draft.labels[draft.columns["supplier_name"][0]]
            draft.fix("SUPPLIER_NUMBERS_AND_NAMES", f'"{label}" holds numbers, so the names are read from "{name}".')
    elif wordy_refs:
        _settle(draft, draft.best(wordy_refs))
        label = draft.labels[draft.columns["supplier_name"][0]]
        draft.fix("SUPPLIER_BY_CONTENTS", f'"{label}" holds the names of suppliers, so it is read as the supplier.')
    elif told := [column for column in named if not _says_one_thing(draft, column)] or named:
        _settle_numbers(draft, draft.best(told))
    else:
        supplier_contents.choose(draft)
    taken = draft.columns.get("supplier_name", ())
    others = [column for column in dict.fromkeys([*named, *refs]) if column not in taken]
    markers = [column for column in others if _says_one_thing(draft, column)]
    for column in markers:
        label = draft.labels[column]
        draft.fix("SAME_ON_EVERY_LINE", f'"{label}" says the same on every line, so it tells no supplier from another.')
    left = [column for column in [*refs, *numbered] if column in others and column not in markers]
    if left:
        draft.columns["supplier_ref"] = (left[0],)


def _without_markers(draft: Draft, wordy: list[str]) -> list[str]:
    """The columns but those that say one thing on every line, where another that may name the supplier does not."""
    others = [*wordy, *(column for column in draft.matching("supplier_ref") if draft.contents[column].words >= 0.8)]
    if all(_says_one_thing(draft, column) for column in others):
        return wordy
    return [column for column in wordy if not _says_one_thing(draft, column)]


def _without_mere_marks(draft: Draft, wordy: list[str]) -> list[str]:
    """The columns but those, mostly blank, that only say where a name is withheld, where another column is full."""
    full = [column for column in wordy if draft.contents[column].filled >= NEARLY_ALL]
    marks = [
        column for column in wordy if full and draft.contents[column].filled < MOSTLY and _only_withholds(draft, column)
    ]
    return [column for column in wordy if column not in marks]


def _only_withholds(draft: Draft, column: str) -> bool:
    is_other = is_filled(column) & ~redaction.is_redacted(column, draft.redactions)
    return not _lines(draft, is_other)


def _without_bare_names(draft: Draft, wordy: list[str]) -> list[str]:
    """The columns but those that another, as full, withholds more names of: what is withheld there is not to be read
    from a working column that was left in the file."""
    if len(wordy) == 1:
        return wordy
    withheld = {column: _lines(draft, redaction.is_redacted(column, draft.redactions)) for column in wordy}
    filled = {column: draft.contents[column].filled for column in wordy}
    bare = {
        column: other
        for column in wordy
        for other in wordy
        if withheld[other] > withheld[column] and filled[other] >= NEARLY_ALL * filled[column]
    }
    for column, other in bare.items():
        label, published = draft.labels[column], draft.labels[other]
        draft.fix("SUPPLIER_WITHHELD", f'"{published}" withholds names that "{label}" gives, so it names the supplier.')
    return [column for column in wordy if column not in bare]


def _says_one_thing(draft: Draft, column: str) -> bool:
    """Whether a column of FEWEST_LINES or more holds one text, on nearly all of them, and names no company."""
    held = draft.contents[column]
    return held.rows >= FEWEST_LINES and held.distinct == 1 and held.filled > NEARLY_ALL and not held.companies


def _settle_names(draft: Draft, wordy: list[str], wordy_refs: list[str]) -> None:
    """Owners of those that are paid are no suppliers: where only they are headed as such, ask, if others name firms."""
    others: list[str] = []
    if draft.matches[wordy[0]].preference >= OF_OWNERS:
        others = [one for one in [*wordy_refs, *draft.unclaimed()] if names_firms(draft, one)]
    if others:
        draft.columns["supplier_name"] = (draft.ask_which(*ASKED, [*others, *wordy], others[0], "name"),)
    else:
        _settle(draft, draft.best(wordy))


def _settle(draft: Draft, found: list[str]) -> None:
    if len(found) == 1 or draft.equal(found):
        draft.columns["supplier_name"] = (found[0],)
        return
    if len(found) == 2 and draft.take_turns(found):
        draft.columns["supplier_name"], draft.filled_from[found[0]] = (found[0],), found[1]
        first, second = (draft.labels[column] for column in found)
        draft.fix("SUPPLIER_IN_TWO_COLUMNS", f'Where "{first}" is blank, "{second}" names the supplier; so it is read.')
        return
    suggested = max(found, key=lambda column: draft.contents[column].companies)
    draft.columns["supplier_name"] = (draft.ask_which(*ASKED, found, suggested, "name"),)


def _fill_replacements(draft: Draft, wordy: list[str]) -> None:
    """Where the column of the names as published stands mostly blank it holds what was replaced, and the other column
    names the rest; a few blanks in it may be names withheld, and stay blank."""
    (chosen,) = draft.columns["supplier_name"]
    others = [column for column in wordy if column != chosen and draft.contents[column].filled >= NEARLY_ALL]
    is_in_place = chosen in draft.matches and draft.matches[chosen].preference == IN_PLACE
    if others and is_in_place and draft.contents[chosen].filled < MOSTLY:
        draft.filled_from[chosen] = others[0]
        first, second = draft.labels[chosen], draft.labels[others[0]]
        draft.fix("SUPPLIER_IN_TWO_COLUMNS", f'Where "{first}" is blank, "{second}" names the supplier; so it is read.')


def _withhold(draft: Draft, names: list[str]) -> None:
    """A line on which another column of names withholds it is read as that: it was not meant to be published."""
    (chosen,) = draft.columns["supplier_name"]
    for other in [column for column in names if column != chosen]:
        is_given = ~redaction.is_redacted(chosen, draft.redactions)
        withheld = is_given & redaction.is_redacted(other, draft.redactions)
        if lines := _lines(draft, withheld):
            draft.rewritten[chosen] = (
                pl.when(withheld).then(other).otherwise(draft.rewritten.get(chosen, pl.col(chosen)))
            )
            label, name = draft.labels[other], draft.labels[chosen]
            draft.fix(
                "SUPPLIER_WITHHELD",
                f'"{label}" withholds names that "{name}" gives on {counted(lines, "line")}; they are withheld there.',
            )


def _lines(draft: Draft, chosen: pl.Expr) -> int:
    """On how many lines something is true."""
    return int(draft.cells.select(chosen.sum()).item())


def _settle_numbers(draft: Draft, named: list[str]) -> None:
    """No column headed as the supplier holds words: ask, where another holds names of firms, as rows that were moved
    under their headings leave it."""
    taken = {column for columns in draft.columns.values() for column in columns}
    others = [column for column in draft.contents if column not in taken and names_firms(draft, column)]
    if not others:
        _settle(draft, named)
        return
    if (texts := _texts_of_codes(draft, named[0])) in others:
        draft.columns["supplier_name"] = (texts,)
        label, name = draft.labels[named[0]], draft.labels[texts]
        draft.fix("SUPPLIER_NUMBERS_AND_NAMES", f'"{label}" holds numbers, so the names are read from "{name}".')
        return
    suggested = max(others, key=lambda column: draft.contents[column].distinct)
    draft.columns["supplier_name"] = (draft.ask_which(*ASKED, [named[0], *others], suggested, "name"),)


def _texts_of_codes(draft: Draft, codes: str) -> str:
    """The column right of one of codes, where its heading has the "(T)" of Agresso's texts of codes; or ""."""
    columns = list(draft.labels)
    beside = columns[columns.index(codes) + 1 : columns.index(codes) + 2]
    return next((column for column in beside if heading_words.TEXT_MARK.search(draft.labels[column])), "")


def _ask_where_firms_stand_elsewhere(draft: Draft) -> None:
    """Ask where the column headed as the supplier names no firm and another names many: the headings may stand over
    each other's columns, or the other may only speak of firms."""
    (chosen,) = draft.columns["supplier_name"]
    cells = draft.cells[chosen].drop_nulls()
    if draft.contents[chosen].rows < FEWEST_TO_COMPARE or cells.str.contains(A_FIRM).any():
        return
    others = [column for column in draft.contents if column != chosen and names_firms(draft, column, MANY_FIRMS)]
    if others and not _lines(draft, redaction.is_redacted(chosen, draft.redactions)):
        suggested = max(others, key=lambda column: draft.contents[column].companies)
        draft.columns["supplier_name"] = (draft.ask_which(*ASKED, [chosen, *others], suggested, "name"),)
