"""Where each category falls between local, sub-national and national: a bar of three parts, and the same in words."""

import plotly.graph_objects as go
import polars as pl

from procurement.ui import charts, theme, words

LEVELS = ("local", "subnational", "national")
PATTERNS = {"local": "", "subnational": "/", "national": "x"}


def chart(frame: pl.DataFrame, label: str) -> go.Figure:
    """A bar for each row, cut by the chance of each level to be the best; pattern and colour tell the level.

    frame: `label`, local_chance, subnational_chance, national_chance (0 to 1, adding up to 1); first row on top.
    """
    shown = frame.reverse()
    figure = go.Figure()
    for level in LEVELS:
        shares = shown[f"{level}_chance"].to_list()
        figure.add_bar(
            name=theme.LEVEL_NAMES[level],
            x=shares,
            y=list(range(shown.height)),
            width=charts.BAR_SHARE,
            orientation="h",
            marker={
                "color": theme.LEVEL_COLOURS[level],
                "pattern": {"shape": PATTERNS[level], "fillmode": "overlay", "fgcolor": "#ffffff", "solidity": 0.2},
                "line": {"color": "#ffffff", "width": 1},
            },
            hovertext=[f"{theme.LEVEL_NAMES[level]}: {words.share(share)}" for share in shares],
            hoverinfo="text",
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, 1], tickformat=".0%", nticks=5)
    named = charts.rows_named(figure, shown[label].to_list(), legend=True)
    return named.update_layout(legend_traceorder="normal")


def in_words(frame: pl.DataFrame, label: str) -> str:
    """How many rows lean to each level, and which lean to a joint level most."""
    if frame.is_empty():
        return "There is nothing to show."
    leaning = {level: _leaning(frame, level) for level in LEVELS}
    said = [
        f"{words.count(part.height, 'category', 'categories')} {theme.LEVEL_NAMES[level].lower()}"
        for level, part in leaning.items()
        if part.height
    ]
    firsts: list[str] = []
    for level in LEVELS[1:]:
        for row in leaning[level].head(1).to_dicts():
            chance = words.share(row[f"{level}_chance"])
            firsts.append(f"{row[label]} leans {theme.LEVEL_NAMES[level].lower()} ({chance})")
    return f"Most likely best: {words.listed(said)}. {'; '.join(firsts)}{'.' if firsts else ''}".strip()


def _leaning(frame: pl.DataFrame, level: str) -> pl.DataFrame:
    """Rows in which this level is likeliest, the most likely first; a tie goes to the more local."""
    own = pl.col(f"{level}_chance")
    before = [pl.col(f"{other}_chance") < own for other in LEVELS[: LEVELS.index(level)]]
    after = [pl.col(f"{other}_chance") <= own for other in LEVELS[LEVELS.index(level) + 1 :]]
    return frame.filter(*before, *after).sort(own, descending=True)
