"""Whether an amount is net or gross of VAT: from its heading, from what stands beside it, or from a person."""

import re

import polars as pl

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.money import amounts
from procurement.spend.named_table import GROSS, NET, UNSTATED

BASIS = {"amount_net": NET, "amount_gross": GROSS, "amount": UNSTATED}
BASES = (
    Choice(NET, "No, it is net of VAT"),
    Choice(GROSS, "Yes, VAT is in it"),
    Choice(UNSTATED, "Nobody can tell"),
)
"""What may be said of an amount, and recorded beside each payment; the pounds are those of the column either way."""

SAID = {
    "amount_net": re.compile(
        r"\b(?:ex|exc|excl|excluding|exclusive of|exclusive|net of|before) (?:\w+ )?(?:vat|tax)\b|\bexvat\b"
    ),
    "amount_gross": re.compile(r"\b(?:inc|incl|including|inclusive of|inclusive|gross of) (?:vat|tax)\b"),
}
"""What a heading says of VAT beside a word for the amount that alone says neither: "Payment (ex VAT)"."""

MOST_KINDS, OF_VAT, OF_GOODS = 12, ["tax", "vat", "rec_tax", "nonrec_tax"], ["item", "items", "goods"]
"""Words for the lines of an invoice in ledgers, in columns of few different ones."""

VAT_ADDS_UP = 0.95
"""Share of lines on which the arithmetic of VAT must come out before an amount that says neither is called net."""

FEWEST_TAXED, LEAST_TELLING = 5, 1_000
"""So many lines must bear VAT before its rate tells net from gross, of pence enough that rounding does not decide."""

VAT_RATES = (0, 5, 20)
"""Per cent: the zero, reduced and standard rates since 2011 (Value Added Tax Act 1994, sections 2, 29A and 30)."""


def of(draft: Draft, column: str, ours: str) -> str:
    """The basis of the chosen amount, whose heading means `ours`; what decided it is noted in the draft."""
    gross, vat = draft.matching("amount_gross"), draft.matching("amount_vat")
    label = draft.labels[column]
    if ours == "amount":
        ours = told_by(label)
    if ours == "amount_net" and gross:
        beside = [f'"{draft.labels[other]}"' for other in [*gross[:1], *vat[:1]]]
        also = f"{' and '.join(beside)} beside it {'are' if len(beside) > 1 else 'is'} left out"
        draft.fix("NET_PREFERRED", f'"{label}" is the amount; {also}, so net and gross never mix.')
    if ours == "amount" and (kinds := _kinds_with_vat(draft)):
        sentence = f'"{draft.labels[kinds]}" tells lines of VAT from others; both are counted, so VAT is included.'
        draft.fix("VAT_ON_LINES", sentence)
        return GROSS
    return _of_neither(draft, column, gross, vat) if ours == "amount" else BASIS[ours]


def told_by(label: str) -> str:
    """amount_net, amount_gross or amount, by what a heading says of VAT.

    >>> told_by("Payment (ex VAT)"), told_by("Payment")
    ('amount_net', 'amount')
    """
    words = heading_words.normalise(label)
    told = next((basis for basis, said in SAID.items() if said.search(words)), "")
    return told or heading_words.net_or_gross(words) or "amount"


def _kinds_with_vat(draft: Draft) -> str:
    """The column that says of each line whether it is of goods or of VAT, as ledgers split an invoice; else ""."""
    few = [column for column, held in draft.contents.items() if 1 < held.distinct <= MOST_KINDS]
    for column in few:
        kinds = draft.cells[column].drop_nulls().str.to_lowercase()
        if kinds.is_in(OF_VAT).any() and kinds.is_in(OF_GOODS).any():
            return column
    return ""


