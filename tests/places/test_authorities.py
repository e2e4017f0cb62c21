"""Which councils there are on a day, and which one a name means."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.places import authorities, naming
from procurement.tables import AUTHORITY

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def every(project: Path) -> pl.DataFrame:
    return authorities.parse(pl.read_csv(project / "data/reference/authorities.csv", infer_schema=False))


@pytest.fixture(scope="module")
def names(project: Path) -> pl.DataFrame:
    return pl.read_csv(project / "data/reference/authority_names.csv", infer_schema=False)


def test_england_had_317_principal_councils_at_the_end_of_2024(every: pl.DataFrame) -> None:
    councils = authorities.principal_councils(every, date(2024, 12, 31))
    assert dict(councils.group_by("kind").len().rows()) == {
        "county": 21,
        "district": 164,
        "london borough": 32,
        "metropolitan": 36,
        "unitary": 62,
        "sui generis": 2,
    }
    assert councils["region"].n_unique() == 9


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2009, 4, 1), 353),
        (date(2019, 3, 31), 353),
        (date(2019, 4, 1), 343),
        (date(2020, 4, 1), 339),
        (date(2021, 4, 1), 333),
        (date(2023, 3, 31), 333),
        (date(2023, 4, 1), 317),
        (date(2027, 3, 31), 317),
        (date(2027, 4, 1), 307),
    ],
)
def test_councils_merge_on_the_day_that_they_did(every: pl.DataFrame, day: date, count: int) -> None:
    assert authorities.principal_councils(every, day).height == count


def test_every_current_council_has_a_place_and_people(every: pl.DataFrame) -> None:
    councils = authorities.principal_councils(every, TODAY)
    assert councils.select("population", "latitude", "longitude").null_count().row(0) == (0, 0, 0)
    people = councils.filter(pl.col("kind") != "county")["population"].sum()
    assert people == 58_620_101, "England, mid-2024, each person once: all but the counties, whose districts are here"
    for area, sums in councils.filter(pl.col("county_area") != "").group_by("county_area"):
        by_tier = dict(sums.group_by(pl.col("kind") == "county").agg(pl.col("population").sum()).rows())
        assert by_tier[True] == by_tier[False], area


def test_successors_are_in_the_table(every: pl.DataFrame) -> None:
    named = every.filter(pl.col("replaced_by") != "")["replaced_by"].str.split(";").explode()
    assert set(named) <= set(every["authority_code"])
    ended = authorities.principal_councils(every).filter(pl.col("end_date").is_not_null())
    assert (ended["replaced_by"] != "").all()


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("Hyndburn", TODAY, "E07000120"),
        ("e07000120", TODAY, "E07000120"),
        ("Leeds City Council", TODAY, "E08000035"),
        ("Salford council", TODAY, "E08000006"),
        ("LB Camden", TODAY, "E09000007"),
        ("Hull", TODAY, "E06000010"),
        ("  brighton & hove ", TODAY, "E06000043"),
        ("St. Helens", TODAY, "E08000013"),
        ("Greater London Authority", TODAY, "E61000001"),
        ("Somerset", date(2022, 6, 1), "E10000027"),
        ("Somerset", date(2023, 4, 1), "E06000066"),
        ("North Yorkshire (to 2023)", TODAY, "E10000023"),
        ("Harrogate council", TODAY, "E07000165"),
        ("Lancashire", TODAY, "E10000017"),
    ],
)
def test_a_name_means_one_authority_on_a_day(every: pl.DataFrame, text: str, on: date, code: str) -> None:
    assert authorities.find(every, text, on)["authority_code"] == code


def test_other_names_and_former_codes_are_known_where_given(every: pl.DataFrame, names: pl.DataFrame) -> None:
    assert authorities.find(every, "E08000020", TODAY, names)["name"] == "Gateshead"
    assert authorities.find(every, "gateshead district", TODAY, names)["name"] == "Gateshead"


def test_every_authority_is_found_by_its_own_names(every: pl.DataFrame) -> None:
    for row in every.iter_rows(named=True):
        day = row["end_date"] or row["start_date"] or TODAY
        for name in (row["name"], row["official_name"], row["authority_code"]):
            assert authorities.find(every, name, day)["authority_code"] == row["authority_code"], name


@pytest.mark.parametrize("text", ["Hindburn", "Council", "", "North East"])
def test_an_unknown_name_is_answered_with_the_nearest(every: pl.DataFrame, text: str) -> None:
    with pytest.raises(authorities.UnknownAuthority, match="No council is called"):
        authorities.find(every, text, TODAY)


def test_the_nearest_name_is_in_the_error(every: pl.DataFrame) -> None:
    with pytest.raises(authorities.UnknownAuthority, match="Hyndburn"):
        authorities.find(every, "Hindburn", TODAY)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("SHEFFIELD CITY COUNCIL", "E08000019"),
        ("Somerset", "E06000066"),
        ("Brimhams Active", ""),
        ("Council", ""),
        ("", ""),
    ],
)
def test_a_body_named_in_a_file_is_recognised_or_left_alone(every: pl.DataFrame, body: str, code: str) -> None:
    assert authorities.recognise_name(every, body) == code


@pytest.mark.parametrize(
    ("code", "on", "heir"),
    [
        ("E07000165", date(2023, 3, 31), "E07000165"),
        ("E07000165", date(2023, 4, 1), "E06000065"),
        ("E07000190", date(2020, 1, 1), "E07000246"),
        ("E07000190", TODAY, "E06000066"),
        ("E10000006", TODAY, ""),
        ("E06000065", date(2020, 1, 1), ""),
        ("E07000207", date(2027, 4, 1), "PENDING-EAST-SURREY"),
        ("no such code", TODAY, ""),
    ],
    ids=["last day", "day after", "first heir", "heir's heir", "split", "not yet", "to come", "unknown"],
)
def test_an_ended_council_stands_in_its_only_successor(every: pl.DataFrame, code: str, on: date, heir: str) -> None:
    assert authorities.heir(every, code, on) == heir


def test_a_table_with_a_code_twice_is_refused(every: pl.DataFrame) -> None:
    text = every.select(pl.all().cast(pl.String)).head(2).with_columns(authority_code=pl.lit("E1"))
    with pytest.raises(ValueError, match="more than one row for authority_code E1"):
        authorities.parse(text)


def test_an_empty_table_stays_empty() -> None:
    empty = pl.DataFrame(schema=dict.fromkeys(AUTHORITY.names(), pl.String))
    assert authorities.parse(empty).schema == AUTHORITY


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Royal Borough of Kensington & Chelsea", "kensington and chelsea"),
        ("King's Lynn and West Norfolk", "kings lynn and west norfolk"),
        ("Durham County Council", "durham"),
        ("Manchester Cit+A2446y Council", "manchester cit a2446y"),
    ],
)
def test_words_for_kinds_of_council_are_set_aside(name: str, core: str) -> None:
    assert naming.core(name) == core
