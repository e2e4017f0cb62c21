"""Step 1: is there enough data for any answer?"""

from typing import cast

from procurement.cases.case import Case
from procurement.cases.pounds import percent
from procurement.cases.step import FAIL, PASS, Step
from procurement.in_words import counted

BUYERS = "How many councils buy it?"
LONG_ENOUGH = "How many councils that buy it have {} months of payments?"
CLASSIFIED = "How much of the spend has a category?"
REDACTED = "How much of it is redacted?"
NOT_CLASSIFIED = "too much spend has no category yet; say what was bought on the page Check categories"
NOT_NAMED = "too much of it is redacted to compare suppliers; only the councils can publish who was paid"


def enough_data(case: Case) -> list[Step]:
    """Four tests over all councils in the store; a share that is not known fails its test. Sentences say what to do."""
    whole, number = case.whole, case.assumptions.number
    least, months = int(number("min_councils")), int(number("min_months"))
    long_enough = int(cast(int, whole["councils_long_enough"]))
    return [
        _at_least(BUYERS, int(cast(int, whole["councils"])), least, "files of more councils that buy it are needed"),
        _at_least(
            LONG_ENOUGH.format(months),
            long_enough,
            least,
            f"send the months that are missing of councils with fewer than {months} (page Data coverage)",
        ),
        _share(CLASSIFIED, whole["classified_share"], number("min_classified_share"), True),
        _share(REDACTED, whole["redacted_share"], number("max_redacted_share"), False),
    ]


def _at_least(question: str, found: int, least: int, to_do: str) -> Step:
    passed = found >= least
    sentence = "There are enough to compare." if passed else f"There are too few to compare: {to_do}."
    return Step(
        1, "", question, counted(found, "council"), f"at least {counted(least, 'council')}", PASS if passed else FAIL,
        sentence,
    )  # fmt: skip


def _share(question: str, found: object, limit: float, is_least: bool) -> Step:
    threshold = f"at {'least' if is_least else 'most'} {percent(limit)}"
    if not isinstance(found, float):
        return Step(1, "", question, "not computable", threshold, FAIL, "The payments do not show it.")
    passed = found >= limit if is_least else found <= limit
    missing = NOT_CLASSIFIED if is_least else NOT_NAMED
    sentence = "Enough of it can be seen." if passed else f"Not enough of it can be seen: {missing}."
    return Step(1, "", question, percent(found), threshold, PASS if passed else FAIL, sentence)
