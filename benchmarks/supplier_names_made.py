"""Invented suppliers with the spellings that councils would print, so that the truth is known at any size.

It is written from what published files look like, and shares no code and no table with the matching that it measures.
Each supplier has siblings that differ in one thing that matters: a direction, a number, a town, a trade, an initial.
"""

import random
from collections.abc import Callable
from dataclasses import replace

import polars as pl

from benchmarks import supplier_words_made as words
from benchmarks.supplier_spellings_made import Supplier, spell

MADE = pl.Schema({"name": pl.String(), "supplier": pl.Int64(), "pounds": pl.Int64()})
"""A distinct spelling, the supplier that it stands for, and what it was paid."""

SIBLING_SHARE = 0.18
FORMS = (("Limited", 62), ("", 24), ("PLC", 3), ("LLP", 3), ("CIC", 2))


def make(names: int, seed: int) -> pl.DataFrame:
    """MADE: `names` distinct spellings in no order; the same seed gives the same rows.

    No two differ by UK alone, as no two companies may (SI 2015/17, schedule 3); some spellings leave it out.
    A spelling that two suppliers would print alike is left to the first of them.
    """
    draw = random.Random(seed)
    pools = words.pools(names, draw)
    found: dict[str, tuple[int, int]] = {}
    supplier, last = 0, invent(pools, draw)
    cores: set[tuple[str, ...]] = set()
    while len(found) < names:
        one = sibling(last, pools, draw) if draw.random() < SIBLING_SHARE else invent(pools, draw)
        plain = tuple(word.lower() for word in one.core if word not in words.NATION)
        if plain in cores:
            continue
        cores.add(plain)
        for _ in range(how_many(draw)):
            said = spell(one, pools, draw)
            if said not in found and len(found) < names:
                found[said] = (supplier, int(draw.lognormvariate(8.5, 1.8)) + 1)
        supplier, last = supplier + 1, one
    rows = [(name, *value) for name, value in found.items()]
    draw.shuffle(rows)
    return pl.DataFrame(rows, schema=MADE, orient="row")


def how_many(draw: random.Random) -> int:
    """How many spellings are tried: most suppliers have one or two, a few have a dozen."""
    return min(1 + int(draw.expovariate(0.55)), 14)


def invent(pools: words.Pools, draw: random.Random) -> Supplier:
    """A supplier of one of the sorts that councils pay."""
    core, form = draw.choices(tuple(SORTS), weights=tuple(SORTS.values()))[0](pools, draw)
    trades_as = ""
    if form and draw.random() < 0.05:
        trades_as = " ".join((pools.brand(draw), draw.choice(words.TRADES)))
    return Supplier(tuple(core), form, trades_as)


def any_form(draw: random.Random) -> str:
    """A legal form, or none."""
    forms, weights = zip(*FORMS, strict=True)
    return str(draw.choices(forms, weights=weights)[0])


def family_firm(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """A surname and a trade, partners, or initials and a trade."""
    name, trade, turn = pools.surname(draw), draw.choice(words.TRADES), draw.random()
    if turn < 0.2:
        return [name, "&", pools.surname(draw)], draw.choice(("LLP", "Limited", ""))
    if turn < 0.5:
        return [draw.choice(words.LETTERS), draw.choice(words.LETTERS), name, trade], any_form(draw)
    if turn < 0.65:
        return [name, "&", "Sons", trade], any_form(draw)
    return [name, trade, *draw.choice(words.SECOND_WORDS)], any_form(draw)


def brand_firm(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """An invented word and what it does."""
    turn = draw.random()
    tail = [] if turn < 0.15 else [draw.choice(words.TRADES), *draw.choice(words.SECOND_WORDS)]
    return [pools.brand(draw), *tail], any_form(draw) if turn > 0.15 else "Limited"


def two_word_firm(_: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """Two everyday words and a trade: GREEN ANCHOR CATERING."""
    first, second = draw.choice(words.PLAIN), draw.choice(words.PLAIN)
    return [first, second, draw.choice(words.TRADES), *draw.choice(words.SECOND_WORDS)], any_form(draw)


def local_firm(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """A place and a trade."""
    return [pools.place(draw), draw.choice(words.TRADES), *draw.choice(words.SECOND_WORDS)], any_form(draw)


def school(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """A school of a saint or a village."""
    head = ["St", draw.choice(words.SAINTS)] if draw.random() < 0.4 else [pools.village(draw)]
    faith = [draw.choice(words.FAITHS)] if draw.random() < 0.5 else []
    return [*head, *faith, draw.choice(words.STAGES), "School", pools.place(draw)], ""


def council(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """A council of a town or a parish."""
    return [pools.village(draw), draw.choice(("Parish", "Town", "District", "Borough")), "Council"], ""


def charity(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """A cause and a place."""
    return [*draw.choice(words.CAUSES), pools.place(draw)], draw.choice(("", "", "CIC", "Limited"))


def home(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """A care home."""
    return [pools.village(draw), draw.choice(words.HOUSES), *draw.choice(words.CARE)], any_form(draw)


def person(pools: words.Pools, draw: random.Random) -> tuple[list[str], str]:
    """An invented person."""
    return [draw.choice(words.TITLES), draw.choice(words.LETTERS), pools.surname(draw), pools.surname(draw)], ""


SORTS: dict[Callable[[words.Pools, random.Random], tuple[list[str], str]], int] = {
    family_firm: 28,
    brand_firm: 26,
    two_word_firm: 12,
    local_firm: 8,
    school: 8,
    council: 3,
    charity: 6,
    home: 6,
    person: 3,
}


def sibling(one: Supplier, pools: words.Pools, draw: random.Random) -> Supplier:
    """Another body whose name differs in one thing that matters."""
    core, turn = list(one.core), draw.random()
    place = draw.randrange(len(core))
    if turn < 0.2:
        core = [draw.choice(words.DIRECTIONS), *core] if turn < 0.1 else [*core, f"({draw.choice(words.DIRECTIONS)})"]
    elif turn < 0.35:
        core = [*core, draw.choice(words.NUMBERS)]
    elif turn < 0.55:
        core = [*core, f"({pools.place(draw)})"]
    elif core[place] in words.TRADE_SET:
        core[place] = draw.choice(words.TRADES)
    elif core[place] in words.STAGES:
        core[place] = draw.choice(words.STAGES)
    elif len(core[place]) == 1 and core[place] != "&":
        core[place] = draw.choice(words.LETTERS)
    elif core[0] in pools.twins:
        core[0] = pools.like(core[0], draw)
    else:
        core = [*core, draw.choice(words.TRADES)]
    return replace(one, core=tuple(core), trades_as="")
