"""The sections of a board paper up to its options: purpose, summary, recommendation, options."""

from collections.abc import Sequence

import polars as pl

from procurement.cases.levels import LOCAL, NATIONAL, NOT_ENOUGH_EVIDENCE
from procurement.publish import drawings
from procurement.publish.papers import Block, Drawing, Grid, Points, Section, Words, section
from procurement.services.papers.paper_material import COUNCIL, GROUP, PaperMaterial
from procurement.services.papers.paper_traces import listed, whole_pounds
from procurement.ui import theme, words

WORTH_IS = "present value of benefits less that of costs over the years appraised, at expected values"
RANGE_IS = "{draws:,} draws of saving, take-up and optimism bias: one draw in ten is lower, one in ten is higher"
STEADY_IS = "addressable spend of the councils expected to join x the saving rate for their joint volume"
ANNUAL_IS = "payments of the period x 12 / months stored, council by council"
OPTION_IS = "option {option}: see The options compared in the method note"
NOT_THE_ANSWER = {
    NOT_ENOUGH_EVIDENCE: " (too little evidence to rely on)",
    LOCAL: " (not the answer, for comparison)",
}
FEW_MONTHS = "Months of its payments that are stored: {}. That is too few to tell a year, so this may be far out."
STEPS_ARE = "the decision, step by step, in the method note"
OWN_IS = "its part of the benefit by spend, less its part of the costs by spend and its own changing over"


def purpose(material: PaperMaterial) -> Section:
    """What the reader is asked to decide."""
    who = {COUNCIL: material.audience.place, GROUP: f"the councils of {material.audience.place}"}
    asked = who.get(material.audience.kind, "the councils of England that are in the store")
    return section(
        "Purpose",
        [
            Words(
                f"This paper asks whether {asked} should buy {material.category} alone, with neighbouring councils or "
                "nationally; what that would be worth; how sure this is; and what would change the answer."
            ),
            Words(
                "Figures are in constant prices, before VAT. An id in square brackets follows each figure: annex A "
                "says how it is made and which payments lie behind it, annex B gives each assumption with its source."
            ),
        ],
    )


def summary(material: PaperMaterial) -> Section:
    """The answer, the figures that matter, and the range."""
    blocks: list[Block | None] = [Words(_with_id(material, material.view.headline, "the headline"), strong=True)]
    bear_in_mind = _each_with_id(material, material.view.cautions, "what to bear in mind")
    blocks.append(Points(bear_in_mind) if bear_in_mind else None)
    blocks += [_key_figures(material), _own_words(material), _ranges(material)]
    known = material.traces.assumed["name"].to_list()
    changed = [material.traces.assumption(name) for name in material.changes if name in known]
    if changed:
        blocks.append(Words(f"Assumptions {listed(changed)} were changed for this paper; annex B gives the defaults."))
    return section("Summary", blocks)


def recommendation(material: PaperMaterial) -> Section:
    """What to resolve, in the words of the answer."""
    return section("Recommendation", [Words("It is recommended to:"), Points(tuple(_resolve(material)), numbered=True)])


def options(material: PaperMaterial) -> Section:
    """The six options and why this one."""
    view = material.view
    rows = [
        (row["option"], row["label"], *_option_money(material, row), row["kind"], row["note"])
        for row in view.options.to_dicts()
    ]
    headings = ("No.", "What it is", "Worth", "Saving a year", "Kind of saving", "Note")
    shares = (0.8, 3, 2.8, 2.8, 1.6, 4)
    table = Grid("The options compared, all councils in the store", headings, tuple(rows), shares, (2, 3))
    worth = view.options.filter(pl.col("npv_pence").is_not_null())
    said = words.listed([f"{row['label']} {words.pounds(row['npv_pence'])}" for row in worth.to_dicts()], most=6)
    drawn = drawings.bars(worth, "label", "npv_pence")
    ids = "Ids as in the table above."
    return section(
        "Options",
        [
            table,
            Drawing(drawn, f"Worth of the options: {said}.", "Worth of the options", ids),
            Words("Cashable and avoided savings are different things and are never added up without their names."),
            Words("Why this answer:"),
            Points(_each_with_id(material, view.why, "why this answer")),
        ],
    )


def how_judged(material: PaperMaterial) -> Section:
    """The steps of the decision, each with its figure and threshold, and what would change the answer."""
    mark = material.traces.mark("in the row", "figures of the steps", STEPS_ARE, material.view.figure)
    rows = [
        (str(row["step"]), theme.LEVEL_NAMES.get(row["level"], "All"), row["question"], f"{row['figure']} {mark}",
         row["threshold"], row["outcome"])
        for row in material.view.steps.to_dicts()
    ]  # fmt: skip
    headings = ("Step", "Level", "Question", "Figure", "Needed", "Outcome")
    change = material.view.what_would_change_it
    return section(
        "How the options were judged",
        [
            Grid("The decision, step by step", headings, tuple(rows), (1.3, 2.4, 3.8, 3.8, 2.9, 1.9)),
            Words("What would change the answer:"),
            Points(_each_with_id(material, change, "what would change the answer")),
        ],
        level=2,
    )


def _with_id(material: PaperMaterial, sentence: str, what: str) -> str:
    """The sentence with the id of its figures, where it has any."""
    if not any(letter.isdigit() for letter in sentence):
        return sentence
    return f"{sentence} {material.traces.mark('in the sentence', what, STEPS_ARE, material.view.figure)}"


def _each_with_id(material: PaperMaterial, sentences: Sequence[str], what: str) -> tuple[str, ...]:
    return tuple(_with_id(material, sentence, what) for sentence in sentences)


