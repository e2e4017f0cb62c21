"""Private individuals: texts that look private wait here until an officer of the council says what they are."""

import streamlit as st

from procurement.access import Role, can_see_private_people
from procurement.pages import shell
from procurement.pages.parts import private_people_doing, private_people_parts
from procurement.services.privacy import private_people
from procurement.ui import words

st.title("Private individuals")
st.markdown(
    "A payment whose text looks as if it named a private person counts in every total, but its supplier and its text "
    "are withheld from the advisory group, elected members, other councils, exports and charts until an officer of "
    "the council confirms what it is. In totals by supplier it stands under *An individual or sole trader*."
)
asking = shell.viewer()
if asking.role is not Role.OFFICER or not can_see_private_people(asking, asking.council):
    private_people_parts.show_counts(shell.ask(private_people.councils))
    st.stop()
private_people_doing.show_what_was_done()
code = asking.council
texts = shell.ask(private_people.listed, code)
waiting = texts.filter(texts["state"] == private_people.WAITS)
shell.figures(
    [
        ("Texts that wait", f"{waiting.height:,}", "for you to say what they are"),
        ("Their payments", words.pounds_exactly(waiting["spend_pence"].sum()), "a payment may hold two such texts"),
        ("Decided", f"{texts.height - waiting.height:,}", "texts of the payments stored now"),
    ]
)
st.header("Say what they are")
if waiting.is_empty():
    st.success("Nothing waits. New files may bring more; what you decided holds for them too.")
else:
    private_people_parts.decide(waiting, code)
past = shell.ask(private_people.history, code)
st.header("What was decided")
if past:
    private_people_doing.undo(past, code)
else:
    st.markdown("Nothing yet. Each decision stands here, and can be undone.")
