"""Parts of the page of private individuals: what is withheld of each council, and the table to decide in."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import private_people_doing
from procurement.services.privacy import private_people
from procurement.services.privacy.private_texts import SHARE, WITHHOLD
from procurement.ui import tables, words

LATER = "Decide later"
ANSWERS = {LATER: "", "May be shared": SHARE, "Keep withheld": WITHHOLD}
COLUMNS = {"text": "Text", "stands_in": "Stands in", "reason": "Why it waits", "payments": "Payments"}
POUNDS = {"spend_pence": "Pounds"}
MOST_SHOWN, MOST_IN_WORDS = 200, 5


def show_counts(counts: pl.DataFrame) -> None:
    """How much of each council is withheld, for those who may not read it."""
    if counts.is_empty():
        st.success("No payment is withheld.")
        return
    st.markdown("Only officers of the council itself may read and confirm these texts.")
    for row in counts.iter_rows(named=True):
        st.markdown(f"- {words.plain(row['authority'])}: {words.count(row['payments'], 'payment')} withheld")


def decide(waiting: pl.DataFrame, council: str) -> None:
    """The texts that wait, an answer beside each; what the answers would do is said before they are saved."""
    shown = waiting.head(MOST_SHOWN)
    few = f"the first {shown.height:,} of " if shown.height < waiting.height else ""
    st.markdown(f"Here: {few}{words.count(waiting.height, 'text')}, the most pounds first. In words:")
    for row in shown.head(MOST_IN_WORDS).iter_rows(named=True):
        st.markdown(f"- {_in_words(row)}")
    st.markdown("Choose an answer beside each: go to it with the arrow keys, and press Enter.")
    answers = pl.lit(LATER).alias("Your answer")
    table = tables.in_pounds(shown, {**COLUMNS, **POUNDS}).with_columns(tables.numbers(shown.height), answers)
    choosing = {"Your answer": st.column_config.SelectboxColumn(options=list(ANSWERS), required=True)}
    answered = st.data_editor(
        **tables.signed(table, {**choosing, **tables.exact_pound_columns(POUNDS)}),
        num_rows="fixed",
        disabled=[tables.NUMBER, *COLUMNS.values(), *POUNDS.values()],
        column_order=["Your answer", tables.NUMBER, "Text", "Pounds", "Payments", "Stands in", "Why it waits"],
        key=f"private {council} {st.session_state.get(private_people_doing.ROUND, 0)}",
    )
    with st.expander("The texts in full, by their numbers"):
        st.markdown(tables.in_full(shown, ["text"], "reason"))
    chosen = dict(zip(shown["fingerprint"], (ANSWERS[one] for one in answered["Your answer"]), strict=True))
    _save({text: value for text, value in chosen.items() if value}, council, "Save these answers")
    with st.expander("One answer for all of them"):
        said = st.radio(
            "All the texts above",
            list(ANSWERS),
            key=f"all private {st.session_state.get(private_people_doing.ROUND, 0)}",
        )
        _save(
            dict.fromkeys(shown["fingerprint"], ANSWERS[said]) if ANSWERS[said] else {},
            council,
            "Save this answer for all of them",
        )


def _save(choices: dict[str, str], council: str, label: str) -> None:
    if not choices:
        st.markdown("No answer is chosen yet.")
        return
    st.info(words.plain(shell.ask(private_people.effect, council, choices)))
    st.button(
        label,
        type="primary",
        icon=":material/save:",
        on_click=private_people_doing.keep,
        args=(council, choices),
    )


def _in_words(row: dict[str, str | int]) -> str:
    number, pounds = words.count(int(row["payments"]), "payment"), words.pounds_exactly(int(row["spend_pence"]))
    return f"**{words.plain(str(row['text']))}** ({row['stands_in']}): {row['reason']}; {number}, {pounds}"
