"""How large a file may be; the sentences that refuse a file quote these."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The most that one file may hold. The page keeps the defaults; the command line may pass larger ones.

    max_rows counts the rows below a heading row. max_columns counts columns that hold something.
    max_unzip_ratio is asked for only where a ZIP or workbook unpacks to more than ratio_matters_above_bytes: a small
    file that squeezes well harms nobody. max_grid_cells is the area, used or not, that a sheet may spread over.
    """

    max_bytes: int = 50 * MEGABYTE
    max_rows: int = 1_000_000
    max_columns: int = 200
    max_cell_characters: int = 10_000
    max_unzipped_bytes: int = 400 * MEGABYTE
    max_unzip_ratio: int = 25
    ratio_matters_above_bytes: int = 100 * MEGABYTE
    max_members: int = 1_000
    max_grid_cells: int = 40_000_000


def megabytes(size_bytes: int) -> str:
    """A size as people say it.

    >>> megabytes(53477376)
    '51 MB'
    """
    return f"{size_bytes / MEGABYTE:.2g} MB" if size_bytes < MEGABYTE else f"{size_bytes / MEGABYTE:,.0f} MB"


COMMAND_LINE = Limits(max_bytes=2 * 1024**3, max_rows=20_000_000)
"""Whoever has a terminal may read larger files than the page takes."""
