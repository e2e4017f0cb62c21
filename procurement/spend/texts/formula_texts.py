"""Texts that were written as formulas (="00123"), so that a spreadsheet should not take them for numbers or dates."""

from procurement.spend.findings import Fix
from procurement.spend.texts.delimiter import NAMES
from procurement.spend.texts.text_lines import Lines

EDGES = "".join(f"\\x{ord(mark):02x}" for mark in NAMES)
BARE = rf'(^|[{EDGES}])="([^"]*)"([{EDGES}]|$)'
"""="00123" as a report writes it. What stands in quotes stays in quotes."""
QUOTED = r'"=""((?:[^"]|""""){0,500})"""'
"""The same as a spreadsheet writes it: the cell in quotes, and those in it doubled."""


LINKED = r'(?i)=HYPERLINK\((?:""[^"]*""),\s*""([^"]*)""\)'
"""A link as a spreadsheet writes it into a cell in quotes: the second text is what it shows."""


def without(lines: Lines) -> tuple[Lines, tuple[Fix, ...]]:
    """The lines with each cell that is only a formula for a text as that text; lines without any as they are."""
    written = lines.texts.str.contains('="', literal=True) | lines.texts.str.contains("=HYPERLINK(", literal=True)
    if not written.any():
        return lines, ()
    texts = lines.texts.str.replace_all(LINKED, "${1}").str.replace_all(QUOTED, '"${1}"')
    for _ in range(2):  # What ends one cell begins the next, which the first time leaves as it is.
        texts = texts.str.replace_all(BARE, '${1}"${2}"${3}')
    changed = int((texts != lines.texts).sum())
    if not changed:
        return lines, ()
    fix = Fix("FORMULA_TEXTS", 'Texts written as formulas (="00123") are read as the texts in them.', changed)
    return Lines(texts, lines.undecoded), (fix,)
