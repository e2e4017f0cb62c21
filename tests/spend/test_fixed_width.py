"""Columns that spaces alone set apart are cut where every line is blank; what is not certain is left as it is."""

import polars as pl
import pytest

from procurement.spend.findings import Refused
from procurement.spend.texts import fixed_width
from procurement.spend.texts.text_lines import Lines
from tests.spend.reading_texts import judged

CELLS = [
    ("Supplier Name", "Payment Date", "Net Amount", "Service Area"),
    ("Alder Paving Ltd", "02/05/2024", "1,250.50", "Roads, bridges"),
    ("Birch Care Homes", "14/05/2024", "640.00", "Adult Care"),
    ("Hazel, Nut & Foods", "16/05/2024", "-75.25", "Schools"),
    ("Elm Books Limited", "21/05/2024", "99.99", ""),
    ("Fir IT Services Ltd", "22/05/2024", "10.00", "Resources"),
]
NAMES = [row[0] for row in CELLS[1:]]
PENCE = 125050 + 64000 - 7525 + 9999 + 1000


def printed(name_width: int = 22) -> list[str]:
    """Each row as a ledger prints it: texts from the left, amounts to the right."""
    return [f"{name:<{name_width}}{day:<14}{amount:>12}  {area}".rstrip() for name, day, amount, area in CELLS]


@pytest.mark.parametrize(
    "lines",
    [printed(), ["Payments over £500, May 2024", "", *printed()], [printed()[0], "-" * 60, *printed()[1:]]],
    ids=["a table", "a title above", "a rule below the headings"],
)
def test_columns_are_cut_where_every_line_is_blank(lines: list[str]) -> None:
    file = judged("\n".join(lines) + "\n")
    assert file.payments["supplier_name"].to_list() == NAMES
    assert (file.accepted_pence, file.held_back.height) == (PENCE, 0)
    assert file.payments["department"].to_list() == [row[3] for row in CELLS[1:]]
    assert "FIXED_WIDTH" in {fix.rule for fix in file.fixes}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["Oakfern Council                 Payments over 500        Page 1"], []),
        ([], ["Total of all payments in May 2024          1,925.24"]),
        ([], ["", "Oakfern Council list of all payments of May 2024   Page 2", *printed()]),
    ],
    ids=["a title of several texts", "a total at the foot", "a title on the next page"],
)
def test_a_line_across_the_columns_does_not_make_one_of_two(above: list[str], below: list[str]) -> None:
    file = judged("\n".join([*above, *printed(), *below]) + "\n")
    times = 2 if len(below) > 1 else 1
    assert file.payments["supplier_name"].to_list() == NAMES * times
    assert (file.accepted_pence, file.held_back.height) == (PENCE * times, 0)


def test_a_name_that_runs_into_the_next_column_is_held_back_and_the_others_read() -> None:
    """Its column and the next were taken for one, so that a supplier was called "Alder Paving Ltd      Roads"."""
    rows = [("Date", "Supplier", "Service", "Amount")] + [
        (day, name, area, amount) for name, day, amount, area in CELLS[1:]
    ]
    lines = [f"{day:<12}{name:<22}{area:<16}{amount:>10}" for day, name, area, amount in rows]
    lines.insert(3, f"{'17/05/2024':<12}{'Hornbeam and Holly Road Builders Limited':<38}{'75.00':>10}")
    lines.insert(3, f"{'17/05/2024':<12}{'Rowan Road Builders Lt':<22}{'Roads':<16}{'85.00':>10}")
    lines[-1] += "  CR"
    file = judged("\n".join(lines) + "\n")
    assert file.payments["supplier_name"].to_list() == NAMES
    assert file.held_back.select("line", "rule").rows() == [(4, "ROW_TOO_SHORT"), (5, "ROW_TOO_SHORT")]
    assert file.accepted_pence == PENCE - 2 * 1000, "what stands behind the last column is of it"


def test_a_column_that_is_blank_on_most_lines_is_no_part_of_the_one_before_it() -> None:
    rows = [("Date", "Supplier", "Service", "Amount")] + [(day, name, "", amount) for name, day, amount, _ in CELLS[1:]]
    rows[2] = (*rows[2][:2], "Adult Care", rows[2][3])
    lines = [f"{day:<12}{name:<22}{area:<16}{amount:>10}" for day, name, area, amount in rows]
    lines.append(f"{'17/05/2024':<12}{'Hornbeam and Holly Road Builders Limited':<38}{'75.00':>10}")
    file = judged("\n".join(lines) + "\n")
    assert file.payments["supplier_name"].to_list() == NAMES
    assert file.payments["department"].to_list() == ["", "Adult Care", "", "", ""]
    assert file.held_back.select("line", "rule").rows() == [(7, "ROW_TOO_SHORT")]


