"""The delimiter is the character that cuts the rows evenly."""

import pytest

from procurement.spend.texts import delimiter
from procurement.spend.texts.delimiter import Layout

PIPE_IN_TEXT = [f"0{day}/04/2025,NLS Support Starcross | Devon | ,1.00" for day in range(1, 9)]


@pytest.mark.parametrize(
    ("lines", "layout"),
    [
        pytest.param(
            ["Date,Name,Amount", "01/04/2025,Acorn,1.00", "02/04/2025,Birch,2"], Layout(",", 3, ()), id="commas"
        ),
        pytest.param(["Date;Amount", "01/04/2025;1,50", "02/04/2025;2,50"], Layout(";", 2, ()), id="decimal commas"),
        pytest.param(["a;b;", "1;x, y;", "2;x, y;"], Layout(";", 3, ()), id="semicolons, one at the end"),
        pytest.param(["Date\tAmount\tName", "1/4/25\t1,200\tA", "1/4/25\t1,300\tB, C"], Layout("\t", 3), id="tabs"),
        pytest.param(["a^b^c", "1^2^3", "4^5^6, 7"], Layout("^", 3, (0, 1, 2)), id="carets"),
        pytest.param(["a~b~c", "x~2~y", "z~5~6, 7"], Layout("~", 3, ()), id="tildes"),
        pytest.param(["a,b", "x ~ y,1", "x ~ z,2"], Layout(",", 2, ()), id="commas, and tildes in a text"),
        pytest.param(["a|b|c", "1|2|3", "4|5|6, 7"], Layout("|", 3, ()), id="vertical bars"),
        pytest.param(["Date,Where,Amount", *PIPE_IN_TEXT], Layout(",", 3, ()), id="vertical bars inside a cell"),
        pytest.param(["Spend, April", "", "Date,Name,Amount", "1,A,2", "2,B,3"], Layout(",", 3), id="a title above"),
        pytest.param(['"a;b","c"', '"d;e","f"'], Layout(",", 2, ()), id="semicolons inside quotes"),
        pytest.param(
            ['"a"|"b"|"c"', '"1"|"x', 'y"|"2\t3"', '"1"|"x', 'z"|"4\t5"', '"6"|"x"|"7"'],
            Layout("|", 3),
            id="line breaks",
        ),
        pytest.param(["alone", "words"], Layout(",", 1, ()), id="one column"),
        pytest.param([], Layout(",", 1, ()), id="no line"),
    ],
)
def test_the_layout_of_a_file(lines: list[str], layout: Layout) -> None:
    found = delimiter.find_layout(lines)
    assert (found.delimiter, found.width) == (layout.delimiter, layout.width)


def test_the_places_that_hold_figures_are_known() -> None:
    lines = ["Date,Name,Amount", *(f"0{day}/04/2025,Acorn Paving,£{day}.00" for day in range(1, 10)), "total,,"]
    assert delimiter.find_layout([*lines[1:], *lines[1:]]).figures == (0, 2)
