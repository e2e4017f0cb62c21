"""Which months each council covers: a row of cells a council, gaps in a colour of their own, and the same in words."""

from datetime import timedelta

import plotly.graph_objects as go
import polars as pl

from procurement.ui import theme, words

ROW_HEIGHT, CELL_SHARE, NAME_LENGTH = 46, 0.44, 36
"""Pixels for a council, whose name stands above its cells; the cells' share of that."""

FEW, COVERED = [[0, "#dbe7f1"], [1, "#dbe7f1"]], [[0, "#9dbdd9"], [1, "#0b2c4d"]]
MISSING = [[0, "#f0a35e"], [1, "#f0a35e"]]
SHADES = {"covered": COVERED, "few": FEW, "missing": MISSING}
MOST_APART_DAYS = 5 * 366
"""Up to how long a time months stand apart."""
MOST_MISSING, MOST_COUNCILS = 6, 15
BETWEEN_MARKS = [
    {"dtickrange": [None, "M11"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
"""What is written under the axis: years where its marks are years apart, else months, with their year below."""


def chart(frame: pl.DataFrame) -> go.Figure:
    """A cell for each month of each council: darker the more payments, pale for a few late rows, orange for a gap.

    frame: `council`, `month`, `state` (covered, few or missing), `of_usual` (payments over those of the council's usual
    month), `payments`, `spend_pence`. An empty frame gives an empty chart.
    """
    names = frame["council"].unique().sort().to_list()
    places = {name: len(names) - 1 - at for at, name in enumerate(names)}
    figure, gap = go.Figure(), _gap(frame)
    for state, shades in SHADES.items():
        part = frame.filter(pl.col("state") == state)
        if part.height:
            figure.add_trace(_cells(part, places, shades).update(xgap=gap))
    # All at once: plotly looks through those there are for each one added, which takes seconds for all of England.
    figure.update_layout(annotations=[_above(name, place) for name, place in places.items()])
    figure.update_yaxes(visible=False, range=[-0.6, len(names) - 0.1])
    figure.update_xaxes(type="date", tickformatstops=BETWEEN_MARKS, nticks=6, showgrid=False)
    return theme.dressed(figure, height=60 + ROW_HEIGHT * max(len(names), 1))


def _gap(frame: pl.DataFrame) -> int:
    """Pixels between two months: none over many years, where they would leave nothing of a month on a telephone."""
    days = frame.select((pl.col("month").max() - pl.col("month").min()).dt.total_days()).item() or 0
    return 0 if days > MOST_APART_DAYS else 1


def _above(name: str, place: int) -> dict[str, object]:
    """A council's name above its cells."""
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": place + CELL_SHARE / 2, "yanchor": "bottom", "yshift": 1,
        "text": name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…", "showarrow": False,
    }  # fmt: skip


def _cells(part: pl.DataFrame, places: dict[str, int], shades: list[list[object]]) -> go.Heatmap:
    """Cells of one state. Plotly wants a whole grid: rows between councils are empty, so that names have room."""
    wide = part.with_columns(pl.col("of_usual").fill_null(0.0).clip(0.0, 1.6), hover=_hover())
    starts = part["month"].unique().sort().to_list()
    months = pl.date_range(starts[0], starts[-1], "1mo", eager=True).to_list()
    ends = [*months[1:], (months[-1] + timedelta(days=31)).replace(day=1)]
    values = {(row["council"], row["month"]): row for row in wide.to_dicts()}
    rows = sorted(places, key=lambda name: places[name])
    shown = [[values.get((name, month)) for month in months] for name in rows]
    return go.Heatmap(
        x=[f"{edge:%Y-%m-%d}" for edge in (months[0], *ends)],
        y=[edge for name in rows for edge in (places[name] - CELL_SHARE / 2, places[name] + CELL_SHARE / 2)],
        z=[line for cells in shown for line in ([cell and cell["of_usual"] for cell in cells], [None] * len(cells))][
            :-1
        ],
        text=[line for cells in shown for line in ([cell and cell["hover"] for cell in cells], [""] * len(cells))][:-1],
        hoverinfo="text",
        colorscale=shades,
        zmin=0.2,
        zmax=1.6,
        showscale=False,
    )


def _hover() -> pl.Expr:
    month = pl.col("month").dt.strftime("%B %Y")
    payments = pl.col("payments").map_elements(lambda number: words.count(number, "payment"), return_dtype=pl.String)
    pounds = pl.col("spend_pence").map_elements(words.pounds_exactly, return_dtype=pl.String)
    paid = pl.format("{}, {}", payments, pounds)
    said = pl.when(pl.col("state") == "missing").then(pl.format("missing ({})", paid)).otherwise(paid)
    return pl.format("{}, {}: {}", "council", month, said)


def in_words(spans: pl.DataFrame) -> str:
    """The chart in sentences. spans: `council`, `first`, `last` (months), `covered`, `missing` (a list of months)."""
    if spans.is_empty():
        return "Nothing is stored yet, so no month is covered."
    gaps = spans.filter(pl.col("missing").list.len() > 0)
    first, last = min(spans["first"].to_list()), max(spans["last"].to_list())
    whole = (
        f"{words.count(spans.height, 'council or other body', 'councils and other bodies')}, {first:%B %Y} to "
        f"{last:%B %Y}. "
    )
    if gaps.is_empty():
        return f"{whole}None lacks a month between its first and its last."
    return f"{whole}{words.count(gaps.height, 'lacks', 'lack')} months between the first and the last."


def together_in_words(frame: pl.DataFrame) -> str:
    """How many of the months are covered by all councils at once, and which by the most of them; "" for one council.

    frame: as of `chart`. Months of a few late rows are not covered.
    """
    everyone = frame["council"].n_unique()
    covered = frame.filter(pl.col("state") == "covered").group_by("month").agg(pl.col("council").n_unique())
    if everyone < 2 or covered.is_empty():
        return ""
    most = int(str(covered["council"].max()))
    best = covered.filter(pl.col("council") == most)["month"].sort()
    named = words.listed([f"{month:%B %Y}" for month in best], MOST_MISSING)
    told = f"Of {words.count(covered.height, 'month')} that any of the {everyone:,} here covers,"
    if most == everyone:
        return f"{told} all cover {best.len():,}: {named}."
    return f"{told} none is covered by all; at most {words.count(most, 'covers', 'cover')} {named}."


def gaps_in_words(spans: pl.DataFrame) -> list[str]:
    """A sentence for each council that lacks months, the most first, and one for those beyond MOST_COUNCILS."""
    lacking = spans.filter(pl.col("missing").list.len() > 0).sort(pl.col("missing").list.len(), descending=True)
    told = [
        f"{row['council']} covers {words.count(row['covered'], 'month')} from {row['first']:%B %Y} to "
        f"{row['last']:%B %Y} and lacks {words.listed([f'{month:%B %Y}' for month in row['missing']], MOST_MISSING)}."
        for row in lacking.head(MOST_COUNCILS).to_dicts()
    ]
    more = lacking.height - MOST_COUNCILS
    return (
        [*told, f"{words.count(more, 'more lacks', 'more lack')} months; the download names them."]
        if more > 0
        else told
    )
