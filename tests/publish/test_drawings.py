"""Pictures of papers: marks stand where the amounts are, and amounts are written short and right."""

import re

import polars as pl
import pytest

from procurement.publish import drawings
from procurement.publish.drawings import LEFT, RIGHT, WIDTH, Scale

END = WIDTH - RIGHT


@pytest.mark.parametrize(
    ("pounds", "said"),
    [
        (0, "£0"),
        (-0.4, "£0"),
        (9_999, "£9,999"),
        (-4_500, "-£4,500"),
        (10_000, "£10k"),
        (999_499, "£999k"),
        (999_500, "£1m"),
        (1_250_000, "£1.25m"),
        (999_499_999, "£999m"),
        (999_500_000, "£1bn"),
        (-1_230_000_000, "-£1.23bn"),
    ],
)
def test_amounts_are_short(pounds: float, said: str) -> None:
    assert drawings.money(pounds) == said


@pytest.mark.parametrize(
    ("values", "scale"),
    [([5.0, 20.0], Scale(0, 20)), ([-5.0, -1.0], Scale(-5, 0)), ([-5.0, 20.0], Scale(-5, 20)), ([], Scale(0, 1))],
)
def test_a_scale_always_holds_nought(values: list[float], scale: Scale) -> None:
    assert drawings.scale_of(values) == scale


@pytest.mark.parametrize(
    ("scale", "marks"),
    [
        (Scale(0, 4), [0, 1, 2, 3, 4]),
        (Scale(0, 5), [0, 2, 4]),
        (Scale(-30, 10), [-30, -20, -10, 0, 10]),
        (Scale(0, 0.9), [0, 0.5]),
    ],
)
def test_ticks_are_round_and_five_at_most(scale: Scale, marks: list[float]) -> None:
    assert drawings.ticks(scale) == pytest.approx(marks)


def found(picture: str, tag: str, *names: str) -> list[tuple[float, ...]]:
    """Attributes of the marks of a picture, in order; of lines only those that lie or stand within a row."""
    marks = re.findall(rf"<{tag} ([^>]*)>", picture)
    return [tuple(float(re.search(rf'(?:^| ){name}="([^"]*)"', one)[1]) for name in names) for one in marks]  # type: ignore[index]


def test_a_bar_runs_from_nought_to_its_amount() -> None:
    frame = pl.DataFrame({"council": ["Bury", "Leeds & York"], "pence": [-100_00, 300_00]})
    picture = drawings.bars(frame, "council", "pence")
    nought = LEFT + (END - LEFT) / 4
    (_, *bars) = found(picture, "rect", "width")
    starts = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', picture)]
    assert starts == pytest.approx([LEFT, nought])
    assert [width for (width,) in bars] == pytest.approx([nought - LEFT, END - nought])
    said = re.findall(r"<text x=\"([\d.]+)\"[^>]*>([^<]*)</text>", picture)
    assert [(float(x), words) for x, words in said[-4:]] == [
        (LEFT, "Bury"),
        (nought + 5, "-£100"),
        (LEFT, "Leeds &amp; York"),
        (END + 5, "£300"),
    ]


def test_a_range_has_its_ends_its_middle_and_the_amount_of_its_high_end() -> None:
    frame = pl.DataFrame({"level": ["Hub"], "p10_pence": [0], "p50_pence": [50_00], "p90_pence": [200_00]})
    picture = drawings.ranges(frame, "level")
    assert [x for (x,) in found(picture, "circle", "cx")] == pytest.approx([LEFT + (END - LEFT) / 4])
    lines = [(x1, x2) for x1, x2, width in found(picture, "line", "x1", "x2", "stroke-width") if width in (2, 3)]
    assert lines == [(LEFT, END), (LEFT, LEFT), (END, END)]
    assert ">£200</text>" in picture[-30:]


def test_the_low_end_of_a_range_is_hollow_and_long_names_are_cut() -> None:
    frame = pl.DataFrame(
        {"label": ["x" * 71, "y" * 70], "npv_at_low_pence": [100_00, 0], "npv_at_high_pence": [0, 100_00]}
    )
    picture = drawings.tornado(frame)
    marks = re.findall(r'<circle cx="([\d.]+)"[^>]*fill="(#\w+)" stroke', picture)
    assert [(float(x), fill == "#ffffff") for x, fill in marks] == [
        (END, True),
        (LEFT, False),
        (LEFT, True),
        (END, False),
    ]
    assert ("x" * 69 + "…<" in picture, "y" * 70 + "<" in picture) == (True, True)
    assert drawings.tornado(frame, most=1).count("<circle") == 2
