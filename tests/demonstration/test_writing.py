import csv
import hashlib
import io
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from procurement.demonstration import reference, writing
from procurement.demonstration.container import DELIMITERS
from procurement.tables import PRINCIPAL_COUNCIL_KINDS

SEED = 20110908
PROGRAM = """
import hashlib, sys
from pathlib import Path
import polars as pl
from procurement.demonstration import reference, writing
tables = {path.stem: pl.read_csv(path, infer_schema=False) for path in Path(sys.argv[1]).glob("*.csv")}
files = writing.files(reference.gather(tables), int(sys.argv[2]))
print(hashlib.sha256(b"".join(file.content for file in files)).hexdigest())
"""


def digest(files: list[writing.DemoFile]) -> str:
    return hashlib.sha256(b"".join(file.content for file in files)).hexdigest()


def test_another_process_writes_the_same_bytes(project: Path, written: list[writing.DemoFile]) -> None:
    command = [sys.executable, "-c", PROGRAM, str(project / "data" / "reference"), str(SEED)]
    there = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == digest(written)


def test_another_seed_writes_other_payments(shape: reference.Reference, written: list[writing.DemoFile]) -> None:
    other = next(iter(writing.files(shape, SEED + 1)))
    assert other.name == written[0].name
    assert other.content != written[0].content


def test_files_are_many_and_their_names_differ(written: list[writing.DemoFile]) -> None:
    assert len(written) >= 288
    assert len({file.name for file in written}) == len(written)


def test_every_council_publishes_under_its_own_code(
    tables: dict[str, pl.DataFrame], written: list[writing.DemoFile]
) -> None:
    publishers = {file.authority_code for file in written}
    known = tables["authorities"].filter(pl.col("kind").is_in(PRINCIPAL_COUNCIL_KINDS))
    assert len(publishers) == 36
    assert publishers <= set(known["authority_code"])


def test_about_three_hundred_thousand_lines(answers: pl.DataFrame) -> None:
    assert 280_000 <= answers.height <= 320_000


def test_answers_have_one_row_a_line(answers: pl.DataFrame) -> None:
    assert answers.schema == writing.ANSWER
    assert answers.select("file", "line").is_duplicated().sum() == 0
    assert answers.null_count().sum_horizontal().item() == 0


def test_no_files_give_no_answers() -> None:
    assert writing.answers([]).equals(pl.DataFrame(schema=writing.ANSWER))


def test_a_realistic_number_of_suppliers(answers: pl.DataFrame) -> None:
    assert 6_000 <= answers["true_supplier"].n_unique() <= 9_000


def test_about_a_twentieth_of_lines_hide_their_supplier(answers: pl.DataFrame) -> None:
    assert 0.04 <= (answers["true_supplier"] == "").mean() <= 0.07


def test_a_few_lines_are_spoilt_and_a_few_are_credits(answers: pl.DataFrame) -> None:
    assert 100 <= (~answers["usable"]).sum() <= 1_000
    assert 0.005 <= (answers["amount_pence"] < 0).mean() <= 0.03


def physical_lines(content: bytes, encoding: str) -> list[str]:
    text = content.decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@pytest.fixture(scope="module")
def first_of_each_style(
    shape: reference.Reference, written: list[writing.DemoFile]
) -> dict[str, tuple[writing.DemoFile, reference.Style]]:
    style_of = dict(shape.councils.select("authority_code", "style").iter_rows())
    found: dict[str, tuple[writing.DemoFile, reference.Style]] = {}
    for file in written:
        style = shape.styles[style_of[file.authority_code]]
        found.setdefault(style.style, (file, style))
    return found


def test_every_line_of_an_answer_begins_with_a_payment_of_that_money(
    shape: reference.Reference, first_of_each_style: dict[str, tuple[writing.DemoFile, reference.Style]]
) -> None:
    seen = 0
    for file, style in first_of_each_style.values():
        if style.container != "csv":
            continue
        fields = shape.headings.filter(pl.col("style") == style.style)["field"].to_list()
        lines = physical_lines(file.content, style.encoding)
        for row in file.answers.filter("usable").head(300).iter_rows(named=True):
            whole = "\n".join(lines[row["line"] - 1 : row["line"] + 1])
            cells = next(csv.reader(io.StringIO(whole), delimiter=DELIMITERS[style.delimiter]))
            digits = "".join(mark for mark in cells[fields.index("net")] if mark.isdigit())
            assert int(digits) == abs(row["amount_pence"])
            seen += 1
    assert seen > 2_000


def test_every_style_is_used(
    shape: reference.Reference, first_of_each_style: dict[str, tuple[writing.DemoFile, reference.Style]]
) -> None:
    assert set(first_of_each_style) == set(shape.styles)


def test_no_invented_name_is_one_that_councils_have_published(shared_data: Path, answers: pl.DataFrame) -> None:
    published = sorted((shared_data / "supplier_labels").glob("*names_with_ids*.csv"))
    assert published
    real = pl.concat([pl.read_csv(path, infer_schema=False).select("supplier_name") for path in published])
    letters = pl.col("supplier_name").str.to_uppercase().str.replace_all(r"\b(LIMITED|LTD|PLC|LLP|THE)\b|[^A-Z]", "")
    invented = answers.select(pl.col("true_supplier").unique().alias("supplier_name")).filter(
        ~pl.col("supplier_name").is_in(["", "HOUSING BENEFIT", "COUNCIL TAX REFUND"])
        & ~pl.col("supplier_name").str.contains("PAYMENTS|ONE TIME SUPPLIER")
    )
    shared = invented.with_columns(letters=letters).join(
        real.select(letters=letters).unique(), on="letters", how="semi"
    )
    assert shared["supplier_name"].to_list() == []
