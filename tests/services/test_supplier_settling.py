"""The register of suppliers after uploads: the same whatever their order, with ids that last and pairs that stay."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, suppliers_of
from procurement.services.suppliers import supplier_decisions, supplier_queue, supplier_settling, supplier_sharing
from procurement.services.suppliers.supplier_decisions import Say
from procurement.services.uploading import scrubbing
from procurement.suppliers.decisions import NOBODY, Named
from procurement.tables import SUPPLIER_READING
from tests.services.suppliers_desk import APRIL, GROUP, keep, open_at

FILES = (
    ("Bury", APRIL[:2]),
    ("Bolton", (*APRIL[2:4], ("Tarnbeck Plant Hire", "3.00", "Hire", "02227962"))),
    ("Leeds", (*APRIL[4:], ("Oakfern Care Northern", "8.00", "Care"), ("Oakfern Care Limited", "9.00", "Care"))),
    ("Salford", (("QUILLMERE JOINERS LTD", "5.00", "Doors"), ("Tarnbeck Plant Hire Ltd", "1.00", "Hire", "02227962"))),
)
SAYS = [
    Say("same", Named("Oakfern Care Ltd"), Named("Oakfern Care (North) Ltd")),
    Say("alone", Named("QUILLMERE JOINERY LTD")),
    Say("name", Named("Oakfern Care Ltd"), NOBODY, "Oakfern"),
]


def grouping(desk: Desk) -> dict[str, tuple[str, ...]]:
    """By text what it reads as, but for the id, and which texts it stands with."""
    readings = suppliers_of(desk)
    told = readings.with_columns(
        mates=pl.col("supplier_text_key").sort().implode().over("supplier_id", mapping_strategy="join")
    )
    rows = told.select("supplier_text_key", "supplier_label", "kind", "supplier_group", "rule", "mates").rows()
    return {str(key): tuple(str(one) for one in rest) for key, *rest in rows}


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The files in their own order, and the decisions after them."""
    desk = open_at(tmp_path_factory.mktemp("straight") / "store")
    for council, rows in FILES:
        keep(desk, council, rows)
    supplier_decisions.decide(GROUP, desk, SAYS)
    return desk


