"""Money and shares in words."""

MILLION = 1_000_000
MOST_PLACES = 4


def pounds(amount: float) -> str:
    """£9.2m, £425,000, -£16,572: millions to one place, else whole pounds."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if round(size) >= MILLION:
        return f"{sign}£{size / MILLION:,.1f}m"
    whole = f"{size:,.0f}"
    return f"£{whole}" if whole == "0" else f"{sign}£{whole}"


def percent(share: float, places: int = 0) -> str:
    """A share as a percentage; more places are given where fewer would call a little nothing, or nearly all all.

    >>> percent(0.256), percent(0.003), percent(0.9996), percent(0.0), percent(1.0), percent(1e-9)
    ('26%', '0.3%', '99.96%', '0%', '100%', '0%')
    """
    said = [f"{share * 100:.{at}f}%" for at in range(places, MOST_PLACES + 1)]
    if share in (0, 1):
        return said[0]
    return next((one for one in said if float(one[:-1]) not in (0, 100)), said[0])


def percents(share: float, other: float, least: int = 0) -> tuple[str, str]:
    """Two shares as percentages with as few places as tell them apart, `least` or more.

    >>> percents(0.0377, 0.15), percents(0.1497, 0.15), percents(0.15, 0.15), percents(0.0002, 0.005)
    (('4%', '15%'), ('14.97%', '15.00%'), ('15%', '15%'), ('0.02%', '0.5%'))
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
