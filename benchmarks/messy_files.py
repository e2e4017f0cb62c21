"""Invented spend files as messy as councils' own, of any length: what the benchmarks of reading are measured on.

In Windows-1252, with titles above the headings, amounts and days written in several ways, cells with commas, quotes and
line breaks, credits, blank rows, withheld and missing names, spoilt rows and a total at the foot. Seeded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

HEADINGS = (
    "Body Name,Directorate ,Service Area,Expense Type,Payment Date,Transaction No,Net Amount(£),Supplier Name,"
    "Supplier ID,Narrative"
)
TITLES = ("Payments to suppliers over £500,,,,,,,,,", ",,,,,,,,,")


def _listed(words: str, between: str) -> list[str]:
    return words.split(between)


STEMS = _listed(
    "Quill Tarn Bramble Harrow Oak Fern Mill Stone Wren Alder Larch Dun Kestrel Marl Thorn Pebble Sedge Heron "
    "Copper Ash Flint Rook Sorrel Teasel Vetch",
    " ",
)
ENDS = _listed(
    "marsh beck cote fen field ford gate ham holt hurst ley mere moor side ton wick worth dale bourne combe "
    "thwaite stead shaw ridge lund",
    " ",
)
SYLLABLES = _listed(
    "a be bri ca cor da del er fa gan ha il ke lan lo ma mor ni o pen qua ra ros sa tor u ver wil yar zel", " "
)
SCATTER = 7_368_787
"""A prime: numbers that follow each other become words that do not resemble each other."""
JOINTS = (" and ", " & ", " ")
TRADES = _listed(
    "Scaffolding, Energy, Care Homes, Office Supplies, Catering, Training, Plant Hire, Coaches, Security, "
    "Cleaning, Legal Services, Café Services, Recycling, Glazing, Software, Roofing, Nurseries, Tyres, Highways, "
    "Lighting, Landscapes, Publishing, Interiors, Fostering Agency",
    ", ",
)
FORMS = ("Ltd", "Limited", "LTD", "PLC", "LLP", "", "& Sons", "(UK) Ltd", "Ltd.", "Group Limited")
DIRECTORATES = ("Adults’ Services", "Children and Families", "Place", "Corporate, Finance and Law", "Public Health")
SERVICES = ("Day care", "Highways maintenance", "Home to school transport", "Libraries", "ICT", "Waste", "Property")
BOUGHT = _listed(
    "Agency staff, Electricity, Residential care, Stationery, Vehicle hire, Software licences, Building repairs, "
    "Professional fees, Food, Grounds maintenance, Advertising, Equipment",
    ", ",
)


@dataclass(frozen=True)
class Shares:
    """How often lines are messy in each way, of all lines."""

    quoted: float = 0.30
    pounds: float = 0.05
    brackets: float = 0.03
    minus: float = 0.03
    other_day: float = 0.10
    broken_text: float = 0.002
    inches: float = 0.0005
    blank: float = 0.001
    redacted: float = 0.06
    no_supplier: float = 0.0002
    spoilt_amount: float = 0.0002
    spoilt_day: float = 0.0002


MESSY = Shares()
CHANGING = 0.08
"""Of a supplier's payments, those for something else than usual."""
POOL_SEED = 7
"""Files of all seeds draw on one pool of suppliers, as the files of one council do."""


