"""The sections of a board paper from finance on: finance, risk, law, people, climate, next steps, annexes."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from procurement.cases import sensitivity, years
from procurement.cases.levels import LOCAL
from procurement.publish import drawings
from procurement.publish.papers import Block, Drawing, Grid, Points, Section, Words, section
from procurement.services.papers.paper_material import COUNCIL, GROUP, NATION, PaperMaterial, data_in_words
from procurement.services.papers.paper_sections import OWN_IS, WORTH_IS
from procurement.services.papers.paper_traces import amount, whole_pounds
from procurement.ui import theme, words

YEAR_IS = "ramp x saving after optimism bias, avoided competitions in year 1, costs with optimism bias"
ALONE_IS = "the worth with this assumption alone changed"
VALUES_ARE = "what would be bought together in a year x years; VAT at the standard rate"
CHARITY_IS = "spend with charities / spend with known suppliers"
NOT_CASH = (
    "Savings of price are cashable only where budgets are lowered. Avoided competitions are time not spent, and enter "
    "no budget line. Spend is before VAT, which councils mostly recover."
)
NO_ADVICE = (
    "This list is drawn from a table of duties and from payments; it is no legal advice. [R]: read in a public source. "
    "[K]: general knowledge, to be confirmed before it is relied on."
)
NOT_SEEN = (
    "Payments say nothing of the people who use the service, of their protected characteristics, or of staff. No "
    "figure is given for them here. An equality analysis is needed before a decision, and those who use or provide the "
    "service should be asked."
)
OF_CLIMATE = (
    "Payments hold no quantities, distances or carbon, so no figure of emissions is given here. Before a decision, ask "
    "of {category}: does buying together change how far goods travel or how often they are delivered; can the joint "
    "contract ask for lower-carbon goods that no council could ask for alone; and what would they cost?"
)


def finance(material: PaperMaterial) -> Section:
    """Each level's money, each year's cash, and each council's own account."""
    return section("Finance", [_levels(material), _cash(material), Words(NOT_CASH), *_councils(material)])


def _levels(material: PaperMaterial) -> Grid:
    rows = [
        (
            theme.LEVEL_NAMES[row["level"]], f"{row['councils']:,}",
            "as now" if row["level"] == LOCAL else whole_pounds(row["annual_pence"]),
            whole_pounds(row["steady_saving_pence"]), whole_pounds(row["npv_pence"]), whole_pounds(row["p10_pence"]),
            whole_pounds(row["p90_pence"]), _level_id(material, row),
        )
        for row in material.view.levels.to_dicts()
    ]  # fmt: skip
    headings = ("Level", "Councils", "Spend a year", "Saving a year", "Worth", "Cautious", "Hopeful", "Id")
    shares = (2.3, 1.7, 2.6, 2.4, 2.4, 2.4, 2.4, 1.2)
    return Grid("The three levels, all councils in the store", headings, tuple(rows), shares, (1, 2, 3, 4, 5, 6))


def _level_id(material: PaperMaterial, row: dict[str, object]) -> str:
    what = f"row of the table of levels: {theme.LEVEL_NAMES[str(row['level'])].lower()}"
    return material.traces.mark("in the row", what, WORTH_IS, material.view.figure)


def _cash(material: PaperMaterial) -> Grid | None:
    """Each year of the level or hub that the paper is about."""
    groups = material.joint.groups
    if not groups:
        return None
    rows: list[tuple[str, ...]] = []
    for row in years.cash(groups, material.level, material.case.subject, material.case.method):
        year = f"Year {row['year']:g}" if row["year"] else "Start"
        money = [whole_pounds(round(row[name] * 100)) for name in ("saving", "avoided", "cost", "net", "discounted")]
        mark = material.traces.mark("in the row", f"cash, {year.lower()}", YEAR_IS, material.payments())
        rows.append((year, *money, mark))
    headings = ("Year", "Cashable saving", "Avoided competitions", "Cost", "Net", "Discounted", "Id")
    caption = f"Expected cash, {theme.LEVEL_NAMES[material.level].lower()}"
    return Grid(caption, headings, tuple(rows), (1.3, 2.2, 2.3, 2.2, 2.2, 2.2, 1.1), (1, 2, 3, 4, 5))


def _councils(material: PaperMaterial) -> list[Block | None]:
    """Each council's account under the sharing rule of the page."""
    frame = material.councils
    if frame.is_empty():
        return [Words("No council of this paper is in a group that could buy together.")]
    rows = [
        (
            row["council"] or "The hub itself", row["place"], whole_pounds(row["annual_pence"]),
            whole_pounds(row["benefit_pence"]), whole_pounds(row["cost_pence"]), whole_pounds(row["npv_pence"]),
            row["authority_code"] or "hub",
        )
        for row in frame.to_dicts()
    ]  # fmt: skip
    headings = ("Council", "Buys with", "Spend a year", "Gain", "Cost", "Worth to it", "Id")
    table = Grid(
        "What each council would gain", headings, tuple(rows), (2.8, 2.2, 2.3, 2.2, 2.1, 2.2, 2.3), (2, 3, 4, 5)
    )
    material.traces.mark(
        "in the row", "a council's own account: its id is its code", OWN_IS, material.payments_of_council("CODE"),
    )  # fmt: skip
    top = frame.head(12)
    alt = words.gains(frame["council"].to_list(), frame["npv_pence"].to_list())
    picture = Drawing(
        drawings.bars(top, "council", "npv_pence"), alt, "Worth to each council, at most twelve shown", "Ids as above."
    )
    return [table, picture if frame.height > 1 else None]


