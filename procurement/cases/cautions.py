"""What to bear in mind before a figure of a case is relied on. Text out."""

from procurement.cases.case import Case
from procurement.cases.decision import Decision
from procurement.cases.levels import JOINT_LEVELS, NOT_ENOUGH_EVIDENCE, WORDS
from procurement.cases.pounds import percent, pounds
from procurement.cases.words import VARIED
from procurement.in_words import counted, listed

MOST_NAMED = 3
TOO_THIN = (
    "There is too little evidence for an answer. The figures show how the case would be worked out; nothing should be "
    "decided on them."
)


def cautions(case: Case, decision: Decision) -> tuple[str, ...]:
    """A sentence for each; none where the evidence suffices and every council's year is a whole one."""
    thin = [TOO_THIN] if decision.answer == NOT_ENOUGH_EVIDENCE else []
    return (*thin, *_made_up(case), *_out_of_range(case))


def _made_up(case: Case) -> list[str]:
    """Which councils' spend a year rests on less than a year, those that spend most first, and how much of it all."""
    annual, short = case.annual_pence, [code for code in case.annual_pence if case.lacks_a_year(code)]
    if not short:
        return []
    greatest = sorted(short, key=lambda code: (-annual[code], case.name_of(code)))
    named = [f"{case.name_of(code)} ({counted(case.months[code], 'month')})" for code in greatest]
    share = sum(annual[code] for code in short) / sum(annual.values())
    return [
        f"The spend a year of {len(short)} of {counted(len(annual), 'council')} is made up from fewer than "
        f"{case.assumptions.number('min_months'):g} months of payments: {listed(named, MOST_NAMED)}. "
        f"That is {percent(share)} of all spend a year here, and may be far out."
    ]


def _out_of_range(case: Case) -> list[str]:
    """Levels whose worth is below or above nine draws in ten: an assumption in use stands far from the middle of its
    range, as where a person has set it at an end.
    """
    found = [case.joint[level] for level in JOINT_LEVELS if case.joint[level].groups]
    return [
        f"Buying {WORDS[one.level]} is worth {pounds(one.npv)}, which is outside its own range of "
        f"{pounds(one.spread.p10)} to {pounds(one.spread.p90)}. The worth takes each assumption at its value in use; "
        f"in the range {VARIED} vary from their low to their high, and a value in use is near an end of these."
        for one in found
        if not one.spread.p10 <= one.npv <= one.spread.p90
    ]
