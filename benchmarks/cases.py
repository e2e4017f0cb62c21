"""Business cases of all England: every level-2 category, three levels, every grouping, 100,000 draws each.

Run: python -m benchmarks.cases [PAYMENTS] [DRAWS], 5,000,000 payments and 100,000 draws unless told. The payments are
invented and written to disk first, which is not counted, nor is what making the sums costs that a store keeps: that is
printed apart. Printed: seconds on the clock for each part of the work, how
much was worked out, and beside it a plain loop in Python over the same draws of a few groupings, whose answers must be
the same before anything is timed.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.cases_plainly import plainly
from benchmarks.rollup_data import blank
from procurement.analysis import coded, condensed, council_periods, frames
from procurement.analysis.periods import with_periods
from procurement.cases import assumptions, building, decision, gathering, ranking, simulation
from procurement.cases.case import Case
from procurement.cases.draws import DRAWN, Draws, uniforms
from procurement.cases.gathering import Material
from procurement.cases.levels import SUBNATIONAL
from procurement.cases.proposing import Neighbourhood
from procurement.places import authorities, groupings, neighbours, successions
from procurement.services.back_catalogues import months_covered
from procurement.services.figures import summed_payments, text_sums
from procurement.tables import CATEGORY_READING, DECIDED_SUPPLIER, PAYMENT

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
TODAY = date(2026, 11, 24)
YEARS, LINES_A_CATEGORY = 2, 4
COUNCILS_AT_ONCE = 60
"""So many councils' payments are summed together, as a store does about ten million at a time."""
LOCAL_SUPPLIERS, REGIONAL_SUPPLIERS, NATIONAL_SUPPLIERS, REGIONS = 900, 3_000, 9_000, 9
SAMPLE = 5
Reference = dict[str, pl.DataFrame]
Spent = npt.NDArray[np.float64]
Times = dict[str, Spent]


def reference() -> Reference:
    """The reference tables as text."""
    names = (
        "authorities",
        "groupings",
        "successions",
        "case_assumptions",
        "category_case_parameters",
        "proclass",
        "file_warning_thresholds",
    )
    return {name: pl.read_csv(REFERENCE / f"{name}.csv", infer_schema=False).fill_null("") for name in names}


def categories(tables: Reference) -> pl.DataFrame:
    """level1, level2 of ProClass, in order."""
    every = tables["proclass"].filter(pl.col("level2") != "")
    return every.select("level1", "level2").unique().sort("level1", "level2")


def write_payments(folder: Path, count: int, councils: pl.DataFrame, kinds: int) -> pl.LazyFrame:
    """`count` invented payments of today's councils over two years, in files of a million, scanned.

    Half of them go to suppliers of one council, three in ten to suppliers of its region, the rest to national ones;
    each supplier sells in one category.
    """
    draw, first = np.random.default_rng(2011), np.datetime64("2024-10-01")
    region = councils["region"].rank("dense").to_numpy().astype(np.int64) - 1
    codes, own, regional = councils["authority_code"], councils.height * LOCAL_SUPPLIERS, REGIONS * REGIONAL_SUPPLIERS
    for part, start in enumerate(range(0, count, 1_000_000)):
        size = min(1_000_000, count - start)
        council, reach = draw.integers(0, councils.height, size), draw.random(size)
        rank = (draw.pareto(0.7, size) * 60).astype(np.int64)
        supplier = np.where(
            reach < 0.5,
            council * LOCAL_SUPPLIERS + rank % LOCAL_SUPPLIERS,
            np.where(
                reach < 0.8,
                own + region[council] % REGIONS * REGIONAL_SUPPLIERS + rank % REGIONAL_SUPPLIERS,
                own + regional + rank % NATIONAL_SUPPLIERS,
            ),
        )
        category = supplier * 2_654_435_761 % 2**32 % kinds
        blank(
            PAYMENT,
            {
                "authority_code": codes[council],
                "line": np.arange(start, start + size),
                "paid_on": first + draw.integers(0, 365 * YEARS, size),
                "amount_pence": np.round(draw.lognormal(12, 1.6, size)).astype(np.int64),
                "is_redacted": draw.random(size) < 0.04,
                "supplier_text_key": supplier,
                "line_text_key": category * LINES_A_CATEGORY + draw.integers(0, LINES_A_CATEGORY, size),
            },
        ).write_parquet(folder / f"{part:04}.parquet")
    return pl.scan_parquet(folder / "*.parquet")


