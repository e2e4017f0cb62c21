"""Parts of the page of back-catalogues: one run's reasons, warnings, councils and files."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads
from procurement.services.back_catalogues import reports
from procurement.store.back_catalogues import CatalogueRun
from procurement.ui import tables, words

COUNCILS = {
    "council": "Council",
    "files": "Files",
    "taken": "Taken",
    "known": "Stored before",
    "refused": "Refused",
    "asked": "Waiting",
    "covered": "Months covered",
    "accepted": "Payments",
    "accepted_pence": "Pounds",
}
OUTCOMES = {"refused": "refused", "asked": "waiting for an answer"}
MOST_SHOWN = 20


def label(run: CatalogueRun) -> str:
    """A run as a picker names it."""
    ended = (
        "" if run.state == "finished" else f", {'still running or cut off' if run.state == 'running' else run.state}"
    )
    return f"Run {run.run_id}: {run.folders} ({words.day(run.started_at.date())}{ended})"


def codes(files: pl.DataFrame) -> tuple[str, ...]:
    """Whose the files are, as far as it is known."""
    return tuple(code for code in files["authority_code"].unique().sort().to_list() if code)


def show_reasons(reasons: pl.DataFrame) -> None:
    """What was not taken, and why, the most frequent reason first."""
    if reasons.is_empty():
        st.success("Every file was taken.")
        return
    st.subheader("Not taken, and why")
    for row in reasons.head(MOST_SHOWN).to_dicts():
        what = f"{words.count(row['files'], 'file')} {OUTCOMES[row['outcome']]}"
        st.markdown(f"- **{what}**: {words.plain(row['why'])} For example {words.plain(row['example'])}")
    if reasons.height > MOST_SHOWN:
        shell.note(f"There are {reasons.height - MOST_SHOWN:,} more reasons; the download below has every file's.")


def show_warnings(files: pl.DataFrame) -> None:
    """Files of which something looks wrong: another month than the name says, a council that had ended, the figures."""
    odd = files.filter(pl.col("warning") != "")
    if odd.height:
        with st.expander(f"Worth a look ({odd.height:,})"):
            for path, warning in odd.select("path", "warning").head(MOST_SHOWN).iter_rows():
                st.markdown(f"- {words.plain(path)}: {words.plain(warning)}")


def show_councils(councils: pl.DataFrame) -> None:
    """A row a council."""
    st.subheader("By council")
    shown = tables.in_pounds(councils.with_columns(pl.col("covered").fill_null(0)), COUNCILS)
    st.dataframe(**tables.signed(shown, tables.pound_columns(COUNCILS)))


def show_files(files: pl.DataFrame, run: CatalogueRun) -> None:
    """Every file with what became of it, on what evidence, and a download."""
    with st.expander(f"Every file ({files.height:,})"):
        st.dataframe(files, hide_index=True)
    downloads.download("Download a row a file", files, reports.name(run.run_id))
