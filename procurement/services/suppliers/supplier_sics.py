"""What the register of companies, where it is loaded, says that suppliers do: the SIC codes of each."""

import polars as pl

from procurement.services.desk import Desk
from procurement.services.figures.company_shares import COMPANIES
from procurement.services.registers import public_registers


def of(desk: Desk, suppliers: pl.DataFrame) -> pl.DataFrame:
    """supplier_text_key, supplier_kind and supplier_sics of supplier texts, once each.

    suppliers: DECIDED_SUPPLIER. SIC codes stand between semicolons, "" where no register of companies is loaded, or the
    text has no company's number. A text has the number that is published with it, or that the register added when it
    was met first; so a register that is loaded later speaks of suppliers met from then on.
    """
    found = _on_register(desk, suppliers["company_number"].unique())
    known = suppliers.select("supplier_text_key", "company_number", supplier_kind="kind").join(
        found, left_on="company_number", right_on="number", how="left", validate="m:1", maintain_order="left"
    )
    return known.select("supplier_text_key", "supplier_kind", supplier_sics=pl.col("sic_codes").fill_null(""))


def told(lines: pl.DataFrame, desk: Desk, suppliers: pl.DataFrame) -> pl.DataFrame:
    """Lines (supplier_text_key) with supplier_kind ("unknown" for none) and supplier_sics, in their order."""
    joined = lines.join(of(desk, suppliers), on="supplier_text_key", how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(pl.col("supplier_kind").fill_null("unknown"), pl.col("supplier_sics").fill_null(""))


def _on_register(desk: Desk, numbers: pl.Series) -> pl.DataFrame:
    """number and sic_codes of the companies that the register holds."""
    record = public_registers.listed(desk).get(COMPANIES)
    wanted = numbers.filter(numbers != "")
    if record is None or wanted.is_empty():
        return pl.DataFrame(schema={"number": pl.String(), "sic_codes": pl.String()})
    bodies = public_registers.kept(desk).bodies(record).select("number", "sic_codes")
    return bodies.filter(pl.col("number").is_in(wanted.implode())).unique("number").collect(engine="streaming")
