"""Money and shares in words."""

MILLION = 1_000_000


def pounds(amount: float) -> str:
    """£9.2m, £425,000, -£16,572: millions to one place, else whole pounds."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if round(size) >= MILLION:
        return f"{sign}£{size / MILLION:,.1f}m"
    whole = f"{size:,.0f}"
    return f"£{whole}" if whole == "0" else f"{sign}£{whole}"


def percent(share: float, places: int = 0) -> str:
    """0.256 as 26%."""
    return f"{share * 100:.{places}f}%"


def percents(share: float, other: float, least: int = 0) -> tuple[str, str]:
    """Two shares as percentages with as few places as tell them apart, `least` or more.

    >>> percents(0.0377, 0.15), percents(0.1497, 0.15), percents(0.15, 0.15)
    (('4%', '15%'), ('14.97%', '15.00%'), ('15%', '15%'))
    >>> percents(0.015, 0.005, least=1)
    ('1.5%', '0.5%')
    """
    places = next((at for at in range(least, 5) if percent(share, at) != percent(other, at)), least)
    return percent(share, places), percent(other, places)


def out_of_ten(chance: float) -> str:
    """A chance as a person says it: 8 times in 10."""
    times = round(chance * 10)
    if chance >= 0.95:
        return "almost always"
    return "almost never" if chance < 0.05 else f"about {max(times, 1)} time{'s' if times > 1 else ''} in 10"