@settings(max_examples=5, deadline=None)
@given(order=st.permutations(range(len(FILES))), decided_after=st.integers(1, len(FILES)))
def test_the_order_of_uploads_changes_nothing(
    order: list[int], decided_after: int, straight: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = open_at(tmp_path_factory.mktemp("orders") / "other")
    file = supplier_sharing.export(GROUP, straight).write_csv().encode()
    for at, place in enumerate(order, start=1):
        keep(other, *FILES[place])
        if at == decided_after:
            supplier_sharing.take_over(GROUP, other, file, "decisions.csv")
    assert grouping(other) == grouping(straight)
    pairs = [set(desk.store.register.supplier_pairs.all().drop("reason").rows()) for desk in (straight, other)]
    assert pairs[0] == pairs[1]


def test_a_supplier_keeps_its_id_when_files_come_and_a_number_is_learnt(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, *FILES[0])
    before = dict(suppliers_of(desk).select("supplier_text_key", "supplier_id").iter_rows())
    for council, rows in FILES[1:]:
        keep(desk, council, rows)
    after = dict(suppliers_of(desk).select("supplier_text_key", "supplier_id").iter_rows())
    assert {key: after[key] for key in before} == before
    assert desk.store.register.supplier_moves.all() == []


def test_settling_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    for council, rows in FILES:
        keep(desk, council, rows)
    before = desk.store.register.readings.suppliers()
    done = supplier_settling.settle(desk, "a test")
    assert (done.changed, done.moves.height) == (0, 0)
    assert desk.store.register.readings.suppliers().equals(before)


def test_settling_tells_every_move_and_leaves_what_a_person_wrote(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", APRIL)
    readings = desk.store.register.readings
    rows = readings.suppliers().select(SUPPLIER_READING.names())
    wrong = rows.filter(pl.col("supplier_name").str.starts_with("Tarn")).with_columns(supplier_id=pl.lit("NAME-old"))
    mine = rows.filter(supplier_name="Oakfern Care Ltd").with_columns(supplier_label=pl.lit("As I say"))
    readings.keep_suppliers(
        pl.concat([wrong.head(1), wrong.tail(1).with_columns(supplier_id=pl.lit("NAME-x"))]), datetime.now(UTC)
    )
    readings.keep_suppliers(mine, datetime.now(UTC), "A Person")
    done = supplier_settling.settle(desk, "a test")
    assert done.moves.select("sort", "texts").rows() == [("merged", 1)]
    assert "2 names matched" not in done.as_sentence()
    assert suppliers_of(desk).filter(supplier_name="Oakfern Care Ltd")["supplier_label"].to_list() == ["As I say"]


def test_pairs_are_kept_where_the_register_is_too_large_to_settle(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(supplier_settling, "WHOLE_AT_AN_UPLOAD", 0)
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", APRIL[:3])
    assert supplier_queue.queue(GROUP, desk).waiting.is_empty()
    keep(desk, "Bolton", APRIL[3:])
    waiting = supplier_queue.queue(GROUP, desk).waiting
    assert waiting.select("name_a", "name_b").rows() == [("Oakfern Care Ltd", "Oakfern Care (North) Ltd")]


def test_two_who_decide_at_once_both_stand(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", APRIL)

    def one(at: int) -> tuple[int, ...]:
        mine = open_at(tmp_path / "store")
        say = Say("group", Named(APRIL[at][0]), NOBODY, f"Group {at}")
        return supplier_decisions.decide(GROUP, mine, [say]).numbers

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for made in pool.map(one, range(4)) for number in made]
    assert sorted(numbers) == [1, 2, 3, 4]
    groups = set(suppliers_of(desk)["supplier_group"])
    assert {"Group 2", "Group 3"} <= groups
    assert len(groups & {"Group 0", "Group 1"}) == 1, "of two about one supplier the later counts"


def test_a_withdrawn_upload_asks_nothing_any_more(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", APRIL[:3])
    other = keep(desk, "Bolton", APRIL[3:])
    assert supplier_queue.queue(GROUP, desk).waiting.height == 1
    desk.store.withdraw(other, datetime.now(UTC), "a test")
    assert supplier_queue.queue(GROUP, desk).waiting.is_empty()


def test_scrubbing_takes_names_out_of_pairs_and_decisions_and_the_rest_stands(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", APRIL)
    gone = keep(
        desk,
        "Bolton",
        (
            ("Harrowfen Lifts Ltd", "9.00", "x"),
            ("Harrowfen Lifts (Zelmouth) Ltd", "8.00", "x"),
            ("Oakfern Care (Zelmouth) Ltd", "2.00", "x"),
        ),
    )
    supplier_decisions.decide(GROUP, desk, [
        Say("same", Named("Oakfern Care Ltd"), Named("Oakfern Care (Zelmouth) Ltd")),
        Say("group", Named("Oakfern Care Ltd"), NOBODY, "Harrowfen Lifts Ltd"),
        Say("same", Named("Oakfern Care Ltd"), Named("Oakfern Care (North) Ltd")),
    ])  # fmt: skip
    scrubbing.scrub(GROUP, desk, gone, "asked for")
    with desk.store.register.database.reading() as connection:
        tables = ("decisions", "supplier_pairs", "supplier_moves", "supplier_readings")
        said = str([connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall() for name in tables])
    assert "Zelmouth" not in said
    assert "zelmouth" not in said
    assert "Harrowfen" not in said
    found = suppliers_of(desk)
    together = found.filter(pl.col("supplier_name").str.starts_with("Oakfern"))
    assert together["supplier_id"].n_unique() == 1, "what was decided of names that stay stands"
    assert set(together["supplier_group"]) == {""}, "what repeats an erased name says nothing"
    keep(desk, "Leeds", (("Erased Ltd", "1.00", "x"),))
    assert suppliers_of(desk).filter(supplier_name="Erased Ltd")["supplier_id"].item() not in together["supplier_id"]


def test_names_of_private_people_wait_for_their_own_council_alone(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", (("Mr Tobias Quillfeather", "900.00", "x"), ("Mr Tobias B Quillfeather", "800.00", "x")))
    own, other = Viewer(Role.OFFICER, "E08000002"), Viewer(Role.OFFICER, "E08000001")
    assert supplier_queue.queue(own, desk).waiting.height == 1
    assert supplier_queue.queue(other, desk).waiting.is_empty()
    assert supplier_queue.queue(GROUP, desk).waiting.is_empty()


def test_the_first_file_is_matched_once_and_as_settling_it_would(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    keep(desk, *FILES[2])
    readings = desk.store.register.readings
    before, pairs = readings.suppliers(), desk.store.register.supplier_pairs.all()
    assert pairs.height, "there is a pair that waits for a person"
    assert supplier_settling.settle(desk, "a test").changed == 0
    assert readings.suppliers().equals(before)
    assert desk.store.register.supplier_pairs.all().equals(pairs)
