"""Who sells what to whom as arrays, so that the suppliers of every place are added up at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.cases import ranked
from procurement.cases.numbering import KEYS, Placed, Summed

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NOWHERE = -1


@dataclass(frozen=True)
class Sold:
    """A row a council, category and supplier, by category, supplier and council, and what it spends.

    seller: the number of a category and supplier together, from nought; `category_of` and `kind_of` are of sellers, the
    latter the first by name of the kinds that the seller is told by.
    """

    council: Whole
    category: Whole
    pence: Whole
    seller: Whole
    category_of: Whole
    kind_of: npt.NDArray[np.str_]


def arrange(summed: Summed) -> Sold:
    """The suppliers of `summed` as arrays; empty in gives empty out."""
    council, category, supplier, pence, kind = (
        summed.suppliers[name].to_numpy().astype(np.int64)
        for name in ("council", "category_number", "supplier", "spend_pence", "kind")
    )
    begins = ranked.begins_of(category * (int(supplier.max(initial=0)) + 1) + supplier)
    least = np.minimum.reduceat(kind, begins) if len(begins) else kind
    seller = np.repeat(np.arange(len(begins)), np.diff([*begins, len(council)]))
    kinds = summed.kinds["supplier_kind"].to_numpy().astype(np.str_)
    return Sold(council, category, pence, seller, category[begins], kinds[least])


@dataclass(frozen=True)
class Layer:
    """Places of which a council is in one at most (of a category, where they hold for one each).

    place: of each council, or of each council and category, the place by its order in `numbers`; NOWHERE for none.
    """

    numbers: Whole
    place: Whole
    is_nation: bool

    @property
    def is_by_category(self) -> bool:
        """Whether the places hold for one category each."""
        return self.place.ndim == 2

    def of(self, sold: Sold) -> Whole:
        """The place of each row."""
        return self.place[sold.council, sold.category] if self.is_by_category else self.place[sold.council]


def layers(placed: Placed) -> Iterator[Layer]:
    """All places, level by level; where hubs share councils, in as many layers as it takes."""
    by_category = "category_number" in placed.members.columns
    shape = (placed.summed.councils.height, placed.summed.categories.height)[: 1 + by_category]
    named = placed.members.join(placed.places.select("place_number", "level"), on="place_number", validate="m:1")
    for level in named.partition_by("level", maintain_order=True):
        left = level.partition_by("place_number", maintain_order=True)
        while left:
            layer, left = _layer(left, shape)
            yield layer


def _layer(places: list[pl.DataFrame], shape: tuple[int, ...]) -> tuple[Layer, list[pl.DataFrame]]:
    """As many of the places as share no council, and the others."""
    table, numbers, others = np.full(shape, NOWHERE, dtype=np.int64), list[int](), list[pl.DataFrame]()
    for one in places:
        at = tuple(one[name].to_numpy() for name in ("council", "category_number")[: len(shape)])
        if (table[at] != NOWHERE).any():
            others.append(one)
            continue
        table[at] = len(numbers)
        numbers.append(int(one["place_number"][0]))
    return Layer(np.asarray(numbers, dtype=np.int64), table, bool(places[0]["is_nation"][0])), others


@dataclass(frozen=True)
class Sellers:
    """The sellers of each place of a layer, a row a place and seller, with where the rows behind each begin."""

    sold: Sold
    layer: Layer
    rows: Whole
    place: Whole
    begins: Whole

    @cached_property
    def pence(self) -> Whole:
        """Of each row behind the sellers."""
        return self.sold.pence[self.rows]

    @cached_property
    def seller(self) -> Whole:
        """Which seller each is."""
        return self.sold.seller[self.rows[self.begins]]

    def add(self, values: Whole) -> Whole:
        """The sum of each seller's rows."""
        return np.add.reduceat(values, self.begins) if len(self.begins) else values[:0]

    def add_numbers(self, values: Numbers) -> Numbers:
        """As `add`, of numbers that need not be whole."""
        return np.add.reduceat(values, self.begins) if len(self.begins) else values[:0]

    def named(self, group: Whole) -> pl.DataFrame:
        """KEYS of groups: a place and category together, or the place alone where it holds for one category."""
        if self.layer.is_by_category:
            first = np.zeros(len(self.layer.numbers), dtype=np.int64)
            first[self.place[self.begins]] = self.sold.category_of[self.seller]
            place, category = group, first[group]
        else:
            place, category = np.divmod(group, self._categories)
        return pl.DataFrame({KEYS[0]: self.layer.numbers[place], KEYS[1]: category}).cast(pl.UInt32())

    @cached_property
    def groups(self) -> Whole:
        """The group of each seller, as `named` reads it."""
        place = self.place[self.begins]
        category = self.sold.category_of[self.seller]
        return place if self.layer.is_by_category else place * self._categories + category

    @property
    def _categories(self) -> int:
        return int(self.sold.category_of.max(initial=0)) + 1


def sellers(sold: Sold, layer: Layer) -> Sellers:
    """The sellers of every place of a layer."""
    place = layer.of(sold)
    rows = np.flatnonzero(place != NOWHERE)
    key = sold.seller[rows] * len(layer.numbers) + place[rows]
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        rows, key = rows[order], key[order]
    return Sellers(sold, layer, rows, place[rows], ranked.begins_of(key))
