"""A board paper says what the page says, for a council, a hub and the nation, and every figure can be followed."""

import io
import json
import re
from itertools import takewhile
from pathlib import Path

import fastexcel
import polars as pl
import pypdf
import pytest
from docx import Document
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from procurement.access import Role, Viewer
from procurement.cases.levels import PROPOSED
from procurement.cli import app
from procurement.publish.papers import Drawing, Grid, Paper, Points, Words
from procurement.services.cases import case_evidence, opportunities
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import tracing
from procurement.services.papers import board_papers, paper_material
from procurement.services.papers.paper_traces import whole_pounds
from procurement.services.problems import WrongWords
from procurement.services.uploading import ingesting
from tests import terminal
from tests.services.case_store import CARE, ELECTRICITY, GROUP, fill

ORDER = ["Purpose", "Summary", "Recommendation", "Options", "How the options were judged", "Finance", "Risk",
         "Law and dates", "People affected and equality", "Climate", "Next steps"]  # fmt: skip
FOR = ["", "North West (region)", "Bury"]
ID = re.compile(r"\[([FA]\d+)\]")
AMOUNT = re.compile(r"£\d|\d%")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return fill(tmp_path_factory.mktemp("papers") / "store")


@pytest.fixture(scope="module", params=FOR, ids=["nation", "hub", "council"])
def paper(request: pytest.FixtureRequest, desk: Desk) -> Paper:
    return board_papers.paper(GROUP, desk, *ELECTRICITY, request.param)


def said(paper: Paper) -> list[str]:
    """Every text of the body: paragraphs, points, rows of tables as one text, words of pictures."""
    found: list[str] = []
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Words):
                found.append(block.text)
            elif isinstance(block, Points):
                found += block.items
            elif isinstance(block, Grid):
                found += [" | ".join(row) for row in block.rows]
            elif isinstance(block, Drawing):
                found.append(f"{block.alt} {block.ids}")
    return found


def test_it_stands_in_the_order_of_a_council_report(paper: Paper) -> None:
    headings = [section.heading for section in paper.sections]
    assert headings[: len(ORDER)] == ORDER
    assert headings[len(ORDER) :] == ["Annex A: figures", "Annex B: assumptions", "Annex C: limits and data"]
    assert all(section.blocks for section in paper.sections)


def test_every_figure_is_followed_by_an_id_that_the_annex_explains(paper: Paper) -> None:
    grids = paper.grids()
    explained = {row[0] for name in grids if name.startswith("Every ") for row in grids[name].rows}
    named = {one for text in said(paper) for one in ID.findall(text)}
    assert named
    assert named <= explained
    body = [s for s in paper.sections if not s.heading.startswith(("Annex", "Law", "Next"))]
    texts = said(Paper(paper.title, paper.made_on, "", (), tuple(body)))
    loose = [
        text for text in texts if AMOUNT.search(text) and not ID.search(text) and not re.search(r"E\d{8}|Ids as", text)
    ]
    assert loose == []


def test_every_assumption_that_counts_is_listed_with_its_source(desk: Desk, paper: Paper) -> None:
    rows = paper.grids()["Every assumption and its source"].rows
    assert all(row[1] and row[2] and row[4] for row in rows)
    labels = {row[1] for row in rows}
    assumed = desk.reference["case_assumptions"]
    general = assumed.filter(~pl.col("parameter").str.contains("^saving_(per|cap)"))["label"].to_list()
    assert set(general) <= labels
    assert "Saving for ten times the volume: energy" in labels
    assert "Saving for ten times the volume: works" not in labels


def test_the_payments_behind_a_figure_are_found_by_what_the_annex_says(desk: Desk) -> None:
    own = opportunities.one(GROUP, desk, *ELECTRICITY).councils.filter(council="Bury")["annual_pence"].item()
    for wanted, spend in (("", desk_spend(desk)), ("Bury", own)):  # a year is stored, so a year's spend is all of it
        grid = board_papers.paper(GROUP, desk, *ELECTRICITY, wanted).grids()["Every figure and where it is from"]
        named = {row[4] for row in grid.rows if "CODE" not in row[4] and row[4] != "none by itself"}
        assert named
        assert spend in [tracing.trace_name(GROUP, desk, name)["amount_pence"].sum() for name in named]


def test_the_payments_behind_every_grouping_add_up_to_what_it_was_measured_on(desk: Desk) -> None:
    """Also of groups that are proposed for one category alone and are no place of a level."""
    groups = opportunities.one(GROUP, desk, *ELECTRICITY).groups
    assert PROPOSED in groups["scheme"].to_list()
    rows = opportunities.open_case(GROUP, desk, *ELECTRICITY).case.evidence
    measured = {(row["level"], row["place"]): row["spend_pence"] for row in rows.to_dicts()}
    for row in groups.to_dicts():
        traced = tracing.trace_name(GROUP, desk, row["figure"])
        assert traced["amount_pence"].sum() == measured[row["scheme"], row["place"]], row["place"]
        assert set(traced["authority_code"]) == set(row["authority_codes"])
        assert tracing.read_name(row["figure"]).name == row["figure"]


