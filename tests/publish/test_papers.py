"""A paper is a tagged PDF and a Word document that say the same; nothing of its text is read as markup."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import polars as pl
import pypdf
import pytest
import typst
from docx import Document

from procurement.publish import drawings, paper_docx, paper_pdf
from procurement.publish.papers import Drawing, Grid, Paper, Points, Words, section

ARMED = '#read("/etc/passwd") *not bold* $x$ <b> @F9 \\ [not an id]'
BARS = pl.DataFrame({"council": ["Bury", "Leeds & <York>"], "worth_pence": [-123_400, 2_500_000]})
RANGE = pl.DataFrame({"level": ["National"], "p10_pence": [-5_000], "p50_pence": [10_000], "p90_pence": [900_000]})


def paper(*blocks: Words | Points | Grid | Drawing) -> Paper:
    figures = Grid("Figures", ("Id", "Value"), (("F1", "£4,500"), ("A1", "25%")), (1, 3), (1,), anchors=True)
    return Paper("Buying together: pens", "2026-11-26", "Data version 4.2", (("Report for", "Bury"),),
                 (section("Purpose", blocks), section("Part", [Words("Worth £4,500 [F1] at [A1].")], 2),
                  section("Annex", [figures])), banner="Demonstration")  # fmt: skip


def read(made: bytes) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(io.BytesIO(made))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def parts(reader: pypdf.PdfReader) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every part of the structure tree."""
    waiting: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, pypdf.generic.DictionaryObject):
            yield node
            waiting.append(node.get("/K", []))


def tags(reader: pypdf.PdfReader) -> set[str]:
    """The kinds of part that the structure tree names."""
    return {str(node["/S"]) for node in parts(reader) if "/S" in node}


def test_the_pdf_is_tagged_for_screen_readers() -> None:
    picture = Drawing(drawings.bars(BARS, "council", "worth_pence"), "Leeds would gain £25,000.", "Worth", "[F1]")
    reader, _ = read(paper_pdf.pdf(paper(picture, Points(("one", "two"), numbered=True))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L", "/Link"} <= tags(reader)
    assert "Leeds would gain £25,000." in alternatives(reader)


def alternatives(reader: pypdf.PdfReader) -> list[str]:
    """What pictures say in words."""
    return [str(node["/Alt"]) for node in parts(reader) if "/Alt" in node]


def test_text_is_never_read_as_markup() -> None:
    _, text = read(paper_pdf.pdf(paper(Words(ARMED))))
    assert '#read("/etc/passwd") *not bold* $x$ <b> @F9 \\ [not an id]' in text
    document = Document(io.BytesIO(paper_docx.docx(paper(Words(ARMED)))))
    assert ARMED in [line.text for line in document.paragraphs]


def test_an_id_that_no_table_explains_is_refused() -> None:
    with pytest.raises(typst.TypstError, match="F7"):
        paper_pdf.pdf(paper(Words("Worth £1 [F7].")))


def test_the_word_document_has_headings_tables_and_pictures_with_words() -> None:
    picture = Drawing(drawings.ranges(RANGE, "level"), "National: -£50 to £9,000.", "Range")
    made = paper_docx.docx(paper(picture))
    document = Document(io.BytesIO(made))
    styles = [(line.style.name, line.text) for line in document.paragraphs if line.style.name.startswith(("H", "T"))]
    assert styles == [("Title", "Buying together: pens"), ("Heading 1", "Purpose"), ("Heading 2", "Part"),
                      ("Heading 1", "Annex")]  # fmt: skip
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["F1", "£4,500"]
    whole = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert 'descr="National: -£50 to £9,000."' in whole
    assert "w:tblHeader" in whole


def test_the_word_document_and_the_pdf_count_every_numbered_list_from_one() -> None:
    lists = Points(("first", "second"), numbered=True), Points(("third", "fourth"), numbered=True), Points(("dot",))
    document = Document(io.BytesIO(paper_docx.docx(paper(*lists))))
    said = [(line.style and line.style.name, line.text) for line in document.paragraphs]
    at = next(place for place, (_, text) in enumerate(said) if "first" in text)
    assert said[at : at + 4] == [("Normal", words) for words in ("1.\tfirst", "2.\tsecond", "1.\tthird", "2.\tfourth")]
    assert said[at + 4] == ("List Bullet", "dot")
    _, text = read(paper_pdf.pdf(paper(*lists)))
    assert "1. first 2. second 1. third 2. fourth" in text


@pytest.mark.parametrize(
    ("rows", "shares"),
    [((("F1",),), (1, 1)), ((("F1", "£1"), ("F2",)), (1, 1)), ((("F1", "£1"),), (1, 1, 1))],
    ids=["a short row", "one of two rows", "shares of three columns"],
)
def test_a_row_of_another_width_is_refused(rows: tuple[tuple[str, ...], ...], shares: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="2 cells wide"):
        Grid("Figures", ("Id", "Value"), rows, shares)


@pytest.mark.parametrize(
    ("frame", "says"),
    [(BARS, ["-£1,234", "£25k", "Leeds &amp; &lt;York&gt;"]), (BARS.head(0), ["£0"])],
    ids=["two bars", "none"],
)
def test_a_drawing_says_its_amounts(frame: pl.DataFrame, says: list[str]) -> None:
    svg = drawings.bars(frame, "council", "worth_pence")
    assert all(words in svg for words in says)
    assert paper_pdf.picture(svg).startswith(b"\x89PNG")
