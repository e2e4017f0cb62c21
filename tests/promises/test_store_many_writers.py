"""Several programs may upload at once: nothing is lost, nothing is doubled, and nobody is shown an error."""

from procurement.store.desk_store import open_store

ROWS = 200


def run(writers) -> list[tuple[int, str]]:
    """Let them all go at the same moment; returns how each ended and what it complained of."""
    for one in writers:
        assert one.stdout.readline(), one.stderr.read()
    for one in writers:
        one.stdin.write("go\n")
        one.stdin.flush()
    return [(one.wait(timeout=180), one.stderr.read()) for one in writers]


def test_six_programs_make_a_store_and_upload_files_of_their_own(tmp_path, start_writer):
    ended = run([start_writer(tmp_path, number * 10, 3, ROWS) for number in range(6)])
    store = open_store(tmp_path)
    payments = store.ledger.payments().collect()
    assert ended == [(0, "")] * 6
    assert payments.height == payments.select("upload_id", "line").n_unique() == 6 * 3 * ROWS
    assert payments.get_column("amount_pence").sum() == 6 * 3 * ROWS * 100
    assert len(store.register.uploads.standing()) == 18
    assert store.notes == ()
    store.close()


def test_two_programs_with_the_same_file(tmp_path, start_writer):
    ended = run([start_writer(tmp_path, 1, 1, ROWS) for _ in range(2)])
    store = open_store(tmp_path)
    assert ended == [(0, "")] * 2
    assert len(store.register.uploads.all()) == 1
    assert store.ledger.payments().collect().height == ROWS
    store.close()
