"""Parts of the page of one supplier: how it is chosen, its spellings, its totals, its decisions and where it went."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads
from procurement.services.figures import tracing
from procurement.services.suppliers import supplier_groups, supplier_view
from procurement.services.suppliers.supplier_view import SupplierView
from procurement.ui import tables, words

CHOSEN = "supplier"
COLUMNS = {
    "supplier_name": "Spelling",
    "spend_pence": "Spend",
    "payments": "Payments",
    "councils": "Councils",
    "company_number": "Company number as published",
    "vat_number": "VAT number as published",
    "charity_number": "Charity number as published",
}
TOTALS = {
    "councils": ("authority", "Council"),
    "categories": ("level1", "Category"),
    "years": ("financial_year", "Year"),
}
IN_WORDS, MOST_IN_WORDS = 5, 200
MOST_OF_GROUP = 20


def choose() -> str:
    """The id of the supplier that is asked for: by words, or by what another page pointed at; "" where none is."""
    pointed_at = st.session_state.pop(CHOSEN, "")
    if pointed_at:
        st.session_state["supplier words"] = pointed_at
    asked = st.text_input("Words of a name, a group, or an id", key="supplier words")
    found = shell.ask(supplier_view.find, asked)
    labels = {
        f"{row['supplier']} ({words.pounds(row['spend_pence'])}, {words.count(row['spellings'], 'spelling')}) "
        f"{row['supplier_id']}": row["supplier_id"]
        for row in found.to_dicts()
    }
    return labels.get(st.selectbox("Supplier", list(labels)) or "", "")


def show_group(seen: SupplierView) -> None:
    """The other suppliers of its group, each with its pounds; nothing where it is in none."""
    if not seen.supplier_group:
        return
    others = shell.ask(supplier_groups.others, seen.supplier_id, seen.supplier_group)
    told = [f"{row['supplier']} ({words.pounds(row['spend_pence'])})" for row in others.to_dicts()]
    listed = f"Also of this group: {words.plain(words.listed(told, MOST_OF_GROUP))}."
    st.markdown(listed if told else "No other supplier is in this group.")


def show_spellings(seen: SupplierView) -> None:
    """Every spelling that may be read, and why it is here."""
    st.header("Spellings")
    for row in seen.spellings.head(IN_WORDS).iter_rows(named=True):
        paid = words.pounds_exactly(row["spend_pence"])
        st.markdown(f"- **{words.plain(row['supplier_name'])}** ({words.plain(paid)}): {words.plain(row['reason'])}")
    if seen.withheld:
        st.markdown(f"{words.count(seen.withheld, 'spelling')} may name a private person, and is withheld from you.")
    with st.expander(f"All {words.count(seen.spellings.height, 'spelling')}"):
        st.dataframe(**tables.signed(tables.in_pounds(seen.spellings, COLUMNS), tables.exact_pound_columns(COLUMNS)))
        st.markdown(tables.in_sentences(seen.spellings[IN_WORDS:MOST_IN_WORDS], ["supplier_name"], "reason"))
        downloads.download("Download the spellings", seen.spellings, f"spellings-{seen.supplier_id}.csv")


def show_totals(seen: SupplierView) -> None:
    """What councils pay it: by council, category and year."""
    st.header("Who pays it, for what, and when")
    for column, (name, (label, heading)) in zip(st.columns(3), TOTALS.items(), strict=True):
        total, shown = getattr(seen, name), {label: heading, "spend_pence": "Spend"}
        column.dataframe(**tables.signed(tables.in_pounds(total, shown), tables.pound_columns(shown)))
        column.markdown(words.ranking(*tables.pairs(total, label), f"spend by {heading.lower()}"))
    shell.trace_link(tracing.Figure("national", values=(("supplier_id", seen.supplier_id),)).name)
