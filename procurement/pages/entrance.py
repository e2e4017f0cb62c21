"""The way in: who is asking, the banner, and trouble told in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from procurement.access import Role, Viewer, can_submit
from procurement.pages.shell import desk
from procurement.services import problems, restart, standing
from procurement.services.uploading.waiting import waiting_told

FAVICON = Path(__file__).parents[1] / "ui" / "favicon.png"
"""Our own, for the icons that Streamlit knows by name are fetched from the internet when they stand on a tab."""

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
ROLES = {"Advisory group": Role.ADVISORY_GROUP, "Procurement officer": Role.OFFICER, "Elected member": Role.MEMBER}


def refuse_unsafe_address() -> None:
    """Stop unless the server listens on this machine alone: without sign-in, anyone who reaches it could read it."""
    address = st.get_option("server.address") or ""
    if address not in LOOPBACK:
        st.error(
            "This app listens beyond this machine, and it has no sign-in yet, so it shows nothing. Start it with "
            "`--server.address 127.0.0.1`.",
            icon=":material/lock:",
        )
        st.stop()


def choose_viewer() -> Viewer:
    """The demonstration's stand-in for sign-in: a picker of role and council in the side bar."""
    councils = standing.councils(desk())
    with st.sidebar:
        st.markdown("**Who is asking** (demonstration: no sign-in)")
        role = ROLES[st.selectbox("I am", list(ROLES), key="role")]
        names = list(councils)
        council = "" if role is Role.ADVISORY_GROUP else st.selectbox("My council", names, key="council") or ""
    chosen = Viewer(role, councils.get(council, ""))
    st.session_state["viewer"] = chosen
    return chosen


def show_banner(viewer: Viewer) -> None:
    """Say on every page that a demonstration is a demonstration, and that an empty store is empty."""
    if standing.is_demonstration(desk()):
        st.warning(standing.BANNER, icon=":material/science:")
    elif not standing.councils_with_spend(desk()):
        begins = can_submit(viewer, viewer.council)
        advice = "Begin with Upload spend." if begins else "Pages fill once a procurement officer has uploaded a file."
        st.info(f"No spend is stored yet. {advice}", icon=":material/upload_file:")


def show_what_was_put_right(viewer: Viewer) -> None:
    """Say what became of uploads that a stop of the program cut off, until the viewer has read it."""
    found = restart.unread(viewer, desk())
    if not found:
        return
    st.warning("\n\n".join(found), icon=":material/restart_alt:")
    if st.button("I have read this", key="restart notes read"):
        restart.mark_read(viewer, desk())
        st.rerun()


@contextmanager
def trouble_told() -> Iterator[None]:
    """Show trouble that a person can mend as its sentence, and that another upload is being stored first."""
    waiting = st.empty()
    try:
        with waiting_told(lambda said: waiting.info(said, icon=":material/hourglass_top:")):
            yield
    except problems.MENDABLE as problem:
        st.error(problems.sentence(problem), icon=":material/error:")
