"""The register's list of uploads: by body, by bytes, and in step with the ledger's log."""

import pytest

from procurement.store.problems import StoreProblem

BURY, ADUR = "E08000002", "E07000223"


def test_uploads_are_listed_by_body_and_by_bytes(store, submission, now):
    of_bury, of_adur = store.keep(submission(body=BURY)).upload_id, store.keep(submission(body=ADUR)).upload_id
    later = store.keep(submission("may.csv", body=BURY)).upload_id
    store.withdraw(of_bury, now, "officer", "sent twice")
    uploads = store.register.uploads
    assert {one.upload_id for one in uploads.all()} == {of_bury, of_adur, later}
    assert {one.upload_id for one in uploads.all(BURY)} == {of_bury, later}
    assert {one.upload_id for one in uploads.standing()} == {of_adur, later}
    assert [one.upload_id for one in uploads.standing(BURY)] == [later]
    assert uploads.all("E06000001") == []
    assert {one.upload_id for one in uploads.of_bytes(submission().upload.sha256)} == {of_bury, of_adur}
    assert uploads.bodies() == [ADUR, BURY]
    assert (uploads.get(of_bury).state, uploads.get(of_bury).ended_why) == ("withdrawn", "sent twice")
    with pytest.raises(StoreProblem, match="No upload has the id 'x'"):
        uploads.get("x")


def test_what_is_announced_is_being_received_and_counts_nothing(store, submission):
    uploads = store.register.uploads
    assert not uploads.are_announced()
    uploads.announce([("0123456789abcdef", submission())])
    assert uploads.are_announced()
    (one,) = uploads.all()
    assert (one.state, one.payments, one.payments_pence, one.held_back, one.replaced_by) == ("receiving", 0, 0, 0, "")
    assert uploads.standing() == []


def test_a_file_may_replace_an_upload_of_the_same_bytes(store, submission):
    """Read otherwise the second time, as under another answer: the first ends before the second stands."""
    first = store.keep(submission()).upload_id
    second = store.keep(submission(replaces=(first,), pence=(7,))).upload_id
    assert first != second
    assert {one.upload_id: one.state for one in store.register.uploads.all()} == {first: "replaced", second: "stored"}
    assert store.ledger.payments().collect()["amount_pence"].to_list() == [7]
