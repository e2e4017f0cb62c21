"""English councils as payees are one body each, however they are written, and no other body of their place."""

import polars as pl
import pytest

from procurement.suppliers import council_names, other_names
from procurement.suppliers.reference import SupplierReference

ONE_COUNCIL = {
    "BOLTON COUNCIL": ("BOLTON METROPOLITAN BOROUGH COUNCIL", "BOLTON METROPOLITAN COUNCIL", "BOLTON BOROUGH COUNCIL"),
    "CAMDEN COUNCIL": ("LONDON BOROUGH CAMDEN", "CAMDEN LONDON BOROUGH"),
    "GREENWICH COUNCIL": ("ROYAL BOROUGH GREENWICH", "LONDON BOROUGH GREENWICH"),
    "YORK CITY COUNCIL": ("CITY YORK COUNCIL", "YORK COUNCIL", "CITY YORK"),
    "LANCASHIRE COUNTY COUNCIL": ("LANCASHIRE CC", "LANCASHIRE COUNCIL"),
    "RICHMOND UPON THAMES COUNCIL": ("LONDON BOROUGH RICHMOND UPON THA", "LONDON BOROUGH RICHMOND UPON THAMES"),
    "BATH NORTH EAST SOMERSET COUNCIL": ("BATH NORTH EAST SOMERSET COUNC",),
}
NOT_A_COUNCIL = {
    "a place alone": "BATH NORTH EAST SOMERSET",
    "a city that is a parish": "CHICHESTER CITY COUNCIL",
    "another body of the place": "HACKNEY COUNCIL VOLUNTARY SERVICES",
    "a place that may be two councils'": "NEWCASTLE COUNCIL",
    "a parish": "BOLTON TOWN COUNCIL",
    "a name cut before it says which": "METROPOLITAN BOROUGH B",
}


@pytest.mark.parametrize(("usual", "written"), ONE_COUNCIL.items(), ids=ONE_COUNCIL.keys())
def test_every_way_of_writing_is_the_one_council(
    usual: str, written: tuple[str, ...], known_words: SupplierReference
) -> None:
    names = council_names.usual_names(known_words)
    assert {names.get(way) for way in (usual, *written)} == {usual}


@pytest.mark.parametrize("name", NOT_A_COUNCIL.values(), ids=NOT_A_COUNCIL.keys())
def test_what_is_no_council_is_left_alone(name: str, known_words: SupplierReference) -> None:
    assert name not in council_names.usual_names(known_words)


def test_a_council_that_took_the_name_of_one_that_ended_is_another_body(known_words: SupplierReference) -> None:
    names = council_names.usual_names(known_words)
    assert names["NORTH YORKSHIRE COUNCIL"] == "NORTH YORKSHIRE COUNCIL"
    assert names["NORTH YORKSHIRE COUNTY COUNCIL"] == "NORTH YORKSHIRE COUNTY COUNCIL"


def test_of_two_that_may_be_written_so_the_one_in_being_is_stronger() -> None:
    ended = pl.DataFrame({"end_date": [None, "", "2023-03-31"]}, schema={"end_date": pl.String})
    assert ended.select(council_names.rank()).to_series().to_list() == [1, 1, 2]


def test_who_is_known_by_another_name_is_read_by_the_present_one(known_words: SupplierReference) -> None:
    cores = ["QUILLMERE HIRE", "BOLTON METROPOLITAN COUNCIL", "BOLTON COUNCIL", "QUILLMERE COUNCIL"]
    parts = pl.DataFrame({"core": cores, "other_name": [""] * 4})
    followed = other_names.follow(parts, known_words)
    assert followed["core"].to_list() == ["QUILLMERE HIRE", "BOLTON COUNCIL", "BOLTON COUNCIL", "QUILLMERE COUNCIL"]
    assert followed["other_name"].to_list() == ["", "BOLTON METROPOLITAN COUNCIL", "", ""]


def test_no_two_councils_have_one_usual_name(known_words: SupplierReference) -> None:
    names = council_names.usual_names(known_words)
    assert all(names[usual] == usual for usual in council_names.names(known_words))
