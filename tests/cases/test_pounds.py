"""Money, shares and chances as a page says them."""

import pytest

from procurement.cases import pounds


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0.0, "£0"),
        (0.4, "£0"),
        (-0.4, "£0"),
        (-1.0, "-£1"),
        (16_571.76, "£16,572"),
        (-16_571.76, "-£16,572"),
        (999_999.4, "£999,999"),
        (999_999.6, "£1.0m"),
        (1_000_000.0, "£1.0m"),
        (-9_175_532.24, "-£9.2m"),
        (1_234_500_000.0, "£1,234.5m"),
    ],
)
def test_pounds_are_whole_or_millions_to_one_place(amount: float, said: str) -> None:
    assert pounds.pounds(amount) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "almost never"),
        (0.049, "almost never"),
        (0.05, "about 1 time in 10"),
        (0.14, "about 1 time in 10"),
        (0.16, "about 2 times in 10"),
        (0.949, "about 9 times in 10"),
        (0.95, "almost always"),
    ],
)
def test_a_chance_is_said_in_tenths(chance: float, said: str) -> None:
    assert pounds.out_of_ten(chance) == said


@pytest.mark.parametrize(
    ("shares", "least", "said"),
    [
        ((0.0377, 0.15), 0, ("4%", "15%")),
        ((0.1497, 0.15), 0, ("14.97%", "15.00%")),
        ((0.149996, 0.15), 0, ("14.9996%", "15.0000%")),
        ((0.15, 0.15), 0, ("15%", "15%")),
        ((0.015, 0.005), 1, ("1.5%", "0.5%")),
        ((0.01, 0.01), 1, ("1.0%", "1.0%")),
    ],
)
def test_two_shares_have_as_few_places_as_tell_them_apart(
    shares: tuple[float, float], least: int, said: tuple[str, str]
) -> None:
    assert pounds.percents(*shares, least) == said
