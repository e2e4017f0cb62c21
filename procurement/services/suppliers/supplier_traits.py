"""What the register of companies tells of suppliers: which are small or medium, and which have their office near."""

from collections.abc import Sequence

import polars as pl

from procurement.services.desk import Desk, suppliers_of
from procurement.services.figures.company_shares import COMPANIES, companies_of
from procurement.services.registers import public_registers
from procurement.tables import SUPPLIER_TRAIT


def told(desk: Desk, local: Sequence[str] = (), wanted: pl.Series | None = None) -> pl.DataFrame:
    """SUPPLIER_TRAIT of the suppliers found to be one company of the register; empty where none is loaded.

    local: postcode areas (BL) and districts (BL9) in capitals; where none is named, nobody's place is known. wanted:
    the ids of the suppliers that are meant, all of them where it is not given.
    """
    if COMPANIES not in public_registers.listed(desk):
        return SUPPLIER_TRAIT.to_frame()
    found = companies_of(desk, suppliers_of(desk)["supplier_id"].unique() if wanted is None else wanted)
    sme = pl.col("is_sme").replace_strict({"yes": True, "no": False}, default=None, return_dtype=pl.Boolean())
    has_place = pl.lit(bool(local)) & (pl.col("outward") != "")
    near = pl.col("outward").is_in(list(local)) | pl.col("outward").str.extract(r"^([A-Z]+)").is_in(list(local))
    small, is_local = (name for name in SUPPLIER_TRAIT if name != "supplier_id")
    return found.select("supplier_id", sme.alias(small), pl.when(has_place).then(near).alias(is_local))
