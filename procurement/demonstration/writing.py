"""Every file of the demonstration, with the truth about each of its lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from procurement.demonstration import (
    container,
    house_style,
    layout,
    market,
    publishing,
    roster,
    spelling,
    spending,
    wording,
)
from procurement.demonstration.reference import Reference, Style

ANSWER = pl.Schema(
    {
        "file": pl.String(),
        "line": pl.Int64(),
        "true_supplier": pl.String(),
        "proclass_code": pl.String(),
        "amount_pence": pl.Int64(),
        "usable": pl.Boolean(),
    }
)
"""The truth of a payment line: its supplier ("" where the file hides it), its code ("" where there is none), net pence,
and whether the line can be read, for some are spoilt on purpose and should be held back."""


@dataclass(frozen=True)
class DemoFile:
    """One invented file: its name, its bytes, the council that publishes it, and ANSWER for its lines."""

    name: str
    content: bytes
    authority_code: str
    answers: pl.DataFrame


def files(reference: Reference, seed: int) -> Iterator[DemoFile]:
    """Every file, council by council and period by period; the same seed gives the same bytes on any machine.

    reference: as reference.gather makes it from the reference tables.
    """
    draws = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(6)]
    payments = _payments(reference, draws)
    for at, council in enumerate(reference.councils.iter_rows(named=True)):
        style = reference.styles[council["style"]]
        own = house_style.dress(payments.filter(pl.col("council") == at), style, council["name"], draws[5])
        headings = reference.headings.filter(pl.col("style") == council["style"])
        yield from _council_files(own, headings, style, council)


def answers(written: Iterable[DemoFile]) -> pl.DataFrame:
    """ANSWER for every payment line of the files, in their order; empty in gives empty out."""
    return pl.concat([pl.DataFrame(schema=ANSWER), *(file.answers for file in written)])


def _payments(reference: Reference, draws: list[np.random.Generator]) -> pl.DataFrame:
    """All payments with every text that some house may print, sorted by council and day."""
    pounds = roster.budgets(reference, draws[0])
    suppliers, links = market.build(reference, pounds, draws[1])
    paid = spending.payments(links, pounds, reference.categories, draws[2])
    words = wording.word(paid, reference, draws[3])
    styles = [reference.styles[name] for name in reference.councils["style"]]
    names = spelling.spell(paid, suppliers, styles, draws[4])
    hidden = wording.redacted(paid, reference.categories, draws[4])
    known = suppliers.select("supplier", "true_supplier", "company_number", "charity_number")
    whole = pl.concat([paid, words], how="horizontal").with_columns(supplier_name=names, is_redacted=hidden)
    return whole.join(known, on="supplier", how="left", validate="m:1", maintain_order="left")


def _council_files(
    payments: pl.DataFrame, headings: pl.DataFrame, style: Style, council: dict[str, Any]
) -> Iterator[DemoFile]:
    dated = payments.with_columns(publishing.label(council["publishes"]))
    fields = headings["field"].to_list()
    for period in dated["period"].unique().sort():
        own = dated.filter(pl.col("period") == period)
        laid = layout.lay_out(own, headings, style, council["name"], period)
        name = f"{_file_stem(council['name'])}-spend-{period}.{style.container}"
        content = container.pack(laid, style, fields.index("net"), fields.index("paid_on"))
        yield DemoFile(name, content, council["authority_code"], _answers(own, laid, name))


def _file_stem(name: str) -> str:
    return "-".join(name.lower().replace(",", "").split())


def _answers(payments: pl.DataFrame, laid: layout.Layout, name: str) -> pl.DataFrame:
    truth = payments.select(
        file=pl.lit(name),
        line=laid.lines["line"],
        true_supplier=pl.when("is_redacted").then(pl.lit("")).otherwise("true_supplier"),
        proclass_code="proclass_code",
        amount_pence="amount_pence",
        usable=pl.col("spoilt") == "",
    )
    return truth.match_to_schema(ANSWER)
