"""The tile map's layout: one tile each, near where the council is, the same whatever the order."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.places import authorities, tile_layout
from procurement.tables import TILE


@pytest.fixture(scope="module")
def councils(project: Path) -> pl.DataFrame:
    every = authorities.parse(pl.read_csv(project / "data/reference/authorities.csv", infer_schema=False))
    return authorities.principal_councils(every, date(2026, 11, 24))


@pytest.fixture(scope="module")
def kept(project: Path) -> pl.DataFrame:
    return pl.read_csv(project / "data/reference/tile_map.csv", infer_schema=False)


def test_each_council_has_a_tile_of_its_own(councils: pl.DataFrame) -> None:
    tiles = tile_layout.lay_out(councils)
    assert tiles.schema == TILE
    assert set(tiles["authority_code"]) == set(councils["authority_code"])
    assert tiles.select("column", "row").n_unique() == 317


def test_the_order_of_councils_changes_nothing(councils: pl.DataFrame) -> None:
    assert_frame_equal(
        tile_layout.lay_out(councils), tile_layout.lay_out(councils.sample(fraction=1, shuffle=True, seed=4))
    )


def test_the_kept_table_is_this_layout(councils: pl.DataFrame, kept: pl.DataFrame) -> None:
    assert set(kept["authority_code"]) == set(councils["authority_code"])
    same = tile_layout.lay_out(councils).join(
        kept.select("authority_code", pl.col("column", "row").cast(pl.Int64)), on=TILE.names(), validate="1:1"
    )
    assert same.height >= 310, "other builds of scipy may move a tile or two; more means the table is out of date"


def test_north_is_up_and_east_is_right(councils: pl.DataFrame) -> None:
    placed = tile_layout.lay_out(councils).join(councils, on="authority_code", validate="1:1")
    east = np.corrcoef(placed["column"], placed["longitude"])[0, 1]
    south = np.corrcoef(placed["row"], placed["latitude"])[0, 1]
    assert east > 0.9
    assert south < -0.9


def test_regions_hold_together(councils: pl.DataFrame) -> None:
    placed = tile_layout.lay_out(councils).join(councils, on="authority_code", validate="1:1")
    points = np.column_stack([placed["column"] + 0.5 * (placed["row"] % 2), placed["row"] * 3**0.5 / 2])
    apart = np.linalg.norm(points[:, None] - points[None, :], axis=2) + np.eye(len(points)) * 99
    regions = placed["region"].to_list()
    beside = [any(regions[j] == regions[i] for j in np.flatnonzero(apart[i] < 1.2)) for i in range(len(points))]
    assert sum(beside) >= 300, "nearly every council touches another of its region"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_few_councils_stand_in_a_row(councils: pl.DataFrame, count: int) -> None:
    tiles = tile_layout.lay_out(councils.head(count))
    assert sorted(tiles["column"].to_list()) == list(range(count))
    assert set(tiles["row"].to_list()) <= {0}
