"""Which uploads stand, from events alone."""

import json
from datetime import UTC, datetime

import pytest

from procurement.store import upload_log

AT = datetime(2026, 11, 24, tzinfo=UTC)


def event(letters: str) -> dict[str, object]:
    """'+a' stores a, '-a' withdraws it, '!a' scrubs it, 'ba' is b replacing a."""
    kind = {"+": "stored", "-": "withdrawn", "!": "scrubbed"}.get(letters[0], "replaced")
    return {"event": kind, "at": AT, "by": "officer", "upload_id": letters[1], "replaced_by": letters[0].strip("+-!")}


def log(text: str):
    return upload_log.number([event(letters) for letters in text.split()], after=0)


@pytest.mark.parametrize(
    ("events", "version", "standing"),
    [
        pytest.param("", "", [], id="nothing happened"),
        pytest.param("+a +b", "", ["a", "b"], id="two stored"),
        pytest.param("+a -a", "", [], id="withdrawn"),
        pytest.param("+a +b ba", "", ["b"], id="replaced"),
        pytest.param("+a +b !a", "", ["b"], id="scrubbed"),
        pytest.param("+a -a +c", "1", ["a"], id="as it stood before the withdrawal"),
        pytest.param("+a -a +c", "2", [], id="as it stood after it"),
    ],
)
def test_an_upload_stands_from_its_storing_to_its_ending(events, version, standing):
    assert upload_log.standing_ids(log(events), version) == standing


def test_numbers_go_on_from_the_last():
    assert upload_log.number([event("+a"), event("+b")], after=7).get_column("number").to_list() == [8, 9]


def test_every_upload_has_one_row_with_its_last_state():
    uploads = upload_log.uploads(log("+a +b ba +c -c"))
    assert uploads.select("upload_id", "state", "replaced_by").rows() == [
        ("a", "replaced", "b"),
        ("b", "stored", ""),
        ("c", "withdrawn", ""),
    ]


def test_the_last_of_two_endings_counts():
    """A withdrawn upload may be scrubbed, and a replaced one; that goes on saying by which."""
    endings = upload_log.scrubbed("b", "c", AT, "officer", "asked for")
    twice = upload_log.number([*map(event, ["+a", "-a", "!a", "+b", "+c", "cb"]), endings], after=0)
    assert upload_log.uploads(twice).select("upload_id", "state", "replaced_by", "ended_why").rows() == [
        ("a", "scrubbed", "", ""),
        ("b", "scrubbed", "c", "asked for"),
        ("c", "stored", "", ""),
    ]


def test_a_scrubbed_upload_says_how_many_rows_it_had_and_nothing_more():
    stored = {**event("+a"), "file_name": "Orla Quill.csv", "receipt": "{}", "payments": 3, "payments_pence": 700}
    whole = {**stored, "held_back": 1, "held_back_pence": 5, "sha256": "0", "first_day": AT.date()}
    (left,) = upload_log.uploads(upload_log.number([whole, event("!a")], after=0)).to_dicts()
    assert (left["state"], left["file_name"], left["sha256"], left["first_day"]) == (
        "scrubbed",
        "(scrubbed)",
        "0",
        None,
    )
    assert (left["payments"], left["payments_pence"], left["held_back"], left["held_back_pence"]) == (3, 0, 1, 0)
    receipt = {"lines": 4, "accepted": 3, "held_back": 1, "accepted_pence": 0, "held_back_pence": 0}
    assert json.loads(left["receipt"]) == {**receipt, "from": "", "to": ""}
