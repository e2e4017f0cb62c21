"""Back-catalogues: folders that were taken in, what was refused and why, and the months that each council covers."""

import streamlit as st

from procurement.access import check_can_submit
from procurement.pages import shell
from procurement.pages.parts import back_catalogue_months
from procurement.pages.parts import back_catalogue_parts as parts
from procurement.services.back_catalogues import back_catalogue_report as report
from procurement.services.back_catalogues import months_covered, reports

st.title("Back-catalogues")
st.markdown(
    "Whole folders of spend files are taken in from a terminal, thousands at once. Here stands what became of each "
    "file, and which months of each council are stored."
)
desk, asking = shell.desk(), shell.viewer()
check_can_submit(asking, asking.council)

st.header("Months covered")
back_catalogue_months.show_months(shell.ask(months_covered.months, tuple(months_covered.bodies(asking, desk))))

st.header("Folders taken in")
runs = report.runs(asking, desk)
if not runs:
    st.info("No folder has been taken in yet. On a terminal, `procurement ingest FOLDER` does that.")
    st.stop()
labels = {parts.label(run): run for run in runs}
run = labels[st.selectbox("Which one?", list(labels)) or next(iter(labels))]
files = shell.ask(report.files, run)
st.markdown(reports.in_words(files, report.not_reached(desk, run)))
parts.show_reasons(report.by_reason(files))
parts.show_warnings(files)
parts.show_councils(
    report.by_council(files, months_covered.spans(shell.ask(months_covered.months, parts.codes(files)), desk))
)
parts.show_files(report.for_people(files), run)
