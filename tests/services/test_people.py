"""What stands in the place of a name that may not be read, and for whom; all else stays as it was."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.analysis import frames
from procurement.analysis.coded import INDIVIDUAL
from procurement.analysis.disclosure.guarding import SEVERAL_KINDS
from procurement.services.desk import Desk, open_desk
from procurement.services.privacy import people
from procurement.services.privacy.people import UNKNOWN, UNNAMED, WITHHELD

BURY, BOLTON = "E08000002", "E08000001"
GROUP, OFFICER = Viewer(Role.ADVISORY_GROUP), Viewer(Role.OFFICER, BURY)
PAYEES = {
    "a company": ("s1", "Quillmarsh Ltd", "company", "Quill Group", False),
    "a company in no group": ("s2", "Harrowfen Ltd", "company", "", False),
    "a person": ("s3", "Mr Tobias Quillfeather", INDIVIDUAL, "Quill Group", True),
    "a person read as a company": ("s4", "Tobias Quillfeather", "company", "", True),
    "redacted": ("", "", "redacted", "", False),
    "not recognised": ("", "", "", "", False),
    "both kinds together": ("", "Combined", SEVERAL_KINDS, "", True),
}
ROWS = pl.DataFrame(
    list(PAYEES.values()),
    schema={**dict.fromkeys(("supplier_id", "supplier", "supplier_kind", "supplier_group"), pl.String),
            "payee_is_private": pl.Boolean},
    orient="row",
)  # fmt: skip
SHOWN = {
    "a company": "Quillmarsh Ltd",
    "a company in no group": "Harrowfen Ltd",
    "a person": UNNAMED[INDIVIDUAL],
    "a person read as a company": UNNAMED[INDIVIDUAL],
    "redacted": UNNAMED["redacted"],
    "not recognised": UNKNOWN,
    "both kinds together": UNNAMED[SEVERAL_KINDS],
}


def test_a_total_calls_each_payee_what_it_may_be_called() -> None:
    assert people.unnamed(ROWS)["supplier"].to_list() == list(SHOWN.values())
    assert people.unnamed(ROWS)["supplier_id"].to_list() == ROWS["supplier_id"].to_list()


def test_people_stand_together_without_an_id_and_in_no_group() -> None:
    masked = frames.held(people.masked(frames.lazy(ROWS)))
    assert masked["shown_supplier"].to_list() == list(SHOWN.values())
    assert masked["shown_supplier_id"].to_list() == ["s1", "s2", "", "", "", "", ""]
    kinds = ["company", "company", INDIVIDUAL, INDIVIDUAL, "redacted", "", SEVERAL_KINDS]
    assert masked["shown_supplier_kind"].to_list() == kinds
    assert masked["shown_supplier_group"].to_list() == ["Quill Group", *list(SHOWN.values())[1:]]
    assert masked["supplier_id"].to_list() == ROWS["supplier_id"].to_list()


@pytest.mark.parametrize(
    ("viewer", "read"),
    [(GROUP, ["open", WITHHELD, WITHHELD]), (OFFICER, ["open", "private", WITHHELD])],
    ids=["anybody", "an officer of Bury"],
)
def test_a_private_line_is_read_by_its_own_council_alone(viewer: Viewer, read: list[str]) -> None:
    rows = pl.DataFrame(
        {
            "authority_code": [BURY, BURY, BOLTON],
            "line_is_private": [False, True, True],
            "supplier_name": ["open", "private", "private"],
            "pence": [1, 2, 3],
        }
    )
    shown = people.withhold(viewer, rows, ["supplier_name"])
    assert shown["supplier_name"].to_list() == read
    assert shown.drop("supplier_name").equals(rows.drop("supplier_name", "line_is_private"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("people")
    return open_desk(folder / "store", date(2026, 11, 24))


HELD: list[dict[str, Any]] = [
    {"rule": "AMOUNT_NOT_MONEY", "value": "ten", "row": ["Quillmarsh Scaffolding Ltd", "ten", "Hire"]},
    {"rule": "AMOUNT_NOT_MONEY", "value": "ten", "row": ["Mrs Orla Tarnbeck", "ten", "Fostering"]},
    {"rule": "DATE_NOT_A_DAY", "value": "Mr Osric Pellowdale", "row": ["31/02/2024", "A Firm Ltd"]},
    {"rule": "PERSONAL_NUMBER", "value": "(masked)", "row": ["A Firm Ltd", "(masked)"]},
    {"rule": "AMOUNT_NOT_MONEY", "value": "ten", "row": ["A Firm Ltd", "ten", "Physiotherapy 943 476 5919"]},
]


def held(rows: list[dict[str, Any]]) -> pl.DataFrame:
    table = [
        {"line": at, "rule": row["rule"], "value": row["value"], "advice": f'Row {at}: "{row["value"]}" is wrong.',
         "row_text": json.dumps(row["row"])}
        for at, row in enumerate(rows)
    ]  # fmt: skip
    return pl.DataFrame(table)


def test_of_held_back_rows_those_that_may_name_somebody_are_withheld_whole(desk: Desk) -> None:
    rows = held(HELD)
    shown = people.withheld_rows(GROUP, desk, BURY, rows)
    assert shown.head(1).equals(rows.head(1))
    assert shown.select("value", "advice", "row_text").rows()[1:] == [(WITHHELD,) * 3] * 4
    assert shown.select("line", "rule").equals(rows.select("line", "rule"))
    assert people.withheld_rows(OFFICER, desk, BURY, rows).equals(rows)
    assert people.withheld_rows(OFFICER, desk, BOLTON, rows).equals(shown)
    assert people.withheld_rows(GROUP, desk, BURY, rows.clear()).equals(rows.clear())
