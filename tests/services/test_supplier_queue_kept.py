"""The queue of pairs is kept while nothing changes, and after a change is what it would be from nothing."""

from pathlib import Path

import pytest

from procurement.services.suppliers import supplier_asked, supplier_decisions, supplier_queue
from procurement.services.suppliers.supplier_decisions import Say
from procurement.services.uploading import scrubbing
from procurement.suppliers.decisions import Named
from tests.services.suppliers_desk import APRIL, GROUP, keep, open_at

NORTH, OAKFERN = "Oakfern Care (North) Ltd", "Oakfern Care Ltd"
MORE = (
    ("Tarnbeck Care Ltd", "50.00", "x"),
    ("Tarnbeck Care (North) Ltd", "10.00", "x"),
    ("Tarnbeck Care", "7.00", "x"),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", (*APRIL, *MORE))
    desk.store.close()
    return tmp_path / "store"


def test_it_is_worked_out_anew_once_another_program_has_changed_something(home: Path) -> None:
    desk, other = open_at(home), open_at(home)
    found = supplier_queue.queue(GROUP, desk)
    assert supplier_queue.queue(GROUP, desk) is found
    supplier_queue.answer(GROUP, other, found.waiting["pair"][0], is_same=False)
    assert supplier_queue.queue(GROUP, desk).settled == found.settled + 1
    keep(other, "Leeds", (("Oakfern Care (South) Ltd", "3000.00", "x"),))
    assert supplier_queue.queue(GROUP, desk).waiting.height > found.waiting.height - 1


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([Say("same", Named(OAKFERN), Named(NORTH))], id="two put together"),
        pytest.param([Say("alone", Named("Tarnbeck Care"))], id="one taken out"),
        pytest.param(
            [Say("same", Named(OAKFERN), Named(NORTH)), Say("different", Named("Tarnbeck Care Ltd"), Named(NORTH))],
            id="together and apart",
        ),
    ],
)
def test_after_decisions_it_is_what_it_would_be_from_nothing(home: Path, said: list[Say]) -> None:
    desk = open_at(home)
    before = supplier_queue.queue(GROUP, desk)
    done = supplier_decisions.decide(GROUP, desk, said)
    after = supplier_queue.queue(GROUP, desk)
    assert not after.waiting.equals(before.waiting)
    supplier_asked._worked_out.clear()
    supplier_queue._made.clear()
    anew = supplier_queue.queue(GROUP, open_at(home))
    assert after.waiting.equals(anew.waiting)
    assert (after.settled, after.settled_pence) == (anew.settled, anew.settled_pence)
    assert done


def test_pairs_of_a_scrubbed_file_leave_the_queue_of_a_program_that_had_read_them(home: Path) -> None:
    desk, other = open_at(home), open_at(home)
    upload_id = keep(desk, "Leeds", (("Oakfern Care (South) Ltd", "3000.00", "x"),))
    names = [*supplier_queue.queue(GROUP, desk).waiting["name_a"], *supplier_queue.queue(GROUP, desk).waiting["name_b"]]
    assert "Oakfern Care (South) Ltd" in names
    scrubbing.scrub(GROUP, other, upload_id, "Asked for")
    waiting = supplier_queue.queue(GROUP, desk).waiting
    assert "South" not in str(waiting.to_dicts())
    assert "South" not in str(desk.store.register.supplier_pairs.all().to_dicts())