def file_bytes(
    lines: int, seed: int = 2011, suppliers: int = 0, shares: Shares = MESSY, first_day: date = date(2024, 4, 1)
) -> bytes:
    """A file with `lines` rows below its headings, blank ones among them, and a total at the foot.

    suppliers: how many names there are to draw from, a sixteenth of the lines unless told.
    """
    draw = np.random.default_rng(seed)
    pence = np.round(draw.lognormal(7.2, 1.5, lines) * 100).astype(np.int64) + 50_000
    count = suppliers or max(lines // 16, 200)
    payee = (draw.pareto(1.1, lines) * 20).astype(np.int64) % count
    service = _usual(draw, payee, 7, SERVICES)
    bought = _usual(draw, payee, 11, BOUGHT)
    rows = pl.DataFrame(
        {
            "body": ["Quillmarsh Borough Council"] * lines,
            "directorate": _usual(draw, payee, 3, [f'"{one}"' if "," in one else one for one in DIRECTORATES]),
            "service": service,
            "bought": bought,
            "day": _days(draw, lines, first_day, shares),
            "number": np.arange(500_000, 500_000 + lines),
            "amount": _amounts(draw, pence, shares),
            "supplier": _suppliers(draw, payee, count, shares),
            "reference": payee + 10_000,
            "narrative": _narratives(draw, service, bought, shares),
        }
    )
    text = rows.select(pl.concat_str(pl.all(), separator=","))["body"]
    text = text.scatter(np.flatnonzero(draw.random(lines) < shares.blank), "," * 9)
    foot = ",,,,,Grand total,,,,"
    return "\r\n".join([*TITLES, HEADINGS, *text, foot, ""]).encode("cp1252")


def _days(draw: np.random.Generator, lines: int, first_day: date, shares: Shares) -> pl.Series:
    days = pl.Series("day", np.datetime64(first_day) + np.sort(draw.integers(0, 30, lines)))
    chance = pl.Series("chance", draw.random(lines))
    written = (
        pl.when(chance < shares.spoilt_day)
        .then(pl.lit("31/02/2024"))
        .when(chance < shares.other_day)
        .then(days.dt.strftime("%d-%b-%Y"))
        .otherwise(days.dt.strftime("%d/%m/%Y"))
    )
    return pl.select(written).to_series()


def _amounts(draw: np.random.Generator, pence: np.ndarray, shares: Shares) -> pl.Series:
    frame = pl.DataFrame({"pence": pence, "chance": draw.random(len(pence))})
    plain = pl.concat_str(pl.col("pence") // 100, pl.lit("."), (pl.col("pence") % 100).cast(pl.String).str.zfill(2))
    comma = plain.str.replace(r"^(\d+)(\d{3}\.)", "${1},$2").str.replace(r"^(\d+)(\d{3},)", "${1},$2")
    ways = (
        (shares.spoilt_amount, pl.lit("#REF!")),
        (shares.minus, pl.concat_str(pl.lit("-"), plain)),
        (shares.brackets, pl.concat_str(pl.lit('"('), comma, pl.lit(')"'))),
        (shares.pounds, pl.concat_str(pl.lit('" £'), comma, pl.lit(' "'))),
        (shares.quoted, pl.concat_str(pl.lit('"'), comma, pl.lit('"'))),
    )
    written, below = plain, 1.0
    for share, how in reversed(ways):
        below = sum(each for each, _ in ways[: [one for one, _ in ways].index(share) + 1])
        written = pl.when(pl.col("chance") < below).then(how).otherwise(written)
    return frame.select(written).to_series()


def names(count: int, draw: np.random.Generator) -> np.ndarray:
    """Invented names of suppliers: a rare word or two, words of a trade, a legal form; nearly all of them distinct."""
    rare, second = _words(count, draw), _words(count, draw)
    joined = np.where(
        draw.random(count) < 0.35, np.char.add(np.char.add(rare, draw.choice(JOINTS, count)), second), rare
    )
    trade = np.where(
        draw.random(count) < 0.5,
        draw.choice(TRADES, count),
        np.char.add(np.char.add(draw.choice(ENDS, count), " "), draw.choice(TRADES, count)),
    )
    whole = np.char.add(
        np.char.add(np.char.add(joined, " "), np.char.title(trade)), np.char.add(" ", draw.choice(FORMS, count))
    )
    return np.char.strip(whole)


def _words(count: int, draw: np.random.Generator) -> np.ndarray:
    """Invented words: a few are common, most are rare, as surnames are."""
    kinds = len(STEMS) * len(SYLLABLES) ** 2 * len(ENDS)
    number = (draw.pareto(0.5, count) * 300).astype(np.int64) % kinds * SCATTER % kinds
    parts: list[np.ndarray] = []
    for pieces in (ENDS, SYLLABLES, SYLLABLES, STEMS):
        number, place = np.divmod(number, len(pieces))
        parts.append(np.asarray(pieces)[place])
    word = np.char.add(parts[3], np.char.add(np.where(draw.random(count) < 0.5, parts[1], ""), parts[2]))
    return np.where(draw.random(count) < 0.5, np.char.add(word, parts[0]), word)


def _usual(draw: np.random.Generator, payee: np.ndarray, turn: int, choices: Sequence[str]) -> pl.Series:
    """What is bought of a supplier, and by whom: mostly the same, now and then something else."""
    usual = payee * turn % len(choices)
    place = np.where(draw.random(len(payee)) < CHANGING, draw.integers(0, len(choices), len(payee)), usual)
    return pl.Series(np.asarray(choices)[place])


def _suppliers(draw: np.random.Generator, payee: np.ndarray, count: int, shares: Shares) -> pl.Series:
    chosen = pl.Series(names(count, np.random.default_rng(POOL_SEED))).gather(payee)
    chance = pl.Series("chance", draw.random(len(payee)))
    written = (
        pl.when(chance < shares.no_supplier)
        .then(pl.lit(""))
        .when(chance < shares.redacted)
        .then(pl.lit("REDACTED PERSONAL DATA"))
        .when(chance < shares.redacted + 0.01)
        .then(pl.concat_str(pl.lit('"'), chosen, pl.lit(', North"')))
        .otherwise(chosen)
    )
    return pl.select(written).to_series()


def _narratives(draw: np.random.Generator, service: pl.Series, bought: pl.Series, shares: Shares) -> pl.Series:
    chance = pl.Series("chance", draw.random(len(service)))
    written = (
        pl.when(chance < shares.broken_text)
        .then(pl.concat_str(pl.lit('"'), bought, pl.lit("\nfor "), service, pl.lit('"')))
        .when(chance < shares.broken_text + shares.inches)
        .then(pl.concat_str(pl.lit('19" rack for '), service))
        .otherwise(bought)
    )
    return pl.select(written).to_series()
