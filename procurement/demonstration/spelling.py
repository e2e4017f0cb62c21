"""How a council's ledger spells a supplier: case, legal form, ampersands, sites, trading names, length."""

import numpy as np
import polars as pl

from procurement.demonstration.reference import Style

SECOND_RECORD_SHARE = 0.12
"""Of a council's suppliers, those that stand twice in its ledger under different spellings."""

SITES = ("ACORN COURT", "NORTH DEPOT", "CAMERAS", "ACCOUNT 2", "HEAD OFFICE", "THE LODGE", "RENTAL", "WEST SITE")
LEGAL = {
    "Limited": ("Limited", "Ltd", "Ltd.", "LTD", "Limited", "Ltd"),
    "PLC": ("PLC", "plc", "Plc"),
    "LLP": ("LLP", "Llp"),
}


def spell(payments: pl.DataFrame, suppliers: pl.DataFrame, styles: list[Style], rng: np.random.Generator) -> pl.Series:
    """The supplier's name as printed on each payment.

    payments: council, supplier; suppliers: supplier, true_supplier, owner; styles: a house style a council. One
    council spells a supplier one way, or two where it has two records of it.
    """
    second = pl.Series(rng.random(payments.height) < 0.4)
    wanted = payments.select("council", "supplier").with_columns(second=second)
    records = _records(wanted, suppliers, rng)
    names = [
        _printed(row["true_supplier"], row["owner"], row["draw"], row["turn"], styles[row["council"]])
        for row in records.iter_rows(named=True)
    ]
    printed = records.select("council", "supplier", "second").with_columns(printed=pl.Series(names))
    keys = ["council", "supplier", "second"]
    return wanted.join(printed, on=keys, how="left", validate="m:1", maintain_order="left")["printed"]


def _records(wanted: pl.DataFrame, suppliers: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    distinct = wanted.unique().sort("council", "supplier", "second")
    named = distinct.join(suppliers, on="supplier", how="left", validate="m:1", maintain_order="left")
    pairs = named.select("council", "supplier").unique().sort("council", "supplier")
    pairs = pairs.with_columns(draw=pl.Series(rng.random(pairs.height)), twice=pl.Series(rng.random(pairs.height)))
    joined = named.join(pairs, on=["council", "supplier"], how="left", validate="m:1", maintain_order="left")
    twice = pl.col("second") & (pl.col("twice") < SECOND_RECORD_SHARE)
    return joined.with_columns(turn=twice.cast(pl.Int64))


def _printed(name: str, owner: str, draw: float, turn: int, style: Style) -> str:
    digits = int(draw * 1_000_000)
    if owner != "pseudo":
        name = _legal_form(name, digits + turn)
        name = name.replace(" & ", " and ") if digits % 5 == 0 else name
        name = _marked(name, owner, digits) if turn else name
    name = name.upper() if style.letter_case == "upper" or digits % 17 == 0 else name
    limit = style.name_limit
    return name[:limit].rstrip() if limit else name


def _legal_form(name: str, digits: int) -> str:
    stem, _, form = name.rpartition(" ")
    spellings = LEGAL.get(form)
    return f"{stem} {spellings[digits % len(spellings)]}" if spellings else name


def _marked(name: str, owner: str, digits: int) -> str:
    """A second record of the same supplier: a site, a trading name, a number, a dead record."""
    word = name.split()[0] if name.split()[0] != "The" else name.split()[1]
    site = SITES[digits % len(SITES)]
    forms = (
        f"{name} ({site})",
        f"{name} T/A {word} Group",
        f"{name}#{digits % 90 + 10}",
        f" {name}",
        name.replace(" ", "\xa0", 1),
    )
    return forms[digits // 10 % len(forms)] if owner != "person" else name
