"""Every cell of pages' tables leads to its lines, and they add up to it; what pages say of a category and of peers."""

import statistics
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import (
    category_figures,
    category_view,
    common_view,
    council_view,
    coverage_view,
    figure_view,
    peers,
    totals,
    tracing,
)
from procurement.services.uploading import ingesting

GROUP, BURYS_OFFICER = Viewer(Role.ADVISORY_GROUP), Viewer(Role.OFFICER, "E08000002")
MEMBER = Viewer(Role.MEMBER, "E08000002")
COUNCILS = {"Bury": 3, "Bolton": 5, "Salford": 7, "Surrey County Council": 11, "Woking": 13}
GOODS = (
    ("Quillmarsh Scaffolding Ltd", "Scaffolding hire", 2_011),
    ("Harrowfen Energy PLC", "Electricity supply", 3_007),
    ("Harrowfen Energy PLC", "Gas supply", 901),
    ("Tarnbeck Trust Charity", "Electricity supply", 53),
    ("Redacted personal data", "Electricity supply", 17),
)
MONTHS = [(2023 + at // 12, at % 12 + 1) for at in range(3, 27)]
"""April 2023 to March 2025."""


def file_of(council: str, factor: int) -> str:
    rows = [
        f"{5 + at:02}/{month:02}/{year},{supplier},{pounds * factor + month * (year == 2024)}.{factor:02},{bought}"
        for year, month in MONTHS
        for at, (supplier, bought, pounds) in enumerate(GOODS)
        if not (council == "Salford" and year == 2025)
    ]
    return "Date,Supplier,Net Amount,Purpose\n" + "\n".join(
        [*rows, f"20/06/2024,Harrowfen Energy PLC,-{factor}.50,Gas supply"]
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("traced")
    opened = open_desk(folder / "store", date(2026, 11, 26))
    pairs = []
    for council, factor in COUNCILS.items():
        path = folder / f"{factor}.csv"
        path.write_text(file_of(council, factor) + "\n", encoding="utf-8")
        pairs.append((path, ingesting.owner_of(council, "", opened)))
    assert {receipt.outcome for receipt in ingesting.ingest(GROUP, opened, pairs, yes=True)} == {"taken"}
    return opened


@pytest.fixture(scope="module")
def level1(desk: Desk) -> str:
    return str(category_view.categories(GROUP, desk)["level1"][0])


def leads_to_its_lines(desk: Desk, rows: pl.DataFrame, pence: str = "spend_pence", viewer: Viewer = GROUP) -> bool:
    """Whether the payments behind each row's figure add up to it; a table without rows shows nothing."""
    sums = [int(tracing.trace_name(viewer, desk, name)["amount_pence"].sum()) for name in rows["figure"]]
    return bool(sums) and sums == rows[pence].to_list()


@pytest.mark.parametrize("on", [None, date(2027, 4, 1)], ids=["today", "Surrey split"])
def test_cells_of_compare_categories(desk: Desk, level1: str, on: date | None) -> None:
    seen = category_view.view(GROUP, desk, level1, "region", on)
    for rows in (seen.councils, seen.places, seen.suppliers, seen.quarters.rows):
        assert leads_to_its_lines(desk, rows)
    assert seen.councils["spend_pence"].sum() == seen.suppliers["spend_pence"].sum() == seen.cover["spend_pence"]
    assert seen.cover["months"] == len(MONTHS)


@pytest.mark.parametrize("viewer", [GROUP, BURYS_OFFICER], ids=["advisory group", "own officer"])
def test_cells_of_what_changed_and_of_kinds(desk: Desk, level1: str, viewer: Viewer) -> None:
    seen = category_figures.view(viewer, desk, level1)
    assert leads_to_its_lines(desk, seen.kinds, viewer=viewer)
    assert leads_to_its_lines(desk, seen.changes, "after_pence", viewer)
    assert set(seen.changes["council"]) == {"Bury", "Bolton", "Surrey", "Woking"}


def test_cells_of_suppliers_in_common_add_up_to_the_supplier(desk: Desk) -> None:
    seen = common_view.view(GROUP, desk, 3)
    assert leads_to_its_lines(desk, seen.matrix)
    assert leads_to_its_lines(desk, seen.followed)
    columns = seen.matrix.group_by("supplier_id").agg(pl.col("spend_pence").sum())
    assert sorted(columns.rows()) == sorted(seen.suppliers.select("supplier_id", "spend_pence").head(15).rows())


@pytest.mark.parametrize("viewer", [GROUP, BURYS_OFFICER], ids=["advisory group", "own officer"])
def test_cells_of_peers(desk: Desk, viewer: Viewer) -> None:
    bury = ingesting.owner_of("Bury", "", desk).authority_code
    seen = peers.view(viewer, desk, bury)
    assert leads_to_its_lines(desk, seen.categories, viewer=viewer)


def test_a_figure_that_all_share_is_traced_as_all_see_it_by_the_own_officer_too(desk: Desk, level1: str) -> None:
    bury = ingesting.owner_of("Bury", "", desk).authority_code
    own = tracing.Figure(values=(("level1", level1), ("authority_code", bury)))
    shared = replace(own, shared=True)
    whole, seen_by_all = (tracing.trace(BURYS_OFFICER, desk, figure).height for figure in (own, shared))
    assert whole == seen_by_all + len(MONTHS), "one redacted payment a month"
    assert tracing.read_name(shared.name) == shared


@pytest.mark.parametrize("level", ["local", "region", "national"])
def test_cells_of_totals(desk: Desk, level: str) -> None:
    wanted = totals.Wanted(level, ("category", "supplier"))
    assert leads_to_its_lines(desk, tracing.with_figures(totals.total(GROUP, desk, wanted), wanted))


def test_what_changed_says_which_councils_are_left_out(desk: Desk, level1: str) -> None:
    said = " ".join(category_figures.view(GROUP, desk, level1).changed)
    assert "1 council that buys this lacks months of the two years and is left out" in said
    assert "In the year to March 2025, 4 councils with every month of both years spent" in said


def test_five_plain_figures_and_definitions_are_always_given(desk: Desk, level1: str) -> None:
    seen = category_figures.view(GROUP, desk, level1)
    assert len(seen.plain) == 5
    assert category_figures.VCSE_DEFINITION in seen.definitions
    assert any("no register of companies is loaded" in said for said in seen.definitions)
    assert seen.seasons["calendar_month"].to_list() == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    whose = "Counted are whole financial years alone, 9 of Bolton, Bury, Salford, Surrey and Woking."
    assert whose in seen.seasons_in_words


def test_peers_are_of_the_same_type_first_and_a_person_may_choose(desk: Desk) -> None:
    bury = ingesting.owner_of("Bury", "", desk).authority_code
    near = peers.suggested(GROUP, desk, bury)
    assert near["name"].to_list()[:2] == ["Salford", "Bolton"] or near["name"].to_list()[:2] == ["Bolton", "Salford"]
    assert near["why"][0].startswith("the same type, ")
    woking = near.filter(name="Woking")["authority_code"].item()
    assert peers.view(GROUP, desk, bury, (woking,)).peers["name"].to_list() == ["Woking"]


def test_spend_a_head_a_year_beside_the_peers_median(desk: Desk) -> None:
    owners = {name: ingesting.owner_of(name, "", desk) for name in ("Bury", "Bolton", "Salford")}
    chosen = tuple(owners[name].authority_code for name in ("Bolton", "Salford"))
    seen = peers.view(GROUP, desk, owners["Bury"].authority_code, chosen)
    people = {
        name: desk.authorities.filter(authority_code=one.authority_code)["population"].item()
        for name, one in owners.items()
    }
    heads = {}
    for name in owners:
        spent = totals.total(GROUP, desk, totals.Wanted("local")).filter(place=name)
        months = 21 if name == "Salford" else 24
        heads[name] = {row["level1"]: row["spend_pence"] * 12 / months / people[name] for row in spent.to_dicts()}
    for row in seen.categories.to_dicts():
        level1 = "" if row["level1"] == "Not known" else row["level1"]
        assert row["ours_pence"] == round(heads["Bury"][level1])
        assert row["median_pence"] == round((heads["Bolton"][level1] + heads["Salford"][level1]) / 2)
    assert peers.unlike(
        desk,
        owners["Bury"].authority_code,
        pl.DataFrame(
            {
                "authority_code": [owners["Bury"].authority_code, *chosen],
                "months": [24, 17, 24],
                "coded_share": [1.0, 1.0, 0.5],
            }
        ),
    ) == [
        "Bolton has 17 months of payments, and ours 24: compare with care.",
        "Salford has 50% of the pounds with a category, and ours 100%: compare with care.",
    ]


def test_peers_whose_year_is_made_up_are_named(desk: Desk) -> None:
    codes = [ingesting.owner_of(name, "", desk).authority_code for name in ("Bury", "Bolton", "Salford")]
    covers = pl.DataFrame({"authority_code": codes, "months": [24, 2, 1]})
    assert peers.made_up(desk, covers) == [
        "A year is made up from fewer than 12 months of payments of Salford (1 month) and Bolton (2 months): it may be "
        "far out."
    ]
    assert peers.made_up(desk, covers.head(1)) == []


def test_a_council_is_told_from_sums_as_from_its_payments(desk: Desk) -> None:
    bury = ingesting.owner_of("Bury", "", desk).authority_code
    seen = council_view.view(GROUP, desk, bury)
    whole = int(tracing.trace_name(GROUP, desk, f"level=local;authority_code={bury}")["amount_pence"].sum())
    for rows in (seen.categories, seen.quarters.rows, seen.suppliers, seen.kinds):
        assert rows["spend_pence"].sum() == whole
    by_council = totals.total(GROUP, desk, totals.Wanted("local", ("authority",)))
    assert seen.supplier_count == by_council.filter(authority_code=bury)["suppliers"].item(), "as a roll-up counts them"
    assert (seen.cover["first_day"], seen.cover["last_day"]) == (date(2023, 4, 5), date(2025, 3, 8)), (
        "a redacted payee's day is not told"
    )


@pytest.mark.parametrize("viewer", [GROUP, BURYS_OFFICER, MEMBER], ids=["advisory group", "officer", "member"])
@pytest.mark.parametrize(
    "name", ["level=national", "level=local;map=2027-04-01", "level=national;supplier=Harrowfen Energy PLC"]
)
def test_the_page_of_a_figure_reads_its_first_rows_and_counts_the_others(
    desk: Desk, name: str, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_view, "FIRST_ROWS", 40)
    whole, seen = tracing.trace_name(viewer, desk, name), figure_view.view(viewer, desk, name)
    assert_frame_equal(seen.rows, whole.head(40))
    single, is_sum = whole.drop_nulls("line"), whole["file"] == ""
    assert (seen.pence, seen.payments) == (whole["amount_pence"].sum(), single.height)
    assert seen.parts == (single["amount_pence"] != single["whole_pence"]).sum()
    assert (seen.sums, seen.sums_pence) == (is_sum.sum(), whole.filter(is_sum)["amount_pence"].sum())
    assert seen.files == whole.filter(~is_sum)["upload_id"].n_unique()
    assert seen.hidden_pence == whole.filter(~is_sum & pl.col("line").is_null())["amount_pence"].sum()
    assert ("download has them all" in figure_view.what_is_shown(seen)) == (seen.payments + seen.sums > 40)


def test_a_part_of_a_category_is_compared_by_itself(desk: Desk) -> None:
    """Whoever buys gas asks after gas, and not after all utilities."""
    assert category_view.parts(GROUP, desk, "Utilities") == ["Electricity", "Gas"]
    whole = category_view.view(GROUP, desk, "Utilities", "region")
    some = [category_view.view(GROUP, desk, "Utilities", "region", None, part) for part in ("Electricity", "Gas")]
    apart = whole.cover["spend_pence"] - sum(one.cover["spend_pence"] for one in some)
    assert apart == 0, "no line here is of no part, or stands combined"
    for seen, part in zip(some, ("Electricity", "Gas"), strict=True):
        for rows in (seen.councils, seen.places, seen.suppliers, seen.quarters.rows):
            assert leads_to_its_lines(desk, rows)
        figures = category_figures.view(GROUP, desk, "Utilities", (), part)
        assert leads_to_its_lines(desk, figures.kinds)
        assert leads_to_its_lines(desk, figures.changes, "after_pence")
        assert leads_to_its_lines(desk, figures.years.rows.filter(pl.col("figure") != ""))
        beside = coverage_view.beside(GROUP, desk, "Utilities", level2=part)
        assert beside.sentence.startswith(f"From {seen.cover['payments']:,} payments among those of 5 of 317 councils")


def test_years_add_up_and_are_put_in_the_prices_of_the_latest(desk: Desk, level1: str) -> None:
    years = category_figures.view(GROUP, desk, level1).years
    index = {row["financial_year"]: float(row["index"]) for row in desk.reference["gdp_deflators"].to_dicts()}
    assert years.rows["financial_year"].to_list() == ["2023-24", "2024-25"]
    assert years.rows["spend_pence"].sum() == category_view.view(GROUP, desk, level1, "region").cover["spend_pence"]
    before, after = years.rows.to_dicts()
    assert before["real_pence"] == pytest.approx(before["spend_pence"] * index["2024-25"] / index["2023-24"], abs=12)
    assert after["real_pence"] == after["spend_pence"]
    assert (before["councils"], before["council_months"]) == (5, 60)
    assert years.note.startswith("In prices of 2024-25, by the GDP deflator: HM Treasury")


def test_what_changed_is_told_without_the_rise_in_prices_too(desk: Desk, level1: str) -> None:
    """A member read of a third more spend where half of that was a rise in prices."""
    figures = category_figures.view(GROUP, desk, level1)
    whole, real, *_ = figures.changed
    assert whole.startswith("In the year to March 2025, 4 councils")
    rise = float(desk.reference["gdp_deflators"].filter(financial_year="2023-24")["index"].item())
    before = int(figures.changes["before_pence"].sum()) * 100 / rise
    share = (int(figures.changes["after_pence"].sum()) - before) / before
    assert f"{'more' if share >= 0 else 'less'}, once the general rise in prices" in real
    assert real.startswith("In prices of 2024-25 it is ")
    without = replace(desk, reference={**desk.reference, "gdp_deflators": desk.reference["gdp_deflators"].clear()})
    assert "a rise in prices is in the change" in category_figures.view(GROUP, without, level1).changed[1]
    assert category_figures.view(GROUP, without, level1).years.rows["real_pence"].null_count() == 2


@pytest.mark.parametrize("viewer", [GROUP, BURYS_OFFICER, MEMBER], ids=["group", "officer", "member"])
def test_cells_of_one_councils_page(desk: Desk, viewer: Viewer) -> None:
    seen = council_view.view(viewer, desk, "E08000002")
    for rows in (seen.headings, seen.suppliers):
        assert leads_to_its_lines(desk, rows, viewer=viewer)
        assert rows["spend_pence"].sum() == seen.cover["spend_pence"]
    assert {"Electricity", "Gas"} <= set(seen.headings["level2"])


def test_the_median_of_the_peers_can_be_followed_to_each_of_them(desk: Desk) -> None:
    """Nobody could tell from the page of which councils' figures a median was made."""
    seen = peers.view(GROUP, desk, "E08000002")
    assert leads_to_its_lines(desk, seen.each.filter(pl.col("figure") != ""))
    for row in seen.categories.to_dicts():
        of_each = seen.each.filter(level1=row["level1"]).to_dicts()
        ours, *others = sorted(of_each, key=lambda one: one["council"] != "Bury")
        assert (ours["council"], ours["head_pence"]) == ("Bury", row["ours_pence"])
        assert statistics.median(one["head_pence"] for one in others) == pytest.approx(row["median_pence"], abs=1)
        for one in of_each:
            assert one["head_pence"] == round(one["spend_pence"] * 12 / one["months"] / one["people"])


def test_a_change_of_one_council_alone_names_it_and_no_greatest_of_one(tmp_path: Path) -> None:
    opened, path = open_desk(tmp_path / "store", date(2026, 11, 26)), tmp_path / "bury.csv"
    path.write_text(file_of("Bury", 3) + "\n", encoding="utf-8")
    ((receipt),) = ingesting.ingest(GROUP, opened, [(path, ingesting.owner_of("Bury", "", opened))], yes=True)
    assert receipt.outcome == "taken"
    told = category_figures.view(GROUP, opened, "Utilities").changed
    assert "That council is Bury." in told
    assert not any(sentence.startswith("Most of it") for sentence in told)
