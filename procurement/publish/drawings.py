"""Pictures for papers as SVG, drawn from tables without a browser; the words beside each say the same."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import polars as pl

INK, RULE, QUIET, MAIN, PALE = "#12202e", "#c3ccd5", "#555f69", "#1f4e79", "#9dbdd9"
WIDTH, LEFT, RIGHT, TOP, ROW, FOOT = 640, 8, 96, 8, 44, 30
FONT = "Arial, Liberation Sans, DejaVu Sans, sans-serif"
MOST_TICKS = 5
LABEL_LENGTH = 70


@dataclass(frozen=True)
class Scale:
    """Pounds to a place across the picture; the ends always include nought."""

    low: float
    high: float

    def x(self, pounds: float) -> float:
        """How far from the left, in units of the picture."""
        width = WIDTH - LEFT - RIGHT
        return round(LEFT + width * (pounds - self.low) / (self.high - self.low), 2)


def scale_of(values: Sequence[float]) -> Scale:
    """A scale that holds every value and nought; nothing at all gives nought to one pound."""
    low, high = min([0.0, *values]), max([0.0, *values])
    return Scale(low, high) if high > low else Scale(0.0, 1.0)


def ticks(scale: Scale) -> list[float]:
    """Round amounts along a scale, five at most.

    >>> ticks(Scale(-400_000, 1_600_000))
    [0.0, 500000.0, 1000000.0, 1500000.0]
    """
    width = scale.high - scale.low
    power = 10.0 ** math.floor(math.log10(width / MOST_TICKS))
    step = next(power * times for times in (1, 2, 5, 10, 20) if width / (power * times) <= MOST_TICKS - 1)
    return [step * at for at in range(math.ceil(scale.low / step), math.floor(scale.high / step) + 1)]


def money(pounds: float) -> str:
    """A short amount for an axis or the end of a bar.

    >>> money(1_250_000), money(-4_500), money(0), money(250_000)
    ('£1.25m', '-£4,500', '£0', '£250k')
    """
    sign, size = ("-" if round(pounds) < 0 else ""), abs(pounds)
    if size >= 999_500:
        return f"{sign}£{size / 1e6:.3g}m" if size < 999_500_000 else f"{sign}£{size / 1e9:.3g}bn"
    return f"{sign}£{size / 1e3:.0f}k" if size >= 10_000 else f"{sign}£{size:,.0f}"


def bars(frame: pl.DataFrame, label: str, pence: str) -> str:
    """A bar for each row in the order given, with its name above and its amount at its end."""
    names, values = frame[label].to_list(), [value / 100 for value in frame[pence].to_list()]
    scale = scale_of(values)
    parts: list[str] = []
    for at, (name, value) in enumerate(zip(names, values, strict=True)):
        start, end = sorted((scale.x(0), scale.x(value)))
        parts.append(_named(at, name) + _bar(start, end, at, MAIN))
        parts.append(_text(max(end, start) + 5, _middle(at) + 5, money(value)))
    return _picture(parts, scale, len(names))


def ranges(frame: pl.DataFrame, label: str) -> str:
    """A line from p10 to p90 for each row, its p50 a filled mark. frame: `label`, p10_pence, p50_pence, p90_pence."""
    rows = [(row[label], *(row[f"{p}_pence"] / 100 for p in ("p10", "p50", "p90"))) for row in frame.to_dicts()]
    scale = scale_of([value for row in rows for value in row[1:]])
    parts: list[str] = []
    for at, (name, low, middle, high) in enumerate(rows):
        y, ends = _middle(at), (scale.x(low), scale.x(high))
        parts.append(_named(at, name))
        parts.append(f'<line x1="{ends[0]}" y1="{y}" x2="{ends[1]}" y2="{y}" stroke="{MAIN}" stroke-width="3"/>')
        parts += [f'<line x1="{x}" y1="{y - 6}" x2="{x}" y2="{y + 6}" stroke="{MAIN}" stroke-width="2"/>' for x in ends]
        parts.append(f'<circle cx="{scale.x(middle)}" cy="{y}" r="6" fill="{MAIN}"/>')
        parts.append(_text(ends[1] + 6, y + 5, money(high)))
    return _picture(parts, scale, len(rows))


def tornado(frame: pl.DataFrame, most: int = 8) -> str:
    """A bar from the worth at an assumption's low end to that at its high end. frame: CASE_SENSITIVITY."""
    rows = [
        (row["label"], row["npv_at_low_pence"] / 100, row["npv_at_high_pence"] / 100)
        for row in frame.head(most).to_dicts()
    ]
    scale = scale_of([value for row in rows for value in row[1:]])
    parts: list[str] = []
    for at, (name, low, high) in enumerate(rows):
        start, end = sorted((scale.x(low), scale.x(high)))
        parts.append(_named(at, name) + _bar(start, end, at, PALE))
        parts += [_mark(scale.x(low), at, "low"), _mark(scale.x(high), at, "high")]
    return _picture(parts, scale, len(rows))


def _mark(x: float, at: int, end: str) -> str:
    """Which end of a bar is the low end of the range: a hollow mark, the high end a filled one."""
    fill = "#ffffff" if end == "low" else MAIN
    return f'<circle cx="{x}" cy="{_middle(at)}" r="5" fill="{fill}" stroke="{MAIN}" stroke-width="2"/>'


def _middle(at: int) -> float:
    return TOP + ROW * at + 30


def _named(at: int, name: str) -> str:
    short = name if len(name) <= LABEL_LENGTH else f"{name[: LABEL_LENGTH - 1]}…"
    return _text(LEFT, TOP + ROW * at + 14, short)


def _bar(start: float, end: float, at: int, colour: str) -> str:
    return f'<rect x="{start}" y="{_middle(at) - 8}" width="{max(end - start, 1):.2f}" height="16" fill="{colour}"/>'


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    halo = 'stroke="#ffffff" stroke-width="4" paint-order="stroke"'
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" {halo}>{escape(words)}</text>'


def _picture(parts: Sequence[str], scale: Scale, rows: int) -> str:
    bottom = TOP + ROW * max(rows, 1) + 4
    lines = [
        f'<line x1="{scale.x(at)}" y1="{TOP}" x2="{scale.x(at)}" y2="{bottom}" '
        f'stroke="{QUIET if at == 0 else RULE}" stroke-width="{1.5 if at == 0 else 1}"/>'
        + _text(scale.x(at), bottom + 16, money(at), "middle" if scale.x(at) > LEFT + 20 else "start")
        for at in ticks(scale)
    ]
    height = bottom + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{FONT}" font-size="13" fill="{INK}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(lines)}{"".join(parts)}</svg>'
    )
