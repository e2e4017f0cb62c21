"""Organisations known by several names: a name that is exactly another one of a body is read as its present name."""

import polars as pl

from procurement.suppliers import council_names, full_words
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.rewriting import places, repeated, rewrite


def follow(parts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """Put the present name where a core is exactly another known name of an organisation (RNIB, HMRC)."""
    known = reference.once(present_names)
    is_other = parts["core"].is_in(known["other"].implode())
    other_name = repeated("", parts.height).scatter(places(is_other), parts["core"].filter(is_other))
    core = rewrite(parts["core"], is_other, lambda text: text.replace_strict(known["other"], known["name"]))
    return parts.with_columns(core, other_name=other_name)


def present_names(reference: SupplierReference) -> pl.DataFrame:
    """other, name: the present name of an organisation by each other one, in full words: of councils and our list."""
    names = {other: name for other, name in reference.once(council_names.usual_names).items() if other != name}
    aliases = reference.supplier_aliases
    other, name = (full_words.spelt_out(aliases[column], reference) for column in ("other_name", "name"))
    names.update(zip(other, name, strict=True))
    return pl.DataFrame(
        {"other": list(names), "name": list(names.values())}, schema=dict.fromkeys(("other", "name"), pl.String)
    )
