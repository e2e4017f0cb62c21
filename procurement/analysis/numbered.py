"""Coded sums as whole numbers that stand for their texts: few bytes a row, and a category's rows stand together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from procurement.analysis import parts
from procurement.tables import CODED_PAYMENT

BODY, PAYEE, BOUGHT = "body", "payee", "bought"
DIMENSIONS = {
    BOUGHT: ("level1", "level2", "proclass_code", "influenceable"),
    PAYEE: ("supplier_id", "supplier", "supplier_kind", "supplier_group", "is_redacted", "payee_is_private"),
    BODY: ("authority_code", "authority", "region", "county_area", "combined_authority", "amount_basis"),
}
"""What a number of each of the three stands for: columns of CODED_PAYMENT."""
SUMS = ("amount_pence", parts.COUNTS)
COLUMNS = (*(name for names in DIMENSIONS.values() for name in names), *SUMS)
THREE = "three"
"""One number for all three, in their order; there would have to be 2^64 combinations for it to be too small."""


@dataclass(frozen=True)
class Numbered:
    """rows: BOUGHT, PAYEE, BODY and SUMS, a row for each three of them, in this order.

    meanings: by the name of a number a table whose row n is what n stands for, in the order of its columns, so that all
    numbers of a category follow each other, and all those of a supplier.
    """

    rows: pl.DataFrame
    meanings: Mapping[str, pl.DataFrame]

    def written_out(self, columns: Sequence[str] = COLUMNS, chosen: pl.DataFrame | None = None) -> pl.LazyFrame:
        """The rows, or some of them, with the texts of their numbers; only of numbers that `columns` need."""
        rows = self.rows if chosen is None else chosen
        found = rows.lazy()
        for name, names in DIMENSIONS.items():
            if {*names} & {*columns}:
                told = self.meanings[name].lazy().with_row_index(name)
                found = found.join(told, on=name, how="left", validate="m:1")
        return found.select(columns)

    def within(
        self, level1: Sequence[str] = (), level2: Sequence[str] = (), bodies: Sequence[str] = ()
    ) -> pl.DataFrame:
        """The rows of some categories and bodies (codes); a list left empty leaves nothing out."""
        rows = self._of_level1(level1[0]) if len(level1) == 1 else self.rows
        tests = [
            pl.col(number).is_in(self._numbers(number, column, wanted).implode())
            for number, column, wanted in (
                (BOUGHT, "level1", level1 if len(level1) > 1 else ()),
                (BOUGHT, "level2", level2),
                (BODY, "authority_code", bodies),
            )
            if wanted
        ]
        return rows.filter(*tests) if tests else rows

    def without(self, bodies: Sequence[str]) -> "Numbered":
        """All but the rows of some bodies (codes), with the meanings of the numbers that are left, as `together` takes
        them."""
        left = self.rows.filter(~pl.col(BODY).is_in(self._numbers(BODY, "authority_code", bodies).implode()))
        rows, meanings = left.lazy(), dict[str, pl.DataFrame]()
        for name, told in self.meanings.items():
            used = left.select(pl.col(name).unique()).sort(name)
            meanings[name] = told[used[name]]
            rows = (
                rows.join(used.with_row_index("now").lazy(), on=name, validate="m:1").drop(name).rename({"now": name})
            )
        return Numbered(rows.select(self.rows.columns).collect(), meanings)

    def _numbers(self, number: str, column: str, wanted: Sequence[str]) -> pl.Series:
        told = self.meanings[number].with_row_index(number)
        return told.filter(pl.col(column).is_in(list(wanted)))[number]

    def _of_level1(self, level1: str) -> pl.DataFrame:
        """The rows of one category, which stand together."""
        numbers = self._numbers(BOUGHT, "level1", [level1])
        if numbers.is_empty():
            return self.rows.clear()
        first, end = (self.rows[BOUGHT].search_sorted(at) for at in (int(numbers[0]), int(numbers[-1]) + 1))
        return self.rows.slice(first, end - first)


def number(coded: Iterable[pl.DataFrame]) -> Numbered:
    """Sums (COLUMNS), given a part at a time so that few texts are in memory, as numbers; rows that differ in their
    sums alone become one. Empty in gives empty out."""
    meanings = {
        name: pl.DataFrame(schema={column: CODED_PAYMENT[column] for column in columns})
        for name, columns in DIMENSIONS.items()
    }
    rows = [pl.DataFrame(schema={**dict.fromkeys(DIMENSIONS, pl.UInt32), **dict.fromkeys(SUMS, pl.Int64)})]
    for part in coded:
        left = part
        for name, columns in DIMENSIONS.items():
            meanings[name] = _with_new(meanings[name], left.select(columns))
            told = meanings[name].with_row_index(name)
            left = left.join(told, on=columns, how="left", validate="m:1", nulls_equal=True).drop(columns)
        rows.append(left.select(rows[0].columns))
    return together([Numbered(pl.concat(rows), meanings)])


def together(some: Sequence[Numbered]) -> Numbered:
    """One of several, whose numbers and rows need be in no order yet, but that no meaning is there twice in any."""
    meanings = {
        name: pl.concat([one.meanings[name] for one in some]).unique().sort(columns)
        for name, columns in DIMENSIONS.items()
    }
    sizes = {name: told.height for name, told in meanings.items()}
    return Numbered(_apart(_summed([_as_three(one, meanings) for one in some]), sizes), meanings)


def _with_new(known: pl.DataFrame, some: pl.DataFrame) -> pl.DataFrame:
    """What is known, then what of some rows is not, each once."""
    new = some.unique().join(known, on=known.columns, how="anti", nulls_equal=True)
    return pl.concat([known, new])


def _as_three(one: Numbered, meanings: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """THREE and SUMS of its rows, by where what they stand for is in `meanings`."""
    three = pl.lit(0, pl.UInt64)
    for name, columns in DIMENSIONS.items():
        told = meanings[name].with_row_index("now")
        placed = one.meanings[name].join(
            told, on=columns, how="left", validate="1:1", nulls_equal=True, maintain_order="left"
        )
        three = three * told.height + placed["now"].gather(one.rows[name]).cast(pl.UInt64)
    return one.rows.select(three.alias(THREE), *SUMS)


def _summed(rows: list[pl.DataFrame]) -> pl.DataFrame:
    """A row for each THREE, in its order: what is sorted by one number is put together soonest."""
    every = pl.concat(rows)
    rows.clear()
    return every.sort(THREE).group_by(THREE, maintain_order=True).agg(pl.col(*SUMS).sum())


def _apart(rows: pl.DataFrame, sizes: Mapping[str, int]) -> pl.DataFrame:
    """The three numbers of THREE. sizes: how many there are of each."""
    left, found = pl.col(THREE), dict[str, pl.Expr]()
    for name in reversed(DIMENSIONS):
        size = max(sizes[name], 1)
        found[name], left = (left % size).cast(pl.UInt32), left // size
    return rows.select(*(found[name].alias(name) for name in DIMENSIONS), *SUMS)
