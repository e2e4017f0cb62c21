"""Suppliers in common: who sells to several councils, and how much of that no council sees alone."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads, figure_choice, map_choice
from procurement.services.figures import category_view, common_view
from procurement.ui import charts, tables, words

ALL = "Every category"
COLUMNS = {
    "supplier": "Supplier",
    "councils": "Councils",
    "spend_pence": "Spend",
    "leverage_pence": "Leverage",
}

st.title("Suppliers in common")
st.markdown(
    "Leverage is the part of a supplier's sales to councils that no single council sees: spend × (1 − the sum of the "
    "councils' squared shares). It says nothing about prices. Only councils that pay the supplier £5,000 or more count."
)
listed = shell.ask(category_view.categories)
left, right = st.columns(2)
st.session_state.setdefault("fewest councils", 3)
least = left.slider("At least this many councils", 2, 10, key="fewest councils")
level1 = right.selectbox("Category", [ALL, *listed["level1"].to_list()], key="category in common")
seen = shell.ask(common_view.view, least, "" if level1 == ALL else level1)
if seen.suppliers.is_empty():
    st.info(f"No supplier is paid £5,000 or more by {least} councils or more here.")
    st.stop()

whole = seen.suppliers
shell.figures(
    [
        ("Suppliers", f"{whole.height:,}", f"paid by {least} councils or more"),
        ("Their sales", words.pounds(whole["spend_pence"].sum()), "to those councils"),
        ("Leverage", words.pounds(whole["leverage_pence"].sum()), "beyond any one council's view"),
    ]
)
beside = shell.covered("" if level1 == ALL else level1)
map_choice.told(seen.notes)
top = whole.head(15)
shell.chart(
    charts.bars(top, "supplier", "leverage_pence"),
    words.ranking(*tables.pairs(whole, "supplier", "leverage_pence"), "leverage"),
    "leverage",
)
st.header("Who buys from whom")
names = top["supplier"].to_list()
shell.chart(
    charts.grid(seen.matrix, "authority", names, "spend_pence", "supplier"),
    f"{words.count(seen.matrix['authority'].n_unique(), 'council')} buy from the "
    f"{words.count(len(names), 'supplier')} with the greatest leverage; darker is more.",
    "matrix",
)
with st.expander("The same as a table: a row a council, a column a supplier"):
    wide, columns = tables.matrix(seen.matrix, "authority", "supplier", "spend_pence", "Council")
    st.dataframe(**tables.signed(wide, columns))
    shell.note(
        "Only councils that pay the supplier £5,000 or more are here, so each column adds up to the supplier's spend. "
        "Leverage hangs on the councils' shares and on no price: were every price to double, every figure would double "
        "and the order stay the same."
    )
figure_choice.follow(seen.matrix, ["authority", "supplier"], "a council's spend with a supplier")
st.dataframe(**tables.signed(tables.in_pounds(whole, COLUMNS), tables.pound_columns(COLUMNS)))
about = {"Category": level1, "Councils at least": f"{least}", "Notes": " ".join(seen.notes)}
row = "A supplier that councils pay £5,000 or more each; leverage_pence is its spend that no single council sees."
downloads.figures("Download the suppliers", whole, "suppliers-in-common.csv", row, about, beside)
cell = "What a council spends with one of the suppliers of the greatest leverage."
downloads.figures("Download who buys from whom", seen.matrix, "suppliers-in-common-matrix.csv", cell, about, beside)
figure_choice.follow(seen.followed, ["supplier"], "one supplier's spend with these councils")
