"""The questions of benchmarks/rollup.py, as each engine is asked them, and what each answer says."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks import rollup_data
from procurement.analysis import (
    coded,
    common_suppliers,
    concentration,
    condensed,
    frames,
    levels,
    numbered,
    numbered_spend,
    parts,
    roll_up,
)
from procurement.services.figures import text_sums
from procurement.store.kept_sums import KeptSums

Answer = Callable[[], pl.DataFrame]
Digest = tuple[float, ...]
CATEGORY = "Heading 7"
AUTHORITY, SUPPLIER, LINE = condensed.TEXTS
TOLD = ("supplier_id", "level1")
"""What these questions ask of readings."""
FLOOR = common_suppliers.LEAST_PENCE

SCANNED = {
    "council by category": [AUTHORITY, LINE, SUPPLIER, "amount_pence", "is_redacted"],
    "top suppliers": [AUTHORITY, SUPPLIER, "amount_pence", "is_redacted"],
    "HHI": [SUPPLIER, "amount_pence", "is_redacted"],
    "HHI of each council's categories": [AUTHORITY, LINE, SUPPLIER, "amount_pence", "is_redacted"],
    "suppliers in common": [AUTHORITY, SUPPLIER, "amount_pence", "is_redacted"],
}
"""Each question with the columns that it needs."""


def digest(answer: pl.DataFrame) -> Digest:
    """How many rows, and the sum of each column that every engine gives; for comparing answers."""
    sums = [answer[name].cast(pl.Float64).sum() for name in ("spend_pence", "hhi", "suppliers") if name in answer]
    return (float(answer.height), *(float(one) for one in sums))


def scan(folder: Path) -> dict[str, Answer]:
    """Nothing but reading the columns."""
    table = pl.scan_parquet(folder / "*.parquet")
    return {name: table.select(columns).select(pl.all().max()).collect for name, columns in SCANNED.items()}


def sums_of(folder: Path) -> KeptSums:
    """Where the sums of these payments are kept."""
    return KeptSums(folder / "sums")


def names() -> list[str]:
    """What the sums are kept as: a file a council."""
    return rollup_data.councils()[AUTHORITY].to_list()


def keep_sums(folder: Path, count: int) -> pl.DataFrame:
    """Sum `count` payments as a store does, some councils at a time, and keep the sums; which councils there are."""
    table, codes = pl.scan_parquet(folder / "*.parquet"), names()
    times = -(-count // text_sums.MOST_AT_ONCE)
    for part in range(times):
        made = text_sums.summed(table.filter(pl.col(AUTHORITY).is_in(codes[part::times])))
        each = made.partition_by(AUTHORITY, as_dict=True)
        sums_of(folder).keep({code: rows for (code,), rows in each.items()})
    return pl.DataFrame({AUTHORITY: codes})


def making(folder: Path) -> dict[str, Answer]:
    """What the first question to a store costs, whose sums are not kept yet."""
    count = pl.scan_parquet(folder / "*.parquet").select(pl.len()).collect().item()
    return {"sums made and kept": lambda: keep_sums(folder, count)}


def kept(folder: Path, keys: Sequence[str] = condensed.KEYS) -> pl.DataFrame:
    """The sums as they are read from disk, without credits, by those keys that a question needs."""
    rows = sums_of(folder).read(names(), [*keys, "amount_pence", parts.COUNTS])
    if rows is None:
        raise FileNotFoundError(f"{folder}: no sums are kept; ask `making` first.")
    return rows


def asked_of(joined: Callable[..., frames.Frame]) -> dict[str, Answer]:
    """Every question by the product's roll-ups. joined: rows with the columns that readings give to some keys."""
    asked = {
        "council by category": lambda: roll_up.roll_up(joined(*condensed.TEXTS), [AUTHORITY, "level1"]),
        "top suppliers": lambda: roll_up.roll_up(joined(AUTHORITY, SUPPLIER), ["supplier_id"]),
        "HHI": lambda: concentration.measure(joined(SUPPLIER)),
        "HHI of each council's categories": lambda: concentration.measure(
            joined(*condensed.TEXTS), [AUTHORITY, "level1"]
        ),
        "suppliers in common": lambda: common_suppliers.common_suppliers(joined(AUTHORITY, SUPPLIER)),
    }
    return {name: lambda ask=ask: frames.collect(ask()) for name, ask in asked.items()}


