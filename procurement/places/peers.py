"""Which councils are like one: of its type first, then near in population, then of its region; each with the reason."""

import math
from collections.abc import Mapping
from typing import Any

import polars as pl

from procurement.tables import PRINCIPAL_COUNCIL_KINDS, TEXT

PEER = pl.Schema({"authority_code": TEXT, "name": TEXT, "distance": pl.Float64(), "why": TEXT})
"""A council that is like another: `distance` 0 would be its double; `why` says in words how the two compare."""

POPULATION, ANOTHER_TYPE, ANOTHER_REGION = "population", "another type", "another region"
MOST = 8


def weights(table: pl.DataFrame) -> dict[str, float]:
    """What each measure counts, from peer_weights.csv. Raises KeyError where one of the three is missing."""
    found = {str(name): float(weight) for name, weight in table.select("measure", "weight").iter_rows()}
    return {name: found[name] for name in (POPULATION, ANOTHER_TYPE, ANOTHER_REGION)}


def nearest(authorities: pl.DataFrame, code: str, counts: Mapping[str, float], most: int = MOST) -> pl.DataFrame:
    """PEER: the councils that are most like the one of `code`, the nearest first, of equals by code.

    authorities: AUTHORITY, those that may be a peer and the council itself. Only principal councils with a known
    population are compared: where the council has none, or is none, there are no peers.
    """
    known = authorities.filter(pl.col("kind").is_in(PRINCIPAL_COUNCIL_KINDS), pl.col("population") > 0)
    ours = known.filter(authority_code=code).to_dicts()
    rows = [_compared(ours[0], other, counts) for other in known.to_dicts() if ours and other["authority_code"] != code]
    return pl.DataFrame(rows, schema=PEER).sort("distance", "authority_code").head(most)


def _compared(ours: dict[str, Any], other: dict[str, Any], counts: Mapping[str, float]) -> dict[str, Any]:
    times = other["population"] / ours["population"]
    distance = (
        counts[POPULATION] * abs(math.log(times))
        + counts[ANOTHER_TYPE] * (other["kind"] != ours["kind"])
        + counts[ANOTHER_REGION] * (other["region"] != ours["region"])
    )
    size = f"{other['population']:,} people ({abs(times - 1):.0%} {'more' if times >= 1 else 'fewer'})"
    kind = "the same type" if other["kind"] == ours["kind"] else f"another type ({other['kind']})"
    region = "the same region" if other["region"] == ours["region"] else f"another region ({other['region']})"
    named = {"authority_code": other["authority_code"], "name": other["name"]}
    return named | {"distance": distance, "why": f"{kind}, {size}, {region}"}
