"""The promise: private people in a file are counted everywhere and named nowhere but to their council's officers.

Invented people stand in every text column of a council's file. Every shared view, service and export is walked as the
advisory group, as an elected member and as another council's officer, and none of the names may be met.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from procurement.access import NotAllowed, Role, Viewer
from procurement.cli import app
from procurement.services import standing
from procurement.services.cases import opportunities
from procurement.services.desk import Desk, open_desk, suppliers_of
from procurement.services.figures import category_view, common_view, council_view, totals, tracing
from procurement.services.privacy import disclosing, people, private_people
from procurement.services.privacy.private_texts import SHARE, WITHHOLD
from procurement.services.problems import CannotDo
from procurement.services.suppliers import (
    supplier_decisions,
    supplier_history,
    supplier_queue,
    supplier_sharing,
    supplier_view,
)
from procurement.services.suppliers.supplier_decisions import Say
from procurement.services.uploading import ingesting, mending, mending_workbook, uploads
from procurement.spend import read, receive
from procurement.spend.limits import Limits
from procurement.suppliers.decisions import Named

BURY, LEEDS, BOLTON = "E08000002", "E08000035", "E08000001"
GROUP = Viewer(Role.ADVISORY_GROUP)
OWN = Viewer(Role.OFFICER, BURY)
OTHERS = {
    "advisory group": GROUP,
    "member": Viewer(Role.MEMBER, BURY),
    "another council's officer": Viewer(Role.OFFICER, LEEDS),
    "officer of no council": Viewer(Role.OFFICER),
}
HEADINGS = "Date,Supplier,Net Amount,Purpose,Department,Expense Type,Account,Transaction Number,Supplier ID,Body"
PEOPLE = (
    "Tobias Quillfeather",
    "Orla Tarnbeck",
    "Zelnick Quorra",
    "Fiona Brindlecote",
    "Aisha Harrowfen",
    "Ifeoma Ludworthy",
    "Priya Oxendale",
    "Marek Wetherlam",
    "Gwen Ravenglass",
    "Rupert Skelwith",
)
"""Invented; each stands in one row, in a column of its own."""

ROWS = (
    ("Mr Tobias Quillfeather", "900.40", "", "", "", "", "", ""),
    ("Orla Tarnbeck T/A Orla Tarnbeck Joinery", "6100.10", "Joinery works", "", "", "", "", ""),
    ("Zelnick Quorra", "700.00", "Foster carer allowance", "", "", "", "", ""),
    ("Alder Taxis Ltd", "812.00", "SEN transport for Fiona Brindlecote", "", "", "", "", ""),
    ("Alder Taxis Ltd", "813.00", "", "Client: Aisha Harrowfen", "", "", "", ""),
    ("Alder Taxis Ltd", "814.00", "", "", "Mrs Ifeoma Ludworthy", "", "", ""),
    ("Alder Taxis Ltd", "815.00", "", "", "", "Oxendale, Priya", "", ""),
    ("Alder Taxis Ltd", "816.00", "", "", "", "", "Marek Wetherlam", ""),
    ("Alder Taxis Ltd", "817.00", "", "", "", "", "", "Gwen Ravenglass"),
    ("Alder Taxis Ltd", "not known", "Refund to Rupert Skelwith", "", "", "", "", ""),
    ("Quillmarsh Scaffolding Ltd", "6250.00", "Scaffolding hire", "", "", "", "", ""),
)
PENCE = 900_40 + 6_100_10 + 700_00 + 812_00 + 813_00 + 814_00 + 815_00 + 816_00 + 817_00 + 6_250_00
ELSEWHERE = f"{HEADINGS}\n03/04/2024,Quillmarsh Scaffolding Ltd,7000.00,Scaffolding hire,,,,,,\n"


def month_file(folder: Path, month: int) -> Path:
    """The rows of a month; what is paid, and to whom, is the same in each."""
    lines = [
        ",".join([f"{at + 1:02}/{month:02}/2024", *[f'"{cell}"' for cell in row], "Bury Council"])
        for at, row in enumerate(ROWS)
    ]
    path = folder / f"bury-{month}.csv"
    path.write_text("\n".join([HEADINGS, *lines]) + "\n", encoding="utf-8")
    return path


def keep(desk: Desk, file: Path, council: str) -> Any:
    answering = ingesting.Answering()
    (receipt,) = ingesting.ingest(GROUP, desk, [(file, ingesting.owner_of(council, "", desk))], True, answering)
    assert receipt.outcome == "taken", receipt
    return receipt


@dataclass
class Scene:
    desk: Desk
    upload_id: str
    receipt: Any
    folder: Path


def begun(folder: Path) -> Scene:
    """A store with the people of Bury, and two councils without any."""
    desk = open_desk(folder / "store")
    receipt = keep(desk, month_file(folder, 4), "Bury")
    for council in ("Leeds", "Bolton"):
        file = folder / f"{council}.csv"
        file.write_text(ELSEWHERE, encoding="utf-8")
        keep(desk, file, council)
    return Scene(desk, receipt.upload_id, receipt, folder)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """To be read alone."""
    return begun(tmp_path_factory.mktemp("read"))


CROWD = {
    "Mr Tavish Emberwick": 1_500_00,
    "Ms Nerys Colwinter": 1_501_00,
    "Mr Osric Pellowdale": 1_502_00,
    "Ms Idony Marrowgate": 1_503_00,
    "Mr Cuthwin Harlsby": 1_504_00,
}
"""Invented people enough for a sum of them to be shown, and what each is paid in pence."""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """With as many people as a sum needs before others may see it."""
    made = begun(tmp_path_factory.mktemp("crowd"))
    rows = [f"09/04/2024,{name},{pence / 100:.2f},,,,,,,Bury Council" for name, pence in CROWD.items()]
    file = made.folder / "crowd.csv"
    file.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    keep(made.desk, file, "Bury")
    return made


@pytest.fixture
def changed(tmp_path: Path) -> Scene:
    """To decide and upload in."""
    return begun(tmp_path)


def plain(answer: Any) -> str:
    """Everything that an answer holds, as text: every cell of every frame, every field, every byte."""
    if isinstance(answer, pl.DataFrame):
        return json.dumps(answer.to_dicts(), default=str, ensure_ascii=False)
    if isinstance(answer, dict):
        return " ".join(f"{key} {plain(value)}" for key, value in answer.items())
    if isinstance(answer, list | tuple):
        return " ".join(plain(one) for one in answer)
    if hasattr(answer, "__dataclass_fields__"):
        return " ".join(plain(getattr(answer, name)) for name in answer.__dataclass_fields__)
    return str(answer)


def names_in(answer: Any) -> list[str]:
    """Which words of the invented people's names an answer holds."""
    said = set(re.findall(r"\w+", plain(answer).casefold()))
    return [word for person in PEOPLE for word in person.split() if word.casefold() in said]


