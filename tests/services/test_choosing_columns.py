"""A file in which a needed column was not found is refused, and read once a person has pointed at it."""

from datetime import date
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile

GROUP = Viewer(Role.ADVISORY_GROUP)


@pytest.mark.parametrize(
    ("text", "headings", "answers"),
    [
        pytest.param(
            "Date,Whom,Net Amount\n03/04/2024,Ada,12.50\n",
            ("Date", "Whom", "Net Amount"),
            {"COLUMN:supplier_name": "Whom"},
            id="headings without a supplier",
        ),
        pytest.param(
            "03/04/2024,Ada,12.50\n04/04/2024,Bo,7.00\n05/04/2024,Cy,8.00\n",
            ("column 1", "column 2", "column 3"),
            {"COLUMN:supplier_name": "column 2"},
            id="no headings and no company among the suppliers",
        ),
    ],
)
def test_pointing_at_the_column_is_enough(
    tmp_path: Path, text: str, headings: tuple[str, ...], answers: dict[str, str]
) -> None:
    desk = open_desk(tmp_path / "store", today=date(2026, 11, 24))
    bury = owners.council("Bury", desk)
    (refused,) = submitting.preview(GROUP, desk, SpendFile("april.csv", text.encode(), bury))
    assert refused.judged is None
    assert refused.publisher_headings == headings
    (read,) = submitting.preview(GROUP, desk, SpendFile("april.csv", text.encode(), bury, answers))
    assert read.receipt.accepted == text.count("2024")
