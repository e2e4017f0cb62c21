"""How files print an invented supplier: forms, abbreviations, typing errors, cut fields, marks, branches."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks import supplier_words_made as words

CUT_AT = (25, 30, 32, 35, 40)
FORM_SPELLINGS = {
    "Limited": ("Limited", "Ltd", "Ltd.", "LTD", "(Ltd)"),
    "PLC": ("PLC", "plc", "P.L.C.", "Public Limited Company"),
    "LLP": ("LLP", "L.L.P.", "Limited Liability Partnership"),
    "CIC": ("CIC", "C.I.C.", "Community Interest Company"),
}


@dataclass(frozen=True)
class Supplier:
    """The words of its name, the legal form, and the name under which it trades ("" for none)."""

    core: tuple[str, ...]
    form: str
    trades_as: str = ""


def spell(one: Supplier, pools: words.Pools, draw: random.Random) -> str:
    """One way in which a file prints the supplier."""
    core = list(one.core)
    for change, chance in WORD_CHANGES:
        if draw.random() < chance:
            core = change(core, draw)
    form = draw.choice(FORM_SPELLINGS[one.form]) if one.form and draw.random() < 0.82 else ""
    text = " ".join([*core, form]).strip()
    if one.trades_as and draw.random() < 0.5:
        text = f"{text} {draw.choice(('T/A', 't/a', 'Trading as', 'T/AS'))} {one.trades_as}"
    if form and draw.random() < 0.04:
        text = f"{text} {draw.choice(('- ', '(', ''))}{pools.place(draw)} {draw.choice(('Depot', 'Branch', 'Office'))}"
    for change, chance in TEXT_CHANGES:
        if draw.random() < chance:
            text = change(text, draw)
    return " ".join(text.split())


def shorten_word(core: list[str], draw: random.Random) -> list[str]:
    """One word as its usual abbreviation."""
    able = [place for place, word in enumerate(core) if word in words.SHORT]
    if able:
        place = draw.choice(able)
        core[place] = draw.choice(words.SHORT[core[place]])
    return core


def mistype(core: list[str], draw: random.Random) -> list[str]:
    """A letter lost, doubled, exchanged or wrong in one of the longer words."""
    able = [place for place, word in enumerate(core) if len(word) > 4 and word.isalpha()]
    if not able:
        return core
    place = draw.choice(able)
    word, at = core[place], draw.randrange(1, len(core[place]) - 1)
    core[place] = draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + draw.choice("aeiourstln") + word[at + 1 :],
        )
    )
    return core


def swap_ands(core: list[str], draw: random.Random) -> list[str]:
    """& as AND, or + where somebody likes it."""
    return [draw.choice(("and", "And", "+", "&")) if word == "&" else word for word in core]


def turn_round(core: list[str], draw: random.Random) -> list[str]:
    """Last word first, as in a list by surname; only names of three words or more."""
    return [*core[1:], core[0]] if len(core) > 2 and draw.random() < 0.5 and "&" not in core else core


def close_up(core: list[str], draw: random.Random) -> list[str]:
    """Two words run together."""
    if len(core) < 3:
        return core
    at = draw.randrange(len(core) - 1)
    return [*core[:at], core[at] + core[at + 1], *core[at + 2 :]] if "&" not in core[at : at + 2] else core


def dotted(core: list[str], draw: random.Random) -> list[str]:
    """Initials with stops, or together."""
    if len(core) > 1 and len(core[0]) == 1 and len(core[1]) == 1 and core[1] != "&":
        joined = f"{core[0]}.{core[1]}." if draw.random() < 0.5 else core[0] + core[1]
        return [joined, *core[2:]]
    return core


def drop_place(core: list[str], draw: random.Random) -> list[str]:
    """The town at the end of a school's name is often left out of its own council's file, after a comma in others."""
    return [*core[:-1], f", {core[-1]}"] if "School" in core[:-1] and draw.random() < 0.5 else core


def leave_out_nation(core: list[str], _: random.Random) -> list[str]:
    """QUILLMERE for QUILLMERE UK."""
    return core[:-1] if core[-1] in words.NATION and len(core) > 1 else core


WORD_CHANGES: Sequence[tuple[Callable[[list[str], random.Random], list[str]], float]] = (
    (swap_ands, 0.5),
    (dotted, 0.6),
    (shorten_word, 0.14),
    (mistype, 0.05),
    (turn_round, 0.02),
    (close_up, 0.02),
    (drop_place, 0.3),
    (leave_out_nation, 0.3),
)


def cut(text: str, draw: random.Random) -> str:
    """Cut off at the width of a field."""
    return text[: draw.choice(CUT_AT)].strip()


TEXT_CHANGES: Sequence[tuple[Callable[[str, random.Random], str], float]] = (
    (lambda text, _: text.upper(), 0.5),
    (lambda text, _: f"The {text}", 0.04),
    (lambda text, draw: f"{text} - {draw.choice(('DO NOT USE', '(DO NOT USE)', 'DUPLICATE'))}", 0.01),
    (lambda text, draw: f"{draw.randrange(100_000, 999_999)} {text}", 0.01),
    (lambda text, _: f"Northmoor Invoice Finance Ltd RE {text}", 0.004),
    (lambda text, _: text.replace("'", ""), 0.5),
    (lambda text, _: text.replace(" (", " ").replace(")", ""), 0.2),
    (cut, 0.06),
)