def risk(material: PaperMaterial) -> Section:
    """How far each assumption moves the worth, and where the answer turns."""
    found = material.view.tornado
    if found.is_empty():
        return section("Risk", [Words("No group could form, so there is no worth to be put at risk.")])
    first = found.row(0, named=True)
    low, high = words.pounds(first["npv_at_low_pence"]), words.pounds(first["npv_at_high_pence"])
    alt = (
        f"Most depends on: {first['label']} (from {low} to {high}). A hollow mark is the low end of the range of an "
        "assumption, a filled one the high end."
    )
    unit = sensitivity.UNITS | dict(material.traces.units)
    rows = [
        (
            row["label"], _id(material, row), whole_pounds(row["npv_at_low_pence"]),
            whole_pounds(row["npv_at_high_pence"]), _turn(row["switches_at"], unit[row["parameter"]]),
            material.traces.mark("in the row", f"sensitivity to: {row['label']}", ALONE_IS, material.view.figure),
        )
        for row in found.to_dicts()
    ]  # fmt: skip
    headings = ("Assumption", "Its id", "Worth at its low", "Worth at its high", "Answer turns at", "Id")
    table = Grid("What matters most", headings, tuple(rows), (4, 1.1, 2.5, 2.5, 2.8, 1.1), (2, 3))
    return section("Risk", [Drawing(drawings.tornado(found), alt, "What matters most", "Ids as below."), table])


def _id(material: PaperMaterial, row: Mapping[str, Any]) -> str:
    """The id of an assumption; what was measured, or a bar, is a figure of its own."""
    if row["parameter"] in sensitivity.UNITS:
        return material.traces.mark("in the row", row["label"], row["source"], material.view.figure)
    return material.traces.assumption(row["parameter"])


def _turn(value: float | None, unit: str) -> str:
    return "nowhere in its range" if value is None else amount(round(value, 4), unit)


def law(material: PaperMaterial) -> Section:
    """Duties and dates, each with its source."""
    rows = [
        (
            row["title"], row["outcome"], row["sentence"], row["to_do"],
            words.day(row["due_on"]) if row["due_on"] else "no set day", f"{row['source']} [{row['mark']}]",
        )
        for row in material.laws.to_dicts()
    ]  # fmt: skip
    headings = ("Duty", "Does it apply?", "What it says here", "What to do", "Day", "Source")
    table = Grid("Duties and dates", headings, tuple(rows), (2.5, 1.7, 4.6, 3.6, 1.7, 2.9))
    values = material.traces.mark(
        "in the table", "values of contracts beside thresholds", VALUES_ARE, material.payments()
    )
    return section(
        "Law and dates", [table, Words(f"Values of contracts in this table: {values}."), Words(NO_ADVICE)], 2
    )


def people(material: PaperMaterial) -> Section:
    """Who is affected, as far as payments show it."""
    whole = material.case.whole
    share, known = whole["charity_share"], whole["known_kind_share"]
    blocks: list[Block | None] = []
    if isinstance(share, float) and isinstance(known, float):
        part, seen = (
            material.traces.figure(words.share(value), what, CHARITY_IS, material.view.figure)
            for value, what in ((share, "share of the spend with charities"), (known, "share whose kind is known"))
        )
        blocks.append(Words(f"{part} of this spend is with charities; the kind of supplier is known for {seen}."))
    hurt = material.view.steps.filter(pl.col("step") == 6)["sentence"].unique(maintain_order=True).to_list()
    blocks.append(Points(tuple(hurt)) if hurt else None)
    blocks.append(Words(NOT_SEEN))
    return section("People affected and equality", blocks)


def climate(material: PaperMaterial) -> Section:
    """What cannot be said, said."""
    return section("Climate", [Words(OF_CLIMATE.format(category=material.category))])


def next_steps(material: PaperMaterial) -> Section:
    """What is to be done, in order, with days where the law sets them."""
    dated = material.laws.filter(pl.col("due_on").is_not_null()).sort("due_on")
    days = [f"By {words.day(row['due_on'])}: {row['to_do']} ({row['title']})." for row in dated.to_dicts()]
    asked = [
        "Check the end dates of present contracts in each council's contract register.",
        "Check the assumptions that matter most (section Risk) with those who know this market.",
        "Make the equality analysis, and ask users and suppliers.",
    ]
    joint = ["Name a lead council and a way of sharing costs."] if material.is_joint else []
    again = ["Make this paper again on newer data before the decision; the store says which figures have moved."]
    return section("Next steps", [Points((*asked, *joint, *days, *again), numbered=True)])


def annexes(material: PaperMaterial) -> list[Section]:
    """Figures, assumptions and limits. Made last, when every figure has its id."""
    who = {NATION: "England", GROUP: "the hub", COUNCIL: "the council"}[material.audience.kind]
    limits = (
        *material.view.limits,
        f"Data: {data_in_words(material)}.",
        f"Figures of {who} are those of the store alone.",
    )
    return [
        section("Annex A: figures", [material.traces.figure_grid()], numbered=False),
        section("Annex B: assumptions", [material.traces.assumption_grid()], numbered=False),
        section("Annex C: limits and data", [Points(limits)], numbered=False),
    ]
