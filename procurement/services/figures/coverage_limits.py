"""From what difference in what is covered a comparison warns, or is not made."""

from procurement.services.desk import Desk


def limits(desk: Desk) -> dict[str, float]:
    """The numbers of coverage_thresholds.csv by name, shares from 0 to 1."""
    thresholds = desk.reference["coverage_thresholds"].select("threshold", "value")
    return {name: float(value) for name, value in thresholds.iter_rows()}
