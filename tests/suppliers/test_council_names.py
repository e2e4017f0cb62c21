"""English councils as payees are one body each, however they are written, and no other body of their place."""

import pytest

from procurement.suppliers import council_names
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


def test_no_two_councils_have_one_usual_name(known_words: SupplierReference) -> None:
    names = council_names.usual_names(known_words)
    assert all(names[usual] == usual for usual in council_names.names(known_words))
