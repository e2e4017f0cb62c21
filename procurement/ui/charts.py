"""Charts: a frame in, a figure out. Money comes in pence, is drawn in pounds, and `ui.words` says the same."""

from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from procurement.ui import quarters, theme, words

ROW_HEIGHT, BAR_SHARE = 48, 0.42
"""Pixels for a row, whose name stands above its bar so that it takes no width from it; the bar's share of that."""

LABEL_LENGTH, COLUMN_LENGTH = 42, 24
WIDER_IN_CAPITALS = 11
"""So many characters fewer of a name in capitals fit."""

ROOM_FOR_TEXT = 0.45
"""How much longer than its bars the axis is, so that a value written at the end of a bar is not cut."""

POUNDS = {"tickprefix": "£", "exponentformat": "B", "minexponent": 3, "separatethousands": True, "tickangle": 0}
"""An axis of money: £500k, £20M, £1B."""


def bars(frame: pl.DataFrame, label: str, pence: str) -> go.Figure:
    """A bar for each row, the longest on top; the value is written at its end.

    frame: `label` (String) and `pence` (Int64). An empty frame gives an empty chart.
    """
    shown = frame.sort(pence, label, descending=[False, True])
    values = [value / 100 for value in shown[pence].to_list()]
    figure = go.Figure(
        go.Bar(
            x=values,
            y=list(range(shown.height)),
            width=BAR_SHARE,
            orientation="h",
            marker_color=theme.SERIES[0],
            text=[words.pounds(value) for value in shown[pence].to_list()],
            textposition="outside",
            cliponaxis=False,
            hovertext=shown[label].to_list(),
            hoverinfo="text",
        )
    )
    ends = [min([0.0, *values]), max([0.0, *values])]
    room = (ends[1] - ends[0]) * ROOM_FOR_TEXT
    figure.update_xaxes(nticks=4, range=[ends[0] - (room if ends[0] else 0), ends[1] + room], **POUNDS)
    return rows_named(figure, shown[label].to_list())


def two_bars(frame: pl.DataFrame, label: str, first: tuple[str, str], second: tuple[str, str]) -> go.Figure:
    """Two bars a row, one below the other, the longest row on top; first and second: a column of pence and its name.

    Told apart by colour and by pattern. frame: `label` (String) and both columns (Int64).
    """
    shown = frame.sort(first[0], label, descending=[False, True])
    figure = go.Figure()
    for at, (pence, name) in enumerate((first, second)):
        figure.add_bar(
            name=name,
            x=[value / 100 for value in shown[pence].to_list()],
            y=[place + 0.11 - 0.24 * at for place in range(shown.height)],
            width=BAR_SHARE / 2,
            orientation="h",
            marker={"color": theme.SERIES[at], "pattern": {"shape": "/" if at else ""}},
            text=[words.pounds_exactly(value) for value in shown[pence].to_list()],
            textposition="outside",
            textfont={"size": 12},
            constraintext="none",
            cliponaxis=False,
            hoverinfo="text",
        )
    ends = [value / 100 for pence in (first[0], second[0]) for value in shown[pence].to_list()]
    room = (max([0.0, *ends]) - min([0.0, *ends])) * ROOM_FOR_TEXT
    figure.update_xaxes(nticks=4, range=[min([0.0, *ends]), max([0.0, *ends]) + room], **POUNDS)
    figure.update_layout(barmode="overlay")
    return rows_named(figure, shown[label].to_list(), legend=True)


def counts(frame: pl.DataFrame, label: str, number: str) -> go.Figure:
    """A bar for each row with its count, the longest on top. frame: `label` (String) and `number` (a whole number)."""
    shown = frame.sort(number, label, descending=[False, True])
    values = shown[number].to_list()
    written = [f"{value:,}" for value in values]
    places = list(range(shown.height))
    bar = go.Bar(x=values, y=places, width=BAR_SHARE, orientation="h", marker_color=theme.SERIES[0], text=written)
    figure = go.Figure(bar.update(textposition="outside", cliponaxis=False))
    figure.update_xaxes(showticklabels=False, range=[0, max([1, *values]) * (1 + ROOM_FOR_TEXT)])
    return rows_named(figure, shown[label].to_list())


def over_time(frame: pl.DataFrame, period: str, pence: str) -> go.Figure:
    """A line through the periods, sorted by name, from zero so that a change is not made to look large.

    Where they are quarters, one of which nothing is known leaves a gap in the line.
    """
    shown = frame.sort(period)
    every = quarters.between(shown[period][0], shown[period][-1]) if shown.height else []
    if every:
        shown = pl.DataFrame({period: every}).join(shown, on=period, how="left", validate="1:1", maintain_order="left")
    return in_order(shown, period, pence)


def in_order(shown: pl.DataFrame, period: str, pence: str) -> go.Figure:
    """As `over_time`, through the rows as they stand."""
    figure = go.Figure(
        go.Scatter(
            x=shown[period].to_list(),
            y=(shown[pence] / 100).to_list(),
            mode="lines+markers",
            line={"color": theme.SERIES[0], "width": 3},
            marker={"size": 9},
        )
    )
    figure.update_yaxes(rangemode="tozero", nticks=5, **POUNDS)
    figure.update_xaxes(type="category")
    return theme.dressed(figure, height=320)


