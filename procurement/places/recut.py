"""The map of another day: which councils stand for one that spent, and for how much of it.

Spend is a council's of its own day. On the map of a later day a council that has ended is shared between its
successors, by weight (people, unless a row names another rule). On the map of an earlier day a council that had not
begun is shared between its predecessors, by weight and by how much of the services each tier had. Shares are kept to a
millionth, so that anybody can redo them; they add up to the whole.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from procurement.places import authorities as register
from procurement.tables import SHARE, WHOLE_MILLIONTHS

Row = dict[str, Any]
Parts = dict[str, Fraction]


def shares(authorities: pl.DataFrame, successions: pl.DataFrame, on: date) -> pl.DataFrame:
    """SHARE of every principal council, past, present and to come, on the map of a day.

    authorities: AUTHORITY. successions: SUCCESSION. A council that is in being on the day, or of whose predecessors or
    successors nothing is known, stands for itself. Empty in gives empty out.
    """
    councils = {row["authority_code"]: row for row in register.principal_councils(authorities).to_dicts()}
    rows = successions.to_dicts()
    ways = (_grouped(rows, "predecessor"), _grouped(rows, "successor"))
    found = [part for code in sorted(councils) for part in _marks(code, _parts(code, on, councils, ways))]
    return pl.DataFrame(found, schema=SHARE, orient="row")


def split(shared: pl.DataFrame) -> pl.DataFrame:
    """The rows of SHARE or PLACE_SHARE that are a part of a council and not the whole of it."""
    return shared.filter(pl.col("to_millionths") - pl.col("from_millionths") < WHOLE_MILLIONTHS)


def split_only(shared: pl.DataFrame, spending: Iterable[str]) -> pl.DataFrame:
    """SHARE or PLACE_SHARE where only councils that are `spending` stay split; any other is left whole, in one part.

    So roll-ups work out parts where there are payments to share, and nowhere else.
    """
    idle = split(shared).filter(~pl.col("authority_code").is_in(list(spending)))
    length = pl.col("to_millionths") - pl.col("from_millionths")
    greatest = idle.sort(length, "part_code", descending=[True, False]).unique("authority_code", keep="first")
    whole = greatest.select("authority_code", "part_code", is_greatest=pl.lit(value=True))
    known = shared.join(whole, on=["authority_code", "part_code"], how="left", validate="m:1")
    alone = known.filter("is_greatest").with_columns(
        from_millionths=pl.lit(0, pl.Int64), to_millionths=pl.lit(WHOLE_MILLIONTHS, pl.Int64)
    )
    others = known.filter(~pl.col("authority_code").is_in(idle["authority_code"].unique().implode()))
    return pl.concat([others, alone]).select(shared.columns)


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _parts(code: str, on: date, councils: Mapping[str, Row], ways: tuple[dict[str, list[Row]], ...]) -> Parts:
    """The councils of the day that stand for one, each with its share of 1."""
    onward, back = ways
    council = councils.get(code, {"start_date": None, "end_date": None})
    if council["end_date"] is not None and council["end_date"] < on and code in onward:
        weights = {row["successor"]: row["weight"] for row in onward[code]}
    elif council["start_date"] is not None and council["start_date"] > on and code in back:
        weights = {row["predecessor"]: row["weight"] * row["tier_percent"] for row in back[code]}
    else:
        return {code: Fraction(1)}
    found: Parts = {}
    for other, weight in weights.items():
        for part, share in _parts(other, on, councils, ways).items():
            found[part] = found.get(part, Fraction(0)) + share * Fraction(weight, sum(weights.values()))
    return found


def _marks(code: str, parts: Parts) -> list[tuple[str, str, int, int]]:
    """The parts one after another on the scale to a million, in the order of their codes; each mark is rounded once."""
    found: list[tuple[str, str, int, int]] = []
    reached, mark = Fraction(0), 0
    for part in sorted(parts):
        reached += parts[part]
        begins, mark = mark, int(reached * WHOLE_MILLIONTHS + Fraction(1, 2))
        if mark > begins:
            found.append((code, part, begins, mark))
    assert mark == WHOLE_MILLIONTHS, f"The parts of {code} do not add up to the whole."
    return found
