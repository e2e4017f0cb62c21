"""Every service that returns figures to a page or an export passes through the one gate, or has its reason not to."""

import ast
import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procurement.access import Role, Viewer
from procurement.analysis.filters import Scope
from procurement.services import owners, standing
from procurement.services.cases import (
    case_evidence,
    case_laws,
    member_view,
    opportunities,
    opportunities_kept,
    opportunity_choices,
)
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import (
    adjusted,
    category_figures,
    category_view,
    common_view,
    company_shares,
    council_view,
    coverage_view,
    figure_view,
    hubs,
    maps,
    peers,
    totals,
    tracing,
    unknown_values,
)
from procurement.services.papers import paper_material
from procurement.services.privacy import disclosing, unguarded
from procurement.services.uploading import ingesting, uploads

BURY, BOLTON = "E08000002", "E08000001"
GROUP = Viewer(Role.ADVISORY_GROUP)
FILE = (
    "Payment Date,Supplier Name,Net Amount,Expense Type\n"
    "03/04/2024,Quillmarsh Scaffolding Ltd,1250.00,Scaffolding hire\n"
    "04/04/2024,Harrowfen Energy PLC,4210.55,Electricity\n"
    "05/04/2024,Mr Tobias Quillfeather,900.40,Joinery\n"
)
PROJECT = Path(__file__).resolve().parents[2]

GATED: dict[str, Callable[[Desk], Any]] = {
    "adjusted.basis_notes": lambda desk: adjusted.basis_notes(GROUP, desk, totals.Wanted()),
    "adjusted.in_prices": lambda desk: adjusted.in_prices(GROUP, desk, totals.Wanted(), "2024-25"),
    "case_evidence.material": lambda desk: case_evidence.material(desk, {}),
    "case_laws.of_category": lambda desk: case_laws.of_category(GROUP, desk, "Utilities", ""),
    "category_figures.view": lambda desk: category_figures.view(GROUP, desk, "Utilities"),
    "category_view.categories": lambda desk: category_view.categories(GROUP, desk),
    "category_view.parts": lambda desk: category_view.parts(GROUP, desk, "Utilities"),
    "category_view.view": lambda desk: category_view.view(GROUP, desk, "Utilities", "region"),
    "common_view.view": lambda desk: common_view.view(GROUP, desk, 1),
    "company_shares.shares": lambda desk: company_shares.shares(GROUP, desk),
    "council_view.view": lambda desk: council_view.view(GROUP, desk, BURY),
    "coverage_view.beside": lambda desk: coverage_view.beside(GROUP, desk),
    "coverage_view.by_council": lambda desk: coverage_view.by_council(GROUP, desk),
    "coverage_view.cells": lambda desk: coverage_view.cells(GROUP, desk),
    "coverage_view.of": lambda desk: coverage_view.of(GROUP, desk, totals.Wanted()),
    "coverage_view.view": lambda desk: coverage_view.view(GROUP, desk),
    "hubs.together": lambda desk: hubs.together(GROUP, desk, (BURY, BOLTON)),
    "maps.notes": lambda desk: maps.notes(GROUP, desk, totals.Wanted("local", on=date(2027, 4, 1))),
    "member_view.of_category": lambda desk: member_view.of_category(GROUP, desk, "Utilities", ""),
    "opportunities.find": lambda desk: opportunities.find(GROUP, desk),
    "opportunities_kept.every": lambda desk: opportunities_kept.every(GROUP, desk, lambda *_: None),
    "opportunities.one": lambda desk: opportunities.one(GROUP, desk, "Utilities", ""),
    "opportunity_choices.buyers": lambda desk: opportunity_choices.buyers(GROUP, desk),
    "opportunity_choices.categories": lambda desk: opportunity_choices.categories(GROUP, desk),
    "paper_material.choices": lambda desk: paper_material.choices(GROUP, desk, "Utilities", ""),
    "peers.view": lambda desk: peers.view(GROUP, desk, BURY),
    "standing.cover": lambda desk: standing.cover(GROUP, desk, Scope()),
    "totals.total": lambda desk: totals.total(GROUP, desk, totals.Wanted()),
    "tracing.trace": lambda desk: tracing.trace(GROUP, desk, tracing.Figure()),
    "figure_view.view": lambda desk: figure_view.view(GROUP, desk, "level=national"),
    "unknown_values.told_of_name": lambda desk: unknown_values.told_of_name(GROUP, desk, "supplier=Nobody"),
    "tracing.trace_name": lambda desk: tracing.trace_name(GROUP, desk, "level=national"),
    "uploads.payments": lambda desk: uploads.payments(GROUP, desk),
}
"""Each is run with the gate shut, and must not answer."""

OWN_EYES = "for the council's own officers alone"
NO_POUNDS = "holds no pounds of protected payees"
FILES = "for those who submit the body's files and so hold them"
COUNTED = "lines without protected payees but of the own council (category_texts_shown.counted), held by its own test"
PUBLIC = "pounds of payees alone whom the viewer may read by name"
OPEN = {
    "unusual_payments": OWN_EYES,
    "unusual_exports": OWN_EYES,
    "unusual_decisions": OWN_EYES,
    "private_people": "pounds for the council's own officers alone; others get how many payments are withheld",
    "mending": FILES,
    "mending_workbook": FILES,
    "months_covered": FILES,
    "back_catalogue_report": FILES,
    "report.files": FILES,
    "uploads.list_uploads": FILES,
    "kept_uploads.listed": FILES,
    "uploads.held_back": "rows that are in no figure",
    "uploads.issues": "rows that are in no figure, or no pounds at all",
    "supplier_view": PUBLIC,
    "supplier_groups": PUBLIC,
    "supplier_queue": PUBLIC,
    "supplier_history": PUBLIC,
    "supplier_sharing": PUBLIC,
    "supplier_decisions": PUBLIC,
    "category_queue": COUNTED,
    "category_learning_words": "words that several suppliers share, and counts of lines; no pounds",
    "category_lookup": COUNTED,
    "category_group_view": COUNTED,
    "category_decisions": COUNTED,
    "category_history": COUNTED,
    "category_sharing": COUNTED,
    "scenarios": "figures that opportunities gave when they were saved, and gives now",
    "hubs.listed": NO_POUNDS,
    "peers.choices": NO_POUNDS,
    "peers.suggested": NO_POUNDS,
    "standing.councils": NO_POUNDS,
    "standing.councils_with_spend": NO_POUNDS,
    "public_registers": NO_POUNDS,
    "profiles": NO_POUNDS,
}
"""Services, or whole modules of them, that need not pass the gate, and why."""

