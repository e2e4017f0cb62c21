"""How ledgers cut the words of the vocabulary short: each phrase in every spelling that it may be printed in."""

from itertools import product

import polars as pl

from procurement.categories import words

ALONE_FROM = 4
"""Letters of the shortest abbreviation that is heard by itself; "res" or "sch" means something only beside another."""


def spelt(phrases: pl.DataFrame, table: pl.DataFrame, ignored: pl.Series) -> pl.DataFrame:
    """The phrases, and after them the same with words cut short.

    phrases: phrase (cleaned), scope, proclass_code, weight. table: written, full; a word may have many abbreviations,
    and one may stand for several words. ignored: as in `words.split`. A spelling that is a phrase itself, in whatever
    scope, is left as it is: its own rows know better what it means. An empty table gives the phrases back.
    """
    shorter = _shorter(table, ignored)
    known = set(phrases["phrase"].to_list())
    made = [
        (spelling, phrase)
        for phrase in sorted(known)
        for spelling in _spellings(phrase, shorter)
        if spelling not in known
    ]
    pairs = pl.DataFrame(made, schema={"spelling": pl.String, "phrase": pl.String}, orient="row")
    others = phrases.join(pairs, on="phrase", validate="m:m").select(
        pl.exclude("phrase", "spelling"), phrase="spelling"
    )
    heaviest = others.group_by("phrase", "scope", "proclass_code").agg(pl.col("weight").max())
    return pl.concat([phrases, heaviest.select(phrases.columns).sort("phrase", "scope", "proclass_code")])


def _shorter(table: pl.DataFrame, ignored: pl.Series) -> dict[str, list[str]]:
    """Each word of the table, cleaned, with its abbreviations."""
    cleaned = pl.DataFrame({name: words.as_phrase(table[name], ignored) for name in ("full", "written")})
    grouped = cleaned.filter(pl.all_horizontal(pl.all() != "")).group_by("full").agg(pl.col("written").unique().sort())
    return dict(grouped.iter_rows())


def _spellings(phrase: str, shorter: dict[str, list[str]]) -> list[str]:
    """Every way to cut words of one phrase short, itself left out."""
    split = phrase.split(" ")
    if not any(word in shorter for word in split):
        return []
    choices = [[word, *shorter.get(word, [])] for word in split]
    found = [" ".join(chosen) for chosen in product(*choices)][1:]
    return [one for one in found if len(split) > 1 or len(one) >= ALONE_FROM]