def readings(kinds: pl.DataFrame, councils: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Readings of every supplier and line: a tenth of suppliers are charities, one line in ten can't be influenced."""
    keys = np.arange(councils * LOCAL_SUPPLIERS + REGIONS * REGIONAL_SUPPLIERS + NATIONAL_SUPPLIERS)
    lines = np.arange(kinds.height * LINES_A_CATEGORY)
    ids = "S" + pl.Series(keys).cast(pl.String)
    kind = np.where(keys % 10 == 3, "charity", "company")
    head = lines // LINES_A_CATEGORY
    coding = {
        "line_text_key": lines,
        "proclass_code": pl.Series(lines).cast(pl.String),
        "influenceable": lines % 10 > 0,
    }
    coding |= {"level1": kinds["level1"][head], "level2": kinds["level2"][head]}
    return (
        blank(DECIDED_SUPPLIER, {"supplier_text_key": keys, "supplier_id": ids, "supplier_label": ids, "kind": kind}),
        blank(CATEGORY_READING, coding),
    )


@contextmanager
def timed(what: str, times: Times) -> Iterator[None]:
    """Seconds on the clock, and of the processor, for a part of the work."""
    began, worked = time.perf_counter(), time.process_time()
    yield
    times[what] = np.array([time.perf_counter() - began, time.process_time() - worked])
    show_times(what, times[what])


def show_times(what: str, spent: Spent) -> None:
    """A line of the table; spent: seconds on the clock and of the processor."""
    print(f"{what:<44}{spent[0]:>9.2f} s{spent[1]:>9.2f} s of the processor", flush=True)


def gather(paid: pl.LazyFrame, tables: Reference, councils: pl.DataFrame, draws: int, times: Times) -> Material:
    """Evidence of every category in every place, and the seconds that its parts take."""
    suppliers, lines = readings(categories(tables), councils.height)
    every = authorities.parse(tables["authorities"])
    members = groupings.memberships(
        every, TODAY, groupings.parse(tables["groupings"]), successions.parse(tables["successions"])
    )
    given = assumptions.read(tables["case_assumptions"], {"draws": draws})
    near = neighbours.near(every, members, given.number("proposed_group_km"))
    around = Neighbourhood(neighbours.placed(every), near)
    parameters = tables["category_case_parameters"]
    codes = councils["authority_code"].to_list()
    parts = [codes[start : start + COUNCILS_AT_ONCE] for start in range(0, len(codes), COUNCILS_AT_ONCE)]
    with timed("sums that a store keeps, not added", Times()):
        sums = pl.concat([text_sums.summed(paid.filter(pl.col("authority_code").is_in(some))) for some in parts])
        months = condensed.condense(paid, ["authority_code"], by_month=True).collect(backend="polars").to_native()
    with timed("what was bought, of the sums, once", times):
        dated = with_periods(frames.lazy(months.lazy())).to_native()
        periods = council_periods.periods(dated, months_covered.least_share(tables)).collect()
        alike = coded.join(condensed.by_sign(summed_payments.widened(sums)), suppliers, lines, every)
        bought = gathering.read(alike.to_native(), periods)
    how = (members, parameters, given, groupings.remainders(), "level2", around)
    with timed("evidence of every category and place", times):
        material = gathering.measure(bought, *how)
    level1, level2 = material.evidence.select("level1", "level2").row(0)
    with timed("of which one category alone, not added", Times()):
        gathering.measure(bought.of_category(level1, level2), *how)
    return material


def beside_a_loop(case: Case, material: Material) -> tuple[float, float]:
    """Seconds a grouping and draw of the plain loop and of the product, on the case's first groupings.

    Stops where a percentile differs by a penny: a fast wrong answer is no result.
    """
    groups = building.grouping.groups_at(case.evidence, "region", material.not_places)[:SAMPLE]
    size, generator = case.method.draws, random.Random(case.method.seed)
    uniform = [[generator.random() for _ in DRAWN] for _ in range(size)]
    began = time.perf_counter()
    slow = [plainly(case, group, SUBNATIONAL, uniform) for group in groups]
    loop = time.perf_counter() - began
    draws = Draws(uniforms(size, case.method.seed))
    args = (groups, SUBNATIONAL, case.subject, replace(case.method), draws)
    simulation.spreads(*args)
    began = time.perf_counter()
    quick = simulation.spreads(*args)
    ours = time.perf_counter() - began
    for one, other in zip(slow, quick, strict=True):
        if any(abs(a - b) >= 0.01 for a, b in zip(one, (other.p10, other.p50, other.p90), strict=True)):
            raise SystemExit(f"The loop and the product disagree on {case.level2}.")
    return loop / len(groups) / size, ours / len(groups) / size


def draw_every_group(cases: Sequence[Case]) -> int:
    """Draw each group of each case by itself, and say how many there are; `Case.groups` is at hand afterwards.

    Cases that are assumed to save alike come one after another, so that they share what is drawn.
    """
    alike = sorted(cases, key=lambda case: (repr(case.subject.saving_drawn), case.subject.saving_cap))
    return sum(case.groups.height for case in alike)


def main(count: int, draws: int) -> None:
    """Print the table."""
    tables, times = reference(), Times()
    councils = authorities.principal_councils(authorities.parse(tables["authorities"]), TODAY)
    with tempfile.TemporaryDirectory() as folder:
        paid = write_payments(Path(folder), count, councils, categories(tables).height)
        print(f"{count:,} payments of {councils.height} councils, {draws:,} draws; {TODAY}")
        material = gather(paid, tables, councils, draws, times)
    with timed("groupings, and draws of each level of each case", times):
        cases = building.build_all(material)
    with timed("decisions and ranking", times):
        ranked = ranking.rank([(case, decision.decide(case)) for case in cases])
    with timed("draws of every grouping by itself", times):
        tried = draw_every_group(cases)
    show_times("together", np.sum([*times.values()], axis=0))
    print(f"{len(cases)} categories, {tried:,} groupings, {tried * draws:,} draws of a grouping")
    print(ranked.group_by("answer").len().sort("answer"))
    loop, ours = beside_a_loop(cases[0], material)
    print(f"a grouping of {draws:,} draws: loop {loop * draws:.3f} s, product {ours * draws * 1_000:.3f} ms, "
          f"ratio {loop / ours:,.0f}; all groupings by the loop: {loop * tried * draws / 3_600:.1f} hours")  # fmt: skip
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_048_576:.2f} GB")


if __name__ == "__main__":
    numbers = [int(word.replace(",", "")) for word in sys.argv[1:]]
    main(*[*numbers, *(5_000_000, 100_000)[len(numbers) :]])
