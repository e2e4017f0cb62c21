"""Private individuals are counted in totals and named in none, and can't be asked after by name."""

from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk, open_reference
from procurement.services.figures import totals, tracing
from procurement.services.privacy import disclosing, private_people
from procurement.services.problems import CannotDo
from procurement.services.suppliers import supplier_names
from procurement.services.uploading import ingesting

GROUP, MEMBER = Viewer(Role.ADVISORY_GROUP), Viewer(Role.MEMBER, "E08000002")
PERSON = "Mr Tobias Quillfeather"
PAID = {PERSON: 900_40, "Mrs Orla Tarnbeck": 600_10, "Mr Osric Pellowdale": 700_20, "Ms Nerys Colwinter": 800_30,
        "Mr Cuthwin Harlsby": 650_50}  # fmt: skip
"""As many people as a sum needs before others may see it, and so many redacted payments."""
REDACTED = [700_00, 710_00, 720_00, 730_00, 740_00]
COMPANY = 1250_00
PAYEES = [
    ("Quillmarsh Scaffolding Ltd", COMPANY),
    *PAID.items(),
    *(("REDACTED PERSONAL DATA", one) for one in REDACTED),
]
ROWS = "Date,Supplier,Net Amount\n" + "".join(
    f"{3 + at:02}/04/2024,{name},{pence / 100:.2f}\n" for at, (name, pence) in enumerate(PAYEES)
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("people")
    opened = open_desk(folder / "store")
    file = folder / "april.csv"
    file.write_text(ROWS)
    owner = ingesting.owner_of("Bury", "", opened)
    assert [r.outcome for r in ingesting.ingest(GROUP, opened, [(file, owner)])] == ["taken"]
    return opened


def test_totals_by_supplier_name_no_individual(desk: Desk) -> None:
    found = totals.total(GROUP, desk, totals.Wanted("local", ("supplier",)))
    assert "Quillfeather" not in str(found.to_dicts())
    people = found.filter(found["supplier_kind"] == "individual or sole trader").row(0, named=True)
    assert (people["supplier"], people["supplier_id"]) == ("An individual or sole trader", "")
    assert (people["spend_pence"], people["payments"], people["suppliers"]) == (sum(PAID.values()), 5, 5)
    assert found["spend_pence"].sum() == COMPANY + sum(PAID.values()) + sum(REDACTED)


def test_what_sharing_some_texts_would_do_is_told_in_payments_and_pounds(desk: Desk) -> None:
    officer = Viewer(Role.OFFICER, "E08000002")
    first, second = private_people.listed(officer, desk, "E08000002")["fingerprint"].head(2)
    said = private_people.effect(officer, desk, "E08000002", {first: "share", second: "share"})
    assert said == (
        "2 texts shared and 0 texts withheld for good. 2 payments (£1,700.70) more may be read in shared views. "
        "No total changes."
    )


def test_that_some_payments_are_in_no_shared_figure_is_said_beside_it(desk: Desk, tmp_path: Path) -> None:
    few = open_desk(tmp_path / "few")
    file = tmp_path / "april.csv"
    file.write_text("\n".join(ROWS.splitlines()[:3]) + "\n")
    assert [r.outcome for r in ingesting.ingest(GROUP, few, [(file, ingesting.owner_of("Bury", "", few))])] == ["taken"]
    assert [len(disclosing.notes(GROUP, one)) for one in (desk, few)] == [1, 2]
    assert "too few payees in all are in none of the figures" in disclosing.notes(GROUP, few)[1]
    assert disclosing.notes(Viewer(Role.OFFICER, "E08000002"), few, ("E08000002",)) == []


@pytest.mark.parametrize("by", [("supplier",), ("category", "year"), ("authority", "quarter")], ids=" and ".join)
def test_every_sum_can_be_traced_by_its_name(desk: Desk, by: tuple[str, ...]) -> None:
    wanted = totals.Wanted("region", by)
    rows = tracing.with_figures(totals.total(GROUP, desk, wanted), wanted)
    for row in rows.iter_rows(named=True):
        behind = tracing.trace_name(GROUP, desk, row["figure"])
        assert behind["amount_pence"].sum() == row["spend_pence"]


def test_an_individual_cannot_be_asked_after_by_name(desk: Desk) -> None:
    assert tracing.trace_name(MEMBER, desk, f"level=national;supplier={PERSON}").is_empty()
    whole = tracing.trace_name(MEMBER, desk, "level=national")
    assert sorted(whole["amount_pence"]) == sorted([COMPANY, sum(PAID.values()), sum(REDACTED)])
    assert "Quillfeather" not in str(whole.to_dicts())


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [("level=shire", "is not a level"), ("colour=red", "no part of a figure"), ("from=soon", "is no day")],
    ids=["level", "column", "day"],
)
def test_what_is_no_figure_is_a_sentence(desk: Desk, figure: str, sentence: str) -> None:
    with pytest.raises(CannotDo, match=sentence):
        tracing.trace_name(GROUP, desk, figure)


@pytest.mark.parametrize(("level", "by"), [("shire", "year"), ("local", "colour")], ids=["level", "by"])
def test_an_unknown_level_or_column_is_a_sentence(desk: Desk, level: str, by: str) -> None:
    with pytest.raises(CannotDo, match="choose from"):
        totals.total(GROUP, desk, totals.Wanted(level, (by,)))


def test_names_withheld_or_blank_are_suppliers_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\nREDACTED PERSONAL DATA\n\nREDACTED PERSONAL DATA\nQuillmarsh Ltd\nQUILLMARSH LIMITED\n")
    ids = supplier_names.match_file(path, open_reference())["supplier_id"].to_list()
    assert ids[:3] == ["NONE-1", "NONE-2", "NONE-3"]
    assert ids[3] == ids[4] != ""
