"""A whole store of invented spend, as large as one asks: payments, suppliers, categories and their readings."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.rollup_data import blank
from procurement.places import authorities
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading.receipts import Receipt
from procurement.spend.rows import text_keys
from procurement.store.submission import Submission, Upload
from procurement.tables import CATEGORY_READING, HELD_BACK, ISSUE, PAYMENT, SUPPLIER_PAIR, SUPPLIER_READING

FIRST, QUARTERS, DAYS_A_QUARTER = date(2024, 4, 1), 8, 91
BATCH_LINES = 4_000_000
LINES_EACH = 4
REDACTED, CREDIT, LOCAL, REGIONAL = 0.04, 0.02, 0.5, 0.3
ASKED = 5_000
ADDED = 2_000
TEXTS = ("supplier_name", "is_redacted", "purpose", "department", "publisher_category", "account", "company_number",
         "vat_number", "charity_number", "supplier_text_key", "line_text_key")  # fmt: skip
"""What a payment has of its line's texts."""
FULL = 50_000_000
"""So many payments have 900 suppliers a council, 3,000 a region and 9,000 national ones; fewer have fewer of each."""
SYLLABLES = np.asarray(["harrow", "quill", "tarn", "brindle", "cote", "marsh", "fen", "wick", "holt", "mere", "stow",
                        "beck", "thorn", "ash", "combe", "ley", "ford", "dale", "garth", "hurst"])  # fmt: skip
TRADES = np.asarray(["Energy", "Building", "Care", "Transport", "Supplies", "Services", "Training", "Maintenance"])
TITLES, INITIALS = np.asarray(["Mr", "Mrs", "Ms", "Miss"]), np.asarray(list("ABCDEFGHJKLMNPRSTW"))
HELD_ROW = '["03/04/2024", "Quillmarsh Scaffolding Ltd", "#REF!", "Hire"]'
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
Numbers = npt.NDArray[np.int64]


def write(home: Path, count: int) -> int:
    """About `count` payments of every principal council over two years, a file a council and quarter; how many.

    Half go to suppliers of one council, three in ten to suppliers of its region, the rest to national ones. One
    supplier in fifty is an individual, one payment in 25 is redacted, one in 50 money back; one line in ten cannot be
    influenced and one in twenty has no category. Five thousand pairs of names wait for a person.
    """
    desk = open_desk(home)
    councils = authorities.principal_councils(desk.authorities, desk.today).sort("authority_code")
    sizes = _sizes(count, councils)
    texts = _texts(desk, sum(sizes))
    _keep_readings(desk, texts)
    written, batch = 0, list[Submission]()
    for submission in _files(desk, count, councils, sizes, texts):
        batch.append(submission)
        if sum(one.payments.height for one in batch) >= BATCH_LINES:
            written += _keep(desk, batch)
            batch = []
    written += _keep(desk, batch)
    desk.store.compact(keep_history_hours=0)
    desk.store.close()
    return written


def add_a_file(home: Path) -> None:
    """One more file of 2,000 payments of one council, of texts that the store knows, a quarter after the last."""
    desk = open_desk(home)
    code = authorities.principal_councils(desk.authorities, desk.today).sort("authority_code")["authority_code"][0]
    known = desk.store.ledger.payments().filter(pl.col("authority_code") == code).head(ADDED).collect()
    made = _file(
        code, len(desk.store.register.uploads.standing(code)), known.select(TEXTS), np.random.default_rng(2012)
    )
    desk.store.originals.keep(_content(made.upload.file_name))
    _keep(desk, [made])
    desk.store.close()


def _keep(desk: Desk, batch: Sequence[Submission]) -> int:
    desk.store.keep_many(batch)
    return sum(one.payments.height for one in batch)


def _sizes(count: int, councils: pl.DataFrame) -> tuple[int, int, int]:
    """How many suppliers there are of councils, of regions and of the nation."""
    times = min(1.0, (count / FULL) ** 0.5)
    each, regional, national = (max(20, round(most * times)) for most in (900, 3_000, 9_000))
    return each * councils.height, regional * councils["region"].n_unique(), national


