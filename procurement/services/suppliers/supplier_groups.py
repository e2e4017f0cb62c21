"""The suppliers of one group, which people say belong together without being one supplier."""

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.services.desk import Desk
from procurement.services.suppliers import supplier_view

MEMBER = pl.Schema({"supplier_id": pl.String(), "supplier": pl.String(), "spend_pence": pl.Int64()})
"""A supplier of a group, with what it is paid by all councils under the spellings that the viewer may read."""


def others(viewer: Viewer, desk: Desk, supplier_id: str, group: str) -> pl.DataFrame:
    """MEMBER: every other supplier of the group, the most pounds first; no group has no rows. Raises NotAllowed."""
    check_can_compare(viewer)
    texts = supplier_view.readable(viewer, desk)
    theirs = texts.filter((pl.col("supplier_group") == group) & (pl.col("supplier_id") != supplier_id) & (group != ""))
    summed = theirs.group_by("supplier_id").agg(
        supplier=pl.col("shown").first(), spend_pence=pl.col("spend_pence").sum()
    )
    return summed.select(MEMBER.names()).sort("spend_pence", "supplier", descending=[True, False])
