"""One look for every chart: calm, high in contrast, the same colours for the same meaning."""

import plotly.graph_objects as go

INK, PAPER, RULE, QUIET = "#12202e", "#ffffff", "#c3ccd5", "#555f69"
SERIES = ("#1f4e79", "#c4560a", "#3b7d3a", "#7a4ea3", "#946b00", "#0f7c86", "#a3324f", "#555f69")
LEVEL_COLOURS = {
    "local": "#3b7d3a",
    "subnational": "#1f4e79",
    "national": "#7a4ea3",
    "not enough evidence": "#767f88",
}
LEVEL_NAMES = {
    "local": "Local",
    "subnational": "Sub-national",
    "national": "National",
    "not enough evidence": "Not enough evidence",
}
LEVEL_SYMBOLS = {"local": "circle", "subnational": "diamond", "national": "square", "not enough evidence": "x"}


def dressed(figure: go.Figure, height: int, legend: bool = False) -> go.Figure:
    """The figure in the house style; labels grow with the text, nothing is hidden behind a hover alone."""
    figure.update_layout(
        height=height,
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"color": INK, "size": 14, "family": "Source Sans, Segoe UI, Arial, sans-serif"},
        margin={"l": 8, "r": 16, "t": 48 if legend else 16, "b": 8},
        showlegend=legend,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": {"color": INK}},
        colorway=list(SERIES),
        hoverlabel={"bgcolor": PAPER, "font": {"color": INK}},
        dragmode=False,
    )
    axis = {"gridcolor": RULE, "zerolinecolor": QUIET, "linecolor": QUIET, "automargin": True, "fixedrange": True}
    figure.update_xaxes(tickfont={"color": INK}, title_font={"color": INK}, **axis)
    figure.update_yaxes(tickfont={"color": INK}, title_font={"color": INK}, **axis)
    return figure
