"""A store in an empty folder, and small submissions to put into it."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from procurement.store.desk_store import Store, open_store
from procurement.store.register import Register
from procurement.store.register_database import Database, sqlite_url
from procurement.store.submission import Submission, Upload
from procurement.tables import HELD_BACK, ISSUE, PAYMENT

Submitting = Callable[..., Submission]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    made = Register(Database(sqlite_url(tmp_path / "register.sqlite3")))
    made.migrate()
    yield made
    made.database.close()


@pytest.fixture
def submission(now: datetime) -> Submitting:
    """Make a submission: a file's name stands for its bytes, and its payments are the amounts given."""

    def make(
        name: str = "april.csv",
        pence: tuple[int, ...] = (12_345, -500),
        body: str = "E06000001",
        demonstration: bool = False,
        replaces: tuple[str, ...] = (),
    ) -> Submission:
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        upload = Upload(
            body, name, sha256, now, "officer", {"lines": 9}, date(2024, 4, 1), date(2024, 4, 30), demonstration
        )
        return Submission(upload, _payments(pence), _held_back(), _issues(), replaces)

    return make


def _payments(pence: tuple[int, ...]) -> pl.DataFrame:
    texts = {name: [f"a {name}"] * len(pence) for name, kind in PAYMENT.items() if kind == pl.String()}
    lines = list(range(2, 2 + len(pence)))
    typed = {"line": lines, "paid_on": [date(2024, 4, 9)] * len(pence), "is_redacted": [False] * len(pence)}
    keys = {"supplier_text_key": lines, "line_text_key": lines}
    return pl.DataFrame({**texts, **typed, **keys, "amount_pence": list(pence)}, schema=PAYMENT)


def _held_back() -> pl.DataFrame:
    row = [40, "AMOUNT_NOT_MONEY", "Net", "#REF!", "Mend the formula.", None, '["#REF!"]']
    return pl.DataFrame([row], schema=HELD_BACK, orient="row")


def _issues() -> pl.DataFrame:
    return pl.DataFrame([[None, "NO_CREDITS", "", "", "No line is a credit."]], schema=ISSUE, orient="row")
