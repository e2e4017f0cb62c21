"""Business case: one category's answer, its range, each council's gain, the assumptions, and what would change it."""

import polars as pl
import streamlit as st

from procurement.access import Role
from procurement.pages import shell
from procurement.pages.parts import (
    assumption_parts,
    case_choice,
    case_parts,
    case_sharing_parts,
    caution_parts,
    downloads,
    law_parts,
    member_parts,
    paper_parts,
    scenario_parts,
)
from procurement.services.cases import opportunities, opportunity_choices
from procurement.ui import theme

st.title("Business case")
listed = shell.ask(opportunity_choices.categories)
if listed.is_empty():
    st.info("There is not yet any spend with a category, so no case can be made.")
    st.stop()
category = case_choice.choose(listed)
if shell.viewer().role is Role.MEMBER:
    member_parts.show_plainly(category)
changes = assumption_parts.changed_assumptions()
seen = shell.ask(opportunities.one, *category, changes)

st.header(theme.LEVEL_NAMES[seen.answer])
st.markdown(f"**{seen.headline}**")
if changes:
    assumption_parts.tell_changed(len(changes))
caution_parts.show(seen.cautions)
left, right = st.columns(2)
with left:
    st.subheader("Why")
    st.markdown("\n".join(f"- {sentence}" for sentence in seen.why))
with right:
    st.subheader("What would change the answer")
    st.markdown(
        "\n".join(f"- {sentence}" for sentence in seen.what_would_change_it) or "Nothing within the ranges below."
    )
shell.trace_link(seen.figure, "How we know: the payments behind this case")
beside = shell.covered(category[0], level2=category[1])

case_parts.show_levels(seen.levels)
case_parts.show_steps(seen.steps)
case_parts.show_councils(seen.councils)
case_sharing_parts.show_shares(seen.shares_in_words)
case_sharing_parts.show_groups(seen.groups)
case_parts.show_tornado(seen.tornado)
case_parts.show_options(seen.options)
case_sharing_parts.show_at_risk(seen, category, changes)
law_parts.show_laws(category, changes)
assumption_parts.edit_assumptions(seen.assumptions)
scenario_parts.offer_saving(category, changes)
paper_parts.offer_paper(category, changes)
st.header("Limits")
st.markdown("\n".join(f"- {sentence}" for sentence in seen.limits))
about = case_sharing_parts.about(category, seen, changes)
row = "A level: its worth beside each council buying by itself, over the years appraised, in present value."
named = f"business-case-{' '.join(category)}"
downloads.figures("Download this case's levels", seen.levels, f"{named}.csv", row, about, beside)
share = "A council: its part of the gain and of the cost, over the years appraised, in present value."
each = seen.councils.select(pl.exclude("authority_code"))
downloads.figures("Download each council's share", each, f"{named}-councils.csv", share, about, beside)
