"""Payments of an invented council, with bills paid twice among them whose lines are known.

Ordinary life is made to look like duplicates: rents and instalments, prices of a list, weekly staff at one rate, lines
of one invoice, card payments, bills reversed and paid again, and equal amounts by chance.
"""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from procurement.tables import CATEGORY_READING, PAYMENT, SUPPLIER_READING

FIRST, DAYS = np.datetime64("2021-04-01"), 365 * 4 + 180
PLANTED = 100
HEADINGS = 24
SORTS = ("bills", "rent", "prices", "staff", "card", "stages", "reversed")
OWN_HEADING = ("rent", "prices", "staff", "card")
"""What is bought: bills have two dozen headings, and what repeats for a good reason mostly has a heading of its own."""
IN_FORCE = 1_426
"""Days from FIRST to 25 February 2025: the notice of contracts from £30,000 with VAT is then required."""
STYLES = ("the supplier's number", "the ledger's own number")
"""What a council publishes as the reference: the number on the bill, or one that its ledger gives each entry anew."""


@dataclass
class Made:
    """payments: PAYMENT. planted: line, plant (what was planted), pence: each line that should be found.

    sorts: line, sort: what each line is, for telling what a wrong finding was.
    """

    payments: pl.DataFrame
    planted: pl.DataFrame
    sorts: pl.DataFrame
    suppliers: pl.DataFrame
    categories: pl.DataFrame


@dataclass
class Ledger:
    """Entries as they are made: columns of arrays, a block at a time."""

    draw: np.random.Generator
    suppliers: int
    style: str
    blocks: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    serial: int = 0

    def enter(
        self,
        supplier: np.ndarray,
        day: np.ndarray,
        pence: np.ndarray,
        bill: list[str] | None = None,
        plant: str = "",
        is_planted: np.ndarray | None = None,
        spelling: np.ndarray | int = 0,
        purpose: list[str] | str = "",
        upload: list[str] | str = "",
        sort: str = SORTS[0],
        invoice: np.ndarray | None = None,
    ) -> None:
        """Add lines. bill: the supplier's numbers; invoice: lines with equal values are of one entry in the ledger."""
        size = len(day)
        serial = self.serial + np.arange(size) if invoice is None else self.serial + invoice
        self.serial = int(serial.max()) + 1 if size else self.serial
        numbers = bill or [f"{n % 9 + 1}{n:06}" for n in serial.tolist()]
        ledger = [f"51{n:08}" for n in serial.tolist()]
        block = {
            "supplier": supplier.astype(np.int64),
            "paid_on": FIRST + np.clip(day, 0, DAYS).astype("timedelta64[D]"),
            "amount_pence": pence.astype(np.int64),
            "transaction_number": numbers if self.style == STYLES[0] else ledger,
            "plant": [plant] * size,
            "is_planted": np.zeros(size, bool) if is_planted is None else is_planted,
            "sort": [sort] * size,
            "spelling": np.full(size, 0) + spelling,
            "purpose": [purpose] * size if isinstance(purpose, str) else purpose,
            "upload": [upload] * size if isinstance(upload, str) else upload,
        }
        self.blocks.append(pl.DataFrame(block))