def with_readings(rows_by: Callable[[Sequence[str]], Any]) -> Callable[..., frames.Frame]:
    """`joined` of asked_of: of rows that are summed by the texts that a question needs, or by more."""
    readings = (rollup_data.suppliers(), rollup_data.lines(), rollup_data.councils())
    return lambda *keys: coded.join(rows_by(keys), *readings, only=TOLD)


def of_sums(sums: pl.DataFrame, keys: Sequence[str]) -> Any:
    """Sums by all texts as they are; summed again where a question needs fewer, so that fewer rows are joined."""
    rows = sums.lazy()
    return rows if len(keys) == len(condensed.TEXTS) else condensed.condense(rows, [*keys, "is_redacted"])


def product(folder: Path) -> dict[str, Answer]:
    """As a program that was just started: each question reads the kept sums from disk."""
    return asked_of(with_readings(lambda keys: of_sums(kept(folder, [*keys, "is_redacted"]), keys)))


def payments(folder: Path) -> dict[str, Answer]:
    """The product's roll-ups where nothing is kept: alike payments are summed within each question."""
    table = pl.scan_parquet(folder / "*.parquet")
    return asked_of(with_readings(lambda keys: condensed.condense(table, [*keys, "is_redacted"])))


def after_the_first(folder: Path) -> dict[str, Answer]:
    """The first question of a program, which reads the sums, then the same and the pages' questions in memory."""
    held: list[numbered.Numbered] = []
    summed: list[numbered_spend.NumberedSpend] = []
    members = rollup_data.memberships()

    def first() -> pl.DataFrame:
        held[:] = [rollup_data.numbered_of(kept(folder))]
        return held[0].rows.select(spend_pence=pl.col("amount_pence").sum())

    def joined(*keys: str) -> frames.Frame:
        columns = [AUTHORITY] if AUTHORITY in keys else []
        columns += ["level1"] if LINE in keys else []
        of_supplier = ("supplier_id", "supplier", "supplier_kind", "is_redacted")
        return frames.lazy(held[0].written_out([*columns, *of_supplier, *numbered.SUMS]))

    def in_common() -> pl.DataFrame:
        summed[:] = [numbered_spend.spend(held[0])]
        return shared(2)

    def shared(least: int) -> pl.DataFrame:
        found = common_suppliers.of_spend(frames.lazy(summed[0].rows), least_councils=least)
        return summed[0].written_out(frames.collect(found))

    def category() -> pl.DataFrame:
        paid = frames.lazy(held[0].written_out(chosen=held[0].within([CATEGORY])).collect().lazy())
        every = [
            frames.collect(roll_up.roll_up(levels.at_level(paid, members, level), ["place"]))
            for level in ("local", "region", "national")
        ]
        frames.collect(concentration.measure(paid))
        return pl.concat(every)

    asked = {**asked_of(joined), "suppliers in common": in_common}
    pages = {
        "page: one category at three levels": category,
        "page: suppliers of three councils": lambda: shared(3),
    }
    return {"the first: sums read": first, **asked, **pages}


