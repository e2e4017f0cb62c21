"""What a chart says in its labels: names that are cut stay apart, and no row or column is lost."""

import polars as pl

from procurement.ui import charts

CARE = ("Social Community Care Supplies & Services - Adult", "Social Community Care Supplies & Services - Children")


def test_names_that_begin_alike_are_told_apart_where_they_end() -> None:
    told = charts.shortened([*CARE, "Catering"])
    assert told == [
        "Social Community Care…s & Services - Adult",
        "Social Community Care… Services - Children",
        "Catering",
    ]
    assert max(map(len, told)) <= charts.LABEL_LENGTH


def test_a_name_that_is_cut_alone_is_cut_at_its_end() -> None:
    assert charts.shortened([CARE[0]]) == ["Social Community Care Supplies & Services…"]
    assert charts.shortened([]) == []


def test_a_grid_has_a_row_and_a_column_for_each_name() -> None:
    cells = pl.DataFrame({"who": CARE, "whom": [f"{name} Limited" for name in CARE], "spend_pence": [100, 200]})
    (drawn,) = charts.grid(cells, "who", cells["whom"].to_list(), "spend_pence", "whom").data
    assert (len(set(drawn.y)), len(set(drawn.x))) == (2, 2)
    assert [list(row) for row in drawn.z] == [[1.0, None], [None, 2.0]]


def test_a_quarter_of_which_nothing_is_known_leaves_a_gap() -> None:
    paid = pl.DataFrame({"quarter": ["2024-25 Q4", "2024-25 Q2"], "spend_pence": [300, 100]})
    (line,) = charts.over_time(paid, "quarter", "spend_pence").data
    assert list(zip(line["x"], line["y"], strict=True)) == [
        ("2024-25 Q2", 1.0),
        ("2024-25 Q3", None),
        ("2024-25 Q4", 3.0),
    ]
