"""Lines that are one quoted cell each, as where a program took a whole row for a single text: the row is inside."""

import polars as pl

from procurement.spend.findings import Fix
from procurement.spend.texts.delimiter import NAMES, cells_of
from procurement.spend.texts.text_lines import Lines

LOOKED_AT = 200
NEARLY_ALL = 0.9
FEWEST = 2
WRAPPED = r'^\s*"(?:[^"]|"")*"\s*$'


def unwrap(lines: Lines) -> tuple[Lines, tuple[Fix, ...]]:
    """The lines without the quotation marks around each whole line, where nearly all have them; else as they are."""
    filled = [line for line in lines[: LOOKED_AT * 4] if line.strip()][:LOOKED_AT]
    wrapped = [line for line in filled if _is_wrapped(line)]
    if len(wrapped) < FEWEST or len(wrapped) < NEARLY_ALL * len(filled):
        return lines, ()
    bare = pl.col("line").str.strip_chars().str.slice(1)
    texts = lines.texts.alias("line").to_frame()
    is_wrapped = pl.col("line").str.contains(WRAPPED)
    inside = bare.str.slice(0, bare.str.len_chars() - 1).str.replace_all('""', '"', literal=True)
    opened = texts.select(pl.when(is_wrapped).then(inside).otherwise("line")).to_series()
    undecoded = {at: _inside(line) if _is_wrapped(line) else line for at, line in lines.undecoded.items()}
    number = int(texts.select(is_wrapped.sum()).item())
    fix = Fix("LINES_IN_QUOTES", "Whole lines stand in quotation marks; what is inside them is read.", number)
    return Lines(opened, undecoded), (fix,)


def _is_wrapped(line: str) -> bool:
    """Whether a line is one quoted cell, with something that separates cells inside."""
    if not line.lstrip().startswith('"') or not line.rstrip().endswith('"'):
        return False
    cells = cells_of(line.strip(), "\t")
    return cells is not None and len(cells) == 1 and any(mark in cells[0] for mark in NAMES)


def _inside(line: str) -> str:
    return line.strip()[1:-1].replace('""', '"')
