"""The page of back-catalogues: what was refused and why, months and gaps in words, and to each their own."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from procurement.access import Role, Viewer
from procurement.pages.shell import PAGES
from procurement.services.back_catalogues import back_catalogue
from procurement.services.back_catalogues.back_catalogue_files import find
from procurement.services.back_catalogues.back_catalogue_run import Wanted
from procurement.services.desk import open_desk
from procurement.services.stopping import Stopper

BURY = "E08000002"
GROUP, OFFICER = Viewer(Role.ADVISORY_GROUP), Viewer(Role.OFFICER, BURY)
ROWS = "Date,Supplier,Net Amount\n13/{0:02d}/2024,Quillmarsh {0} Ltd,1250.00\n14/{0:02d}/2024,Harrowfen {0} PLC,70.00\n"


@pytest.fixture
def taken(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    for name in (
        "bury/2024-01.csv",
        "bury/2024-02.csv",
        "bury/2024-04.csv",
        "leeds/2024-05.csv",
        "mystery/2024-06.csv",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(ROWS.format(int(name[-6:-4])))
    (folder / "bury" / "empty.csv").write_bytes(b"")
    desk = open_desk(home)
    back_catalogue.take_in(GROUP, desk, find([folder]), Wanted(), Stopper())
    desk.store.close()


def words(viewer: Viewer) -> str:
    """Everything that the page says to a viewer."""
    test = AppTest.from_file(str(PAGES / "back_catalogues.py"), default_timeout=60)
    test.session_state["viewer"] = viewer
    test.run()
    assert not test.exception
    return " ".join(part.value for part in [*test.markdown, *test.success, *test.info, *test.subheader])


def test_an_empty_store_says_how_to_begin() -> None:
    assert "procurement ingest FOLDER" in words(GROUP)


@pytest.mark.usefixtures("taken")
def test_the_advisory_group_sees_every_file_and_gap() -> None:
    said = words(GROUP)
    assert "6 files: 4 taken, 0 stored before, 1 refused and 1 waiting for an answer." in said
    assert "Bury covers 3 months from January 2024 to April 2024 and lacks March 2024." in said
    assert "2 councils and other bodies, January 2024 to May 2024. 1 lacks months" in said
    assert "**1 file refused**: The file is empty" in said
    assert "mystery" in said


@pytest.mark.usefixtures("taken")
def test_an_officer_sees_their_own_council_alone() -> None:
    said = words(OFFICER)
    assert "4 files: 3 taken, 0 stored before, 1 refused and 0 waiting for an answer." in said
    assert "1 council or other body" in said
    assert "mystery" not in said
    assert "Leeds" not in said
