"""Step 1: is there enough data for any answer?"""

from typing import cast

from procurement.cases.case import Case
from procurement.cases.pounds import percent
from procurement.cases.step import FAIL, PASS, Step


def enough_data(case: Case) -> list[Step]:
    """Four tests over all councils in the store; a share that is not known fails its test."""
    whole, number = case.whole, case.assumptions.number
    long_enough = int(cast(int, whole["councils_long_enough"]))
    return [
        _at_least("How many councils buy it?", int(cast(int, whole["councils"])), number("min_councils"), "councils"),
        _at_least(
            f"How many of them have {number('min_months'):g} months of payments?",
            long_enough,
            number("min_councils"),
            "councils",
        ),
        _share(
            "How much of the spend has a category?", whole["classified_share"], number("min_classified_share"), True
        ),
        _share("How much of it is redacted?", whole["redacted_share"], number("max_redacted_share"), False),
    ]


def _at_least(question: str, found: int, least: float, unit: str) -> Step:
    passed = found >= least
    sentence = "There are enough to compare." if passed else "There are too few to compare: more councils must upload."
    return Step(
        1, "", question, f"{found} {unit}", f"at least {least:g} {unit}", PASS if passed else FAIL, sentence
    )  # fmt: skip


def _share(question: str, found: object, limit: float, is_least: bool) -> Step:
    threshold = f"at {'least' if is_least else 'most'} {percent(limit)}"
    if not isinstance(found, float):
        return Step(1, "", question, "not computable", threshold, FAIL, "The payments do not show it.")
    passed = found >= limit if is_least else found <= limit
    missing = "too much spend has no category yet" if is_least else "too much of it is redacted to compare suppliers"
    sentence = "Enough of it can be seen." if passed else f"Not enough of it can be seen: {missing}."
    return Step(1, "", question, percent(found), threshold, PASS if passed else FAIL, sentence)
