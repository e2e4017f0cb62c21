"""Payees as councils write them, each with the invented company that it is, or none: the truth for a benchmark."""

from collections.abc import Callable

import numpy as np
import polars as pl

from benchmarks import invented_registers
from procurement.tables import SUPPLIER_TEXT

FIELD = 30
SHORT_FORMS = {" LIMITED": " LTD", " LTD": " LIMITED", " PLC": " P.L.C.", " C.I.C.": " CIC"}


def _formless(name: pl.Expr) -> pl.Expr:
    return name.str.replace(r" (LIMITED|LTD|LLP|PLC|C\.I\.C\.)$", "")


def _other_form(name: pl.Expr) -> pl.Expr:
    told = pl.coalesce(
        *(pl.when(name.str.ends_with(a)).then(name.str.strip_suffix(a) + b) for a, b in SHORT_FORMS.items()), name
    )
    return told.str.to_titlecase()


WAYS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "as registered, in small letters": lambda name: name.str.to_titlecase(),
    "with its form written otherwise": _other_form,
    "without its form": _formless,
    "with a trading name": lambda name: name + pl.lit(" T/A ") + name.str.extract(r"^(\S+)") + pl.lit(" DIRECT"),
    "with an account behind": lambda name: name + pl.lit(" - A/C 0012345"),
    "cut at 30 letters": lambda name: name.str.head(FIELD),
}
"""Ways to write a present name; a cut of a short name changes nothing."""


def payees(companies: pl.DataFrame, seed: int) -> pl.DataFrame:
    """SUPPLIER_TEXT with `truth` (a number, "" where none is right) and `way`.

    companies: of a loaded register, each written in one or two ways. A seventh of the texts are of companies that are
    not in it at all; some of those have a like name, and a few the very same, which only a number could tell.
    """
    draw = np.random.default_rng(seed)
    drawn = draw.integers(0, len(WAYS) + 1, (2, companies.height))
    framed = pl.concat([companies.with_columns(pick=pl.Series(picks)) for picks in drawn])
    ways = [
        framed.filter(pl.col("pick") == place).select(
            supplier_name=write(pl.col("name")), truth="number", way=pl.lit(way)
        )
        for place, (way, write) in enumerate(WAYS.items())
    ]
    earlier = framed.filter(pl.col("earlier") != "").select(
        supplier_name="earlier", truth="number", way=pl.lit("by its earlier name")
    )
    unknown = framed.filter(pl.col("pick") == len(WAYS))
    strangers = invented_registers.companies(unknown.height, seed=seed + 99)
    foreign = strangers.select(supplier_name="name", truth=pl.lit(""), way=pl.lit("not in the register"))
    first = pl.col("name").str.extract(r"^(\S+)")
    near = unknown.filter(pl.col("number").hash() % 2 == 0).select(
        supplier_name=first + pl.lit(" ROOFING AND FLOORING LTD"),
        truth=pl.lit(""),
        way=pl.lit("another of a like name"),
    )
    homonyms = unknown.filter(pl.col("number").hash() % 20 == 1).select(
        supplier_name="name", truth=pl.lit(""), way=pl.lit("another of the same name")
    )
    told = pl.concat([*ways, earlier, foreign, near, homonyms]).unique(
        "supplier_name", keep="first", maintain_order=True
    )
    blank = dict.fromkeys(("company_number", "vat_number", "charity_number"), pl.lit(""))
    keyed = told.with_row_index("supplier_text_key").with_columns(pl.col("supplier_text_key").cast(pl.Int64), **blank)
    return keyed.select(*SUPPLIER_TEXT.names(), "truth", "way")