def polars(folder: Path) -> dict[str, Answer]:
    """As a person would write them straight in Polars."""
    table = pl.scan_parquet(folder / "*.parquet")
    firms = rollup_data.suppliers().lazy().select(SUPPLIER, "supplier_id")
    heads = rollup_data.lines().lazy().select(LINE, "level1")
    both = table.join(heads, on=LINE, validate="m:1").join(firms, on=SUPPLIER, validate="m:1")
    known = table.filter(~pl.col("is_redacted")).join(firms, on=SUPPLIER, validate="m:1")
    spend, firm = pl.col("amount_pence").sum().alias("spend_pence"), pl.when(~pl.col("is_redacted")).then("supplier_id")
    totals = [
        spend,
        pl.len(),
        firm.drop_nulls().n_unique().alias("suppliers"),
        pl.col(AUTHORITY).n_unique().alias("councils"),
    ]
    each = known.group_by("supplier_id", AUTHORITY).agg(spend).filter(pl.col("spend_pence") >= FLOOR)
    shared = each.group_by("supplier_id").agg(pl.col("spend_pence").sum(), pl.len()).filter(pl.col("len") >= 2)
    cells = known.join(heads, on=LINE, validate="m:1").group_by(AUTHORITY, "level1", "supplier_id").agg(spend)
    top = both.with_columns(supplier_id=pl.when(pl.col("is_redacted")).then(pl.lit("")).otherwise("supplier_id"))
    asked = {
        "council by category": both.group_by(AUTHORITY, "level1").agg(totals),
        "top suppliers": top.group_by("supplier_id").agg(
            spend, pl.len(), pl.col(AUTHORITY).n_unique().alias("councils")
        ),
        "HHI": _hhi(known.group_by("supplier_id").agg(spend), []),
        "HHI of each council's categories": _hhi(cells, [AUTHORITY, "level1"]),
        "suppliers in common": shared,
    }
    return {name: plan.collect for name, plan in asked.items()}


def _hhi(spent: pl.LazyFrame, by: list[str]) -> pl.LazyFrame:
    pence = pl.col("spend_pence").filter(pl.col("spend_pence") > 0)
    found = [pence.sum(), ((pence / pence.sum()) ** 2).sum().mul(10_000).alias("hhi"), pence.len().alias("suppliers")]
    return spent.group_by(by).agg(found) if by else spent.select(found)


def duckdb(folder: Path) -> dict[str, Answer]:
    """The same in SQL; ImportError where DuckDB is not installed."""
    import duckdb as engine  # pyright: ignore[reportMissingImports]

    held: Any = engine.connect()
    held.execute(f"set threads = {pl.thread_pool_size()}")
    held.register("firms", rollup_data.suppliers().select(SUPPLIER, "supplier_id").to_arrow())
    held.register("heads", rollup_data.lines().select(LINE, "level1").to_arrow())
    paid = f"read_parquet('{folder}/*.parquet') join firms using ({SUPPLIER})"
    spend = "sum(amount_pence)::bigint as spend_pence"
    each = f"select supplier_id, {AUTHORITY}, {spend} from {paid} where not is_redacted group by 1, 2"
    cells = (
        f"select {AUTHORITY}, level1, supplier_id, {spend} from {paid} join heads using ({LINE}) where not is_redacted"
    )
    squares = "1e4 * sum(spend_pence::double ^ 2) / sum(spend_pence)::double ^ 2 as hhi"
    hhi = f"sum(spend_pence)::bigint as spend_pence, {squares}, count(*) as suppliers"
    asked = {
        "council by category": f"select {AUTHORITY}, level1, {spend}, count(*), "
        f"count(distinct case when not is_redacted then supplier_id end) as suppliers from {paid} "
        f"join heads using ({LINE}) group by 1, 2",
        "top suppliers": f"select case when is_redacted then '' else supplier_id end, {spend}, count(*), "
        f"count(distinct {AUTHORITY}) from {paid} group by 1",
        "HHI": f"with t as (select supplier_id, {spend} from {paid} where not is_redacted group by 1) "
        f"select {hhi} from t where spend_pence > 0",
        "HHI of each council's categories": f"with t as ({cells} group by 1, 2, 3) "
        f"select {AUTHORITY}, level1, {hhi} from t where spend_pence > 0 group by 1, 2",
        "suppliers in common": f"with t as ({each}) select supplier_id, sum(spend_pence)::bigint as spend_pence, "
        f"count(*) from t where spend_pence >= {FLOOR} group by 1 having count(*) >= 2",
    }
    return {name: lambda query=query: _as_polars(held.sql(query).to_arrow_table()) for name, query in asked.items()}


def _as_polars(table: Any) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(table))


ENGINES = {
    "scan": scan,
    "making": making,
    "product": product,
    "after": after_the_first,
    "payments": payments,
    "polars": polars,
    "duckdb": duckdb,
}
