"""England as tiles, one for each council: drawn here, without a base map from anywhere else."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import plotly.graph_objects as go
import polars as pl

from procurement.ui.theme import INK, PAPER, QUIET

BANDS = ("#fde9c8", "#f5b66b", "#d9773a", "#94405a", "#3b1f5b")
"""Light to dark in even steps, so that they differ in grey and to colour-blind eyes as well."""

NO_VALUE = "#e3e7eb"
ROW_HEIGHT = 3**0.5 / 2
MARKER_SHARE = 1.12
"""A hexagon marker fills its tile when it is this many times the tile's width."""


def tile_map(tiles: pl.DataFrame, show: Callable[[float], str], heading: str, tile_px: int = 13) -> go.Figure:
    """A map with a hexagon for each council, coloured in five bands of equal numbers of councils.

    tiles: `column`, `row` (TILE), `name`, and `value` as a number, null where there is none. show: a value in words,
    such as "£1.2m". heading: what the value is. tile_px: the width of a tile; 13 fits a telephone.
    """
    bounds = band_bounds(tiles["value"])
    drawn = tiles.with_columns(band=banded(bounds), x=across(), y=down()).sort("row", "column")
    legend = _legend(tiles, bounds, show, tile_px)
    figure = go.Figure([_hexagons(drawn, show, tile_px), *legend])
    return _framed(figure, drawn, heading, tile_px, entries=len(legend))


def band_bounds(values: pl.Series) -> list[float]:
    """Upper bounds of all but the highest band, rising; fewer than four where values repeat, none where none are."""
    known: list[float] = sorted(float(value) for value in values.drop_nulls())
    cuts = {known[len(known) * step // len(BANDS)] for step in range(1, len(BANDS))} if known else set[float]()
    return sorted(cut for cut in cuts if cut < known[-1])


def banded(bounds: Sequence[float]) -> pl.Expr:
    """Which band `value` falls in: 0 for the lowest, null where there is no value."""
    return pl.when(pl.col("value").is_not_null()).then(
        pl.sum_horizontal([pl.lit(0), *((pl.col("value") > bound).cast(pl.Int32) for bound in bounds)])
    )


def across() -> pl.Expr:
    """Odd rows stand half a tile to the right."""
    return pl.col("column") + 0.5 * (pl.col("row") % 2)


def down() -> pl.Expr:
    """Rows count downwards, a little closer together than columns."""
    return -ROW_HEIGHT * pl.col("row")


def in_words(tiles: pl.DataFrame, show: Callable[[float], str], heading: str) -> str:
    """The map in a sentence or two, for those who don't see it: how many councils, the highest and the lowest."""
    known = tiles.filter(pl.col("value").is_not_null()).sort("value", "name", descending=[True, False])
    if known.is_empty():
        return f"Map of England's councils: no council has a figure for {heading}."
    named = [f"{row['name']} ({show(row['value'])})" for row in known.head(3).iter_rows(named=True)]
    last = known.row(-1, named=True)
    without = tiles.height - known.height
    rest = f" The other {without:,} have no figure." if without else ""
    return (
        f"{heading[:1].upper()}{heading[1:]}, by council: {known.height:,} of {tiles.height:,} councils have a figure. "
        f"Highest: {', '.join(named)}. Lowest: {last['name']} ({show(last['value'])}).{rest}"
    )


def _colour(band: int | None, bands: int) -> str:
    return NO_VALUE if band is None else BANDS[round(band * (len(BANDS) - 1) / max(bands - 1, 1))]


def _hexagons(drawn: pl.DataFrame, show: Callable[[float], str], tile_px: int) -> go.Scatter:
    bands = int(drawn["band"].n_unique() - drawn["band"].is_null().any())
    words = [
        f"{name}: {'no figure' if value is None else show(value)}" for name, value in drawn["name", "value"].rows()
    ]
    return go.Scatter(
        x=drawn["x"].to_list(),
        y=drawn["y"].to_list(),
        mode="markers",
        text=words,
        hoverinfo="text",
        showlegend=False,
        marker={
            "symbol": "hexagon",
            "size": tile_px * MARKER_SHARE,
            "color": [_colour(band, bands) for band in drawn["band"]],
            "line": {"width": 0.6, "color": QUIET},
        },
    )


def _legend(tiles: pl.DataFrame, bounds: list[float], show: Callable[[float], str], tile_px: int) -> list[go.Scatter]:
    """An entry a band, in words, lowest first; then the colour of councils without a figure, where there are any."""
    known = tiles["value"].drop_nulls()
    edges = [] if known.is_empty() else [float(known.min()), *bounds, float(known.max())]  # type: ignore[arg-type]
    named = [
        (_colour(band, len(bounds) + 1), f"{'' if band == 0 else 'over '}{show(low)} to {show(high)}")
        for band, (low, high) in enumerate(pairwise(edges))
    ]
    if tiles["value"].is_null().any():
        named.append((NO_VALUE, "no figure"))
    size = max(tile_px, 12)
    return [
        go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=name,
            marker={"symbol": "hexagon", "size": size, "color": colour, "line": {"width": 0.6, "color": QUIET}},
        )
        for colour, name in named
    ]


def _framed(figure: go.Figure, drawn: pl.DataFrame, heading: str, tile_px: int, entries: int) -> go.Figure:
    """Sized so that tiles touch: as wide and high as the tiles need, with room for the legend below."""
    left, right = float(drawn["x"].min() or 0) - 1, float(drawn["x"].max() or 0) + 1  # type: ignore[arg-type]
    low, high = float(drawn["y"].min() or 0) - 1, float(drawn["y"].max() or 0) + 1  # type: ignore[arg-type]
    foot = 22 * (entries + 1) + 8
    figure.update_layout(
        width=round((right - left) * tile_px),
        height=round((high - low) * tile_px) + foot,
        autosize=False,
        margin={"l": 0, "r": 0, "t": 0, "b": foot},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"color": INK, "size": 13},
        dragmode=False,
        legend={"title": {"text": heading}, "orientation": "v", "x": 0, "y": 0, "yanchor": "top", "itemclick": False},
    )
    figure.update_xaxes(visible=False, range=[left, right], fixedrange=True)
    figure.update_yaxes(visible=False, range=[low, high], fixedrange=True)
    return figure
