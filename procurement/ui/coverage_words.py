"""Coverage in words: a sentence beside figures, more of it, and a warning where what stands side by side is unlike."""

from typing import Any

import polars as pl

from procurement.ui import words

MOST_NAMED = 4


def sentence(cover: dict[str, Any], is_part: bool = False) -> str:
    """How much of the councils and months is there, and how much of the pounds has a category.

    cover: a row of coverage, with councils of councils_there, months of months_there, and shares that may be null.
    Where one council alone was asked for, councils are not counted. is_part: whether the payments are those of a
    category alone, while the councils and months are of all that was sent.
    """
    among = "among those of" if is_part else "of"
    of_how_many = f"{cover['councils']:,} of {words.count(cover['councils_there'], 'council')}"
    whose = f"{among} {'this council' if _is_of_one(cover) else of_how_many}"
    who = "it" if _is_of_one(cover) else "they"
    coded = (
        f"Of all that {who} sent {words.share(cover['coded_share'])} of the pounds have a category."
        if cover["coded_share"] is not None
        else f"What share of all that {who} sent has a category can't be told."
    )
    return (
        f"From {words.count(cover['payments'], 'payment')} {whose}, in {cover['months']:,} of "
        f"{words.count(cover['months_there'], 'month')}{_days(cover)}{_of_each(cover)}. {coded}"
    )


def detail(cover: dict[str, Any]) -> list[str]:
    """What else there is to know of the same row, a sentence each."""
    return [*_shares(cover), _held_back(cover), _lacking(cover)]


def _held_back(cover: dict[str, Any]) -> str:
    """Which rows are in no figure, and how much of what was sent that is."""
    if not cover["held_back_lines"]:
        return f"No row of {_whose_files(cover)} is held back."
    told = words.count(cover["held_back_lines"], "row of {} is", "rows of {} are").format(_whose_files(cover))
    sent = f", {words.share(abs(cover['held_back_share']))} of what was sent" if cover["held_back_share"] else ""
    return f"{told} held back ({words.pounds(cover['held_back_pence'])}{sent}) and in no figure."


def _shares(cover: dict[str, Any]) -> list[str]:
    """What of the pounds can be influenced, is redacted or private; of pounds that are nothing or less no share is."""
    if cover["influenceable_share"] is None:
        return ["Credit notes outweigh payments here, so no share of the pounds can be told."]
    return [
        f"Of the pounds {words.share(cover['influenceable_share'])} can be influenced by buying differently.",
        f"Of them {words.share(cover['redacted_share'] or 0)} are paid to payees whose names are redacted, and "
        f"{words.share(cover['withheld_share'] or 0)} to private individuals, whom only their council's officers see.",
    ]


def unlike(places: pl.DataFrame, months_share: float, coded_share: float) -> list[str]:
    """A sentence for each way in which places side by side are too unlike to be compared as they stand.

    places: rows of coverage with `place`. A place is unlike where its councils cover fewer
    months on average than the best covered by more than `months_share`, or where the share of its pounds with a
    category is further than `coded_share` from the middle one.
    """
    known = places.filter(pl.col("councils") > 0, pl.col("council_months_there") > 0).with_columns(
        covered=pl.col("council_months") / pl.col("council_months_there")
    )
    if known.height < 2:
        return []
    short = known.filter(pl.col("covered") < pl.col("covered").max() * (1 - months_share)).sort("covered", "place")
    apart = (pl.col("coded_share") - pl.col("coded_share").median()).abs()
    coded = known.filter(apart > coded_share).sort("coded_share", "place")
    told: list[str] = []
    if short.height:
        named = [
            f"{row['place']} ({_months(row)} of {row['months_there']})" for row in short.head(MOST_NAMED).to_dicts()
        ]
        best = known["covered"].max()
        told.append(
            f"Compare with care: fewer months are there of {_named(named, short.height)}. The best covered "
            f"{'has' if known.height > 1 else 'have'} {round(float(str(best)) * known['months_there'][0])} months."
        )
    if coded.height:
        named = [f"{row['place']} ({words.share(row['coded_share'])})" for row in coded.head(MOST_NAMED).to_dicts()]
        middle = words.share(float(str(known["coded_share"].median())))
        told.append(
            f"Compare with care: the share of pounds with a category is unlike the others' ({middle}) in "
            f"{_named(named, coded.height)}."
        )
    return told


def _is_of_one(cover: dict[str, Any]) -> bool:
    """Whether one council alone was asked for."""
    return bool(cover["councils_there"] == 1)


def _whose_files(cover: dict[str, Any]) -> str:
    return "this council's files" if _is_of_one(cover) else "these councils' files"


def _lacking(cover: dict[str, Any]) -> str:
    there = cover["council_months_there"]
    lacks = max(there - cover["council_months"], 0)
    if not lacks:
        return "No month is missing." if _is_of_one(cover) else "No council lacks a month."
    of_single = "" if _is_of_one(cover) else " of single councils"
    return f"{words.count(lacks, 'month')}{of_single} {'is' if lacks == 1 else 'are'} missing, of {there:,}."


def _months(row: dict[str, Any]) -> str:
    return f"{row['covered'] * row['months_there']:.0f}"


def _named(named: list[str], number: int) -> str:
    more = number - len(named)
    return words.listed([*named, f"{more} more"] if more else named, most=MOST_NAMED + 1)


def _of_each(cover: dict[str, Any]) -> str:
    """How many months each council sent on average, where not every one sent all that any sent."""
    bodies = cover["council_months_there"] / cover["months_there"] if cover["months_there"] else 0
    if bodies < 2 or cover["council_months"] == cover["months"] * bodies:
        return ""
    return f", on average {cover['council_months'] / bodies:.0f} of each council"


def _days(cover: dict[str, Any]) -> str:
    if cover["first_day"] is None:
        return ""
    return f" ({words.day(cover['first_day'])} to {words.day(cover['last_day'])})"
