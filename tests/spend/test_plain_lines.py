"""The fast path and the careful path read every file alike."""

from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from procurement.spend import file_kind
from procurement.spend.limits import Limits
from procurement.spend.texts import delimited_text, encoding, plain_lines, text_lines
from procurement.spend.texts.delimiter import Layout

THREE = Layout(",", 3, (2,))
CELL = st.text(alphabet='ab1",; é£€\x00\x1f\ufeff\u2028\x85', max_size=5)
WRITTEN = CELL.map(lambda cell: '"' + cell.replace('"', '""') + '"')
LINE = st.lists(CELL | WRITTEN, min_size=3, max_size=3).map(",".join) | st.text(alphabet='ab1",\n ', max_size=12)


def frames(content: bytes, layout: Layout) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    lines, _ = text_lines.cut(encoding.decode(content).utf_8)
    return delimited_text.as_frames(lines, layout, Limits())


def none_is_plain(texts: pl.Series, layout: Layout) -> pl.Series:
    return pl.repeat(False, texts.len(), dtype=pl.Boolean, eager=True)


@given(
    lines=st.lists(LINE, min_size=1, max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    written_in=st.sampled_from(["utf-8", "cp1252"]),
    width=st.integers(1, 4),
)
@example(lines=["x\x01,1,2", "x\u0680,b,c", "\ufeffa,b,c", '"",,""'], end="\n", written_in="utf-8", width=3)
@example(lines=['a,"b', "plain,x,1", 'c",d', "e,f,2"], end="\r\n", written_in="cp1252", width=3)
@settings(max_examples=300, deadline=None)
def test_both_paths_give_the_same_frames(lines: list[str], end: str, written_in: str, width: int) -> None:
    content = end.join(lines).encode(written_in, "ignore")
    assume(not file_kind.wide_order(content))  # NULs in every other place are another encoding, which may be refused
    layout = Layout(",", width, (width - 1,))
    fast = frames(content, layout)
    with patch.object(plain_lines, "are_plain", none_is_plain):
        careful = frames(content, layout)
    for ours, theirs in zip(fast[:2], careful[:2], strict=True):
        assert_frame_equal(ours, theirs)
    assert fast[2] == careful[2]


@pytest.mark.parametrize(
    ("line", "is_plain"),
    [
        ("1,b,c", True),
        (",,", True),
        ('1,"b, ""c""",', True),
        ("1,b", False),
        ("1,b,c,d", False),
        ('1,"b,c', False),
        ('1,19" rack,c', False),
        ('1,"b" ,c', False),
        ("1,b\x00,c", False),
    ],
    ids=[
        "three cells",
        "three empty cells",
        "a comma and quotes in quotes",
        "a cell too few",
        "a cell too many",
        "a quote that stays open",
        "a quote inside a cell",
        "a space after a quote",
        "a NUL",
    ],
)
def test_which_lines_are_plain(line: str, is_plain: bool) -> None:
    assert plain_lines.are_plain(pl.Series([line]), THREE).to_list() == [is_plain]


def test_no_line_of_single_cells_or_of_very_many_is_plain() -> None:
    assert not plain_lines.are_plain(pl.Series(["a"]), Layout(",", 1)).any()
    assert not plain_lines.are_plain(pl.Series(["," * 299]), Layout(",", 300)).any()


def test_an_undecoded_byte_spoils_its_own_line_only() -> None:
    content = "é1,b,1\r\né2,b,2\r\né3,".encode("cp1252") + b"\x81,3\r\n" + "é4,b,4\r\n".encode("cp1252")
    cells, unreadable, _ = frames(content, THREE)
    assert cells["line"].to_list() == [1, 2, 4]
    assert unreadable.select("line", "rule", "value").rows() == [(3, "NOT_IN_ENCODING", "é3,\\x81,3")]


@given(st.lists(st.text(alphabet="ab, é", max_size=4), max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_are_those_of_a_text_editor(lines: list[str], end: str) -> None:
    cut, _ = text_lines.cut("".join(line + end for line in lines).encode())
    assert cut[:] == lines
    assert [cut[at] for at in range(len(cut))] == lines
    assert cut[1::2] == lines[1::2]
