"""Reading a file as an officer's upload is read, with what must hold of every receipt checked each time.

A test is named after its quirk: test_07_..., and takes `real` (a published file, read in place) or `invented` (a file
of the same shape, written in the test); test_every_quirk.py holds the list to that.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import settling, submitting
from procurement.services.uploading.reading import ReadFile, SpendFile

GROUP = Viewer(Role.ADVISORY_GROUP)
TODAY = date(2026, 11, 24)
Read = Callable[..., ReadFile]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An empty store: nothing here is kept in it."""
    return open_desk(tmp_path_factory.mktemp("quirks"), TODAY)


@pytest.fixture(scope="session")
def real(shared_data: Path, desk: Desk) -> Read:
    """Reads a published file by its path under ../shared/data/spend; of a ZIP, its first member."""

    def read(path: str, answers: Mapping[str, str] | None = None) -> ReadFile:
        content = (shared_data / "spend" / path).read_bytes()
        return checked(SpendFile(Path(path).name, content, owners.body("A public body"), answers or {}), desk)

    return read


@pytest.fixture(scope="session")
def invented(desk: Desk) -> Read:
    """Reads a file written in the test: text is encoded as UTF-8."""

    def read(content: str | bytes, name: str = "spend.csv", answers: Mapping[str, str] | None = None) -> ReadFile:
        data = content.encode() if isinstance(content, str) else content
        return checked(SpendFile(name, data, owners.body("A public body"), answers or {}), desk)

    return read


@pytest.fixture
def store(tmp_path: Path) -> Callable[..., pl.DataFrame]:
    """Keeps a file of payments to these suppliers (a name, or a name with its company and VAT number), and reads back
    what each was recognised as: SUPPLIER_READING by the order given."""

    def keep(*suppliers: str | tuple[str, str, str]) -> pl.DataFrame:
        desk = open_desk(tmp_path / "store", TODAY)
        rows = [(one, "", "") if isinstance(one, str) else one for one in suppliers]
        lines = ["Payment Date,Supplier Name,Net Amount,Company Number,VAT Number"]
        lines += [f'02/04/2025,"{name}",{100 + at}.00,{number},{vat}' for at, (name, number, vat) in enumerate(rows)]
        upload = SpendFile("spend.csv", "\n".join(lines).encode(), owners.council("Bury", desk))
        (receipt,) = submitting.submit(GROUP, desk, [upload])
        assert (receipt.outcome, receipt.accepted) == ("taken", len(rows))
        paid = desk.store.ledger.payments().select("line", "supplier_text_key").collect().sort("line")
        return paid.join(desk.store.register.readings.suppliers(), on="supplier_text_key", how="left", validate="m:1")

    return keep


def checked(upload: SpendFile, desk: Desk) -> ReadFile:
    """The first file of an upload, its lines and pence in balance, each held-back row with its row, rule and advice."""
    file = settling.read_upload(upload, desk)[0]
    receipt, judged = file.receipt, file.judged
    if judged is None:
        assert receipt.outcome == "refused"
        assert receipt.reason.count(".") >= 1, "a refusal is a sentence or more"
        return file
    parts = (receipt.accepted, receipt.held_back, receipt.blank, receipt.headings, receipt.totals)
    assert receipt.lines == sum(parts)
    assert judged.pence == receipt.accepted_pence + receipt.held_back_pence
    assert judged.held_back.height == sum(receipt.held_back_rules.values())
    for line, rule, advice in judged.held_back.select("line", "rule", "advice").iter_rows():
        assert line >= 1
        assert rule.isupper()
        assert advice.endswith(".")
    return file


def rules(file: ReadFile) -> set[str]:
    """The rules of what was mended and what is worth knowing."""
    assert file.judged is not None
    return {fix.rule for fix in file.receipt.fixes} | set(file.judged.issues["rule"].to_list())


def payments(file: ReadFile, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of the accepted payments, by line; days as text."""
    assert file.judged is not None
    rows = file.judged.payments.select(columns).iter_rows()
    return [tuple(str(cell) if isinstance(cell, date) else cell for cell in row) for row in rows]


def held(file: ReadFile) -> list[tuple[int, str, str, str]]:
    """Row, rule, column and value of what is held back."""
    assert file.judged is not None
    return file.judged.held_back.select("line", "rule", "column", "value").rows()


def sentences(file: ReadFile, rule: str) -> list[str]:
    """What a person reads about the file or its lines under one rule."""
    assert file.judged is not None
    fixes = [fix.sentence for fix in file.receipt.fixes if fix.rule == rule]
    return [*fixes, *file.judged.issues.filter(file.judged.issues["rule"] == rule)["sentence"].to_list()]
