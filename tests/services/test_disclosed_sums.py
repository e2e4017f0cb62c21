"""What is summed for speed is what passes the gate one by one, whoever asks, at every level and on every map.

So an attack on what is shown (tests/analysis/disclosure) finds no more in sums kept by text and by month.
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.access import Role, Viewer
from procurement.analysis import council_periods, coverage, frames, levels, parts, roll_up, supplier_spend
from procurement.analysis.disclosure.guarding import POOL
from procurement.analysis.filters import Scope
from procurement.cases import purchases
from procurement.services.back_catalogues import months_covered
from procurement.services.categories import category_queue
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import category_figures, common_view, coverage_view, totals
from procurement.services.privacy import disclosing, people, unguarded
from procurement.services.uploading import ingesting
from procurement.tables import LEVELS, ROLL_UP

BURY, BOLTON, SURREY = "E08000002", "E08000001", "E10000030"
VIEWERS = {
    "advisory group": Viewer(Role.ADVISORY_GROUP),
    "Bury's officer": Viewer(Role.OFFICER, BURY),
    "Bury's member": Viewer(Role.MEMBER, BURY),
    "Bolton's officer": Viewer(Role.OFFICER, BOLTON),
}
COUNCILS = {"Bury": 9, "Bolton": 9, "Surrey": 9, "Harrogate": 2}
NAMES = ("Mr Tavish Emberwick", "Ms Nerys Colwinter", "Mr Osric Pellowdale", "Ms Idony Marrowgate",
         "Mr Cuthwin Harlsby", "Ms Zelnick Quorra", "Mr Tobias Quillfeather", "Ms Perpetua Vexley",
         "Mr Lorcan Thistlewray")  # fmt: skip
BOUGHT = ("Electricity supply", "Scaffolding hire", "Joinery", "Qwertyish")
HEADINGS = "Payment Date,Supplier Name,Net Amount,Expense Type"
TODAY, SPLIT = date(2026, 11, 26), date(2027, 4, 1)
SCOPES = {
    "everything": Scope(),
    "Bury": Scope(authorities=(BURY,)),
    "Bury and Bolton": Scope(authorities=(BURY, BOLTON)),
    "a category": Scope(level1=("Utilities",)),
    "influenceable": Scope(influenceable=True),
}
DATED = {
    "a year": Scope(date(2024, 4, 1), date(2025, 3, 31)),
    "part of a month": Scope(date(2024, 4, 1), date(2024, 6, 7)),
}
ASKED = [
    *(("advisory group", scope) for scope in SCOPES),
    *(("Bury's officer", scope) for scope in ("everything", "Bury", "Bury and Bolton")),
    *((viewer, "Bury") for viewer in ("Bury's member", "Bolton's officer")),
]
ON_BOTH_MAPS = ("everything", "a category", "a year")
BY_TEXT = (["level1", "level2"], ["shown_supplier", "shown_supplier_kind"], ["supplier_id"], ["influenceable"],
           ["authority_code", "amount_basis"], ["is_redacted", "payee_is_private"])  # fmt: skip
BY_MONTH = (["level1", "level2", "financial_year", "quarter", "month"], ["authority_code", "amount_basis"])


def file_of(number: int, people_there: int) -> str:
    """People and redacted payees in some months, and companies in all."""
    rows = [f"{5 + at % 20:02}/{month:02}/2024,Harrowfen Energy PLC,{4000 + month + number}.55,{BOUGHT[at % 2]}"
            for at in range(2) for month in range(3, 8)]  # fmt: skip
    for at, name in enumerate(NAMES[:people_there]):
        for month in (4, 5):
            rows.append(f"0{1 + at}/0{month}/2024,{name},{900 + 7 * at + number + month}.40,{BOUGHT[0]}")
        rows.append(f"1{at}/0{4 + at % 3}/2024,Redacted personal data,{300 + 11 * at + number}.10,{BOUGHT[at % 3]}")
    return "\n".join([HEADINGS, *rows]) + "\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("sums")
    opened = open_desk(folder / "store", TODAY)
    pairs = []
    for number, (council, people_there) in enumerate(COUNCILS.items()):
        path = folder / f"{number}.csv"
        path.write_text(file_of(number, people_there), encoding="utf-8")
        pairs.append((path, ingesting.owner_of(council, "", opened)))
    assert {one.outcome for one in ingesting.ingest(VIEWERS["advisory group"], opened, pairs, yes=True)} == {"taken"}
    return opened


def alike(one: frames.Frame, other: frames.Frame, by: list[str]) -> None:
    """Whether two frames of payments at a level give the same totals by place and `by`."""
    keys = ["place", *by]
    first, second = (frames.collect(roll_up.roll_up(people.masked(rows), keys), ROLL_UP) for rows in (one, other))
    assert_frame_equal(first, second)


@pytest.mark.parametrize(("who", "which"), ASKED)
def test_sums_by_text_are_the_payments_that_pass_the_gate(desk: Desk, who: str, which: str) -> None:
    viewer, scope = VIEWERS[who], SCOPES[which]
    singly = frames.lazy(frames.held(disclosing.coded_for(viewer, desk, scope)).lazy())
    for on in (TODAY, SPLIT) if which in ON_BOTH_MAPS else (TODAY,):
        shares = totals.memberships(desk, on)
        summed = frames.lazy(frames.held(disclosing.summed_for(viewer, desk, scope, shares)).lazy())
        for level in LEVELS if (on, which) == (TODAY, "everything") else ("local",):
            placed = [levels.at_level(rows, shares, level) for rows in (singly, summed)]
            for by in BY_TEXT if level == "local" else BY_TEXT[:1]:
                alike(placed[0], placed[1], by)


@pytest.mark.parametrize(("who", "which"), [*ASKED, *(("advisory group", which) for which in DATED)])
def test_sums_by_month_are_the_payments_that_pass_the_gate(desk: Desk, who: str, which: str) -> None:
    viewer, scope = VIEWERS[who], (SCOPES | DATED)[which]
    singly = frames.lazy(frames.held(disclosing.coded_for(viewer, desk, scope)).lazy())
    for on in (TODAY, SPLIT) if which in ON_BOTH_MAPS else (TODAY,):
        shares = totals.memberships(desk, on)
        months = frames.lazy(frames.held(disclosing.by_month_for(viewer, desk, scope, shares)).lazy())
        for level in LEVELS if (on, which) == (TODAY, "everything") else ("local",):
            placed = [levels.at_level(rows, shares, level) for rows in (singly, months)]
            covered = [frames.collect(coverage.coverage(rows, ["place"])) for rows in placed]
            assert_frame_equal(*covered)
            few = levels.at_level(disclosing.by_month_and_level1_for(viewer, desk, scope, shares), shares, level)
            assert_frame_equal(frames.collect(coverage.coverage(few, ["place"])), covered[0])
            for by in BY_MONTH if level == "local" else BY_MONTH[:1]:
                tables = [frames.collect(roll_up.roll_up(rows, ["place", *by]), ROLL_UP) for rows in placed]
                assert_frame_equal(*(table.drop("suppliers") for table in tables))


def test_sums_by_sign_keep_spend_turnover_and_months(desk: Desk) -> None:
    singly = frames.held(disclosing.coded(desk)).lazy()
    alike_ones = frames.held(disclosing.coded_by_sign(desk)).lazy()
    months = frames.held(disclosing.coded_by_month(desk)).lazy()
    share = months_covered.least_share(desk.reference)
    for make, other in ((purchases.roll, alike_ones), (lambda rows: council_periods.periods(rows, share), months)):
        one, two = (make(rows).collect() for rows in (singly, other))
        assert one.height
        assert_frame_equal(one, two, check_row_order=False)


def test_no_sum_that_others_get_is_of_one_protected_payee(desk: Desk) -> None:
    """Row by row: what protected payees were paid stands in no row of sums, but as a whole atom of several."""
    group, own = VIEWERS["advisory group"], VIEWERS["Bury's officer"]
    protected = unguarded.protected(desk)
    assert unguarded.split((totals.memberships(desk, SPLIT),)) == [SURREY]
    assert protected.height == 3 * sum(COUNCILS.values())
    atoms = disclosing.guarded(desk)
    assert atoms.rows["atom"].n_unique() > 2, "the store has sums of more than one kind"
    assert atoms.rows["authority_code"].str.starts_with(POOL).any(), "and one of several councils"
    of_payees = protected.group_by("supplier_id").agg(pl.col("amount_pence").sum())
    secret = {*protected["amount_pence"], *of_payees["amount_pence"]}
    whole = {*atoms.rows.group_by("atom").agg(pl.col("amount_pence").sum())["amount_pence"]}
    for rows in (disclosing.summed_for(group, desk, Scope()), disclosing.by_month_for(group, desk, Scope())):
        held = frames.held(rows)
        shown = held.filter(pl.col("is_redacted") | pl.col("payee_is_private"))
        assert {*shown["amount_pence"]} <= whole | {0}
        assert not secret & {*shown["amount_pence"]}
        assert shown[parts.COUNTS].sum() == atoms.rows.filter(pl.col("is_redacted") | pl.col("payee_is_private")).height
    mine = frames.held(disclosing.summed_for(own, desk, Scope(authorities=(BURY,))))
    assert mine.filter(pl.col("is_redacted") | pl.col("payee_is_private")).height > COUNCILS["Bury"]


@pytest.mark.parametrize("level1", ["", "Utilities"])
def test_the_spend_of_councils_with_suppliers_is_of_open_payments_alone(desk: Desk, level1: str) -> None:
    group = VIEWERS["advisory group"]
    told = disclosing.open_spend(desk, level1, frozenset({BURY, BOLTON}))
    rows = disclosing.coded_for(group, desk, Scope(authorities=(BURY, BOLTON), level1=(level1,) if level1 else ()))
    expected = frames.collect(supplier_spend.spend(rows, ["authority_code"], supplier_spend.NOT_IN_A_MARKET))
    found = told.written_out(told.rows).select(expected.columns).sort("authority_code", "supplier_id")
    assert expected["supplier"].unique().to_list() == ["Harrowfen Energy PLC"]
    assert_frame_equal(found, expected)


ASKED_OF_ALL: dict[str, Callable[[Desk], Any]] = {
    "coverage": lambda desk: coverage_view.beside(VIEWERS["advisory group"], desk, "Utilities"),
    "coverage by council": lambda desk: coverage_view.by_council(VIEWERS["advisory group"], desk).to_dicts(),
    "seasons": lambda desk: category_figures.view(VIEWERS["advisory group"], desk, "Utilities").plain,
    "in common": lambda desk: common_view.view(VIEWERS["advisory group"], desk, 2).matrix.to_dicts(),
    "queue": lambda desk: category_queue.queue(VIEWERS["advisory group"], desk).waiting.to_dicts(),
}


def test_what_is_kept_for_the_next_question_ends_with_the_state_of_the_store(desk: Desk, tmp_path: Path) -> None:
    """Another program that opens the store then says the same of it."""
    shutil.copytree(desk.store.home, tmp_path / "store")
    opened = open_desk(tmp_path / "store", TODAY)
    before = {name: ask(opened) for name, ask in ASKED_OF_ALL.items()}
    (tmp_path / "Leeds.csv").write_text(file_of(7, 4), encoding="utf-8")
    pair = (tmp_path / "Leeds.csv", ingesting.owner_of("Leeds", "", opened))
    (receipt,) = ingesting.ingest(VIEWERS["advisory group"], opened, [pair], yes=True)
    after = {name: ask(opened) for name, ask in ASKED_OF_ALL.items()}
    assert receipt.outcome == "taken"
    assert all(before[name] != after[name] for name in ASKED_OF_ALL)
    shutil.copytree(opened.store.home, tmp_path / "copy")
    fresh = open_desk(tmp_path / "copy", TODAY)
    assert {name: ask(fresh) for name, ask in ASKED_OF_ALL.items()} == after


def test_the_payments_are_guarded_once_for_each_state_of_the_store(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    group = VIEWERS["advisory group"]
    disclosing.summed_for(group, desk, Scope())
    disclosing.by_month_for(group, desk, Scope())
    monkeypatch.setattr(unguarded, "protected", lambda _: pytest.fail("all payments are looked at again"))
    monkeypatch.setattr("procurement.services.engine.payments", lambda _: pytest.fail("all payments are read again"))
    for scope in SCOPES.values():
        frames.held(disclosing.summed_for(group, desk, scope, totals.memberships(desk)))
        frames.held(disclosing.by_month_for(group, desk, scope, totals.memberships(desk)))
