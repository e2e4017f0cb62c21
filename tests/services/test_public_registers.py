"""Public registers are loaded from the files that their publishers give out: a row is taken, or refused with why."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.registers import public_registers, register_files, register_loading
from procurement.store.public_registers import Record
from tests import terminal
from tests.services import register_samples as samples

ADVISER = Viewer(Role.ADVISORY_GROUP)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def load(desk: Desk, *paths: Path, register: str = "companies-house") -> Record:
    return public_registers.load(ADVISER, desk, register, list(paths), lambda *_: None)


def text(folder: Path, content: str | bytes, name: str = "companies.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def bodies(desk: Desk, register: str = "companies-house") -> pl.DataFrame:
    kept = public_registers.kept(desk)
    return kept.bodies(kept.records()[register]).collect()


def names(desk: Desk, register: str = "companies-house") -> pl.DataFrame:
    kept = public_registers.kept(desk)
    return kept.names(kept.records()[register]).collect()


def test_a_company_is_kept_with_what_its_row_says(desk: Desk, tmp_path: Path) -> None:
    load(desk, text(tmp_path, samples.companies_csv()))
    first = bodies(desk).row(0, named=True)
    assert (first["number"], first["name"]) == ("00400123", "QUILLMARSH SCAFFOLDING LIMITED")
    assert (first["sic_codes"], first["postcode"], first["accounts_category"]) == (
        "43991;43999",
        "BL9 0SW",
        "MICRO ENTITY",
    )
    assert (str(first["began_on"]), first["is_live"], first["row"]) == ("1986-04-03", True, 2)


def test_bodies_stand_in_the_order_of_number_and_names_of_key(desk: Desk, tmp_path: Path) -> None:
    record = load(desk, text(tmp_path, samples.companies_csv()))
    assert bodies(desk)["number"].to_list() == ["00400123", "00400124", "SC123456"]
    assert names(desk)["name_key"].is_sorted()
    assert (record.bodies, record.live, record.names) == (3, 3, 4)


def test_an_earlier_name_leads_to_its_company_with_the_day_it_ended(desk: Desk, tmp_path: Path) -> None:
    load(desk, text(tmp_path, samples.companies_csv()))
    earlier = names(desk).filter(pl.col("sort") == "earlier").row(0, named=True)
    assert (earlier["name_key"], earlier["number"], str(earlier["until"])) == (
        "TARNBECKERECTORS",
        "00400123",
        "2019-06-30",
    )


def test_a_zip_and_its_parts_hold_what_the_csv_holds(desk: Desk, tmp_path: Path) -> None:
    load(desk, text(tmp_path, samples.companies_csv()))
    whole = bodies(desk).drop("file", "row")
    parts = [
        samples.zipped(tmp_path / f"part{place}.zip", companies__csv=samples.companies_csv((company,)))
        for place, company in enumerate(samples.COMPANIES)
    ]
    record = load(desk, *parts)
    assert bodies(desk).drop("file", "row").equals(whole)
    assert [(file.rows, file.refused) for file in record.files] == [(1, 0)] * 3


def test_many_small_runs_give_what_one_gives(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    companies = tuple(
        {"CompanyName": f"QUILLMARSH {place} LIMITED", " CompanyNumber": f"{(place * 7919) % 500 + 1:08}"}
        for place in range(500)
    )
    load(desk, text(tmp_path, samples.companies_csv(companies)))
    one_run, its_names = bodies(desk), names(desk)
    monkeypatch.setattr(register_loading, "ROWS_A_RUN", 40)
    halves = [samples.companies_csv(companies[:250]), samples.companies_csv(companies[250:])]
    load(desk, *(text(tmp_path, half, f"half{place}.csv") for place, half in enumerate(halves)))
    assert bodies(desk).drop("file", "row").equals(one_run.drop("file", "row"))
    assert names(desk).equals(its_names)


REFUSED_ROWS = {
    "a name that is empty": ({"CompanyName": " ", " CompanyNumber": "00400130"}, "CompanyName is empty"),
    "a number that is none": ({"CompanyName": "X LTD", " CompanyNumber": "no"}, "CompanyNumber is no company number"),
    "a number of noughts": ({"CompanyName": "X LTD", " CompanyNumber": "0"}, "CompanyNumber is no company number"),
    "the same row again": (dict(samples.COMPANIES[0]), "the same particulars"),
}


@pytest.mark.parametrize(("company", "why"), REFUSED_ROWS.values(), ids=REFUSED_ROWS.keys())
def test_a_row_that_cannot_be_taken_is_refused_alone(
    company: dict[str, str], why: str, desk: Desk, tmp_path: Path
) -> None:
    record = load(desk, text(tmp_path, samples.companies_csv((*samples.COMPANIES, company))))
    assert (record.rows, record.bodies, record.refused) == (4, 3, 1)
    (row,) = public_registers.refused(desk, "companies-house").iter_rows(named=True)
    assert row["row"] == 5
    assert why in row["why"]


def test_rows_of_one_number_that_differ_are_none_of_them_taken(desk: Desk, tmp_path: Path) -> None:
    other = {**samples.COMPANIES[0], "CompanyName": "SOMEBODY ELSE LIMITED"}
    record = load(desk, text(tmp_path, samples.companies_csv((*samples.COMPANIES, other))))
    assert (record.rows, record.bodies, record.refused) == (4, 2, 2)
    assert "00400123" not in bodies(desk)["number"]
    assert "00400123" not in names(desk)["number"]


def test_rows_of_another_width_are_refused_with_their_place(desk: Desk, tmp_path: Path) -> None:
    lines = samples.companies_csv().splitlines()
    lines.insert(2, '"SHORT LIMITED","00400199"')
    record = load(desk, text(tmp_path, "\n".join([*lines, "(3 rows)"])))
    refused = public_registers.refused(desk, "companies-house")
    assert (record.rows, record.bodies) == (5, 3)
    assert refused["row"].to_list() == [3, 6]
    assert refused["why"][0] == "it has 2 cells where 55 are needed"
    assert bodies(desk).sort("row")["row"].to_list() == [2, 4, 5]


def test_rows_have_the_numbers_of_the_file_however_it_is_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    companies = tuple({"CompanyName": f"QUILLMARSH {at} LIMITED", " CompanyNumber": f"{at:08}"} for at in range(2, 200))
    lines = samples.companies_csv(companies).splitlines()
    for at in (30, 31, 120, 198):
        lines[at - 1] = '"SHORT LIMITED","1"'
    path = text(tmp_path, "\n".join([*lines, ""]))
    monkeypatch.setattr(register_files, "BLOCK_BYTES", 4_000)
    record = load(desk, path)
    assert (record.rows, record.bodies, record.refused) == (198, 194, 4)
    assert public_registers.refused(desk, "companies-house")["row"].to_list() == [30, 31, 120, 198]
    assert bodies(desk).select(is_its_own=pl.col("row") == pl.col("number").cast(pl.Int64))["is_its_own"].all()


def test_a_row_that_is_not_utf_8_is_refused_and_the_others_taken(desk: Desk, tmp_path: Path) -> None:
    damaged = samples.companies_csv().replace("BRINDLECOTE", "BRINDLÉCOTE").encode("cp1252")
    record = load(desk, text(tmp_path, damaged))
    assert (record.bodies, record.refused) == (2, 1)
    assert "not in UTF-8" in next(iter(record.why_refused))


def test_a_day_that_is_none_is_left_blank_and_said(desk: Desk, tmp_path: Path) -> None:
    record = load(desk, text(tmp_path, samples.companies_csv()))
    assert record.notes == ("1 day could not be read and left blank.",)


@pytest.mark.parametrize(
    ("said", "is_live"),
    [
        ({"CompanyStatus": "Active - Proposal to Strike off"}, True),
        ({"CompanyStatus": "Liquidation"}, True),
        ({"CompanyStatus": "Dissolved"}, False),
        ({"CompanyStatus": "Converted/Closed"}, False),
        ({"CompanyStatus": "Active", "DissolutionDate": "03/04/2024"}, False),
    ],
    ids=["to be struck off", "in liquidation", "dissolved", "converted", "with a day of dissolution"],
)
def test_a_company_is_live_until_it_is_gone(said: dict[str, str], is_live: bool, desk: Desk, tmp_path: Path) -> None:
    record = load(desk, text(tmp_path, samples.companies_csv(({**samples.COMPANIES[0], **said},))))
    assert (bodies(desk)["is_live"].to_list(), record.live) == ([is_live], int(is_live))
    assert set(names(desk)["is_live"]) == {is_live}


def test_a_byte_order_mark_and_a_quoted_line_end_do_no_harm(desk: Desk, tmp_path: Path) -> None:
    content = samples.companies_csv().replace("BRINDLECOTE STATIONERY", "BRINDLECOTE\nSTATIONERY")
    load(desk, text(tmp_path, b"\xef\xbb\xbf" + content.encode()))
    assert bodies(desk)["name"].to_list()[1] == "BRINDLECOTE STATIONERY LTD"


def test_a_quotation_mark_in_a_text_with_tabs_is_a_letter_of_a_name(desk: Desk, tmp_path: Path) -> None:
    """It took in all rows to the next such mark, and nobody was told."""
    names_given = ("OAKFERN FUND", '"FRIENDS OF ELMBRIDGE', '"TARNBECK TRUST"', '"VEXLEY" HALL', 'THE 12" SOCIETY')
    head, first, *_ = samples.CHARITIES
    lines = ["\t".join(head)]
    for place, name in enumerate(names_given):
        lines.append("\t".join((*first[:2], f"190000{place}", "0", name, *first[5:])))
    record = load(desk, text(tmp_path, "\n".join([*lines, ""]), "charity.txt"), register="charity-commission")
    assert (record.rows, record.bodies) == (5, 5)
    kept = bodies(desk, "charity-commission")["name"].to_list()
    assert kept == ["TARNBECK TRUST" if "TARNBECK" in name else name for name in names_given]
    assert "FRIENDSELMBRIDGE" in names(desk, "charity-commission")["name_key"]


def test_far_fewer_bodies_than_before_are_said(desk: Desk, tmp_path: Path) -> None:
    load(desk, text(tmp_path, samples.companies_csv()))
    record = load(desk, text(tmp_path, samples.companies_csv(samples.COMPANIES[:2]), "two.csv"))
    assert record.notes == (
        "It holds 2 bodies where the load before held 3: make sure that every file was named and arrived whole.",
    )
    again = load(desk, text(tmp_path, samples.companies_csv(samples.COMPANIES[:2])))
    assert again.notes == ()


def test_a_load_takes_all_parts_of_a_register_or_none(desk: Desk, tmp_path: Path) -> None:
    parts = [
        text(tmp_path, samples.companies_csv((company,)), f"BasicCompanyData-2026-11-01-part{place}_3.csv")
        for place, company in enumerate(samples.COMPANIES, start=1)
    ]
    with pytest.raises(CannotDo, match="in 3 parts, of which 1 and 3 are not named"):
        load(desk, parts[1])
    assert load(desk, *parts).bodies == 3


def test_two_files_that_are_called_alike_are_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "older").mkdir()
    one = text(tmp_path, samples.companies_csv(samples.COMPANIES[:1]))
    other = text(tmp_path / "older", samples.companies_csv(samples.COMPANIES[1:]))
    with pytest.raises(CannotDo, match=r"Two files are called companies\.csv"):
        load(desk, one, other)


def packed_otherwise(folder: Path) -> Path:
    """A ZIP that says it is packed by Deflate64, as Windows packs large files."""
    content = bytearray(samples.zipped(folder / "whole.zip", companies__csv=samples.companies_csv()).read_bytes())
    in_directory = content.index(b"PK\x01\x02")
    content[8:10] = content[in_directory + 10 : in_directory + 12] = b"\x09\x00"
    return text(folder, bytes(content), "windows.zip")


def another_entry(folder: Path) -> Path:
    content = samples.zipped(folder / "whole.zip", companies__csv=samples.companies_csv()).read_bytes()
    return text(folder, content.replace(b"companies.csv", b"componies.csv", 1), "damaged.zip")


def truncated(folder: Path) -> Path:
    whole = samples.zipped(folder / "whole.zip", companies__csv=samples.companies_csv())
    return text(folder, whole.read_bytes()[:-40], "truncated.zip")


def damaged_inside(folder: Path) -> Path:
    many = tuple({"CompanyName": f"Q {n * n} LTD", " CompanyNumber": f"{n:08}"} for n in range(1, 4000))
    content = bytearray(samples.zipped(folder / "whole.zip", companies__csv=samples.companies_csv(many)).read_bytes())
    content[len(content) // 2] ^= 0xFF
    return text(folder, bytes(content), "damaged.zip")


def bomb(folder: Path) -> Path:
    path = folder / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("companies.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(120):
            member.write(bytes(1024 * 1024))
    return path


REFUSED_FILES = {
    "wrong columns": (lambda folder: text(folder, "Name,Number\nX LTD,1\n"), "it has no column CompanyName"),
    "empty": (lambda folder: text(folder, ""), "it holds no byte"),
    "a ZIP without a text": (lambda folder: samples.zipped(folder / "a.zip", etr__pdf="x"), "holds no text file"),
    "a ZIP with an empty text": (lambda folder: samples.zipped(folder / "a.zip", a__csv=""), "it holds no row"),
    "headings alone": (
        lambda folder: text(folder, samples.companies_csv(())),
        "0 rows can be taken. The files hold headings alone",
    ),
    "rows none of which can be taken": (
        lambda folder: text(folder, samples.companies_csv(({"CompanyName": "X LTD"},))),
        "None of 1 row can be taken. Most often: CompanyNumber is no company number",
    ),
    "a text cut in a row": (lambda folder: text(folder, samples.companies_csv()[:-100]), "in the middle of row 4"),
    "packed as Windows packs": (packed_otherwise, "Unpack it and name companies.csv instead"),
    "a ZIP whose entry is not where it should be": (another_entry, "did not arrive whole"),
    "a ZIP cut short": (truncated, "did not arrive whole"),
    "a ZIP damaged inside": (damaged_inside, "did not arrive whole"),
    "a bomb": (bomb, "would unpack to 120 MB"),
    "UTF-16": (lambda folder: text(folder, samples.companies_csv().encode("utf-16")), "it has no column"),
    "not there": (lambda folder: folder / "nothing.csv", "is not a file"),
}


@pytest.mark.parametrize(("make", "why"), REFUSED_FILES.values(), ids=REFUSED_FILES.keys())
def test_a_file_that_is_no_register_is_refused_and_what_stood_stands(
    make: Callable[[Path], Path], why: str, desk: Desk, tmp_path: Path
) -> None:
    load(desk, text(tmp_path, samples.companies_csv(), "before.csv"))
    with pytest.raises(CannotDo, match=why):
        load(desk, make(tmp_path))
    assert bodies(desk).height == 3
    assert [path.name for path in (tmp_path / "store" / "registers").iterdir() if path.name.startswith(".")] == []


def test_the_same_file_twice_in_one_load_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = text(tmp_path, samples.companies_csv())
    with pytest.raises(CannotDo, match="hold the same bytes"):
        load(desk, path, path)


def test_a_load_replaces_the_one_before_and_leaves_nothing_of_it(desk: Desk, tmp_path: Path) -> None:
    load(desk, text(tmp_path, samples.companies_csv()))
    load(desk, text(tmp_path, samples.companies_csv(samples.COMPANIES[:1])))
    assert bodies(desk).height == 1
    folder = tmp_path / "store" / "registers"
    assert sorted(path.suffix for path in folder.iterdir()) == ["", ".json"]


def test_a_register_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    load(desk, text(tmp_path, samples.companies_csv()))
    public_registers.forget(ADVISER, desk, "companies-house")
    assert public_registers.listed(desk) == {}
    assert list((tmp_path / "store" / "registers").iterdir()) == []


def test_charities_with_their_other_names(desk: Desk, tmp_path: Path) -> None:
    charities = samples.zipped(
        tmp_path / "publicextract.charity.zip", publicextract__txt=samples.as_csv(samples.CHARITIES, "\t")
    )
    others = text(tmp_path, samples.as_csv(samples.OTHER_NAMES, "\t"), "publicextract.charity_other_names.txt")
    record = load(desk, charities, others, register="charity-commission")
    assert (record.rows, record.bodies, record.live, record.other_names, record.refused) == (5, 2, 1, 1, 2)
    kept = bodies(desk, "charity-commission")
    assert kept.select("number", "company_number", "is_live").rows() == [
        ("1900001", "00400125", True),
        ("1900002", "", False),
    ]
    assert "HARROWFEN CARES" in names(desk, "charity-commission")["name"].to_list()
    refused = public_registers.refused(desk, "charity-commission").select("number", "why")
    assert ["a linked charity" in why for why in refused["why"]] == [True, False]
    assert refused.row(1) == ("1900009", "it is a further name of a body that is not in the register")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("400125", "00400125"), ("oc300001", "OC300001"), ("0", ""), ("N/A", ""), ("123456789", "")],
    ids=["its noughts lost", "small letters", "none", "not applicable", "too long"],
)
def test_the_company_number_of_a_charity(written: str, kept: str, desk: Desk, tmp_path: Path) -> None:
    head, first, *_ = samples.CHARITIES
    path = text(tmp_path, samples.as_csv((head, (*first[:-1], written)), "\t"), "charity.txt")
    load(desk, path, register="charity-commission")
    assert bodies(desk, "charity-commission")["company_number"].to_list() == [kept]


def test_a_further_name_that_is_the_name_itself_or_stands_twice_is_kept_once(desk: Desk, tmp_path: Path) -> None:
    head, first, _ = samples.OTHER_NAMES
    same = [(*first[:4], str(place), first[5], name) for place, name in enumerate((first[6], "THE OAKFERN HOSPICE"))]
    record = load(
        desk,
        text(tmp_path, samples.as_csv(samples.CHARITIES[:2], "\t"), "charity.txt"),
        text(tmp_path, samples.as_csv((head, first, *same), "\t"), "names.txt"),
        register="charity-commission",
    )
    assert (record.rows, record.bodies, record.other_names, record.names) == (4, 1, 3, 2)
    assert sorted(names(desk, "charity-commission")["name"]) == ["HARROWFEN CARES", "THE OAKFERN HOSPICE"]


def test_names_without_the_charities_that_have_them_are_refused(desk: Desk, tmp_path: Path) -> None:
    others = text(tmp_path, samples.as_csv(samples.OTHER_NAMES, "\t"), "publicextract.charity_other_names.txt")
    with pytest.raises(CannotDo, match="further names alone"):
        load(desk, others, register="charity-commission")


def test_nhs_trusts_without_headings(desk: Desk, tmp_path: Path) -> None:
    path = samples.zipped(tmp_path / "etr.zip", etr__csv=samples.trusts_csv(), etr__pdf="not read")
    record = load(desk, path, register="nhs-ods")
    assert (record.bodies, record.live, record.refused) == (2, 1, 0)
    kept = bodies(desk, "nhs-ods")
    assert kept["legal_form"].to_list() == ["etr", "etr"]
    told = kept.select("row", "number", "name", "postcode", "is_live", "began_on", "ended_on").row(1)
    assert told == (2, "RZ2", "ELMBRIDGE COMMUNITY NHS TRUST", "M1 1AE", False, date(2001, 4, 1), date(2013, 3, 31))


def test_a_register_that_there_is_none_of_is_named(desk: Desk) -> None:
    with pytest.raises(WrongWords, match="companies-house, charity-commission, nhs-ods"):
        load(desk, register="land")


def test_an_officer_may_not_load_a_register(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        public_registers.load(Viewer(Role.OFFICER, "E08000002"), desk, "companies-house", [tmp_path], lambda *_: None)


def test_an_officer_may_not_forget_a_register(desk: Desk, tmp_path: Path) -> None:
    load(desk, text(tmp_path, samples.companies_csv()))
    with pytest.raises(NotAllowed):
        public_registers.forget(Viewer(Role.OFFICER, "E08000002"), desk, "companies-house")
    assert list(public_registers.listed(desk)) == ["companies-house"]


def test_the_words_of_a_record_add_up(desk: Desk, tmp_path: Path) -> None:
    extra = {"CompanyName": "", " CompanyNumber": "00400130"}
    record = load(desk, text(tmp_path, samples.companies_csv((*samples.COMPANIES, extra))))
    said = "\n".join(public_registers.in_words(record))
    assert "4 rows = 3 bodies + 1 refused; 4 names" in said
    assert "refused: 1 because CompanyName is empty" in said


def test_progress_comes_to_its_end(desk: Desk, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    path = text(tmp_path, samples.companies_csv())
    public_registers.load(ADVISER, desk, "companies-house", [path], lambda *said: heard.append(said))
    assert [(done, of) for doing, done, of in heard if doing.startswith("Reading")][-1] == (path.stat().st_size,) * 2
    assert heard[-1][1] == heard[-1][2]


def run(home: Path, *words: str) -> terminal.Done:
    return terminal.run("registers", *words, "--store", str(home))


def test_the_commands_load_list_and_forget(tmp_path: Path) -> None:
    home, path = tmp_path / "store", text(tmp_path, samples.companies_csv())
    assert "No register is loaded" in run(home, "list").stdout
    loaded = run(home, "load", "companies-house", str(path))
    assert loaded.returncode == 0, loaded.stderr
    assert "3 rows = 3 bodies + 0 refused; 4 names" in loaded.stdout
    (listed,) = json.loads(run(home, "list", "--json").stdout)
    assert (listed["register"], listed["bodies"], listed["files"][0]["name"]) == ("companies-house", 3, "companies.csv")
    assert run(home, "forget", "companies-house").stdout == "Companies House basic company data is forgotten.\n"


def test_a_slip_and_a_refusal_end_with_their_exit_codes(tmp_path: Path) -> None:
    path = text(tmp_path, "Name\nX\n")
    assert run(tmp_path / "store", "load", "land", str(path)).returncode == 2
    refused = run(tmp_path / "store", "load", "companies-house", str(path))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "companies.csv is no file of the Companies House basic company data" in refused.stderr


def test_keys_made_by_another_version_are_told(desk: Desk, tmp_path: Path) -> None:
    record = load(desk, text(tmp_path, samples.companies_csv()))
    assert "load it again" not in "".join(public_registers.in_words(record, desk))
    assert "load it again" in "".join(public_registers.in_words(replace(record, wording="older"), desk))
    fewer = replace(desk.suppliers, name_abbreviations=desk.suppliers.name_abbreviations.head(0))
    assert public_registers.wording_mark(fewer) != record.wording