def _of_neither(draft: Draft, column: str, gross: list[str], vat: list[str]) -> str:
    """The basis of an amount that says neither; a VAT column without any VAT leaves nothing to ask."""
    vat = [other for other in vat if (amounts.pence(draft.cells[other]) != 0).any()]
    greater = [other for other in [*gross, *draft.matching("amount")] if other != column]
    label = draft.labels[column]
    if vat and any(_adds_up(draft, column, vat[0], other) for other in greater):
        draft.fix("NET_BY_ARITHMETIC", f'"{label}" and VAT add up to gross on nearly every line, so it is net.')
        return NET
    if vat and (told := _by_rate(draft, column, vat[0])):
        return told
    taxed = next((other for other in dict.fromkeys([*gross, *greater]) if is_before_vat(draft, column, other)), "")
    if taxed:
        sentence = f'"{draft.labels[taxed]}" is "{label}" and VAT on nearly every line, so "{label}" is net.'
        draft.fix("NET_BY_ARITHMETIC", sentence)
        return NET
    if any(match.ours == "irrecoverable_vat" for match in draft.matches.values()):
        return NET
    same = next(
        (other for other in gross if draft.contents[column].rows >= FEWEST_TAXED and draft.equal([column, other])), ""
    )
    if same:
        draft.fix(
            "GROSS_BY_ARITHMETIC", f'"{draft.labels[same]}" includes VAT and is "{label}" on every line, so that does.'
        )
        return GROSS
    return _ask(draft, column, [*vat[:1], *gross[:1]]) if vat or gross else UNSTATED


def _by_rate(draft: Draft, column: str, vat: str) -> str:
    """NET where VAT is at a rate of the amount wherever there is any, GROSS where of what is left of it, else ""."""
    said = f'"{draft.labels[vat]}" is a rate of VAT on'
    label = draft.labels[column]
    if _is_a_rate_of(draft, column, vat):
        draft.fix("NET_BY_ARITHMETIC", f'{said} "{label}" wherever there is any, so "{label}" is net.')
        return NET
    if _is_a_rate_of(draft, column, vat, is_within=True):
        sentence = f'{said} the rest of "{label}" wherever there is any, so "{label}" includes it.'
        draft.fix("GROSS_BY_ARITHMETIC", sentence)
        return GROSS
    return ""


def _ask(draft: Draft, column: str, beside: list[str]) -> str:
    """VAT or gross stands beside an amount that says neither, and no arithmetic settles it."""
    others = " and ".join(f'"{draft.labels[other]}"' for other in beside)
    sentence = f'Does "{draft.labels[column]}" include VAT? {others} beside it does not settle it.'
    return draft.ask(Question("AMOUNT_BASIS", sentence, BASES, UNSTATED))


def _adds_up(draft: Draft, amount: str, vat: str, gross: str) -> bool:
    read = {"amount": amount, "vat": vat, "gross": gross}
    pence = pl.DataFrame({name: amounts.pence(draft.cells[column]) for name, column in read.items()})
    pence = pence.with_columns(pl.col("vat").fill_null(0)).drop_nulls()
    agreeing = pence.filter((pl.col("amount") + pl.col("vat") - pl.col("gross")).abs() <= 1).height
    return pence.height > 0 and agreeing / pence.height >= VAT_ADDS_UP


def _is_a_rate_of(draft: Draft, amount: str, vat: str, is_within: bool = False) -> bool:
    """Whether VAT is charged on the amount: of an amount that includes it, it would be a sixth, no fifth.

    Of nearly all lines with any VAT, which are not few. is_within: whether it is charged on the amount without it.
    """
    pence = pl.DataFrame({"amount": amounts.pence(draft.cells[amount]), "vat": amounts.pence(draft.cells[vat])})
    if is_within:
        pence = pence.with_columns(pl.col("amount") - pl.col("vat"))
    pence = pence.drop_nulls().filter((pl.col("vat") != 0) & (pl.col("amount").abs() >= LEAST_TELLING))
    at_a_rate = (100 * pl.col("vat") - percent * pl.col("amount") for percent in VAT_RATES if percent)
    agreeing = pence.filter(pl.any_horizontal(difference.abs() <= 100 for difference in at_a_rate))
    return pence.height >= FEWEST_TAXED and agreeing.height >= VAT_ADDS_UP * pence.height


def is_before_vat(draft: Draft, amount: str, gross: str) -> bool:
    """Whether gross is the amount at a rate of VAT on nearly every line, and more than it on most, or on several."""
    pence = pl.DataFrame({"net": amounts.pence(draft.cells[amount]), "gross": amounts.pence(draft.cells[gross])})
    pence = pence.drop_nulls().with_columns(vat=100 * (pl.col("gross") - pl.col("net")))
    is_at_a_rate = pl.any_horizontal((pl.col("vat") - percent * pl.col("net")).abs() <= 100 for percent in VAT_RATES)
    agreeing = pence.filter(is_at_a_rate)
    taxed = agreeing.filter(pl.col("vat") != 0).height
    return agreeing.height >= VAT_ADDS_UP * pence.height and (2 * taxed > pence.height or taxed >= FEWEST_TAXED)
