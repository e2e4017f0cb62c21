"""Who sells to whom: suppliers with the reach that a category's market has, and each council's share with each."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from procurement.demonstration import names
from procurement.demonstration.reference import Reference

NATIONAL_SHARE = 0.88
"""Of a council's spend in a national market; the rest is with small suppliers of its own."""

REGIONAL_SHARE, FRINGE_SHARE = 0.8, 0.04
"""Of a council's spend in a regional market: with the region's suppliers, and with two that sell everywhere."""

SHARED_LOCAL_SHARE = 0.05
"""Of a council's spend in a local market: with a supplier that sells across the region."""

SUPPLIERS_OF_A_COUNCIL = 5
"""How many of a region's suppliers one council uses."""

FIRST_COMPANY_NUMBER = 99_000_000
FIRST_CHARITY_NUMBER = 9_900_000
"""Beyond any number that a register has given, so that no invented supplier carries a real one."""


@dataclass
class Market:
    """Suppliers (category, owner, trade) and links (council, category, supplier, share), row by row.

    people: each council's population; rng: where every choice comes from.
    """

    people: np.ndarray
    rng: np.random.Generator
    suppliers: list[tuple[int, str, str]] = field(default_factory=list)
    links: list[tuple[int, int, int, float]] = field(default_factory=list)

    def add(self, category: int, owner: str, trade: str) -> int:
        """A new supplier's number."""
        self.suppliers.append((category, owner, trade))
        return len(self.suppliers) - 1


@dataclass(frozen=True)
class Category:
    """A category as its market sees it: the words of its suppliers' trade, how many there are, its buyers by region."""

    at: int
    reach: str
    owner: str
    trades: list[str]
    size: int
    buyers: dict[str, list[int]]


def build(reference: Reference, pounds: np.ndarray, rng: np.random.Generator) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Suppliers and links for the councils that buy; shares of a council's category add up to 1.

    Returns suppliers (supplier, category, owner, true_supplier, company_number, charity_number) and links (council,
    category, supplier, share). Wide suppliers are made first, so that each has a coined word of its own.
    """
    market = Market(reference.councils["population"].to_numpy(), rng)
    makers = {"national": _national, "concentrated": _concentrated, "regional": _regional}
    makers |= {"concentrated regional": _one_a_region, "pseudo": _pseudo}
    categories = [_category(reference, pounds, at) for at in range(reference.categories.height)]
    for category in sorted(categories, key=lambda each: each.reach not in makers):
        makers.get(category.reach, _local)(market, category)
    return _suppliers(market, rng), _links(market)


def _category(reference: Reference, pounds: np.ndarray, at: int) -> Category:
    row = reference.categories.row(at, named=True)
    buyers: dict[str, list[int]] = {}
    for council, region in enumerate(reference.councils["region"]):
        if pounds[council, at] > 0:
            buyers.setdefault(region, []).append(council)
    return Category(at, row["reach"], row["owner"], row["trades"].split("|"), row["suppliers"], buyers)


def _new(market: Market, category: Category, how_many: int) -> list[int]:
    trades = category.trades
    return [market.add(category.at, category.owner, trades[n % len(trades)]) for n in range(how_many)]


def _own(market: Market, category: Category, council: int, share: float, how_many: int) -> None:
    for supplier, part in zip(
        _new(market, category, how_many), market.rng.dirichlet(np.full(how_many, 1.5)), strict=True
    ):
        market.links.append((council, category.at, supplier, share * part))


def _national(market: Market, category: Category) -> None:
    """No two councils of a region share a supplier, yet each supplier sells in most regions."""
    wide = _new(market, category, category.size)
    for place, councils in enumerate(category.buyers.values()):
        for turn, council in enumerate(councils):
            supplier = wide[(turn + 3 * place) % len(wide)]
            market.links.append((council, category.at, supplier, NATIONAL_SHARE))
            _own(market, category, council, 1 - NATIONAL_SHARE, 2)


def _concentrated(market: Market, category: Category) -> None:
    """The same few suppliers sell to everybody, and the first has most of it."""
    wide = _new(market, category, category.size)
    strength = 0.55 ** np.arange(len(wide))
    for councils in category.buyers.values():
        for council in councils:
            shares = market.rng.dirichlet(strength * 12)
            market.links.extend((council, category.at, one, part) for one, part in zip(wide, shares, strict=True))


def _regional(market: Market, category: Category) -> None:
    """A dozen suppliers sell within one region, each to several of its councils."""
    fringe = _new(market, category, 2)
    for councils in category.buyers.values():
        wide = _new(market, category, category.size)
        for council in councils:
            chosen = market.rng.choice(wide, min(SUPPLIERS_OF_A_COUNCIL, len(wide)), replace=False)
            shares = market.rng.dirichlet(np.full(len(chosen), 3.0)) * REGIONAL_SHARE
            market.links.extend(
                (council, category.at, int(one), part) for one, part in zip(chosen, shares, strict=True)
            )
            market.links.append((council, category.at, fringe[council % 2], FRINGE_SHARE))
            _own(market, category, council, 1 - REGIONAL_SHARE - FRINGE_SHARE, 3)


def _one_a_region(market: Market, category: Category) -> None:
    for councils in category.buyers.values():
        (only,) = _new(market, category, 1)
        market.links.extend((council, category.at, only, 1.0) for council in councils)


def _local(market: Market, category: Category) -> None:
    """Each council has suppliers of its own, more of them where more people live."""
    for councils in category.buyers.values():
        (shared,) = _new(market, category, 1)
        for council in councils:
            how_many = int(np.clip(category.size * (market.people[council] / 250_000) ** 0.6, 2, 40))
            market.links.append((council, category.at, shared, SHARED_LOCAL_SHARE))
            _own(market, category, council, 1 - SHARED_LOCAL_SHARE, how_many)


def _pseudo(market: Market, category: Category) -> None:
    wide = [market.add(category.at, "pseudo", trade) for trade in category.trades]
    for councils in category.buyers.values():
        for council in councils:
            market.links.append((council, category.at, wide[council % len(wide)], 1.0))


def _suppliers(market: Market, rng: np.random.Generator) -> pl.DataFrame:
    owners, trades = [row[1] for row in market.suppliers], [row[2] for row in market.suppliers]
    frame = pl.DataFrame(
        {
            "category": [row[0] for row in market.suppliers],
            "owner": owners,
            "true_supplier": names.invent(trades, owners, rng),
        }
    ).with_row_index("supplier")
    number = pl.col("supplier").cast(pl.Int64)
    registered = pl.col("owner").is_in(["company", "llp", "plc"])
    return frame.with_columns(
        supplier=number,
        company_number=pl.when(registered).then((number + FIRST_COMPANY_NUMBER).cast(pl.String)).otherwise(pl.lit("")),
        charity_number=pl.when(pl.col("owner") == "charity")
        .then((number + FIRST_CHARITY_NUMBER).cast(pl.String))
        .otherwise(pl.lit("")),
    )


def _links(market: Market) -> pl.DataFrame:
    schema = {"council": pl.Int64, "category": pl.Int64, "supplier": pl.Int64, "share": pl.Float64}
    return pl.DataFrame(market.links, schema=schema, orient="row").sort("council", "category", "supplier")
