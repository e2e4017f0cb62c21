"""Lines become records; a bad quote spoils its own row and no other."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.spend.texts import records
from procurement.spend.texts.delimiter import Layout

THREE = Layout(",", 3, figures=(0, 2))


def shown(lines: list[str], layout: Layout = THREE) -> list[tuple[int, list[str], str]]:
    return [(record.line, record.cells, record.trouble) for record in records.records(lines, layout)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["1,a,2", "", ",,"], [(1, ["1", "a", "2"], ""), (2, [""], ""), (3, ["", "", ""], "")], id="blank rows"
        ),
        pytest.param(
            ['1,"CCTV', 'eight, cameras",2', "3,b,4"],
            [(1, ["1", "CCTV\neight, cameras", "2"], ""), (3, ["3", "b", "4"], "")],
            id="a line break inside quotes",
        ),
        pytest.param(
            ['1,"open,2', "3,b,4", '5,"c",6'],
            [(1, ['1,"open,2'], "UNCLOSED_QUOTE"), (2, ["3", "b", "4"], ""), (3, ["5", "c", "6"], "")],
            id="an unclosed quote",
        ),
        pytest.param(
            ['1,"open,2', '3,19" rack",4'],
            [(1, ['1,"open,2'], "UNCLOSED_QUOTE"), (2, ["3", '19" rack"', "4"], "")],
            id="an unclosed quote that a stray one on the next row would close",
        ),
        pytest.param(
            ['"Water', 'rates",b,12', "3,b,4"],
            [(1, ["Water\nrates", "b", "12"], ""), (3, ["3", "b", "4"], "")],
            id="a line break in the first cell, whose end looks like a row",
        ),
        pytest.param(
            ['1,"open,2', '3,rack",4'],
            [(1, ['1,"open,2'], "UNCLOSED_QUOTE"), (2, ["3", 'rack"', "4"], "")],
            id="two rows with a stray quote each, which might be one",
        ),
        pytest.param(['1,"open,2'], [(1, ['1,"open,2'], "UNCLOSED_QUOTE")], id="an unclosed quote on the last line"),
        pytest.param(['1,19" rack,2'], [(1, ["1", '19" rack', "2"], "")], id="an inch mark"),
        pytest.param(['1,"19" rack",2'], [(1, ["1", '19" rack', "2"], "")], id="an inch mark inside quotes"),
        pytest.param(
            ['1,"19" rack, tall,2'], [(1, ['1,"19" rack, tall,2'], "STRAY_QUOTE")], id="a quote, too many cells"
        ),
        pytest.param(["1,a,2,3", "1"], [(1, ["1", "a", "2", "3"], ""), (2, ["1"], "")], id="long and short rows"),
    ],
)
def test_records(lines: list[str], expected: list[tuple[int, list[str], str]]) -> None:
    assert shown(lines) == expected


def test_a_mended_row_says_so() -> None:
    (record,) = records.records(['1,"19" rack",2'], THREE)
    assert record.is_mended


CELL = st.text(alphabet='ab1",; \n', max_size=6)


@given(st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=8))
def test_what_a_writer_of_csv_writes_is_read_as_the_csv_module_reads_it(rows: list[list[str]]) -> None:
    target = StringIO()
    csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    text = target.getvalue()
    expected = list(csv.reader(StringIO(text), strict=True))
    never_whole = Layout(",", 99)
    found = list(records.records(text.removesuffix("\n").split("\n"), never_whole))
    assert [record.cells for record in found] == expected
    assert [record.line for record in found] == line_numbers(expected)


@given(st.lists(st.text(alphabet='ab1", ', max_size=12), max_size=12))
def test_every_line_is_in_one_record_whatever_the_quotes(lines: list[str]) -> None:
    found = list(records.records(lines, THREE))
    starts = [record.line for record in found] + [len(lines) + 1]
    assert starts == sorted(set(starts))
    assert starts[0] == 1
    for record, end in zip(found, starts[1:], strict=False):
        taken = "\n".join(lines[record.line - 1 : end - 1])
        assert sum(map(len, record.cells)) <= len(taken)
        assert taken.count("\n") == sum(cell.count("\n") for cell in record.cells)


def line_numbers(rows: list[list[str]]) -> list[int]:
    """The line on which each row begins, each line break inside a cell counted."""
    numbers, line = [], 1
    for row in rows:
        numbers.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    return numbers
