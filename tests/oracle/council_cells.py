"""What a cell of an invented file may be."""

from datetime import date

Cell = str | int | float | date | None
"""Text, a number, a day, or nothing; only workbooks have the two in the middle."""