def test_columns_that_lines_put_in_other_places_are_not_guessed() -> None:
    """Each name pushes what follows it on, so that a name and the service after it would be one supplier."""
    rows = [("Date", "Supplier", "Service", "Amount")] + [
        (day, name, area, amount) for name, day, amount, area in CELLS[1:]
    ]
    lines = [f"{day:<12}{f'{name}  {area}':<50}{amount:>10}" for day, name, area, amount in rows]
    given = Lines(pl.Series("line", lines))
    assert fixed_width.separate(given) == (given, ())


def test_texts_with_wide_blanks_inside_stay_one_column() -> None:
    lines = [f"{day:<14}{name.replace(' ', '   ', 1):<26}{amount:>12}" for name, day, amount, _ in CELLS[1:]]
    file = judged("\n".join([f"{'Payment Date':<14}{'Supplier':<26}{'Net Amount':>12}", *lines]) + "\n")
    assert [" ".join(name.split()) for name in file.payments["supplier_name"]] == NAMES


def test_columns_that_touch_are_not_guessed_apart() -> None:
    longest = max(map(len, NAMES))
    with pytest.raises(Refused):
        judged("\n".join(f"{name[:longest]:<{longest}}{day}{amount:>9}{area}" for name, day, amount, area in CELLS))


def test_a_file_with_commas_keeps_its_spaces() -> None:
    padded = "\n".join(f'{name:<22},{day:<14},"{amount:>12}","{area}"' for name, day, amount, area in CELLS[:3])
    file = judged(padded + "\n")
    assert "FIXED_WIDTH" not in {fix.rule for fix in file.fixes}
    assert file.accepted_pence == 125050 + 64000


@pytest.mark.parametrize("mark", ["\t", ";", "|", ","])
def test_cells_that_are_padded_between_marks_are_cut_by_the_marks(mark: str) -> None:
    """As where a ledger's export fills every column up: the spaces alone would cut them too, marks and all."""
    bare = [[cell.replace(",", "") for cell in row] for row in CELLS]
    lines = [f"{name:<22}{mark}{day:<12}  {mark}{amount:>12}  {mark}{area}" for name, day, amount, area in bare]
    given = Lines(pl.Series("line", lines))
    assert fixed_width.separate(given) == (given, ())
    file = judged("\n".join(lines) + "\n")
    assert file.payments["supplier_name"].to_list() == [name.replace(",", "") for name in NAMES]
    assert (file.accepted_pence, file.held_back.height) == (PENCE, 0)


def test_texts_with_wide_blanks_under_no_columns_are_left_as_they_are() -> None:
    """Few of the lines are a table, so that nothing says where its columns are."""
    letter = [
        "Dear Sir",
        "  find below  the list",
        "that was asked for",
        *printed()[:4],
        "and",
        "write to us",
        "for more",
    ]
    given = Lines(pl.Series("line", letter))
    assert fixed_width.separate(given) == (given, ())


def test_a_line_of_two_texts_is_cut_like_the_others_and_one_of_one_text_is_one_cell() -> None:
    lines = [*printed(), *printed()[1:], f"{'':<22}{'22/05/2024':<14}{'5.00':>12}", "   End of the list"]
    cut, _ = fixed_width.separate(Lines(pl.Series("line", lines)))
    assert cut.texts.to_list()[-2:] == ['"","22/05/2024","5.00",""', '"End of the list"']


@pytest.mark.parametrize("mark", ["\t", ";", "|"])
def test_other_marks_between_cells_are_never_passed_over(mark: str) -> None:
    """Though rows of different lengths are cut unevenly by them."""
    lines = [f"{name}  {mark}{day}  {mark}  {amount}{mark * at}" for at, (name, day, amount, _) in enumerate(CELLS)]
    given = Lines(pl.Series("line", lines))
    assert fixed_width.separate(given) == (given, ())


def test_a_line_of_dashes_says_how_wide_the_columns_are() -> None:
    """A database prints one space between its columns, so no line need be blank between two of them."""
    widths = (19, 12, 12, 14)
    table = [CELLS[0], tuple("-" * width for width in widths), *CELLS[1:]]
    lines = [f"{name:<19} {day:<12} {amount:>12} {area:<14}".rstrip() for name, day, amount, area in table]
    file = judged("\n".join([*lines, "", "(5 rows affected)"]))
    assert (file.accepted_pence, file.payments["supplier_name"].to_list()) == (PENCE, NAMES)
