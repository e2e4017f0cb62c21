"""What a scrub takes with it and what it leaves is told before it is done; it needs a reason and the right role."""

from pathlib import Path

import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.problems import CannotDo
from procurement.services.uploading import ingesting, scrubbing, submitting, uploads
from procurement.services.uploading.reading import SpendFile
from procurement.store.problems import StoreProblem

GROUP = Viewer(Role.ADVISORY_GROUP)
ROWS = "Payment Date,Supplier Name,Net Amount\n" + "".join(
    f"0{day}/04/2024,Quillmarsh {day} Ltd,{{}}.00\n" for day in range(1, 9)
)


@pytest.fixture
def desk(tmp_path: Path):
    opened = open_desk(tmp_path / "store")
    yield opened
    opened.store.close()


def submit(desk: Desk, amount: int, council: str = "Bury", held: int = 0, **answers: str) -> str:
    owner = ingesting.owner_of(council, "", desk)
    rows = ROWS.replace("{}", str(amount)) + "31/04/2024,Harrowfen Ltd,9.00\n" * held
    file = SpendFile(f"april-{amount}.csv", rows.encode(), owner, answers)
    (receipt,) = submitting.submit(GROUP, desk, [file], take_suggested=True)
    assert receipt.outcome == "taken", receipt.reason
    return receipt.upload_id


def ids(found) -> list[str]:
    return [one.upload_id for one in found]


def test_other_versions_are_named_and_go_where_that_is_asked(desk):
    first = submit(desk, 600)
    second = submit(desk, 700, SAME_PERIOD="replace")
    third = submit(desk, 800, SAME_PERIOD="replace")
    alone = scrubbing.plan(GROUP, desk, second)
    assert (ids(alone.uploads), sorted(ids(alone.related))) == ([second], sorted([first, third]))
    assert f"procurement scrub {second} --with-related" in alone.asked()
    done = scrubbing.scrub(GROUP, desk, second, "asked for")
    assert "8 payments" in done.done()[0]
    assert desk.store.ledger.standing_ids() == [third]
    rest = scrubbing.scrub(GROUP, desk, second, "asked for", with_related=True)
    assert sorted(ids(rest.uploads)) == sorted([first, second, third])
    assert set(uploads.list_uploads(GROUP, desk)["state"]) == {"scrubbed"}
    assert scrubbing.plan(GROUP, desk, first).related == ()


def test_all_versions_far_and_near_go_together_and_are_counted_together(desk):
    first, second, third = (submit(desk, amount, held=1, SAME_PERIOD="replace") for amount in (600, 700, 800))
    other = submit(desk, 900, "Leeds")
    done = scrubbing.scrub(GROUP, desk, second, "asked", with_related=True)
    assert sorted(ids(done.uploads)) == sorted([first, second, third])
    assert (done.payments, done.held_back, done.related) == (24, 3, ())
    assert "are scrubbed: 24 payments and 3 held-back rows are in no figure" in done.done()[0]
    assert not any("uploaded bytes" in said for said in done.done())
    states = {one.upload_id: one.state for one in desk.store.register.uploads.all()}
    assert states == {**dict.fromkeys((first, second, third), "scrubbed"), other: "stored"}


def test_bytes_that_another_body_sent_too_are_said_to_stay(desk):
    mine, theirs = submit(desk, 600), submit(desk, 600, "Leeds")
    done = scrubbing.scrub(GROUP, desk, mine, "asked for")
    assert ids(done.sharers) == [theirs]
    assert any(f"another upload is of the very same file: {theirs}" in said for said in done.done())
    assert desk.store.originals.read(desk.store.register.uploads.get(theirs).sha256)


def test_a_reason_is_needed(desk):
    one = submit(desk, 600)
    with pytest.raises(CannotDo, match="Say why"):
        scrubbing.scrub(GROUP, desk, one, "  ")
    assert desk.store.ledger.standing_ids() == [one]


def test_officers_scrub_their_own_and_members_nothing(desk):
    one = submit(desk, 600)
    code = desk.store.register.uploads.get(one).authority_code
    for viewer in (Viewer(Role.MEMBER, code), Viewer(Role.OFFICER, "E08000035"), Viewer(Role.OFFICER)):
        with pytest.raises(NotAllowed, match="You may not erase uploads of this body"):
            scrubbing.scrub(viewer, desk, one, "asked for")
    scrubbing.scrub(Viewer(Role.OFFICER, code), desk, one, "asked for")
    assert desk.store.register.uploads.get(one).ended_by == "officer"


def test_an_upload_that_is_none_is_said_so(desk):
    with pytest.raises(StoreProblem, match="No upload has the id 'nosuch'"):
        scrubbing.plan(GROUP, desk, "nosuch")


def test_a_reading_that_a_scrub_drops_under_an_upload_is_made_again(desk, monkeypatch):
    """Its texts were read, then a scrub found that no upload needs them, then it was stored."""
    gone = submit(desk, 600)
    keep_many = desk.store.keep_many.__func__

    def scrub_first(store, submissions):
        monkeypatch.undo()
        scrubbing.scrub(GROUP, desk, gone, "asked for")
        return keep_many(store, submissions)

    monkeypatch.setattr(type(desk.store), "keep_many", scrub_first)
    again = submit(desk, 601, SAME_PERIOD="add")
    keys = set(desk.store.ledger.payments().collect()["supplier_text_key"])
    assert again != gone
    assert keys <= set(desk.store.register.readings.suppliers()["supplier_text_key"])
    assert desk.store.originals.read(desk.store.register.uploads.get(again).sha256)
