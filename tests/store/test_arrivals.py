"""A restart can say of each file that a dead program was taking in what became of it; a living one is left alone."""

import pytest

from procurement.store.arrivals import Arrivals
from procurement.store.desk_store import Store, open_store


def _leave_behind(store: Store, *files: tuple[str, str]) -> None:
    """As a program does that is killed: what it was taking in is listed, and its mark is nobody's."""
    with store.arrivals.receiving() as arriving:
        assert arriving.place is not None
        arriving.begin("april.csv", "E06000001")
        if files:
            arriving.was_read("E06000001", files)
        left = arriving.place.read_text()
    arriving.place.write_text(left)


def reopened(store: Store) -> Store:
    store.close()
    return open_store(store.home)


def test_a_file_that_was_being_read_is_said_to_be_cut_off_once(store):
    _leave_behind(store)
    again = reopened(store)
    (said,) = again.notes
    assert said.startswith("The upload of april.csv on ")
    assert said.endswith("was cut off before it was stored, and nothing of it was kept. Upload it again.")
    assert [one.detail["is_cut_off"] for one in again.register.audit.latest()] == [True]
    assert reopened(again).notes == ()
    assert list(again.arrivals.folder.iterdir()) == []


def test_a_file_that_stands_is_said_to_be_there(store, submission):
    store.keep(submission())
    _leave_behind(store, ("april.csv", submission().upload.sha256))
    again = reopened(store)
    (said,) = again.notes
    assert again.register.audit.latest()[0].detail["is_cut_off"] is False
    assert "was stored" in said
    assert "It is wholly there; nothing needs doing." in said


def test_a_file_that_the_register_speaks_of_is_not_spoken_of_twice(store, submission):
    store.register.uploads.announce([("0123456789abcdef", submission())])
    _leave_behind(store, ("april.csv", submission().upload.sha256), ("may.csv", "b" * 64))
    assert [said.split(" on ")[0] for said in reopened(store).notes] == [
        "The upload of april.csv",
        "The upload of may.csv",
    ]


def test_what_a_living_program_takes_in_is_nobody_elses_to_tell(store):
    with store.arrivals.receiving() as arriving:
        arriving.begin("april.csv", "E06000001")
        assert open_store(store.home).notes == ()
        assert Arrivals(store.home / "receiving").left_behind() == {}


def test_what_was_stored_is_no_longer_listed(store):
    with store.arrivals.receiving() as arriving:
        arriving.begin("april.csv", "E06000001")
        arriving.was_read("E06000001", [("april.csv", "a" * 64)])
        arriving.are_stored()
        assert arriving.place is not None
        assert arriving.place.read_text() == "[]"


@pytest.mark.parametrize(
    "left",
    ["", "\0\0\0", '[{"file_name": "apr', '[{"file": "april.csv"}]', "1"],
    ids=["empty", "blank", "torn", "other", "odd"],
)
def test_a_list_that_a_power_cut_tore_does_not_keep_the_store_shut(store, left):
    _leave_behind(store)
    (place,) = store.arrivals.folder.glob("*.json")
    place.write_text(left)
    again = reopened(store)
    assert again.notes == ()
    assert list(again.arrivals.folder.iterdir()) == []


@pytest.mark.parametrize("fails", [True, False], ids=["upload fails", "upload is done"])
def test_a_program_that_ends_in_order_leaves_nothing(store, fails):
    try:
        with store.arrivals.receiving() as arriving:
            arriving.begin("april.csv", "E06000001")
            if fails:
                raise KeyError("mistake")
    except KeyError:
        assert fails
    assert list(store.arrivals.folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path):
    in_the_way = tmp_path / "receiving"
    in_the_way.write_text("a file where a folder is needed")
    with Arrivals(in_the_way).receiving() as arriving:
        arriving.begin("april.csv", "E06000001")
        arriving.are_stored()
    assert arriving.place is None