def _titled(one: Numbers, other: Numbers) -> pl.Series:
    return pl.Series(np.char.add(SYLLABLES[one], SYLLABLES[other])).str.to_titlecase()


def _companies(numbers: Numbers) -> pl.Series:
    """A name for each number, no two alike up to 1,280,000."""
    size = SYLLABLES.size
    digits = [numbers // size**place % size for place in range(4)]
    trade = pl.Series(TRADES[numbers // size**4 % TRADES.size])
    words = [_titled(digits[0], digits[1]), _titled(digits[2], digits[3]), trade]
    return pl.select(pl.concat_str(*words, separator=" ") + pl.lit(" Ltd")).to_series()


def _people(numbers: Numbers) -> pl.Series:
    """Invented people, no two alike up to 28,800."""
    size = SYLLABLES.size
    title, initial = numbers // size**2 % TITLES.size, numbers // (size**2 * TITLES.size) % INITIALS.size
    words = [pl.Series(TITLES[title]), pl.Series(INITIALS[initial]), _titled(numbers % size, numbers // size % size)]
    return pl.select(pl.concat_str(*words, separator=" ")).to_series()


def _texts(desk: Desk, suppliers: int) -> pl.DataFrame:
    """The distinct lines with their keys: LINES_EACH of each supplier, then LINES_EACH of each category, redacted."""
    headings = desk.reference["proclass"].filter(pl.col("level2") != "", pl.col("level3") == "")
    number = np.arange((suppliers + headings.height) * LINES_EACH)
    supplier, variant = number // LINES_EACH, number % LINES_EACH
    redacted, person = supplier >= suppliers, supplier % 50 == 7
    heading = np.where(redacted, supplier - suppliers, supplier * 2_654_435_761 % 2**32 % headings.height)
    bought = headings[heading].select("level1", "level2", "proclass_code")
    named = pl.DataFrame({"person": person, "is_redacted": redacted})
    name = pl.when("is_redacted").then(pl.lit("REDACTED")).when("person").then(_people(supplier // 50))
    rows = pl.concat([named.with_columns(supplier_name=name.otherwise(_companies(supplier))), bought], how="horizontal")
    return text_keys.add(
        rows.with_columns(
            purpose=pl.col("level2") + pl.lit(" order ") + pl.Series(variant).cast(pl.String),
            department=pl.Series(np.asarray(["Adults", "Children", "Place", "Corporate"])[variant]),
            publisher_category=pl.col("level2"),
            **dict.fromkeys(("account", "company_number", "vat_number", "charity_number"), pl.lit("")),
        )
    )


def _keep_readings(desk: Desk, texts: pl.DataFrame) -> None:
    """Readings of every supplier and line, and pairs that wait: two names in twelve are one supplier's."""
    kept = desk.store.register
    each = texts.unique("supplier_text_key", keep="first", maintain_order=True).with_row_index("number")
    own = pl.format("NAME-{}", pl.col("number") // 12 * 12 + pl.max_horizontal(pl.col("number").cast(pl.Int64) % 12, 1))
    kind = pl.when("is_redacted").then(pl.lit("redacted")).when("person").then(pl.lit("individual or sole trader"))
    charity = pl.when(pl.col("number") % 10 == 3).then(pl.lit("charity")).otherwise(pl.lit("company"))
    lone = pl.when("is_redacted").then(pl.lit("")).otherwise(own)
    read = each.select(
        "supplier_text_key", "supplier_name", lone.alias("supplier_id"),
        pl.col("supplier_name").first().over(own).alias("supplier_label"), kind.otherwise(charity).alias("kind"),
        score=pl.lit(1.0), rule=pl.lit("own name"), reason=pl.lit("invented"),
    )  # fmt: skip
    kept.readings.keep_suppliers(blank(SUPPLIER_READING, read.to_dict()), NOW)
    known = pl.int_range(pl.len()) % 20 > 0
    names = ("level1", "level2", "proclass_code")
    text = [pl.when(known).then(name).otherwise(pl.lit("")).alias(name) for name in names]
    coded = texts.select(
        "line_text_key", *text, confidence=pl.when(known).then(0.9).otherwise(0.2), rule=pl.lit("invented"),
        influenceable=pl.int_range(pl.len()) % 10 > 0,
    )  # fmt: skip
    kept.readings.keep_categories(blank(CATEGORY_READING, coded.unique("line_text_key").to_dict()), NOW)
    some = read.filter(pl.col("kind") == "company")["supplier_text_key"].head(2 * ASKED).sort()
    half = some.len() // 2
    pairs = {"supplier_text_key_a": some.head(half), "supplier_text_key_b": some.slice(half, half)}
    kept.supplier_pairs.add(blank(SUPPLIER_PAIR, pairs | {"verdict": ["ask"] * half, "probability": [0.5] * half}), NOW)


def _files(
    desk: Desk, count: int, councils: pl.DataFrame, sizes: tuple[int, int, int], texts: pl.DataFrame
) -> Iterator[Submission]:
    """A file a council and quarter, with a row held back in each; the bytes that are kept hold that row alone."""
    draw, own = np.random.default_rng(2011), sizes[0] // councils.height
    regions = councils["region"].rank("dense").to_numpy().astype(np.int64) - 1
    regional = sizes[1] // (int(regions.max()) + 1)
    size = max(1, count // (QUARTERS * councils.height))
    redacted = texts.height // LINES_EACH - sum(sizes)
    for quarter in range(QUARTERS):
        for place, code in enumerate(councils["authority_code"]):
            reach, rank = draw.random(size), (draw.pareto(0.7, size) * 60).astype(np.int64)
            of_region = sizes[0] + regions[place] * regional + rank % regional
            of_nation = sizes[0] + sizes[1] + rank % sizes[2]
            wider = np.where(reach < LOCAL + REGIONAL, of_region, of_nation)
            supplier = np.where(reach < LOCAL, place * own + rank % own, wider)
            hidden = sum(sizes) + draw.integers(0, redacted, size)
            supplier = np.where(draw.random(size) < REDACTED, hidden, supplier)
            lines = texts[supplier * LINES_EACH + draw.integers(0, LINES_EACH, size)]
            made = _file(code, quarter, lines, draw)
            desk.store.originals.keep(_content(made.upload.file_name))
            yield made


def _content(name: str) -> bytes:
    return f"Payment Date,Supplier,Net Amount,Purpose\n{','.join(json.loads(HELD_ROW))}\n{name},,,\n".encode()


def _file(code: str, quarter: int, lines: pl.DataFrame, draw: np.random.Generator) -> Submission:
    size, first = lines.height, FIRST + timedelta(DAYS_A_QUARTER * quarter)
    pence = np.round(draw.lognormal(12, 1.6, size)).astype(np.int64)
    facts = lines.select(TEXTS).to_dict() | {
        "line": np.arange(3, size + 3),
        "paid_on": np.datetime64(first) + np.sort(draw.integers(0, DAYS_A_QUARTER, size)),
        "amount_pence": np.where(draw.random(size) < CREDIT, -pence, pence),
        "amount_basis": ["net"] * size,
        "transaction_number": pl.Series(np.arange(size) + quarter * size).cast(pl.String),
    }
    payments = blank(PAYMENT, facts)
    held = {"line": [2], "rule": ["AMOUNT_ERROR"], "column": ["amount"], "value": ["#REF!"], "row_text": [HELD_ROW]}
    last = first + timedelta(DAYS_A_QUARTER - 1)
    name = f"{code.lower()}-{quarter + 1}.csv"
    number = sha256(_content(name)).hexdigest()
    receipt = Receipt(
        name, number, "taken", lines=size + 2, accepted=size, held_back=1, headings=1, held_back_unread=1,
        accepted_pence=int(payments["amount_pence"].sum()), first_day=str(first), last_day=str(last),
        held_back_rules={"AMOUNT_ERROR": 1}, authority_code=code,
    )  # fmt: skip
    upload = Upload(code, name, number, NOW, "benchmark", receipt.as_json(), first, last, is_demonstration=True)
    return Submission(upload, payments, blank(HELD_BACK, held), ISSUE.to_frame())
