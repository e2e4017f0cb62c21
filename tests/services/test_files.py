"""CSV files that a person names: every row in its place, and a sentence for what can't be read."""

import codecs
from pathlib import Path

import pytest

from procurement.services import files
from procurement.services.problems import CannotDo

READ = [
    pytest.param(b"\xef\xbb\xbfname\r\nCaf\xc3\xa9\r\n", ["Café"], id="UTF-8 with a mark"),
    pytest.param(b"name\nCaf\xe9 \x96 Bar\n", ["Café – Bar"], id="Windows-1252"),
    pytest.param(codecs.BOM_UTF16_LE + "name\nCafé\n".encode("utf-16-le"), ["Café"], id="UTF-16"),
    pytest.param(b'name\n"Two\nlines, and a ""quote"""\nB\n', ['Two\nlines, and a "quote"', "B"], id="quoted newline"),
    pytest.param(b"name\nA\n\nB\n\n\n", ["A", "", "B"], id="blank line between keeps its place"),
    pytest.param(b"name,other\nA,\n,\n", ["A", ""], id="a row of blank cells is a row"),
    pytest.param(b"name,\nA,\n", ["A"], id="a column without a heading"),
    pytest.param(b"name\n", [], id="headings alone"),
]
UNREADABLE = [
    pytest.param(b"", "no headings at all", id="empty"),
    pytest.param(b"nom\nA\n", 'no column "name"; it has nom', id="missing column"),
    pytest.param(b"name,name\nA,B\n", 'two columns called "name"', id="heading twice"),
    pytest.param(b"name\nSmith, Jones\n", "Row 2 .* 2 cells under 1 headings", id="comma without quotes"),
    pytest.param(b'name\n"A\nB\n', "no CSV file that can be read", id="quote that never closes"),
    pytest.param(b"name\n\x00\x01\n", "is not text", id="not text"),
    pytest.param(b"name\n\x81\x8d\xff\n", "is not text", id="bytes of no encoding"),
]


@pytest.mark.parametrize(("content", "names"), READ)
def test_rows_keep_their_order_and_their_text(tmp_path: Path, content: bytes, names: list[str]) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    assert files.read_columns(path, ["name"])["name"].to_list() == names


@pytest.mark.parametrize(("content", "sentence"), UNREADABLE)
def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    with pytest.raises(CannotDo, match=sentence):
        files.read_columns(path, ["name"])


def test_a_folder_gives_its_files_by_name_and_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".hidden"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in files.gather([tmp_path])] == ["a.csv", "b.csv"]


@pytest.mark.parametrize(("make", "sentence"), [(True, "no file in the folder"), (False, "no file or folder")])
def test_nothing_to_read_is_a_sentence(tmp_path: Path, make: bool, sentence: str) -> None:
    folder = tmp_path / "folder"
    if make:
        folder.mkdir()
    with pytest.raises(CannotDo, match=sentence):
        files.gather([folder])
