"""What a start after a crash put right reaches the people it concerns: once, on the page and on the command line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from procurement.access import Role, Viewer
from procurement.services import restart
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import ingesting, submitting
from procurement.services.uploading.reading import SpendFile

GROUP = Viewer(Role.ADVISORY_GROUP)
APP = Path(__file__).resolve().parents[2] / "streamlit_app.py"
ROWS = b"Date,Supplier,Net Amount\n03/04/2024,Quillmarsh Ltd,1250.00\n17/04/2024,Harrowfen PLC,70.00\n"
CUT_OFF = "was cut off before it was stored, and nothing of it was kept. Upload it again."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def desk_after_a_crash(home: Path) -> Iterator[Callable[[], Desk]]:
    """Open a desk on a store whose last program was killed while it took in Bury's april.csv."""
    opened: list[Desk] = []

    def open_again() -> Desk:
        opened.append(open_desk(home))
        return opened[-1]

    first = open_again()
    with first.store.arrivals.receiving() as arriving:
        arriving.begin("april.csv", _officer(first).council)
        (file,) = submitting.preview(GROUP, first, _file(first))
        arriving.was_read(_officer(first).council, [("april.csv", file.received.sha256)])
        assert arriving.place is not None
        left = arriving.place.read_text()
    arriving.place.write_text(left)
    yield open_again
    for desk in opened:
        desk.store.close()


@pytest.fixture
def page(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on that store, opened by it and by nobody before."""
    monkeypatch.setenv("PROCUREMENT_HOME", str(home))
    monkeypatch.setattr("procurement.pages.entrance.refuse_unsafe_address", lambda: None)
    st.cache_resource.clear()
    yield AppTest.from_file(str(APP), default_timeout=60)
    st.cache_resource.clear()


def _officer(desk: Desk, council: str = "Bury") -> Viewer:
    return Viewer(Role.OFFICER, ingesting.owner_of(council, "", desk).authority_code)


def _file(desk: Desk) -> SpendFile:
    return SpendFile("april.csv", ROWS, ingesting.owner_of("Bury", "", desk))


def test_the_council_concerned_and_the_group_are_told_and_nobody_else(desk_after_a_crash: Callable[[], Desk]) -> None:
    desk = desk_after_a_crash()
    member = Viewer(Role.MEMBER, _officer(desk).council)
    told = {asking: restart.unread(asking, desk) for asking in (GROUP, _officer(desk), _officer(desk, "Leeds"), member)}
    assert [len(found) for found in told.values()] == [1, 1, 0, 0]
    assert told[GROUP][0].endswith(CUT_OFF)


def test_it_is_told_after_later_starts_too_until_it_is_read(desk_after_a_crash: Callable[[], Desk]) -> None:
    desk_after_a_crash().store.close()
    desk = desk_after_a_crash()
    assert desk.store.notes == ()
    officer = _officer(desk)
    assert len(restart.unread(officer, desk)) == 1
    restart.mark_read(officer, desk)
    assert restart.unread(officer, desk) == []
    assert len(restart.unread(GROUP, desk)) == 1


def test_a_file_that_was_uploaded_again_is_no_longer_spoken_of(desk_after_a_crash: Callable[[], Desk]) -> None:
    desk = desk_after_a_crash()
    (receipt,) = submitting.submit(GROUP, desk, [_file(desk)], take_suggested=True)
    assert receipt.outcome == "taken"
    assert restart.unread(GROUP, desk) == []


def test_a_command_says_it_once_on_standard_error(
    desk_after_a_crash: Callable[[], Desk], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    restart.open_desk_told(home, GROUP).store.close()
    assert CUT_OFF in capsys.readouterr().err
    restart.open_desk_told(home, GROUP).store.close()
    assert capsys.readouterr().err == ""


def test_the_page_says_it_until_it_is_read(desk_after_a_crash: Callable[[], Desk], page: AppTest) -> None:
    desk_after_a_crash().store.close()
    page.run()
    assert [CUT_OFF in one.value for one in page.warning] == [True]
    page.button(key="restart notes read").click().run()
    assert [one.value for one in page.warning] == []


def test_the_page_says_plainly_that_its_store_cannot_be_opened(home: Path, page: AppTest) -> None:
    home.write_text("a file where a folder is needed")
    page.run()
    assert not page.exception
    assert ["A file stands where a folder is needed" in one.value for one in page.error] == [True]