def figures(scene: Scene, viewer: Viewer) -> Iterator[str]:
    """The name of every figure by supplier, kind and category at each level."""
    for by in (("supplier",), ("kind",), ("authority",)):
        wanted = totals.Wanted("local", by)
        yield from tracing.with_figures(totals.total(viewer, scene.desk, wanted), wanted)["figure"]


def shared_views(scene: Scene, viewer: Viewer) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every service that answers with names or text, by name."""
    desk, upload_id = scene.desk, scene.upload_id
    for word in totals.BY:
        yield f"totals by {word}", lambda word=word: totals.total(viewer, desk, totals.Wanted("local", (word,)))
    for figure in figures(scene, viewer):
        yield f"trace {figure}", lambda figure=figure: tracing.trace_name(viewer, desk, figure)
    for person in PEOPLE:
        asked = f"level=national;supplier={person}"
        yield "trace by a name", lambda asked=asked: tracing.trace_name(viewer, desk, asked)
    yield "payments", lambda: uploads.payments(viewer, desk)
    yield "payments of an upload", lambda: uploads.payments(viewer, desk, upload_id)
    yield "payments of a council", lambda: uploads.payments(viewer, desk, "", BURY)
    yield "uploads", lambda: uploads.list_uploads(viewer, desk)
    yield "held back", lambda: uploads.held_back(viewer, desk, upload_id)
    yield "issues", lambda: uploads.issues(viewer, desk, upload_id)
    yield "to mend", lambda: mending.held_rows(viewer, desk, upload_id)
    yield "to mend in a workbook", lambda: sheet(mending_workbook.workbook(viewer, desk, upload_id))
    yield "council", lambda: council_view.view(viewer, desk, BURY)
    yield "in common", lambda: common_view.view(viewer, desk, 1)
    yield "categories", lambda: category_view.categories(viewer, desk)
    for level1 in category_view.categories(viewer, desk)["level1"].head(4):
        yield f"category {level1}", lambda level1=level1: category_view.view(viewer, desk, level1, "region")
    found = opportunities.find(viewer, desk)
    yield "opportunities", lambda: found
    best = found.listed.row(0, named=True)
    yield "a case", lambda: opportunities.one(viewer, desk, best["level1"], best["level2"])
    yield "standing", lambda: standing.councils_with_spend(desk)
    yield "what is withheld of each council", lambda: private_people.councils(viewer, desk)
    yield "texts that wait", lambda: private_people.listed(viewer, desk, BURY)
    yield "decisions", lambda: private_people.history(viewer, desk, BURY)
    yield "suppliers in doubt", lambda: supplier_queue.queue(viewer, desk)
    yield "suppliers found", lambda: supplier_view.find(viewer, desk, "")
    for one in sorted(set(suppliers_of(desk)["supplier_id"])):
        yield f"supplier {one}", lambda one=one: supplier_view.view(viewer, desk, one)
    for person in PEOPLE:
        yield f"suppliers called {person}", lambda person=person: supplier_view.find(viewer, desk, person)
    yield "decisions on suppliers", lambda: supplier_history.history(viewer, desk)
    yield "decisions on suppliers to share", lambda: supplier_sharing.export(viewer, desk)


def sheet(content: bytes) -> list[Any]:
    (received,) = receive.check("workbook.xlsx", content, Limits())
    return read.as_text(received, Limits(), {}).cells.rows()


def leaks(scene: Scene, viewer: Viewer) -> dict[str, list[str]]:
    """Each shared view with the names that it lets through; what is refused lets nothing through."""
    found: dict[str, list[str]] = {}
    for name, view in shared_views(scene, viewer):
        try:
            found[name] = names_in(view())
        except (NotAllowed, CannotDo) as refusal:
            found[name] = names_in(refusal)
    assert len(found) > 25
    return {name: names for name, names in found.items() if names}


def lists_of_names(scene: Scene, viewer: Viewer) -> set[str]:
    """The names that the views which list suppliers and payments let through."""
    desk = scene.desk
    listed = [
        uploads.payments(viewer, desk),
        uploads.held_back(viewer, desk, scene.upload_id),
        totals.total(viewer, desk, totals.Wanted("local", ("supplier",))),
        tracing.trace_name(viewer, desk, "level=national"),
        council_view.view(viewer, desk, BURY),
        common_view.view(viewer, desk, 1),
    ]
    return set(names_in(listed))


@pytest.mark.parametrize("viewer", OTHERS.values(), ids=OTHERS)
def test_no_shared_view_names_a_private_person(scene: Scene, viewer: Viewer) -> None:
    assert leaks(scene, viewer) == {}


def test_what_an_officer_decides_of_private_people_is_read_by_nobody_else(changed: Scene) -> None:
    """They may be put together, named and grouped by those who may read them; the alike names wait for them alone."""
    file = changed.folder / "alike.csv"
    file.write_text(f"{HEADINGS}\n05/06/2024,Mr Tobias Quillfeathers,5.00,,,,,,,Bury Council\n", encoding="utf-8")
    keep(changed.desk, file, "Bury")
    tobias, zelnick = Named("Mr Tobias Quillfeather"), Named("Zelnick Quorra")
    says = [Say("same", tobias, zelnick), Say("group", zelnick, value="Tarnbeck"), Say("name", tobias, value="Quorra")]
    supplier_decisions.decide(OWN, changed.desk, says)
    assert leaks(changed, GROUP) == {}
    assert leaks(changed, OTHERS["another council's officer"]) == {}
    assert len(supplier_history.history(OWN, changed.desk)) == 3
    with pytest.raises(CannotDo, match="may name a private person"):
        supplier_decisions.decide(GROUP, changed.desk, [Say("alone", tobias)])


def test_the_walk_would_find_a_name(scene: Scene) -> None:
    """The own officer reads every name, so a leak to somebody else could not go unseen."""
    met = {name for names in leaks(scene, OWN).values() for name in names}
    shown = {word for person in PEOPLE for word in person.split()} - {"Marek", "Wetherlam", "Gwen", "Ravenglass"}
    assert met == shown, "references are shown to nobody"


@pytest.mark.parametrize("level", ["local", "region", "national"])
def test_totals_still_add_up_and_the_people_are_counted(crowded: Scene, level: str) -> None:
    whole, crowd = PENCE + 2 * 7_000_00 + sum(CROWD.values()), sum(CROWD.values())
    for word in totals.BY:
        assert totals.total(GROUP, crowded.desk, totals.Wanted(level, (word,)))["spend_pence"].sum() == whole
    named = totals.total(GROUP, crowded.desk, totals.Wanted("local", ("supplier",)))
    people = named.filter(pl.col("supplier_kind") == "individual or sole trader").row(0, named=True)
    assert (people["supplier"], people["payments"], people["spend_pence"], people["suppliers"]) == (
        "An individual or sole trader",
        3 + len(CROWD),
        900_40 + 6_100_10 + 700_00 + crowd,
        3 + len(CROWD),
    )
    taxis = named.filter(pl.col("supplier") == "Alder Taxis Ltd").row(0, named=True)
    assert taxis["payments"] == 6, "a company that drives somebody is named; the person is not"


@pytest.mark.parametrize("level", ["local", "region", "national"])
def test_too_few_people_are_in_no_shared_figure_and_their_council_sees_them(scene: Scene, level: str) -> None:
    """Three people in the whole store: any sum of theirs could be told by taking the named suppliers off a total."""
    three = 900_40 + 6_100_10 + 700_00
    for viewer in (*OTHERS.values(), OWN):
        for word in totals.BY:
            found = totals.total(viewer, scene.desk, totals.Wanted(level, (word,)))
            assert found["spend_pence"].sum() == PENCE + 2 * 7_000_00 - three
    assert council_view.view(GROUP, scene.desk, BURY).cover["spend_pence"] == PENCE - three
    assert council_view.view(OWN, scene.desk, BURY).cover["spend_pence"] == PENCE
    assert "only its own officers see these pounds in its figures" in people.NOTE
    assert "in none of the figures" in " ".join(disclosing.notes(GROUP, scene.desk))
    assert disclosing.notes(OWN, scene.desk, (BURY,)) == []


@pytest.mark.parametrize("viewer", [*OTHERS.values(), OWN], ids=[*OTHERS, "own officer"])
def test_every_sum_can_be_traced_whoever_asks(scene: Scene, viewer: Viewer) -> None:
    wanted = totals.Wanted("local", ("supplier",))
    rows = tracing.with_figures(totals.total(viewer, scene.desk, wanted), wanted)
    for row in rows.iter_rows(named=True):
        assert tracing.trace_name(viewer, scene.desk, row["figure"])["amount_pence"].sum() == row["spend_pence"]


def test_the_receipt_says_how_many_wait_and_names_nobody(scene: Scene) -> None:
    assert (scene.receipt.withheld, scene.receipt.accepted) == (7, 10)
    assert names_in(scene.receipt) == []
    assert "until the council confirms" in private_people.withheld_told(scene.receipt)


def test_the_own_officer_sees_confirms_and_undoes_and_next_month_needs_no_click(changed: Scene) -> None:
    desk = changed.desk
    waiting = private_people.listed(OWN, desk, BURY, private_people.WAITS)
    assert waiting["spend_pence"].is_sorted(descending=True)
    texts = dict(waiting.select("text", "fingerprint").iter_rows())
    assert len(texts) == 7
    firm = "Orla Tarnbeck T/A Orla Tarnbeck Joinery"
    choices = dict.fromkeys(texts.values(), WITHHOLD) | {texts[firm]: SHARE}
    said = private_people.effect(OWN, desk, BURY, choices)
    assert "1 text shared and 6 texts withheld for good" in said
    assert "1 payment (£6,100.10) more may be read" in said
    private_people.decide(OWN, desk, BURY, choices, "We know them")

    assert private_people.listed(OWN, desk, BURY, private_people.WAITS).is_empty()
    assert lists_of_names(changed, GROUP) == {"Orla", "Tarnbeck"}

    receipt = keep(desk, month_file(changed.folder, 5), "Bury")
    assert private_people.listed(OWN, desk, BURY, private_people.WAITS).is_empty()
    assert receipt.withheld == 6
    assert lists_of_names(changed, GROUP) == {"Orla", "Tarnbeck"}

    (shared,) = [one for one in private_people.history(OWN, desk, BURY) if one.value == SHARE]
    assert shared.text == firm
    private_people.undo(OWN, desk, BURY, shared.id)
    assert lists_of_names(changed, GROUP) == set()
    assert private_people.listed(OWN, desk, BURY, private_people.WAITS)["text"].to_list() == [firm]


def test_what_one_council_releases_stays_withheld_for_another(changed: Scene) -> None:
    other = changed.folder / "bolton-may.csv"
    other.write_text(f"{HEADINGS}\n03/05/2024,Mr Tobias Quillfeather,5000.00,Survey,,,,,,\n", encoding="utf-8")
    keep(changed.desk, other, "Bolton")
    texts = dict(private_people.listed(OWN, changed.desk, BURY).select("text", "fingerprint").iter_rows())
    private_people.decide(OWN, changed.desk, BURY, {texts["Mr Tobias Quillfeather"]: SHARE})
    rows = uploads.payments(GROUP, changed.desk).filter(pl.col("supplier") == "Mr Tobias Quillfeather")
    assert rows["authority_code"].unique().to_list() == [BURY]
    assert "Quillfeather" in str(totals.total(GROUP, changed.desk, totals.Wanted("local", ("supplier",))).to_dicts())
    assert names_in(council_view.view(GROUP, changed.desk, BOLTON)) == []


def test_no_decision_and_no_trail_holds_a_name(changed: Scene) -> None:
    waiting = private_people.listed(OWN, changed.desk, BURY)
    private_people.decide(OWN, changed.desk, BURY, dict.fromkeys(waiting["fingerprint"], WITHHOLD))
    register = changed.desk.store.register
    assert names_in(register.decisions.history()) == []
    assert names_in([one.detail for one in register.audit.about(changed.upload_id, ["upload stored"])]) == []


@pytest.mark.parametrize("viewer", OTHERS.values(), ids=OTHERS)
def test_nobody_else_may_confirm_or_undo(scene: Scene, viewer: Viewer) -> None:
    with pytest.raises(NotAllowed, match="its own officers"):
        private_people.decide(viewer, scene.desk, BURY, {"any": SHARE})
    with pytest.raises(NotAllowed, match="its own officers"):
        private_people.effect(viewer, scene.desk, BURY, {"any": SHARE})
    with pytest.raises(NotAllowed, match="its own officers"):
        private_people.undo(viewer, scene.desk, BURY, 1)


def command(scene: Scene, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--store", str(scene.desk.store.home)])
    assert done.exit_code == 0, done.output
    return done.output


def test_no_export_of_the_command_line_names_a_private_person(scene: Scene) -> None:
    out = scene.folder / "out.csv"
    for words in (
        ["payments"],
        ["payments", "--upload", scene.upload_id],
        ["held-back", scene.upload_id],
        ["rollup", "--level", "local", "--by", "supplier"],
        ["trace", f"level=local;authority_code={BURY}"],
    ):
        assert names_in(command(scene, *words, "--json")) == []
        command(scene, *words, "--out", str(out))
        assert names_in(out.read_text(encoding="utf-8")) == []
    assert names_in(command(scene, "uploads", "--json") + command(scene, "cases", "--json")) == []


def test_the_command_line_exports_confirms_and_undoes_for_the_council_itself(changed: Scene) -> None:
    own = json.loads(command(changed, "payments", "--as-council", "Bury", "--json"))
    assert {row["authority_code"] for row in own} == {BURY}
    assert "Zelnick Quorra" in {row["supplier"] for row in own}
    listed = json.loads(command(changed, "private", "list", "--authority", "Bury", "--json"))
    number = next(row["fingerprint"] for row in listed if row["text"] == "Zelnick Quorra")
    words = ("--authority", "Bury", "--json")
    assert "1 text shared" in command(changed, "private", "release", number, "--why", "A shop", *words)
    (past,) = json.loads(command(changed, "private", "list", "--decisions", *words))
    assert (past["text"], past["value"], past["why"]) == ("Zelnick Quorra", "share", "A shop")
    assert "is undone" in command(changed, "private", "undo", str(past["id"]), *words)
    assert "1 text withheld for good" in command(changed, "private", "withhold", number, *words)