def make(count: int, style: str, seed: int = 7) -> Made:
    """About `count` payments, and PLANTED of each plant."""
    ledger = Ledger(np.random.default_rng(seed), max(count // 60, 3_000), style)
    _ordinary(ledger, count)
    _look_alikes(ledger, count)
    _plants(ledger)
    return _finished(ledger)


def _amounts(draw: np.random.Generator, size: int) -> np.ndarray:
    """Bills to the penny; one in six is a whole multiple of £10."""
    pence = np.round(draw.lognormal(10.8, 1.5, size)).astype(np.int64) + 1_00
    return np.where(draw.random(size) < 1 / 6, (pence // 1000 + 1) * 1000, pence)


def _ordinary(ledger: Ledger, count: int) -> None:
    """Three fifths: bills, a fifth of them of two to four lines with the same number."""
    draw, size = ledger.draw, int(count * 0.6)
    bills = int(size / 1.4)
    supplier = (draw.pareto(1.2, bills) * 30).astype(np.int64) % ledger.suppliers
    day, lines = draw.integers(0, DAYS, bills), np.where(draw.random(bills) < 0.2, draw.integers(2, 5, bills), 1)
    of_bill = np.repeat(np.arange(bills), lines)
    ledger.enter(supplier[of_bill], day[of_bill], _amounts(draw, len(of_bill)), invoice=of_bill)
    credits = draw.choice(bills, bills // 50, replace=False)
    ledger.enter(supplier[credits], day[credits] + draw.integers(1, 60, len(credits)), -_amounts(draw, len(credits)))


def _look_alikes(ledger: Ledger, count: int) -> None:
    """Two fifths: what repeats for a good reason."""
    draw, suppliers = ledger.draw, ledger.suppliers
    rents = count // 400
    months = np.tile(np.arange(48), rents)
    payer = np.repeat(draw.integers(0, suppliers, rents), 48)
    ledger.enter(
        payer,
        months * 30 + np.repeat(draw.integers(0, 28, rents), 48) + draw.integers(-2, 3, rents * 48),
        np.repeat(_amounts(draw, rents), 48),
        sort="rent",
    )
    stages = count // 300
    day, owed = draw.integers(0, DAYS - 400, stages), _amounts(draw, stages)
    payer = draw.integers(0, suppliers, stages)
    for at in range(4):
        ledger.enter(payer, day + at * 91 + draw.integers(-2, 3, stages), owed, sort="stages")
    prices = draw.integers(20_00, 2_000_00, (max(suppliers // 20, 1), 6))
    size = count // 8
    shop = draw.integers(0, len(prices), size)
    ledger.enter(shop * 20, draw.integers(0, DAYS, size), prices[shop, draw.integers(0, 6, size)], sort="prices")
    size = count // 20
    week = draw.integers(0, DAYS // 7, size)
    rate = np.round(draw.integers(400_00, 1_500_00, 400) / 7.5) * 7.5
    agency = draw.integers(0, 400, size)
    ledger.enter(
        agency % suppliers,
        week * 7 + draw.integers(0, 3, size),
        rate[agency],
        purpose=[f"Staff week {w}" for w in week.tolist()],
        sort="staff",
    )
    size = count // 12
    ledger.enter(
        draw.integers(0, 300, size), draw.integers(0, DAYS, size), draw.choice([4_99, 9_99, 12_50, 25_00], size)
    )
    undone = count // 500
    payer, day, pence = (
        draw.integers(0, suppliers, undone),
        draw.integers(0, DAYS - 200, undone),
        _amounts(draw, undone),
    )
    numbers = [f"RV{n:07}" for n in range(undone)]
    ledger.enter(payer, day, pence, numbers, sort="reversed")
    ledger.enter(payer, day + draw.integers(1, 30, undone), -pence, sort="reversed")
    ledger.enter(payer, day + draw.integers(31, 60, undone), pence, numbers, sort="reversed")


def _plants(ledger: Ledger) -> None:
    """PLANTED of each: what should be found."""
    draw, size, yes = ledger.draw, PLANTED, np.ones(PLANTED, bool)

    def bills() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        pence = _amounts(draw, size) + 500_00
        return draw.integers(0, ledger.suppliers, size), draw.integers(0, DAYS - 200, size), pence

    twice = (draw.random(size) < 0.3).astype(int)
    payer, day, pence = bills()
    numbers = [f"AB{n:06}" for n in range(size)]
    ledger.enter(payer, day, pence, numbers)
    ledger.enter(payer, day + draw.integers(3, 120, size), pence, numbers, "same reference", yes, twice)
    payer, day, pence = bills()
    ledger.enter(payer, day, pence, [f"INV-{n:05}" for n in range(20_000, 20_000 + size)])
    typed = [(f"inv {n:05}", f"{n:05}", f"INV{n:06}")[n % 3] for n in range(20_000, 20_000 + size)]
    ledger.enter(payer, day + draw.integers(0, 90, size), pence, typed, "reference typed otherwise", yes)
    payer, day, pence = bills()
    ledger.enter(payer, day, pence)
    ledger.enter(payer, day + draw.integers(1, 26, size), pence, plant="same amount", is_planted=yes)
    payer, day, pence = bills()
    ledger.enter(payer, day, pence)
    ledger.enter(
        payer, day + draw.integers(1, 26, size), pence, plant="same amount, two records", is_planted=yes, spelling=1
    )
    _plant_instalments(ledger)
    payer, day, pence = bills()
    numbers, begun = [f"TF{n:06}" for n in range(size)], ledger.serial
    ledger.enter(payer, day, pence, numbers)
    ledger.serial = begun  # the same entries, published again
    ledger.enter(payer, day, pence, numbers, "in two files", yes, upload="again")
    new = np.arange(ledger.suppliers, ledger.suppliers + 2 * size)
    day = draw.integers(IN_FORCE, DAYS - 20, size)
    for later in (0, draw.integers(1, 14, size)):
        pence = draw.integers(20_000_00, 24_900_00, size)
        ledger.enter(new[:size], day + later, pence, plant="split order", is_planted=yes)
    pence = draw.integers(300_000_00, 900_000_00, size)
    ledger.enter(new[size:], draw.integers(500, DAYS, size), pence, plant="large first payment", is_planted=yes)


def _plant_instalments(ledger: Ledger) -> None:
    """Twelve monthly instalments, and one of them again nine days later."""
    draw, size = ledger.draw, PLANTED
    payer, pence = draw.integers(0, ledger.suppliers, size), _amounts(draw, size) + 500_00
    begin = FIRST.astype("datetime64[M]") + draw.integers(0, DAYS // 31 - 13, size)
    for month in range(12):
        day = (begin + month).astype("datetime64[D]") - FIRST
        ledger.enter(payer, day.astype(int) + 3, pence)
        if month == 6:
            ledger.enter(payer, day.astype(int) + 12, pence, plant="extra instalment", is_planted=np.ones(size, bool))


def _finished(ledger: Ledger) -> Made:
    entries = pl.concat(ledger.blocks).sample(fraction=1.0, shuffle=True, seed=1)
    month = pl.col("paid_on").dt.strftime("%Y-%m")
    headings = {sort: at + 1 for at, sort in enumerate(OWN_HEADING)}
    own = pl.col("sort").replace_strict(headings, default=0, return_dtype=pl.Int64)
    texts = entries.with_columns(
        line=pl.int_range(2, pl.len() + 2, dtype=pl.Int64),
        upload_id=pl.when(pl.col("upload") == "").then(month).otherwise(pl.concat_str(month, pl.lit("-again"))),
        supplier_text_key=pl.col("supplier") * 2 + pl.col("spelling"),
        line_text_key=own * 10_000 + pl.col("supplier") % 5_000,
    )
    blank = [
        pl.lit("").alias(name) for name, kind in PAYMENT.items() if kind == pl.String() and name not in texts.columns
    ]
    whole = texts.with_columns(*blank, is_redacted=pl.lit(value=False))
    planted = whole.filter("is_planted").select("line", "plant", pence="amount_pence")
    payments = whole.select(PAYMENT.names()).cast(PAYMENT)
    return Made(payments, planted, whole.select("line", "sort"), *_readings(payments))


def _readings(payments: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    keys = payments.select("supplier_text_key").unique().sort("supplier_text_key")
    ids = pl.concat_str(pl.lit("S"), pl.col("supplier_text_key") // 2)
    suppliers = keys.with_columns(supplier_id=ids, supplier_label=ids, kind=pl.lit("company"))
    lines = payments.select("line_text_key").unique().sort("line_text_key")
    of_sort = pl.when(pl.col("line_text_key") < 10_000).then(pl.col("line_text_key") % HEADINGS).otherwise(0)
    heading = pl.concat_str(pl.lit("Heading "), pl.col("line_text_key") // 10_000, pl.lit("."), of_sort)
    categories = lines.with_columns(level1=heading, influenceable=pl.lit(value=True))
    return _filled(suppliers, SUPPLIER_READING), _filled(categories, CATEGORY_READING)


def _filled(table: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    rest = [
        pl.lit("" if kind == pl.String() else None).cast(kind).alias(name)
        for name, kind in schema.items()
        if name not in table.columns
    ]
    return table.with_columns(rest).select(schema.names()).cast(schema)