def _key_figures(material: PaperMaterial) -> Grid:
    """The figures of the paper's level, whether or not it is the answer."""
    joint, years = material.joint, len(material.case.method.ramp)
    payments = material.view.figure if material.audience.kind == COUNCIL else material.payments()
    where = theme.LEVEL_NAMES[material.level].lower()
    ranged = RANGE_IS.format(draws=material.case.method.draws)
    low, high = words.pounds_of(joint.spread.p10 * 100), words.pounds_of(joint.spread.p90 * 100)
    rows = [
        ("Spend a year", words.pounds(joint.annual_pence), ANNUAL_IS),
        ("Saving a year once running", words.pounds(joint.steady_pence), STEADY_IS),
        (f"Worth over {years} years", words.pounds(joint.npv_pence), WORTH_IS),
        ("Range, cautious to hopeful", f"{low} to {high}", ranged),
        ("Chance of a gain", words.share(joint.spread.chance_of_gain), ranged),
        ("Present value of costs", words.pounds(joint.cost_pence), "set-up, running and changing over"),
    ]
    mark = material.traces.mark
    cells = tuple((what, value, mark(value, f"{what}, {where}", made, payments)) for what, value, made in rows)
    councils = words.count(len({code for group in joint.groups for code in group.codes}), "council")
    headings = ("Figure", "Value", "Id")
    place = f"{material.audience.place}, {councils}" if material.audience.kind == GROUP else councils
    apart = NOT_THE_ANSWER.get(material.view.answer, "")
    return Grid(f"Buying together, {where}: {place}{apart}", headings, cells, (4, 3, 1), (1,))


def _own_words(material: PaperMaterial) -> Words | None:
    """What it means for the council that the paper is for."""
    if material.audience.kind != COUNCIL:
        return None
    name = material.audience.place
    if material.view.answer == NOT_ENOUGH_EVIDENCE:
        return Words(f"What {name} would gain cannot be said: there is not enough evidence.")
    if material.councils.is_empty():
        return Words(f"{name} buys this, but is in none of the groups that could buy together at this level.")
    row = material.councils.row(0, named=True)

    def said(column: str, what: str, made: str) -> str:
        """A figure of the council in pounds, with its trace."""
        return material.traces.figure(words.pounds(row[column]), f"{name}: {what}", made, material.payments())

    would = " and" if material.is_joint else f"; buying together, {theme.LEVEL_NAMES[material.level].lower()}, it"
    few = f" {FEW_MONTHS.format(row['months'])}" if material.case.lacks_a_year(row["authority_code"]) else ""
    return Words(
        f"{name} spends {said('annual_pence', 'spend a year', ANNUAL_IS)} a year{would} would gain "
        f"{said('benefit_pence', 'benefit, present value', OWN_IS)} for "
        f"{said('cost_pence', 'cost, present value', OWN_IS)}: worth {said('npv_pence', 'worth', OWN_IS)} to it.{few}"
    )


def _ranges(material: PaperMaterial) -> Drawing | None:
    joint = material.view.levels.filter(pl.col("level") != LOCAL, pl.col("groups") > 0)
    named = joint.with_columns(pl.col("level").replace(theme.LEVEL_NAMES).alias("name"))
    if named.is_empty():
        return None
    said = [f"{r['name']}: {words.pounds(r['p10_pence'])} to {words.pounds(r['p90_pence'])}" for r in named.to_dicts()]
    alt = f"{words.listed(said)}. Each council buying by itself is the line at £0."
    made = RANGE_IS.format(draws=material.case.method.draws)
    mark = material.traces.mark("in the sentence", "the range of each level", made, material.view.figure)
    return Drawing(drawings.ranges(named, "name"), alt, "The range of each level, all councils in the store", mark)


def _option_money(material: PaperMaterial, row: dict[str, object]) -> tuple[str, str]:
    found: list[str] = []
    for name, what in (("npv_pence", "worth"), ("steady_saving_pence", "saving a year")):
        pence = row[name]
        value = whole_pounds(pence if isinstance(pence, int) else None)
        made = OPTION_IS.format(option=row["option"])
        found.append(material.traces.figure(value, f"{row['label']}: {what}", made, material.view.figure))
    return found[0], found[1]


def _resolve(material: PaperMaterial) -> list[str]:
    answer, name = material.view.answer, material.category
    if answer == NOT_ENOUGH_EVIDENCE:
        again = [f"Look again once this has changed: {sentence}" for sentence in material.view.what_would_change_it]
        return [f"Take no decision on {name} yet: there is not enough evidence.", *again]
    if answer == LOCAL or _stands_apart(material):
        how = "for itself" if material.audience.kind == COUNCIL else "council by council"
        again = "Look again when one of the facts under What would change the answer has changed."
        return [f"Go on buying {name} {how}.", again]
    where = "a national agreement" if answer == NATIONAL else "an agreement with neighbouring councils"
    loses = material.at_the_answer().filter(pl.col("npv_pence") <= 0)["council"].to_list()
    fair = [f"Agree a way of sharing costs before joining, since by spend alone {words.listed(loses)} would not gain."]
    return [
        f"Agree in principle to buy {name} through {where}, subject to what follows.",
        "Ask officers for the end dates of present contracts, and to begin when enough of the spend is free.",
        *[step.sentence for step in material.opened.decision.conditions],
        *(fair if loses else []),
        "Report back before any commitment, with the duties under Law and dates met.",
    ]


def _stands_apart(material: PaperMaterial) -> bool:
    """Whether the answer is to buy together, but not for those whom the paper is for."""
    if material.audience.kind == COUNCIL or material.view.answer == NATIONAL:
        return material.at_the_answer().is_empty()
    return material.audience.kind == GROUP and material.joint.npv_pence <= 0
