"""A paper as a Word document: headings, real lists and tables, pictures with their words for screen readers."""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from procurement.publish import paper_pdf
from procurement.publish.papers import Block, Drawing, Grid, Paper, Points, Section, Words

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21.0), Cm(29.7), Cm(2.2)
TEXT_WIDTH_CM = 21.0 - 2 * 2.2
INK, FONT = RGBColor(0x12, 0x20, 0x2E), "Arial"
STYLES = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 12, "Caption": 9.5}
NARROW_FROM = 6
"""Columns from which a table is set smaller."""


def docx(paper: Paper) -> bytes:
    """The document; pictures are drawn by typst, since Word's own format for SVG needs them as pictures too."""
    made = Document()
    _set_up(made, paper)
    made.add_paragraph(paper.title, style="Title")
    if paper.banner:
        made.add_paragraph().add_run(paper.banner).bold = True
    for label, words in paper.facts:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{label}: ").bold = True
        line.add_run(words)
    for section in paper.sections:
        _add_section(made, section)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _set_up(made: Any, paper: Paper) -> None:
    at = datetime.fromisoformat(paper.made_on).replace(tzinfo=UTC)
    about = made.core_properties
    about.title, about.author, about.language = paper.title, "Buying together", "en-GB"
    about.keywords, about.comments = ", ".join(paper.keywords), ""
    about.created = about.modified = at
    for name, size in STYLES.items():
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    page = made.sections[0]
    page.page_width, page.page_height = PAGE_WIDTH, PAGE_HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{paper.footer}    Page ").font.size = Pt(8.5)
    _add_page_number(foot)


def _add_page_number(line: Any) -> None:
    """A field that Word fills in."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        run.font.size = Pt(8.5)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)


def _add_section(made: Any, section: Section) -> None:
    made.add_heading(section.heading, level=section.level)
    for block in section.blocks:
        _add_block(made, block)


def _add_block(made: Any, block: Block) -> None:
    if isinstance(block, Words):
        line = made.add_paragraph()
        line.add_run(block.text).bold = block.strong
        line.paragraph_format.keep_with_next = block.text.endswith(":")
    elif isinstance(block, Points):
        for number, words in enumerate(block.items, start=1):
            if block.numbered:
                _add_numbered(made, number, words)
            else:
                made.add_paragraph(words, style="List Bullet")
    elif isinstance(block, Grid):
        _add_grid(made, block)
    else:
        _add_drawing(made, block)


def _add_numbered(made: Any, number: int, words: str) -> None:
    """The number stands in the text, so that it is the same in every program and when a part is copied."""
    line = made.add_paragraph(f"{number}.\t{words}")
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))


def _add_drawing(made: Any, block: Drawing) -> None:
    shape = made.add_picture(io.BytesIO(paper_pdf.picture(block.svg)), width=Cm(TEXT_WIDTH_CM))
    shape._inline.docPr.set("descr", block.alt)
    made.add_paragraph(block.caption, style="Caption")
    made.add_paragraph(f"{block.alt} {block.ids}".strip())


def _add_grid(made: Any, block: Grid) -> None:
    made.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    size = Pt(8 if len(block.headings) >= NARROW_FROM else 9)
    widths = [Cm(TEXT_WIDTH_CM * share / sum(block.shares)) for share in block.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _fill(table.rows[0], block.headings, block, size, widths, is_heading=True)
    for row in block.rows:
        _fill(table.add_row(), row, block, size, widths)
    made.add_paragraph()


def _fill(
    row: Any, words: tuple[str, ...], block: Grid, size: Any, widths: list[Any], is_heading: bool = False
) -> None:
    marks = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if is_heading else [])):
        marks.append(OxmlElement(name))
    for column, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
        cell.width = widths[column]
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column in block.right else WD_ALIGN_PARAGRAPH.LEFT
        run = line.add_run(text)
        run.font.size, run.bold = size, is_heading