MAY_BE_UNGUARDED = {"disclosing.py", "supplier_view.py"}
"""Who may ask for payments as they are: the gate, and the view of one supplier, which leaves out private payees."""

WAYS_IN = (
    "coded",
    "coded_by_sign",
    "coded_by_month",
    "coded_for",
    "summed_for",
    "open_spend",
    "by_month_for",
    "by_month_and_level1_for",
)

BEHIND_THE_GATE = {"unguarded.py", "summed_payments.py", "text_sums.py", "coded_sums.py"}
"""Where payments as they are, one by one and summed, are made."""

READS_THE_LEDGER = {
    "engine.py", "history.py", "months_covered.py", "mending.py", "private_people.py", "private_texts.py",
    "line_texts.py", "questions.py", "readings.py", "stored_payments.py", "unusual_payments.py", "uploads.py",
    "back_catalogue_report.py", "register_matching.py",
}  # fmt: skip
"""Modules that read stored payments by themselves: to judge files, for texts or days, or for a council's own eyes."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("gate")
    opened = open_desk(folder / "store")
    for council in ("Bury", "Bolton", "Surrey"):
        file = folder / f"{council}.csv"
        file.write_text(FILE, encoding="utf-8")
        (receipt,) = ingesting.ingest(GROUP, opened, [(file, owners.council(council, opened))], True)
        assert receipt.outcome == "taken"
    return opened


class GateShut(Exception):
    """Raised by the gate while a test holds it shut."""


@pytest.mark.parametrize("name", GATED)
def test_a_service_that_returns_figures_passes_the_gate(desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(desk: Desk) -> Any:
        raise GateShut

    if name == "company_shares.shares":
        monkeypatch.setattr(
            "procurement.services.registers.public_registers.listed", lambda _: {company_shares.COMPANIES: 1}
        )
    monkeypatch.setattr(disclosing, "guarded", shut)
    monkeypatch.setattr(disclosing, "with_pools", lambda _, memberships: memberships)
    monkeypatch.setattr(disclosing, "notes", lambda *_: [])
    for way in ("payments", "of_suppliers", "protected", "summed", "sums", "by_sign", "by_month"):
        monkeypatch.setattr(unguarded, way, lambda *_: pytest.fail("it goes round the gate"))
    with pytest.raises(GateShut):
        GATED[name](desk)


def asked_by_pages() -> set[str]:
    """module.function of every service that a page asks through the shell."""
    found = set()
    for file in (PROJECT / "procurement" / "pages").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("shell.ask", "ask") and call.args:
                found |= {ast.unparse(call.args[0])} if isinstance(call.args[0], ast.Attribute) else set()
    return found


def test_every_service_that_a_page_asks_is_gated_or_has_its_reason() -> None:
    asked = asked_by_pages()
    assert len(asked) > 20
    unknown = {name for name in asked if name not in GATED and name not in OPEN and name.split(".")[0] not in OPEN}
    assert unknown == set(), "put it through disclosing.coded_for and into GATED, or say why not"


def test_every_service_that_reads_coded_payments_is_gated() -> None:
    """A module that adds up payments is in GATED, so that a new one cannot be forgotten."""
    for file in (PROJECT / "procurement" / "services").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "unguarded." in text:
            assert file.name in MAY_BE_UNGUARDED, file.name
        if any(way in text for way in ("coded.join(", "engine.payments(", "summed_payments.by_", "coded_sums.")):
            assert file.name in BEHIND_THE_GATE, f"{file.name}: ask disclosing for payments, or for sums of them"
        if "spent(" in text and "line_texts" in text and "SPENT_LINE" not in text:
            assert "category_texts_shown" in text or file.stem == "decided_categories", file.name
        if "ledger.payments" in text:
            assert file.name in READS_THE_LEDGER, f"{file.name}: add payments up through disclosing.coded_for"
        if any(f"disclosing.{way}(" in text for way in WAYS_IN):
            assert file.stem in {name.split(".")[0] for name in GATED} or file.stem == "disclosing", file.name


def test_every_way_round_the_gate_is_held() -> None:
    made = {
        name
        for name, one in vars(unguarded).items()
        if inspect.isfunction(one) and one.__module__ == unguarded.__name__
    }
    assert {name for name in made if not name.startswith("_")} == {
        "payments",
        "of_suppliers",
        "protected",
        "summed",
        "sums",
        "by_sign",
        "by_month",
        "split",
    }


def test_whoever_adds_up_what_the_gate_gives_gets_no_single_payment(desk: Desk) -> None:
    """Even row by row: two people in a store are in nothing that passes."""
    rows = disclosing.coded(desk).collect(backend="polars").to_native()
    assert 900_40 not in rows["amount_pence"].to_list()
    assert set(inspect.signature(disclosing.coded).parameters) == {"desk"}, "there is no way to ask it for more"