def ranges(frame: pl.DataFrame, label: str) -> go.Figure:
    """Each row's range as a line from p10 to p90 with its middle marked; colour and shape tell the level.

    frame: `label`, `level` (a key of theme.LEVEL_NAMES), `p10_pence`, `p50_pence`, `p90_pence`; best row on top.
    """
    shown = frame.reverse().with_row_index("at")
    figure = go.Figure()
    for level in (name for name in theme.LEVEL_NAMES if name in set(shown["level"].to_list())):
        part = shown.filter(pl.col("level") == level)
        middle = [value / 100 for value in part["p50_pence"].to_list()]
        low = [(a - b) / 100 for a, b in zip(part["p50_pence"].to_list(), part["p10_pence"].to_list(), strict=True)]
        high = [(b - a) / 100 for a, b in zip(part["p50_pence"].to_list(), part["p90_pence"].to_list(), strict=True)]
        figure.add_scatter(
            name=theme.LEVEL_NAMES[level],
            x=middle,
            y=part["at"].to_list(),
            mode="markers",
            marker={"symbol": theme.LEVEL_SYMBOLS[level], "size": 13, "color": theme.LEVEL_COLOURS[level]},
            error_x={"type": "data", "symmetric": False, "array": high, "arrayminus": low, "thickness": 3, "width": 6},
        )
    figure.update_xaxes(nticks=4, **POUNDS)
    return rows_named(figure, shown[label].to_list(), legend=True)


def tornado(frame: pl.DataFrame, most: int = 10) -> go.Figure:
    """How far each assumption moves the worth: a bar from its low end to its high end, the widest on top.

    frame: `label`, `npv_at_low_pence`, `npv_at_high_pence`, widest first.
    """
    shown = frame.head(most).reverse()
    low = [value / 100 for value in shown["npv_at_low_pence"].to_list()]
    high = [value / 100 for value in shown["npv_at_high_pence"].to_list()]
    figure = go.Figure(
        go.Bar(
            base=low,
            x=[b - a for a, b in zip(low, high, strict=True)],
            y=list(range(shown.height)),
            width=BAR_SHARE,
            orientation="h",
            marker_color=theme.SERIES[0],
        )
    )
    figure.update_xaxes(nticks=4, **POUNDS)
    return rows_named(figure, shown["label"].to_list())


def grid(frame: pl.DataFrame, row: str, columns: Sequence[str], pence: str, column: str) -> go.Figure:
    """A table of shades: who (`row`) spends how much with whom (`column`); an empty cell is no spend."""
    rows = frame[row].unique(maintain_order=True).to_list()
    cells = {(a, b): value for a, b, value in frame.select(row, column, pence).iter_rows()}
    values = [[(cells.get((name, other)) or 0) / 100 or None for other in columns] for name in rows]
    figure = go.Figure(
        go.Heatmap(
            z=values,
            x=shortened([str(name) for name in columns], COLUMN_LENGTH),
            y=shortened([str(name) for name in rows]),
            colorscale=[[0, "#cfdfec"], [1, "#061f38"]],
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    dressed = theme.dressed(figure, height=220 + 26 * max(len(rows), 1))
    dressed.update_xaxes(tickangle=-90, tickfont={"size": 12}, showgrid=False)
    return dressed.update_yaxes(tickfont={"size": 12}, showgrid=False, autorange="reversed")


def rows_named(figure: go.Figure, names: Sequence[str], legend: bool = False) -> go.Figure:
    """Rows at 0, 1, 2 … with their names above them; two names that look alike when cut stay two rows."""
    above: dict[str, object] = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 4, "yanchor": "bottom",
                                "yshift": -1, "align": "left", "showarrow": False}  # fmt: skip
    labels = enumerate(shortened(names))
    figure.update_layout(annotations=[above | {"y": at + BAR_SHARE / 2, "text": label} for at, label in labels])
    rows = max(len(names), 1)
    figure.update_yaxes(range=[-0.5, rows - 0.25])
    dressed = theme.dressed(figure, height=60 + (40 if legend else 0) + ROW_HEIGHT * rows, legend=legend)
    return dressed.update_yaxes(showgrid=False, zeroline=False, showticklabels=False)


def shortened(names: Sequence[str], most: int = LABEL_LENGTH) -> list[str]:
    """Names fit for a label: cut at their end, or in their middle where several would then be alike.

    Names in capitals are cut sooner, for they are wider.

    >>> shortened(["Care Supplies - Adult", "Care Supplies - Children", "Catering"], 16)
    ['Care Sup…- Adult', 'Care Sup…hildren', 'Catering']
    """
    longest = [most - WIDER_IN_CAPITALS if name.isupper() else most for name in names]
    cut = [name if len(name) <= long else f"{name[: long - 1]}…" for name, long in zip(names, longest, strict=True)]
    alike = {label for label, times in Counter(cut).items() if times > 1}
    return [
        f"{name[: long // 2]}…{name[-((long - 1) // 2) :]}" if label in alike and len(name) > long else label
        for name, label, long in zip(names, cut, longest, strict=True)
    ]
