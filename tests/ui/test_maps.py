"""The tile map: drawn offline, readable, and said in words."""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from procurement.ui import maps


def show(value: float) -> str:
    return f"£{value:,.0f}"


@pytest.fixture
def tiles(project: Path) -> pl.DataFrame:
    """The kept layout, with a figure for 300 of the councils."""
    kept = pl.read_csv(project / "data/reference/tile_map.csv").select("authority_code", "column", "row")
    numbers = [float(number) if number < 300 else None for number in range(kept.height)]
    return kept.with_columns(name=pl.col("authority_code"), value=pl.Series(numbers))


def test_every_council_is_one_hexagon_of_one_scatter(tiles: pl.DataFrame) -> None:
    figure = maps.tile_map(tiles, show, "Spend")
    hexagons = figure.data[0]
    assert hexagons.type == "scatter"
    assert len(hexagons.x) == len(set(zip(hexagons.x, hexagons.y, strict=True))) == 317
    assert hexagons.marker.symbol == "hexagon"
    assert {trace.type for trace in figure.data} == {"scatter"}, "no base map, so nothing is fetched"


def test_bands_hold_equal_numbers_and_the_rest_are_grey(tiles: pl.DataFrame) -> None:
    colours = list(maps.tile_map(tiles, show, "Spend").data[0].marker.color)
    counts = [colours.count(colour) for colour in maps.BANDS]
    assert sum(counts) == 300
    assert max(counts) - min(counts) <= 2
    assert colours.count(maps.NO_VALUE) == 17


def test_the_legend_is_in_words(tiles: pl.DataFrame) -> None:
    names = [trace.name for trace in maps.tile_map(tiles, show, "Spend").data[1:]]
    assert names[0].startswith("£0 to £")
    assert names[-2].endswith("to £299")
    assert names[-1] == "no figure"


def test_a_map_fits_a_telephone(tiles: pl.DataFrame) -> None:
    assert maps.tile_map(tiles, show, "Spend").layout.width <= 288


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_bands_darken_evenly_so_that_grey_alone_tells_them_apart() -> None:
    greys = [luminance(colour) for colour in maps.BANDS]
    steps = [light - dark for light, dark in pairwise(greys)]
    assert min(steps) > 0.12


@pytest.mark.parametrize(
    ("values", "bounds"),
    [([], []), ([None], []), ([5.0], []), ([5.0, 5.0, 5.0], []), ([0.0] * 9 + [1.0], [0.0])],
    ids=["nothing", "no figures", "one", "all equal", "nearly all equal"],
)
def test_few_or_equal_values_make_fewer_bands(values: list[float | None], bounds: list[float]) -> None:
    assert maps.band_bounds(pl.Series(values, dtype=pl.Float64)) == bounds


def test_the_map_in_words(tiles: pl.DataFrame) -> None:
    words = maps.in_words(tiles.with_columns(name=pl.lit("Elmouth")), show, "Spend")
    assert words == (
        "Spend, by council: 300 of 317 councils have a figure. Highest: Elmouth (£299), Elmouth (£298), Elmouth (£297)."
        " Lowest: Elmouth (£0). The other 17 have no figure."
    )


def test_a_map_without_figures_is_still_a_map(tiles: pl.DataFrame) -> None:
    empty = tiles.with_columns(value=pl.lit(None, dtype=pl.Float64))
    assert set(maps.tile_map(empty, show, "Spend").data[0].marker.color) == {maps.NO_VALUE}
    assert maps.in_words(empty, show, "Spend") == "Map of England's councils: no council has a figure for Spend."
    assert maps.tile_map(tiles.clear(), show, "Spend").layout.width > 0
