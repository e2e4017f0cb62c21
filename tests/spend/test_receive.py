"""An upload becomes checked files, or is refused."""

import hashlib
import zipfile
from io import BytesIO

import pytest

from procurement.spend import receive
from procurement.spend.findings import Refused
from procurement.spend.receive import Limits
from tests.spend import workbooks

CSV = b"Date,Supplier,Amount\n01/04/2025,Acorn Ltd,1.00\n"
WORKBOOK = workbooks.sheets(April=workbooks.PAYMENTS)


def test_a_file_is_kept_as_it_came_and_known_by_its_hash() -> None:
    (received,) = receive.check("april.csv", CSV, Limits())
    assert (received.name, received.kind, received.refusal, received.fixes) == ("april.csv", "csv", "", ())
    assert received.content == CSV
    assert received.sha256 == hashlib.sha256(CSV).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("april.csv", WORKBOOK, "xlsx"),
        ("april.xls", CSV, "csv"),
        ("april.xlsx", CSV, "csv"),
        ("april.xls", WORKBOOK, "xlsx"),
    ],
)
def test_a_name_that_says_otherwise_is_noted(name: str, content: bytes, kind: str) -> None:
    (received,) = receive.check(name, content, Limits())
    assert received.kind == kind
    assert [fix.rule for fix in received.fixes] == ["KIND_BY_CONTENT"]


@pytest.mark.parametrize("name", ["april.csv", "april.TXT", "april", "april.2025", "april.pdf.csv"])
def test_a_name_that_agrees_or_says_nothing_is_not_noted(name: str) -> None:
    assert receive.check(name, CSV, Limits())[0].fixes == ()


def test_the_limit_of_size_is_stated() -> None:
    with pytest.raises(Refused, match=r"The file is 51 MB; the limit is 50 MB"):
        receive.check("april.csv", b"a" * (51 * 1024 * 1024), Limits())


def test_each_file_of_a_zip_is_received_and_a_bad_one_does_not_stop_the_others() -> None:
    content = workbooks.zip_of(
        {
            "2025/april.csv": CSV,
            "2025/may.xlsx": WORKBOOK,
            "empty.csv": b"",
            "inner.zip": workbooks.zip_of({"a.csv": CSV}),
            "__MACOSX/._april.csv": b"left by a Mac",
            ".DS_Store": b"left by a Mac",
            "../../etc/june.csv": CSV,
        }
    )
    received = {file.name: (file.kind, file.refusal[:24]) for file in receive.check("spend.zip", content, Limits())}
    assert received == {
        "spend.zip/etc/june.csv": ("csv", ""),
        "spend.zip/2025/april.csv": ("csv", ""),
        "spend.zip/2025/may.xlsx": ("xlsx", ""),
        "spend.zip/empty.csv": ("", "The file is empty (0 byt"),
        "spend.zip/inner.zip": ("", "This is a ZIP inside a Z"),
    }


def test_a_zip_without_files_is_refused() -> None:
    with pytest.raises(Refused, match="holds no file"):
        receive.check("spend.zip", workbooks.zip_of({"__MACOSX/x": b"y"}), Limits())


def test_a_damaged_member_is_refused_by_itself() -> None:
    content = bytearray(stored({"a.csv": CSV * 50, "b.csv": CSV}))
    content[200:210] = b"##########"
    received = receive.check("spend.zip", bytes(content), Limits())
    assert [(file.kind, file.refusal[:29]) for file in received] == [("", "The file did not arrive whole"), ("csv", "")]


def test_a_member_without_a_name_is_read() -> None:
    content = workbooks.zip_of({"?name": CSV}).replace(b"?name", b"\x00name")
    (received,) = receive.check("spend.zip", content, Limits())
    assert (received.name, received.content, received.kind) == ("spend.zip", CSV, "csv")


@pytest.mark.parametrize(
    ("limits", "part_of_sentence"),
    [
        pytest.param(Limits(max_unzipped_bytes=10_000), "would unpack to", id="too large"),
        pytest.param(
            Limits(max_unzip_ratio=5, ratio_matters_above_bytes=10_000), "times its size", id="squeezed too well"
        ),
        pytest.param(Limits(max_members=1), "holds 2 files", id="too many files"),
    ],
)
def test_a_bomb_is_refused_from_its_directory(limits: Limits, part_of_sentence: str) -> None:
    content = workbooks.zip_of({"a.csv": CSV * 5000, "b.csv": CSV})
    with pytest.raises(Refused, match=part_of_sentence):
        receive.check("spend.zip", content, limits)


def test_a_workbook_that_holds_more_than_it_declares_is_refused() -> None:
    content = bytearray(workbooks.with_part(WORKBOOK, "xl/extra.xml", lambda _: b"<a>" + b"x" * 5000 + b"</a>"))
    for mark, size_at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        header = content.rindex(mark)
        content[header + size_at : header + size_at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(Refused, match="did not arrive whole"):
        receive.check("april.xlsx", bytes(content), Limits())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_a_workbook_is_refused(encoding: str) -> None:
    markup = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'.encode(encoding)
    content = workbooks.with_part(WORKBOOK, "xl/sharedStrings.xml", lambda _: markup)
    with pytest.raises(Refused, match="document type"):
        receive.check("april.xlsx", content, Limits())


def test_macros_are_noted_and_the_workbook_taken() -> None:
    content = workbooks.with_part(WORKBOOK, "xl/vbaProject.bin", lambda _: b"macros")
    (received,) = receive.check("april.xlsm", content, Limits())
    assert (received.kind, [fix.rule for fix in received.fixes]) == ("xlsx", ["MACROS_IGNORED"])


def test_a_locked_ods_is_refused() -> None:
    content = workbooks.with_part(
        workbooks.ods(workbooks.ods_row("a")), "META-INF/manifest.xml", lambda _: b"<m><manifest:encryption-data/></m>"
    )
    with pytest.raises(Refused, match="Remove the password"):
        receive.check("april.ods", content, Limits())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x", "x"),
        ("C:\\spend\\april.csv", "april.csv"),
        ("CON", "CON"),
        ("april\u202ecsv.exe", "aprilcsv.exe"),
        ("a\x00b\n.csv", "ab.csv"),
        ("", "file"),
        ("x" * 300 + ".csv", "x" * 109 + "…" + "xxxxxx.csv"),
    ],
)
def test_a_name_is_shown_without_folders_or_what_cannot_be_seen(name: str, shown: str) -> None:
    assert receive.shown_name(name) == shown


def stored(members: dict[str, bytes]) -> bytes:
    """A ZIP of these members, not compressed."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()
