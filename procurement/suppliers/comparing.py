"""Two names side by side: are they one supplier, and why?"""

import polars as pl

from procurement.suppliers import kinds, names, reasons, verdicts
from procurement.suppliers.reference import SupplierReference

WITHOUT_NAME = ("redacted", "pseudo-supplier")


def compare(pairs: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Add probability, verdict (same, ask or different) and reason to `pairs` (name_a, name_b), in their order.

    A name that is redacted or stands for no supplier is different from everything; no pairs give no rows.
    """
    left, right = (pairs[side].cast(pl.String).fill_null("") for side in ("name_a", "name_b"))
    distinct, numbers = names.pair_numbers(left, right)
    understood = names.understand(distinct, reference)
    nameless = understood.parts["core_face"].eq(-1) | kinds.kind_of(distinct, reference).is_in(WITHOUT_NAME)
    silent = nameless.gather(numbers["left"]) | nameless.gather(numbers["right"])
    spoken = numbers.with_row_index("row").filter(~silent)
    judged = verdicts.judge(spoken.select("left", "right"), understood, reference)
    answers = pl.concat([spoken.select("row"), judged.select("probability", "verdict")], how="horizontal")
    answers = answers.with_columns(
        reasons.explain(judged, understood, reference).select(reason=reasons.whole()).to_series()
    )
    joined = numbers.with_row_index("row").join(answers, on="row", how="left", validate="1:1", maintain_order="left")
    return pairs.with_columns(
        probability=joined["probability"].fill_null(0.0),
        verdict=joined["verdict"].fill_null("different"),
        reason=joined["reason"].fill_null(
            "a name that is withheld, empty or stands for no one supplier is never matched"
        ),
    )
