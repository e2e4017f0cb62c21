"""Which duties and dates of the law a case meets: each with its source, and what to do about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from procurement.cases import law_values
from procurement.cases.law_values import ABOVE, BELOW, DEPENDS_ON_VAT, Contract, Threshold
from procurement.cases.pounds import pounds
from procurement.in_words import counted, listed
from procurement.tables import LAW_NOTE

APPLIES, MAY_APPLY, OPTION = "applies", "may apply", "an option"
NAMED_AT_MOST = 6
Row = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """What the law is held against. contracts: those of the answer (one a council where each buys by itself).

    councils: council, kind, net_pence (over `years`), last_day (null where no end is known). expected: from_day (ISO)
    of a reorganisation whose order is not known.
    """

    level1: str
    level2: str
    on: date
    years: int
    vat_rate: float
    contracts: tuple[Contract, ...]
    councils: pl.DataFrame
    expected: pl.DataFrame

    @property
    def last_day(self) -> date:
        """The day on which the years appraised are over."""
        return _years_on(self.on, self.years)


def notes(tables: Mapping[str, pl.DataFrame], facts: Facts) -> pl.DataFrame:
    """LAW_NOTE of a case, in the order of the table of duties; the threshold first. Empty where nobody would buy.

    tables: legal_duties, procurement_thresholds, procurement_regimes, as text. Raises KeyError where one is missing.
    """
    biggest = law_values.largest(facts.contracts)
    kind = law_values.kind_of(tables["procurement_regimes"], facts.level1, facts.level2)
    limit = law_values.threshold(tables["procurement_thresholds"], kind, facts.on)
    if biggest is None or limit is None:
        return LAW_NOTE.to_frame()
    duties = law_values.in_force(tables["legal_duties"], facts.on).filter(_of_category(facts))
    found = [_threshold_note(facts, biggest, limit), *(_note(row, facts, biggest, limit) for row in duties.to_dicts())]
    return pl.DataFrame([one for one in found if one is not None], schema=LAW_NOTE)


def _of_category(facts: Facts) -> pl.Expr:
    """Rows for every category, or that name this one at level 1 or as "level 1: level 2"."""
    names = [facts.level1, f"{facts.level1}: {facts.level2}"]
    listed = pl.col("categories").str.split(";").list.eval(pl.element().is_in(names)).list.any()
    return (pl.col("categories") == "") | listed


def _note(row: Row, facts: Facts, biggest: Contract, limit: Threshold) -> Row | None:
    applies = WHEN[row["applies_when"]](row, facts, biggest, limit)
    if applies is None:
        return None
    outcome, about = applies
    sentence = " ".join(part for part in (row["sentence"], about) if part)
    due = _due(row, facts)
    return {name: row[name] for name in ("duty", "title", "to_do", "source", "mark")} | {
        "outcome": outcome,
        "sentence": sentence,
        "due_on": due,
    }


def _threshold_note(facts: Facts, biggest: Contract, limit: Threshold) -> Row:
    beside = limit.beside(biggest.net_pence, facts.vat_rate)
    gross = round(biggest.net_pence * (1 + facts.vat_rate))
    over = sum(limit.beside(one.net_pence, facts.vat_rate) == ABOVE for one in facts.contracts)
    says = {
        ABOVE: "That is above the threshold, whatever the rate of VAT.",
        DEPENDS_ON_VAT: "It is above the threshold only where VAT is charged: check the rate.",
        BELOW: "That is below the threshold, so a simpler procedure may do.",
    }[beside]
    told = f" Of {len(facts.contracts)} contracts {counted(over, 'is', 'are')} above it."
    several = told if len(facts.contracts) > 1 else ""
    since = f" since {_day(limit.from_day)}" if limit.from_day else ""
    return {
        "duty": "threshold",
        "title": f"Procurement Act threshold: {limit.kind.removeprefix('sub-central ')}",
        "outcome": {ABOVE: APPLIES, DEPENDS_ON_VAT: MAY_APPLY, BELOW: OPTION}[beside],
        "sentence": (
            f"The largest contract ({biggest.place}) would be worth {_money(biggest.net_pence)} over {facts.years} "
            f"years before VAT, {_money(gross)} with VAT at {facts.vat_rate:.0%}. The threshold{since} is "
            f"{_money(limit.amount_pence)} with VAT. {says}{several}"
        ),
        "to_do": "Estimate the value again with VAT at its true rate and with everyone who may use the contract.",
        "due_on": None,
        "source": limit.source,
        "mark": "R",
    }


def _always(_row: Row, _facts: Facts, _biggest: Contract, _limit: Threshold) -> tuple[str, str]:
    return APPLIES, ""


def _above(_row: Row, facts: Facts, biggest: Contract, limit: Threshold) -> tuple[str, str] | None:
    beside = limit.beside(biggest.net_pence, facts.vat_rate)
    return None if beside == BELOW else (APPLIES if beside == ABOVE else MAY_APPLY, "")


def _above_as(outcome: str) -> Callable[[Row, Facts, Contract, Threshold], tuple[str, str] | None]:
    """As `_above`, for what is only sometimes needed (may apply) or is free to do (an option)."""
    return lambda row, facts, biggest, limit: (outcome, "") if _above(row, facts, biggest, limit) else None


def _below(_row: Row, facts: Facts, _biggest: Contract, limit: Threshold) -> tuple[str, str] | None:
    under = [one for one in facts.contracts if limit.beside(one.net_pence, facts.vat_rate) == BELOW]
    several = len(facts.contracts) > 1
    told = (
        f"Of {len(facts.contracts)} contracts {len(under)} would be below it." if several else "It would be below it."
    )
    return (OPTION, told) if under else None


def _amount(row: Row, facts: Facts, biggest: Contract, _limit: Threshold) -> tuple[str, str] | None:
    own = Threshold(row["duty"], int(row["amount_pounds"]) * law_values.PENCE, True, None, "")
    beside = own.beside(biggest.net_pence, facts.vat_rate)
    return None if beside == BELOW else (MAY_APPLY, "")


def _amount_unless_light_touch(row: Row, facts: Facts, biggest: Contract, limit: Threshold) -> tuple[str, str] | None:
    return None if limit.kind == law_values.LIGHT_TOUCH else _amount(row, facts, biggest, limit)


def _housing(row: Row, facts: Facts, _biggest: Contract, _limit: Threshold) -> tuple[str, str] | None:
    found = _of_kinds(row, facts)
    return (
        (MAY_APPLY, f"It may concern {listed(found, NAMED_AT_MOST)}: payments do not show who owns flats.")
        if found
        else None
    )


def _ending(row: Row, facts: Facts, _biggest: Contract, _limit: Threshold) -> tuple[str, str] | None:
    """Who needs consent, each with the day on which it ends."""
    ends = _ends(row, facts).select("council", "last_day")
    said = [f"{council} ends on {_day(day)}" for council, day in ends.iter_rows()]
    return (MAY_APPLY, f"{listed(said, NAMED_AT_MOST)}.") if said else None


def _ends(row: Row, facts: Facts) -> pl.DataFrame:
    """The councils whose end falls within the years and whose part of the contract is above the sum of the duty."""
    least = int(row["amount_pounds"]) * law_values.PENCE
    is_within = pl.col("last_day").is_between(facts.on, facts.last_day)
    return facts.councils.filter(is_within, pl.col("net_pence") > least).sort("council")


def _expected(row: Row, facts: Facts, _biggest: Contract, _limit: Threshold) -> tuple[str, str] | None:
    known = [date.fromisoformat(day) for day in facts.expected["from_day"].to_list()]
    days = [day for day in known if facts.on <= day <= facts.last_day]
    found = _of_kinds(row, facts, without_end=True)
    return (MAY_APPLY, f"Expected from {_day(min(days))}: {listed(found, NAMED_AT_MOST)}.") if days and found else None


WHEN: Mapping[str, Callable[[Row, Facts, Contract, Threshold], tuple[str, str] | None]] = {
    "always": _always,
    "above threshold": _above,
    "above threshold, sometimes": _above_as(MAY_APPLY),
    "above threshold, optional": _above_as(OPTION),
    "below threshold": _below,
    "amount": _amount,
    "amount, not light touch": _amount_unless_light_touch,
    "housing": _housing,
    "council ends": _ending,
    "reorganisation expected": _expected,
}


def _of_kinds(row: Row, facts: Facts, without_end: bool = False) -> list[str]:
    kept = facts.councils.filter(pl.col("kind").is_in(row["kinds"].split(";")))
    known = kept.filter(pl.col("last_day").is_null()) if without_end else kept
    return known["council"].sort().to_list()


def _due(row: Row, facts: Facts) -> date | None:
    """The next day of the year on which the duty falls due; for ends of councils, the day on which the first ends."""
    if row["applies_when"] == "council ends":
        return min(_ends(row, facts)["last_day"].to_list(), default=None)
    if not row["due_month_day"]:
        return None
    month, day = map(int, row["due_month_day"].split("-"))
    this_year = date(facts.on.year, month, day)
    return this_year if this_year >= facts.on else date(facts.on.year + 1, month, day)


def _years_on(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _money(pence: int) -> str:
    return pounds(pence / law_values.PENCE)
