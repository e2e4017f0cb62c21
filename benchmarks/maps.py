"""What spend on another day's map costs, on payments that this file invents over England's real councils.

Run: python -m benchmarks.maps [PAYMENTS], 2,000,000 unless told. The same roll-up (region or council by category) on
maps where no council, three councils and many are split, in processor seconds and as ratios to the first; and what
sharing the totals of each council and category would cost, which knows neither suppliers nor payments.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from procurement.analysis import frames, levels, roll_up
from procurement.places import authorities, groupings, recut, successions
from procurement.store import reference

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
SUPPLIERS, HEADINGS, REPEATS = 400_000, 37, 3
MAPS = {"none split": date(2026, 11, 26), "three split": date(2026, 11, 26), "many split": date(2009, 4, 1)}


def write_payments(folder: Path, count: int, codes: list[str]) -> pl.LazyFrame:
    """`count` invented payments of these councils in files of a million, scanned."""
    draw = np.random.default_rng(2027)
    for part, start in enumerate(range(0, count, 1_000_000)):
        size = min(1_000_000, count - start)
        pl.DataFrame(
            {
                "authority_code": pl.Series(codes).gather(draw.integers(0, len(codes), size)),
                "amount_pence": np.round(draw.lognormal(11, 1.6, size)).astype(np.int64),
                "is_redacted": draw.random(size) < 0.04,
                "supplier_id": pl.Series((draw.pareto(1.1, size) * 40).astype(np.int64) % SUPPLIERS).cast(pl.String),
                "level1": pl.Series(draw.integers(0, HEADINGS, size)).cast(pl.String),
            }
        ).write_parquet(folder / f"{part:04}.parquet")
    return pl.scan_parquet(folder / "*.parquet")


def maps(codes: list[str]) -> dict[str, pl.DataFrame]:
    """PLACE_SHARE of each of MAPS; on the first, councils that are split are left whole."""
    tables = reference.load(REFERENCE)
    known = authorities.parse(tables["authorities"])
    parsed = groupings.parse(tables["groupings"]), successions.parse(tables["successions"])
    shares = {name: groupings.place_shares(known, on, *parsed) for name, on in MAPS.items()}
    return {name: recut.split_only(rows, [] if name == "none split" else codes) for name, rows in shares.items()}


def timed(answer: Callable[[], pl.DataFrame]) -> tuple[float, pl.DataFrame]:
    """The least processor seconds of a few runs, and the answer."""
    least, found = float("inf"), pl.DataFrame()
    for _ in range(REPEATS):
        began = time.process_time()
        found = answer()
        least = min(least, time.process_time() - began)
    return least, found


def shared(payments: pl.LazyFrame, shares: pl.DataFrame, level: str) -> pl.DataFrame:
    placed = levels.at_level(frames.lazy(payments), shares, level)
    return frames.collect(roll_up.roll_up(placed, ["place", "level1"]))


def grouped_first(payments: pl.LazyFrame, shares: pl.DataFrame, level: str) -> pl.DataFrame:
    groups = payments.group_by("authority_code", "level1").agg(pl.col("amount_pence").sum()).collect()
    placed = frames.collect(levels.at_level(frames.lazy(groups), shares, level))
    return placed.group_by("place", "level1").agg(spend_pence=pl.col("amount_pence").sum())


def main(count: int) -> None:
    """Print a row a level and map."""
    known = authorities.parse(reference.load(REFERENCE)["authorities"])
    codes = authorities.principal_councils(known).filter(~pl.col("authority_code").str.starts_with("PENDING"))
    listed = codes["authority_code"].to_list()
    with tempfile.TemporaryDirectory() as folder:
        payments = write_payments(Path(folder), count, listed)
        whole = payments.select(pl.col("amount_pence").sum()).collect().item()
        print(f"{count:,} payments of {len(listed)} councils; processor seconds, least of {REPEATS}")
        for level in ("region", "local"):
            first = 0.0
            for name, shares in maps(listed).items():
                split = recut.split(shares)["authority_code"].n_unique()
                seconds, found = timed(lambda shares=shares, level=level: shared(payments, shares, level))
                grouped, rough = timed(lambda shares=shares, level=level: grouped_first(payments, shares, level))
                first = first or seconds
                assert found["spend_pence"].sum() == rough["spend_pence"].sum() == whole
                told = f"{seconds:6.2f} s, {seconds / first:4.2f} times the first; grouped first {grouped:5.2f} s"
                print(f"{level:7} {name:12} ({split:3} councils) {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000)
