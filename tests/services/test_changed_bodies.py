"""What is kept of figures and caught up with uploads and decisions is what would be made of the whole store anew."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.access import Role, Viewer
from procurement.analysis import frames
from procurement.analysis.numbered import COLUMNS
from procurement.categories.decisions import ACCOUNT, SUPPLIER
from procurement.services.categories import category_decisions, line_texts
from procurement.services.categories.decided_categories import Subject
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import changed_bodies, coded_sums, summed_payments, text_sums
from procurement.services.privacy import disclosing, private_people, private_texts
from procurement.services.suppliers import supplier_decisions
from procurement.services.suppliers.supplier_decisions import Say
from procurement.services.uploading import ingesting
from procurement.suppliers.decisions import Named

GROUP = Viewer(Role.ADVISORY_GROUP)
TODAY = date(2026, 11, 26)
COUNCILS = {"Bury": 9, "Bolton": 9, "Leeds": 4, "Wigan": 9, "Salford": 2}
NAMES = ("Mr Tavish Emberwick", "Ms Nerys Colwinter", "Mr Osric Pellowdale", "Ms Idony Marrowgate",
         "Mr Cuthwin Harlsby", "Ms Zelnick Quorra", "Mr Tobias Quillfeather", "Ms Perpetua Vexley",
         "Mr Lorcan Thistlewray")  # fmt: skip
BOUGHT = ("Electricity supply", "Scaffolding hire", "Joinery", "Qwertyish")
HEADINGS = "Payment Date,Supplier Name,Net Amount,Expense Type"


def file_of(number: int, people: int, month: int, more: str = "") -> str:
    """A month of a council: a company, people, and payees without a name. more: of a supplier that nobody else has."""
    rows = [f"0{2 + at}/{month:02}/2024,Harrowfen Energy PLC,{4000 + at + number}.55,{one}"
            for at, one in enumerate(BOUGHT)]  # fmt: skip
    for at, name in enumerate(NAMES[:people]):
        rows.append(f"1{at}/{month:02}/2024,{name},{900 + 7 * at + number}.40,{BOUGHT[0]}")
        rows.append(f"2{at % 8}/{month:02}/2024,Redacted personal data,{300 + 11 * at + number}.10,{BOUGHT[at % 3]}")
    rows += [f"09/{month:02}/2024,{more},-{77 + number}.25,{BOUGHT[1]}"] if more else []
    return "\n".join([HEADINGS, *rows]) + "\n"


def upload(desk: Desk, council: str, month: int, more: str = "") -> str:
    path = desk.store.home.parent / f"{council}-{month}.csv"
    path.write_text(file_of(len(council), COUNCILS.get(council, 3), month, more), encoding="utf-8")
    (receipt,) = ingesting.ingest(GROUP, desk, [(path, ingesting.owner_of(council, "", desk))], yes=True)
    assert receipt.outcome == "taken", receipt.reason
    return receipt.upload_id


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("pattern") / "store"
    filled = open_desk(home, TODAY)
    for council in COUNCILS:
        upload(filled, council, 4, f"{council} Quillmarsh Scaffolding Ltd")
    filled.store.close()
    return home


@pytest.fixture
def desk(pattern: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(pattern, tmp_path / "store")
    opened = open_desk(tmp_path / "store", TODAY)
    yield opened
    opened.store.close()


SHELVES: tuple[dict[Path, Any], ...] = (
    coded_sums._latest, summed_payments._by_month, changed_bodies._latest, changed_bodies._told, disclosing._latest,
    disclosing._within, line_texts._last, private_texts._last, private_texts._looked_at, private_texts._withheld,
)  # fmt: skip


def figures(desk: Desk) -> dict[str, pl.DataFrame]:
    """Everything that is caught up, in an order of its own."""
    found = {
        "sums": coded_sums.of(desk).written_out(COLUMNS).collect(),
        "months": summed_payments.by_month(desk).collect(),
        "guarded": disclosing.guarded(desk).rows,
        "pools": disclosing.guarded(desk).members,
        "lines": line_texts.spent(desk),
        "private": private_texts.private_lines(desk),
    }
    return {name: table.sort(table.columns, nulls_last=True) for name, table in found.items()}


def made_anew(desk: Desk) -> dict[str, pl.DataFrame]:
    for shelf in SHELVES:
        shelf.clear()
    return figures(desk)


def check(desk: Desk) -> None:
    caught_up = figures(desk)
    for name, whole in made_anew(desk).items():
        assert whole.height > 0 or name == "pools"
        assert_frame_equal(caught_up[name], whole)
    paid = desk.store.ledger.payments().select(pl.col("amount_pence").sum()).collect().item()
    assert caught_up["sums"]["amount_pence"].sum() == caught_up["months"]["amount_pence"].sum() == paid


def say_it_is_a_person(desk: Desk) -> None:
    says = [Say("kind", Named("Bolton Quillmarsh Scaffolding Ltd"), value="individual or sole trader")]
    supplier_decisions.decide(GROUP, desk, says, "It is one man.")


def rename(desk: Desk) -> None:
    supplier_decisions.decide(GROUP, desk, [Say("name", Named("Harrowfen Energy PLC"), value="Harrowfen")])


def merge(desk: Desk) -> None:
    one, other = "Bury Quillmarsh Scaffolding Ltd", "Leeds Quillmarsh Scaffolding Ltd"
    supplier_decisions.decide(GROUP, desk, [Say("same", Named(one), Named(other))])


def code_everywhere(desk: Desk) -> None:
    subject = Subject(SUPPLIER, "", supplier_name="Wigan Quillmarsh Scaffolding Ltd")
    category_decisions.decide(GROUP, desk, [category_decisions.Say("category", subject, "101000")])


def code_in_one_council(desk: Desk) -> None:
    code = ingesting.owner_of("Bolton", "", desk).authority_code
    subject = Subject(ACCOUNT, code, account="Joinery")
    category_decisions.decide(GROUP, desk, [category_decisions.Say("category", subject, "101000")])


def read_otherwise(desk: Desk) -> None:
    """As a new version of the rules would read a line of one council."""
    is_one = pl.col("supplier_name") == "Leeds Quillmarsh Scaffolding Ltd"
    keys = desk.store.ledger.payments().filter(is_one).select("line_text_key").unique().collect()
    readings = desk.store.register.readings
    some = readings.categories().join(keys, on="line_text_key").drop("made_by", "made_at")
    other = some.with_columns(level1=pl.lit("Utilities"), level2=pl.lit("Electricity"), proclass_code=pl.lit("331100"))
    readings.keep_categories(other, datetime.now(UTC), "A Person")


def share_a_name(desk: Desk) -> None:
    code = ingesting.owner_of("Wigan", "", desk).authority_code
    officer = Viewer(Role.OFFICER, code)
    listed = private_people.listed(officer, desk, code)
    private_people.decide(officer, desk, code, {listed["fingerprint"][0]: private_texts.SHARE})


def withdraw(desk: Desk) -> None:
    code = ingesting.owner_of("Salford", "", desk).authority_code
    (one,) = desk.store.register.uploads.standing(code)
    desk.store.withdraw(one.upload_id, datetime.now(UTC), "officer")


CHANGES: dict[str, tuple[Callable[[Desk], object], set[str]]] = {
    "the next month of a council": (lambda desk: upload(desk, "Leeds", 5), {"Leeds"}),
    "suppliers whom others pay too": (lambda desk: upload(desk, "Bury", 5, "Bolton Quillmarsh Scaffolding"), {"Bury"}),
    "a council's first file": (lambda desk: upload(desk, "Oldham", 4), {"Oldham"}),
    "an upload withdrawn": (withdraw, {"Salford"}),
    "a supplier of all": (rename, {*COUNCILS}),
    "two suppliers made one": (merge, {"Bury", "Leeds"}),
    "a company that is a person": (say_it_is_a_person, {"Bolton"}),
    "a supplier's category": (code_everywhere, {"Wigan"}),
    "an account of one council": (code_in_one_council, {"Bolton"}),
    "a line that rules read otherwise": (read_otherwise, {"Leeds"}),
    "a name that may be shared": (share_a_name, {"Wigan"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_caught_up(what: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    figures(desk)
    change, councils = CHANGES[what]
    change(desk)
    read: set[str] = set()
    payments_of = text_sums.payments_of

    def told(desk: Desk, some: pl.DataFrame) -> frames.Frame:
        read.update(some["authority_code"].to_list())
        return payments_of(desk, some)

    monkeypatch.setattr(text_sums, "payments_of", told)
    figures(desk)
    codes = {ingesting.owner_of(council, "", desk).authority_code for council in councils}
    assert read <= codes | ({*COUNCILS} if len(councils) > 2 else set()), "no other council's payments were read"
    monkeypatch.undo()
    check(desk)


def test_one_change_after_another_is_caught_up(desk: Desk) -> None:
    figures(desk)
    for change, _ in CHANGES.values():
        change(desk)
        figures(desk)
    check(desk)
