"""The map of another day in plain Python: step by step from council to council, in fractions, payment by payment."""

import csv
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
MILLION = 10**6
LONG_AGO, FAR_OFF = date(1900, 1, 1), date(2100, 1, 1)
PRINCIPAL = {"county", "district", "london borough", "metropolitan", "unitary", "sui generis"}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COUNCILS = {row["authority_code"]: row for row in rows("authorities") if row["kind"] in PRINCIPAL}
STEPS = rows("successions")


def first(code: str) -> date:
    text = COUNCILS[code]["start_date"]
    return date.fromisoformat(text) if text else LONG_AGO


def last(code: str) -> date:
    text = COUNCILS[code]["end_date"]
    return date.fromisoformat(text) if text else FAR_OFF


def shares(code: str, on: date) -> dict[str, Fraction]:
    """Councils of the day that stand for one; each round puts what follows in the place of one that is not there."""
    standing = {code: Fraction(1)}
    while True:
        gone = [one for one in standing if last(one) < on and any(s["predecessor"] == one for s in STEPS)]
        early = [one for one in standing if first(one) > on and any(s["successor"] == one for s in STEPS)]
        if not gone and not early:
            return standing
        one = (gone or early)[0]
        if gone:
            heirs = {s["successor"]: int(s["weight"]) for s in STEPS if s["predecessor"] == one}
        else:
            heirs = {
                s["predecessor"]: int(s["weight"]) * int(s["tier_percent"]) for s in STEPS if s["successor"] == one
            }
        part = standing.pop(one)
        for heir, weight in heirs.items():
            standing[heir] = standing.get(heir, Fraction(0)) + part * weight / sum(heirs.values())


def nearest(value: Fraction) -> int:
    """The whole number nearest to one that is not negative; a half goes up."""
    return int((value + Fraction(1, 2)) // 1)


def marks(code: str, on: date) -> list[tuple[str, int, int]]:
    """The parts in the order of their codes, each from a mark to the next on the scale to a million."""
    found, reached, begins = [], Fraction(0), 0
    for part, share in sorted(shares(code, on).items()):
        reached += share
        found.append((part, begins, nearest(reached * MILLION)))
        begins = nearest(reached * MILLION)
    return found


def parts(pence: int, code: str, on: date) -> dict[str, int]:
    """A payment's whole pence for each council of the day."""
    sign, size = (-1 if pence < 0 else 1), abs(pence)
    return {
        part: sign * (nearest(Fraction(size * ends, MILLION)) - nearest(Fraction(size * begins, MILLION)))
        for part, begins, ends in marks(code, on)
    }


def place_of(code: str, level: str, on: date) -> list[str]:
    """The places of a council of the day at a level; a known grouping's members are those named in its row."""
    council = COUNCILS[code]
    if level == "local":
        return [council["name"]]
    if level == "national":
        return ["England"]
    if level == "region":
        return [council["region"]]
    if level == "county":
        counties = [
            c for c in COUNCILS.values() if c["kind"] == "county" and c["county_area"] == council["county_area"]
        ]
        lives = any(first(c["authority_code"]) <= on <= last(c["authority_code"]) for c in counties)
        return [council["county_area"] if lives and council["county_area"] else "No county council"]
    found = {row["place"] for row in rows("groupings") if row["level"] == level and _holds(row, code, on)}
    return sorted(found) or [{"hub": "No hub", "combined-authority": "No combined authority"}[level]]


def _holds(row: Row, code: str, on: date) -> bool:
    begins = date.fromisoformat(row["start_date"]) if row["start_date"] else LONG_AGO
    ends = date.fromisoformat(row["end_date"]) if row["end_date"] else FAR_OFF
    return begins <= on <= ends and any(code in _standing_for(member, on) for member in row["members"].split(";"))


def _standing_for(member: str, on: date) -> set[str]:
    """The councils of the day that a member means; of predecessors, those that went into it whole."""
    if first(member) <= on:
        return set(shares(member, on))
    return {one for one in shares(member, on) if set(shares(one, first(member))) == {member}}


def total(payments: list[tuple[str, int]], level: str, on: date) -> dict[str, tuple[int, int]]:
    """Place to pence and payments, of payments (council, pence)."""
    spend: dict[str, int] = defaultdict(int)
    count: dict[str, int] = defaultdict(int)
    for code, pence in payments:
        touched: set[str] = set()
        for part, share in parts(pence, code, on).items():
            for place in place_of(part, level, on):
                spend[place] += share
                touched.add(place)
        for place in touched:
            count[place] += 1
    return {place: (spend[place], count[place]) for place in spend}
