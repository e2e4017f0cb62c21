"""Which uploads stand, from events alone."""

from datetime import UTC, datetime

import pytest

from procurement.store import upload_log

AT = datetime(2026, 11, 24, tzinfo=UTC)


def event(letters: str) -> dict[str, object]:
    """'+a' stores a, '-a' withdraws it, 'ba' is b replacing a."""
    kind = {"+": "stored", "-": "withdrawn"}.get(letters[0], "replaced")
    return {"event": kind, "at": AT, "by": "officer", "upload_id": letters[1], "replaced_by": letters[0].strip("+-")}


def log(text: str):
    return upload_log.number([event(letters) for letters in text.split()], after=0)


@pytest.mark.parametrize(
    ("events", "version", "standing"),
    [
        pytest.param("", "", [], id="nothing happened"),
        pytest.param("+a +b", "", ["a", "b"], id="two stored"),
        pytest.param("+a -a", "", [], id="withdrawn"),
        pytest.param("+a +b ba", "", ["b"], id="replaced"),
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
