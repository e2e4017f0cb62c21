"""Whatever the order of lines: what was paid twice is found, what was taken back is not."""

from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from procurement.analysis.unusual.kinds import SAME_REFERENCE
from tests.analysis.unusual.conftest import Look, Row, other_bills

BEGIN = date(2023, 4, 1)
SUPPLIERS = ("Quillmarsh Scaffolding Ltd", "Harrowfen Energy PLC", "Tarnbeck Agency Staff Ltd")


@st.composite
def planted(draw: st.DrawFn) -> tuple[list[Row], int]:
    """Bills of a reference each, some paid twice, some of these taken back; and the pence left paid twice."""
    rows: list[Row] = []
    twice_pence = 0
    for number in range(draw(st.integers(1, 12))):
        supplier = draw(st.sampled_from(SUPPLIERS))
        pence = draw(st.integers(100_00, 90_000_00)) * 100 + number  # no two bills are of one amount
        when = BEGIN + timedelta(days=draw(st.integers(0, 600)))
        reference = f"INV-{5000 + number}"
        rows.append((supplier, when, pence / 100, reference))
        fate = draw(st.sampled_from(("once", "twice", "taken back", "credited under a number of its own")))
        if fate == "once":
            continue
        later = when + timedelta(days=draw(st.integers(1, 360)))
        rows.append((supplier, later, pence / 100, reference))
        if fate == "twice":
            twice_pence += pence
        else:
            credit = reference if fate == "taken back" else f"CR-{9000 + number}"
            rows.append((supplier, later + timedelta(days=draw(st.integers(1, 300))), -pence / 100, credit))
    return draw(st.permutations(rows)), twice_pence


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=planted())
def test_what_was_paid_twice_is_found_and_what_was_taken_back_is_not(look: Look, case: tuple[list[Row], int]) -> None:
    rows, twice_pence = case
    found = look([*other_bills(SUPPLIERS[0], 5), *rows]).findings.filter(kind=SAME_REFERENCE)
    assert found["at_risk_pence"].sum() == twice_pence


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=1, max_size=12))
def test_credits_leave_as_many_payments_as_were_not_taken_back(look: Look, steps: list[tuple[bool, int]]) -> None:
    """Against a slow count: each credit takes the latest payment before it, or with none the next after it."""
    days, open_days, owed, rows = 0, [], 0, []
    for is_credit, gap in steps:
        days += gap + 1
        when = BEGIN + timedelta(days=days)
        rows.append((SUPPLIERS[0], when, -777.77 if is_credit else 777.77, "INV-5000"))
        if not is_credit and owed and days - owed <= 31:
            owed = 0
        elif not is_credit:
            open_days.append(days)
        elif open_days:
            open_days.pop()
        else:
            owed = days
    several = steps_without_many_early_credits(steps)
    left = len(open_days)
    found = look([*other_bills(SUPPLIERS[0], 5), *rows]).findings.filter(kind=SAME_REFERENCE)
    if several and 2 <= left <= 3:
        assert found["at_risk_pence"].sum() == 77_777 * (left - 1)
    elif several and left < 2:
        assert found.is_empty()


def steps_without_many_early_credits(steps: list[tuple[bool, int]]) -> bool:
    """At most one credit may stand before what it takes back; how more of them pair up is not what is tested here."""
    depth, early = 0, 0
    for is_credit, _ in steps:
        depth += -1 if is_credit else 1
        early = min(early, depth)
    return early >= -1