def test_a_case_and_its_groupings_from_a_terminal(desk: Desk) -> None:
    home = str(desk.store.home)
    done = terminal.run("cases", "show", "Electricity", "--local", "BL", "--store", home, "--json")
    told = json.loads(done.stdout)
    assert told["headline"] == opportunities.one(GROUP, desk, *ELECTRICITY).headline
    assert {row["trait"] for row in told["at_risk"]} >= {"local"}
    assert terminal.run("cases", "show", "Electricity", "--local", "nowhere", "--store", home).returncode == 2
    rows = json.loads(terminal.run("cases", "groupings", "Electricity", "--store", home, "--json").stdout)
    proposed = next(row for row in rows if row["scheme"] == PROPOSED)
    lines = json.loads(terminal.run("trace", proposed["figure"], "--store", home, "--json").stdout)
    assert len(lines) == proposed["councils"] * 12 * 4, "twelve months, four sellers"


def desk_spend(desk: Desk) -> int:
    opened = opportunities.open_case(GROUP, desk, *ELECTRICITY)
    return int(str(opened.case.whole["spend_pence"]))


def test_pdf_and_word_hold_the_page_s_figures(desk: Desk) -> None:
    view = opportunities.one(GROUP, desk, *ELECTRICITY)
    pdf = pypdf.PdfReader(io.BytesIO(board_papers.pdf(GROUP, desk, *ELECTRICITY)))
    document = Document(io.BytesIO(board_papers.docx(GROUP, desk, *ELECTRICITY)))
    in_pdf = " ".join(takewhile(lambda text: "Annex B" not in text, (page.extract_text() for page in pdf.pages)))
    in_word = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    shown = [(view.levels, ("npv_pence", "p10_pence", "p90_pence", "steady_saving_pence")),
             (view.councils, ("annual_pence", "benefit_pence", "cost_pence", "npv_pence")),
             (view.options, ("npv_pence", "steady_saving_pence")),
             (view.tornado, ("npv_at_low_pence", "npv_at_high_pence"))]  # fmt: skip
    figures = {whole_pounds(pence) for frame, names in shown for name in names for pence in frame[name].to_list()}
    assert len(figures) > 50
    assert [figure for figure in figures if figure not in in_pdf or figure not in in_word] == []


def test_a_hub_s_paper_has_its_own_account_that_adds_up(desk: Desk) -> None:
    opened = opportunities.open_case(GROUP, desk, *ELECTRICITY)
    audience = paper_material.named(paper_material.audiences(desk, opened), "North West")
    material = paper_material.gather(desk, opened, audience)
    assert sorted(material.councils["council"]) == ["Bolton", "Bury", "Salford"]
    assert material.councils["npv_pence"].sum() == material.joint.npv_pence
    page = opened.case.groups.filter(scheme="region", place="North West")["npv_pence"].item()
    assert abs(material.joint.npv_pence - page) <= 1


def test_a_hub_is_told_to_join_a_national_agreement_where_that_is_the_answer(desk: Desk) -> None:
    paper = board_papers.paper(GROUP, desk, *ELECTRICITY, "North West", (("take_up_subnational", 0.1),))
    (advice,) = [section for section in paper.sections if section.heading == "Recommendation"]
    assert "through a national agreement" in advice.blocks[1].items[0]


def test_a_changed_assumption_is_named_with_its_default(desk: Desk) -> None:
    paper = board_papers.paper(GROUP, desk, *ELECTRICITY, "", (("take_up_subnational", 0.1),))
    rows = paper.grids()["Every assumption and its source"].rows
    assert [row[2] for row in rows if row[1] == "Share of councils that join a hub contract"] == [
        "10% (changed for this paper; the default is 60%)"
    ]
    assert any("were changed for this paper" in text for text in said(paper))


def test_a_local_answer_recommends_to_go_on(desk: Desk) -> None:
    text = " ".join(said(board_papers.paper(GROUP, desk, *CARE, "Bury")))
    assert "Go on buying Domiciliary Care" in text
    assert "Shaping the care market" in text


def test_a_local_answer_gives_what_buying_together_would_bring_as_a_comparison(desk: Desk) -> None:
    paper = board_papers.paper(GROUP, desk, *CARE, "Bury")
    text = " ".join(said(paper))
    assert re.search(r"Bury spends £\S+ million \[F\d+\] a year; buying together, sub-national, it would gain", text)
    assert "Buying together, sub-national: 9 councils (not the answer, for comparison)" in paper.grids()


