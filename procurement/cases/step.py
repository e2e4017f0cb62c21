"""One step of a decision."""

from dataclasses import dataclass

PASS, FAIL, CONDITION, NOT_KNOWN = "pass", "fail", "condition", "not known"


@dataclass(frozen=True)
class Step:
    """step: 1 to 8; level: the level judged, "" for all; outcome: pass, fail, condition or not known."""

    step: int
    level: str
    question: str
    figure: str
    threshold: str
    outcome: str
    sentence: str
