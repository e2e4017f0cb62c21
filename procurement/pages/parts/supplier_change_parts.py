"""The part of a supplier's page where a person corrects it: its name, kind and group, who belongs to it and who not."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import supplier_doing
from procurement.services.suppliers import supplier_view
from procurement.services.suppliers.supplier_decisions import CHOOSABLE_KINDS, Say
from procurement.services.suppliers.supplier_view import SupplierView
from procurement.ui import words


def change(seen: SupplierView) -> None:
    """A tab for each thing that can be said of it."""
    naming, leaving, joining = st.tabs(["Name, kind and group", "Take a spelling out", "Join with another"])
    with naming:
        _describe(seen)
    with leaving:
        _take_out(seen)
    with joining:
        _join(seen)


def _describe(seen: SupplierView) -> None:
    first = supplier_view.spellings(seen)[0]
    place = f"{seen.supplier_id} {st.session_state.get(supplier_doing.ROUND, 0)}"
    now = {"name": seen.supplier, "kind": seen.kind, "group": seen.supplier_group}
    kinds = [*CHOOSABLE_KINDS] if seen.kind in CHOOSABLE_KINDS else [*CHOOSABLE_KINDS, seen.kind]
    said = {
        "name": st.text_input("It is called", seen.supplier, key=f"name {place}"),
        "kind": st.selectbox("It is of the kind", kinds, kinds.index(seen.kind), key=f"kind {place}"),
        "group": st.text_input("It belongs to the group (empty for none)", seen.supplier_group, key=f"group {place}"),
    }
    says = [Say(what, first, value=value.strip()) for what, value in said.items() if value.strip() != now[what]]
    _keep("Keep this", says, f"describe {place}")


def _take_out(seen: SupplierView) -> None:
    if seen.spellings.height < 2:
        st.markdown("It has one spelling, so none can be taken out.")
        return
    labels = {f"{one.name} {one.number}".strip(): one for one in supplier_view.spellings(seen)}
    chosen = st.selectbox("Spelling", list(labels), key=f"spelling of {seen.supplier_id}")
    st.markdown("It becomes a supplier of its own; all other spellings stay together.")
    _keep("Take it out", [Say("alone", labels[chosen])], f"take out {seen.supplier_id}")


def _join(seen: SupplierView) -> None:
    asked = st.text_input("Words of the other supplier's name", key=f"other of {seen.supplier_id}")
    found = shell.ask(supplier_view.find, asked) if asked.strip() else None
    others = [] if found is None else [row for row in found.to_dicts() if row["supplier_id"] != seen.supplier_id]
    if not others:
        st.markdown("Write some words of it." if not asked.strip() else "No other supplier is found.")
        return
    labels = {f"{row['supplier']} ({words.pounds(row['spend_pence'])}) {row['supplier_id']}": row for row in others}
    chosen = labels[st.selectbox("The other supplier", list(labels), key=f"others of {seen.supplier_id}")]
    other = supplier_view.spellings(shell.ask(supplier_view.view, chosen["supplier_id"]))[0]
    st.markdown(f"All spellings of {words.plain(chosen['supplier'])} will count under {words.plain(seen.supplier)}.")
    says = [Say("same", supplier_view.spellings(seen)[0], other)]
    _keep("They are the same supplier", says, f"join {seen.supplier_id}")


def _keep(label: str, says: list[Say], key: str) -> None:
    doing = {"on_click": supplier_doing.decide, "args": (says,)}
    st.button(label, icon=":material/save:", disabled=not says, key=f"keep {key}", **doing)
