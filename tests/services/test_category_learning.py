"""What councils coded teaches how to read the others: tried first, kept on request, taken back without a trace."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from procurement.access import NotAllowed
from procurement.categories.decisions import CATEGORY, INFLUENCE
from procurement.services.categories import category_decisions, category_learning, category_models
from procurement.services.categories.category_decisions import Say
from procurement.services.categories.decided_categories import Subject
from procurement.services.desk import Desk
from procurement.services.figures import totals
from procurement.services.problems import CannotDo
from procurement.tables import CATEGORY_READING
from tests.services.categories_desk import GROUP, OFFICER, PERSON, keep, open_at
from tests.terminal import run

Rows = tuple[tuple[str, ...], ...]
ELECTRIC, PAPER = "371000", "340000"
UTILITIES = "Utilities"
TEACHING = "Bury"


def coded(count: int = 40) -> Rows:
    """Zorbings coded as electricity, frobnicates as stationery, of made-up suppliers, and a person."""
    kinds = (("Zorbing", ELECTRIC, "Plim"), ("Frobnicate", PAPER, "Quonk"))
    made = [
        (f"{first}{'aeiou'[at % 5]}{'lmnrst'[at // 5 % 6]}ow {word} Ltd", f"{1000 + at}.00", f"{code} x", "", thing)
        for word, code, thing in kinds
        for first in ("Tarn", "Brin", "Oak")
        for at in range(count // 3)
    ]
    return (*made, (PERSON, "900.00", f"{ELECTRIC} x", "", "Plim"))


OTHERS: Rows = (
    ("Greyfell Zorbing Ltd", "7000.00", "", "", "Plim"),
    ("Tarnalow Zorbing Ltd", "500.00", "", "", "Oddly said"),
    ("Greyfell Wibble Ltd", "300.00", "", "", "Snark"),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = open_at(tmp_path_factory.mktemp("learning") / "store")
    keep(desk, TEACHING, coded())
    keep(desk, "Leeds", OTHERS)
    return desk


@pytest.fixture
def desk(filled: Desk) -> Iterator[Desk]:
    """The same store, in which nothing learned or decided is in use afterwards."""
    yield filled
    decisions = filled.store.register.decisions
    decisions.undo_many([one.id for one in decisions.standing("category")], "a test", datetime.now(UTC))
    while filled.store.register.category_models.in_use() is not None:
        category_learning.take_back(GROUP, filled)


def readings(desk: Desk) -> pl.DataFrame:
    return desk.store.register.readings.categories().select(CATEGORY_READING.names()).sort("line_text_key")


def utilities(desk: Desk) -> dict[str, int]:
    found = totals.total(GROUP, desk, totals.Wanted("local", ("category",)))
    rows = found.filter(level1=UTILITIES).group_by("place").agg(pl.col("spend_pence").sum())
    return dict(rows.iter_rows())


def test_what_one_council_coded_places_the_lines_of_another_once_it_is_kept(desk: Desk) -> None:
    before, was = readings(desk), utilities(desk)
    found = category_learning.learn(GROUP, desk)
    assert found.councils == 1
    assert found.trial is not None
    assert found.trial.is_better
    assert found.trial.learned.share_right > 0.9 > found.trial.without.share_answered
    assert found.moves.row(0, named=True) == {
        "before": "not known", "after": UTILITIES, "lines": 2, "spend_pence": 750_000,
    }  # fmt: skip
    assert readings(desk).equals(before)
    category_learning.keep(GROUP, desk, "a test")
    assert "Leeds" not in was
    assert utilities(desk)["Leeds"] == 750_000
    assert utilities(desk)["Bury"] == was["Bury"]
    may = keep(desk, "Leeds", (("Hollowfen Zorbing Ltd", "40.00", "", "", "Plim"),), month=5)
    assert utilities(desk)["Leeds"] == 754_000
    desk.store.withdraw(may, datetime.now(UTC), "a test")
    moves = category_learning.take_back(GROUP, desk)
    assert moves.row(0, named=True)["before"] == UTILITIES
    assert readings(desk).join(before, on=CATEGORY_READING.names(), how="anti", nulls_equal=True).height == 1
    assert utilities(desk) == was


def test_own_codes_and_decisions_stay_where_they_are(desk: Desk) -> None:
    subject = Subject("supplier", "E08000035", supplier_name="Greyfell Zorbing Ltd")
    category_decisions.decide(GROUP, desk, [Say(CATEGORY, subject, "310000")])
    before = readings(desk)
    found = category_learning.keep(GROUP, desk)
    assert found.by_people == 1
    assert found.moves["spend_pence"].sum() == 50_000
    changed = before.join(readings(desk), on=CATEGORY_READING.names(), how="anti", nulls_equal=True)
    assert not changed["rule"].str.contains("own ProClass code").any()


def test_lines_of_which_people_said_only_whether_they_can_be_influenced_move_and_are_told(desk: Desk) -> None:
    subject = Subject("supplier", "E08000035", supplier_name="Greyfell Zorbing Ltd")
    category_decisions.decide(GROUP, desk, [Say(INFLUENCE, subject, "no", "a statutory supplier")])
    found = category_learning.keep(GROUP, desk)
    assert utilities(desk)["Leeds"] == 750_000
    assert found.moves.filter(after=UTILITIES)["spend_pence"].to_list() == [750_000]


def test_no_private_person_is_learned_of(desk: Desk) -> None:
    texts = category_models.as_texts(category_learning.learn(GROUP, desk).model)
    assert "ZORBING" in texts["suppliers"]
    assert not any("QUILLFEATHER" in text.upper() for text in texts.values())


def test_a_kept_model_reads_as_it_did_before_it_was_kept(desk: Desk) -> None:
    found = category_learning.keep(GROUP, desk)
    number = desk.store.register.category_models.in_use()
    assert number is not None
    model = category_models.from_texts(desk.store.register.category_models.tables(number))
    for name, frame in found.model.to_frames().items():
        assert model.to_frames()[name].equals(frame), name


def test_words_that_do_no_better_than_the_rules_are_not_learned(tmp_path: Path) -> None:
    desk = open_at(tmp_path / "store")
    codes = (ELECTRIC, PAPER, "310000", "202000", "110000")
    rows = [
        (f"{'bcdfghjklmnpqrst'[at]}{vowel}stow Ltd", "1000.00", f"{codes[(at * 7 + place) % 5]} x", "", "Plim")
        for at in range(16)
        for place, vowel in enumerate("aeiou")
    ]
    keep(desk, TEACHING, tuple(rows))
    found = category_learning.learn(GROUP, desk)
    assert found.trial is not None
    assert not found.trial.is_better
    assert not found.has_words
    assert found.model.suppliers.height
    desk.store.close()


def test_only_the_advisory_group_learns_and_only_where_something_is_coded(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        category_learning.learn(OFFICER, desk)
    empty = open_at(tmp_path / "store")
    keep(empty, "Leeds", OTHERS)
    with pytest.raises(CannotDo, match="has a ProClass code"):
        category_learning.learn(GROUP, empty)
    with pytest.raises(CannotDo, match="nothing to take back"):
        category_learning.take_back(GROUP, empty)
    empty.store.close()


def test_from_a_terminal_it_is_shown_kept_listed_taken_back_and_forgotten_with_a_scrubbed_upload(
    tmp_path: Path,
) -> None:
    home = tmp_path / "store"
    desk = open_at(home)
    upload = keep(desk, TEACHING, coded())
    keep(desk, "Leeds", OTHERS)

    def told(*words: str) -> str:
        done = run("categories", *words, "--store", str(home))
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "Nothing is kept" in told("learn")
    assert json.loads(told("learn", "--keep", "--why", "a try", "--json"))["kept"]
    listed = json.loads(told("learned", "--json"))
    assert [one["in_use"] for one in listed["kept"]] == [True]
    assert UTILITIES in [row["heading"] for row in listed["words"]]
    told("learn", "--keep")
    assert "Taken back" in told("unlearn")
    desk.store.scrub([upload], datetime.now(UTC), "a test", "asked to")
    for number in (1, 2):
        assert set(desk.store.register.category_models.tables(number).values()) == {""}
    assert "Nothing that was learned is in use" in told("learned")
    assert category_models.rules(desk) is desk.categories
    desk.store.close()