def test_too_little_evidence_promises_no_gain(tmp_path: Path) -> None:
    """Three councils with one month each: the paper says so first, and gives the council no figure of its own."""
    desk, rows = open_desk(tmp_path / "store"), "Payment Date,Supplier,Net Amount,Expense Type\n"
    for council in ("Bury", "Bolton", "Salford"):
        path = tmp_path / f"{council}.csv"
        path.write_text(f"{rows}15/04/2025,Harrowfen Energy PLC,900000.00,Electricity\n", encoding="utf-8")
        list(ingesting.ingest(GROUP, desk, [(path, ingesting.owner_of(council, "", desk))], yes=True))
    paper = board_papers.paper(GROUP, desk, *ELECTRICITY, "Bury")
    text = " ".join(said(paper))
    assert "nothing should be decided on them" in text
    assert "of 3 of 3 councils is made up from fewer than 12 months of payments: Bolton (1 month)" in text
    assert "What Bury would gain cannot be said" in text
    assert "Bury spends" not in text
    (advice,) = [section for section in paper.sections if section.heading == "Recommendation"]
    assert isinstance(advice.blocks[1], Points)
    assert advice.blocks[1].items[1].startswith("Look again once this has changed: There are too few to compare")
    assert any(caption.endswith("(too little evidence to rely on)") for caption in paper.grids())


def test_a_council_that_ends_is_told_of_consent(desk: Desk) -> None:
    text = " ".join(said(board_papers.paper(GROUP, desk, *ELECTRICITY, "Elmbridge")))
    assert "Elmbridge ends on 31 March 2027" in text
    assert "By 31 March 2027" in text


def test_workbook_and_csv_say_where_they_are_from(desk: Desk) -> None:
    book = fastexcel.read_excel(board_papers.xlsx(GROUP, desk, *ELECTRICITY, "Bury"))
    assert book.sheet_names[:4] == ["Where this is from", "Levels", "Councils", "Options"]
    first = dict(book.load_sheet(0, header_row=None).to_polars().rows())
    assert first["For"] == "Bury"
    assert first["Data version"]
    text = board_papers.csv(GROUP, desk, *ELECTRICITY).decode("utf-8-sig")
    assert "# Data version" in text
    rows = board_papers.csv(GROUP, desk, *CARE).decode("utf-8-sig").splitlines()
    losses = [row for row in rows if "-£" in row and ",in the " not in row]
    assert losses
    assert [row for row in losses if not re.search(r",\"?'-£", row)] == [], "a minus is what a spreadsheet would run"


def test_what_cannot_be_written_is_told_in_words(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongWords, match="name the file so"):
        board_papers.write(GROUP, desk, *ELECTRICITY, tmp_path / "paper.odt")
    with pytest.raises(WrongWords, match="no council, hub or other place"):
        board_papers.paper(GROUP, desk, *ELECTRICITY, "Atlantis")


def test_a_member_may_have_the_paper(desk: Desk) -> None:
    assert board_papers.paper(Viewer(Role.MEMBER, "E08000002"), desk, *ELECTRICITY, "Bury").title


def test_a_paper_is_written_by_command(desk: Desk, tmp_path: Path) -> None:
    out, store = tmp_path / "paper.pdf", ["--store", str(desk.store.home)]
    words = ["cases", "paper", "electricity", "--for", "Bury", "--set", "take_up_national=0.2", "--out", str(out)]
    done = CliRunner().invoke(app, [*words, *store])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"%PDF")
    law = CliRunner().invoke(app, ["cases", "law", "Domiciliary Care", "--json", *store])
    assert "Care Act" in [row["duty"] for row in json.loads(law.stdout)]


def test_evidence_is_read_anew_only_where_it_could_be_another(desk: Desk) -> None:
    first = opportunities.material(desk, {})
    assert opportunities.material(desk, {"take_up_national": 0.1}).evidence is first.evidence
    assert opportunities.material(desk, {"take_up_national": 0.1}).assumptions.number("take_up_national") == 0.1
    fewer = opportunities.material(desk, {"common_fallback": 0.33})
    assert fewer.evidence is not first.evidence
    assert opportunities.material(desk, {}).evidence is first.evidence
    changed = {"common_fallback": 0.34}
    alone = case_evidence.material_of(desk, changed, (), *ELECTRICITY)
    assert alone.evidence.select("level1", "level2").unique().rows() == [ELECTRICITY]
    assert case_evidence.material_of(desk, changed, (), *ELECTRICITY).evidence is alone.evidence
    assert case_evidence.material_of(desk, {}, (), *ELECTRICITY).evidence is first.evidence
    whole = opportunities.material(desk, changed).evidence.filter(level1=ELECTRICITY[0], level2=ELECTRICITY[1])
    assert_frame_equal(alone.evidence, whole)
