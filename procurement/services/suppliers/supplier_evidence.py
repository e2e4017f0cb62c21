"""What is known of new supplier texts besides their words, put where matching looks for it: the numbers beside them.

Numbers that a file cannot mean are taken away, those of the same vendor record and of public registers are added.
Payments stay as published: only what matching reads of them changes, and each change says why in the reading's reason.
"""

import polars as pl

from procurement.services.desk import Desk
from procurement.services.registers import register_matching
from procurement.suppliers import number_trust, vendor_ids
from procurement.suppliers.reason_texts import notes_of, with_notes, without_notes
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

NUMBERS = ("company_number", "vat_number", "charity_number")
NOTES = ("doubt", "carried", "registered")


def gather(desk: Desk, payments: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_TEXT with what the evidence adds and takes away, and `doubt`, `carried`, `registered`: why, else "".

    payments: PAYMENT of the uploads in which the texts stand. A number that one file makes
    doubtful is believed of none.
    """
    is_numbered = pl.any_horizontal(pl.col(column) != "" for column in NUMBERS)
    if texts.select(is_numbered.any()).item():
        carried = _of_numbers(desk, payments, texts)
    else:
        carried = texts.select(*SUPPLIER_TEXT.names(), doubt=pl.lit(""), carried=pl.lit(""))
    paid = payments.group_by("supplier_text_key").agg(first_paid_on=pl.col("paid_on").min())
    dated = carried.join(paid, on="supplier_text_key", how="left", validate="1:1", maintain_order="left")
    return register_matching.identify(desk, dated).drop("first_paid_on")


def _of_numbers(desk: Desk, payments: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_TEXT with `doubt` and `carried`, of texts of which some have a number to doubt or to carry."""
    files = payments.partition_by("upload_id", maintain_order=True)
    found = [number_trust.find(file, desk.suppliers) for file in files]
    distrusted = pl.concat([*found, number_trust.beside_too_many(texts, desk.suppliers)])
    distrusted = distrusted.unique(["column", "number"], keep="first", maintain_order=True)
    believed = number_trust.blank(texts.select(SUPPLIER_TEXT.names()), distrusted)
    pairs = vendor_ids.shared(payments, believed, desk.suppliers)
    return vendor_ids.carry(believed, pairs, desk.suppliers)


def explain(readings: pl.DataFrame, gathered: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_READING whose reasons end with what `gather` says of their texts."""
    notes = gathered.select("supplier_text_key", *NOTES)
    joined = readings.join(notes, on="supplier_text_key", how="left", validate="1:1", maintain_order="left")
    said = [pl.when(pl.col(note).fill_null("") != "").then(pl.col(note)) for note in NOTES]
    notes = pl.concat_str(said, separator="; ", ignore_nulls=True)
    return joined.with_columns(reason=with_notes(pl.col("reason"), notes)).select(SUPPLIER_READING.names())


def explained_before(readings: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_READING made anew, each with the notes that its text had `before`: what is known of it stays known."""
    notes = before.select("supplier_text_key", notes=notes_of(pl.col("reason")))
    joined = readings.join(notes, on="supplier_text_key", how="left", validate="1:1", maintain_order="left")
    reason = with_notes(without_notes(pl.col("reason")), pl.col("notes").fill_null(""))
    return joined.with_columns(reason=reason).select(readings.columns)
