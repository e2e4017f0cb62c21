"""Write data/reference/tile_map.csv: where each council of a day stands on the tile map.

Run: python -m tools.reference_tiles [YYYY-MM-DD], for the councils in being that day; without one, 24 November 2026.
"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

from procurement.places import authorities, tile_layout

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"


def write(on: date) -> None:
    """Work the layout out and write it, a row a council."""
    every = authorities.parse(pl.read_csv(REFERENCE / "authorities.csv", infer_schema=False))
    tiles = tile_layout.lay_out(authorities.principal_councils(every, on))
    source = "procurement.places.tile_layout, from the centroids in authorities.csv"
    tiles.with_columns(source=pl.lit(source), as_of=pl.lit(on.isoformat())).write_csv(REFERENCE / "tile_map.csv")
    print(f"{tiles.height} tiles written.")


if __name__ == "__main__":
    write(date.fromisoformat(sys.argv[1]) if sys.argv[1:] else date(2026, 11, 24))
