"""Where each council stands on a tile map of England, worked out from where it is.

Neighbours are found by triangulating the centroids. Each pair is asked to stand one tile apart in its true direction,
which is a least-squares problem; the answer spreads cities out and draws the countryside in. Councils are then given
hexagonal tiles so that the sum of squared moves is least (the assignment problem).
"""

# scipy does not say its types; what comes back from it is given one here.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.linalg import lsqr
from scipy.spatial import Delaunay, cKDTree

from procurement.tables import TILE

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

KM_A_DEGREE = 111.32
ROW_HEIGHT = np.sqrt(3) / 2
LONGEST_TIE_KM = 90.0
"""Pairs further apart than this are not neighbours: the sea, or the edge of the triangulation, lies between."""

PULL_HOME = 0.15
"""How strongly a council keeps its true place, beside a strength of 1 for each neighbour's direction."""

TILE_KM = 15.0
"""True distance that one tile stands for: England's 317 councils at about their mean spacing."""


def lay_out(councils: pl.DataFrame) -> pl.DataFrame:
    """TILE for each council of AUTHORITY that has a centroid, no two on one tile, sorted by code.

    The same councils in any order give the same layout. Fewer than four councils stand in a row, west to east.
    """
    placed = councils.filter(pl.col("latitude").is_not_null(), pl.col("longitude").is_not_null()).sort("authority_code")
    if placed.height < 4:
        west_to_east = placed.sort("longitude").with_row_index("column").with_columns(row=pl.lit(0))
        return west_to_east.select(TILE.names()).cast(dict(TILE.items())).sort("authority_code")
    true = kilometres(placed["latitude"].to_numpy(), placed["longitude"].to_numpy()) / TILE_KM
    columns, rows = assign(spread(true, neighbours(true, LONGEST_TIE_KM / TILE_KM)))
    tiles = placed.select("authority_code").with_columns(pl.Series("column", columns), pl.Series("row", rows))
    return tiles.with_columns(pl.col("column") - pl.col("column").min()).cast(dict(TILE.items()))


def kilometres(latitude: Points, longitude: Points) -> Points:
    """Flat coordinates, east and north in kilometres, near enough over England for neighbours to stay neighbours."""
    narrowing = np.cos(np.radians(latitude.mean()))
    return np.column_stack([longitude * KM_A_DEGREE * narrowing, latitude * KM_A_DEGREE])


def neighbours(points: Points, longest: float) -> Pairs:
    """Pairs (lower index first) of a Delaunay triangulation no longer than `longest`, and each point's nearest."""
    corners = Delaunay(points).simplices.astype(np.int64)
    sides = np.sort(np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), axis=1)
    length = np.linalg.norm(points[sides[:, 0]] - points[sides[:, 1]], axis=1)
    nearest: NDArray[np.int64] = cKDTree(points).query(points, k=2)[1]
    pairs: Pairs = np.unique(np.vstack([sides[length <= longest], np.sort(nearest, axis=1)]), axis=0).astype(np.int64)
    return pairs


def spread(points: Points, pairs: Pairs) -> Points:
    """Where the points go when each pair stands one apart in its true direction, as nearly as all can."""
    ties, count = len(pairs), len(points)
    offset = points[pairs[:, 1]] - points[pairs[:, 0]]
    length = np.maximum(np.linalg.norm(offset, axis=1, keepdims=True), 1e-9)
    row = np.concatenate([np.arange(ties), np.arange(ties), ties + np.arange(count)])
    column = np.concatenate([pairs[:, 0], pairs[:, 1], np.arange(count)])
    value = np.concatenate([-np.ones(ties), np.ones(ties), np.full(count, PULL_HOME)])
    system = coo_array((value, (row, column)), shape=(ties + count, count)).tocsr()
    wanted = np.vstack([offset / length, PULL_HOME * points])
    return np.column_stack([lsqr(system, wanted[:, axis], atol=1e-12, btol=1e-12)[0] for axis in (0, 1)])


def assign(points: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Column and row of the tile given to each point; row 0 is the northernmost, odd rows stand half a tile right."""
    low, high = points.min(axis=0) - 3, points.max(axis=0) + 3
    across, down = np.arange(int(high[0] - low[0]) + 1), np.arange(int((high[1] - low[1]) / ROW_HEIGHT) + 1)
    column, row = (grid.ravel() for grid in np.meshgrid(across, down))
    centres = np.column_stack([low[0] + column + 0.5 * (row % 2), high[1] - row * ROW_HEIGHT])
    cost = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    chosen: NDArray[np.int64] = linear_sum_assignment(cost)[1]
    first = row[chosen].min() // 2 * 2
    return column[chosen], row[chosen] - first
