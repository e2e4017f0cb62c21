"""Headings of other schemes beside ProClass, of every scheme or of one."""

import pytest

from procurement.services.categories import category_equivalents
from procurement.services.desk import open_reference
from procurement.services.problems import WrongWords


def test_a_scheme_that_is_named_is_the_only_one() -> None:
    reference = open_reference()
    every = category_equivalents.find(reference, "371000")
    schemes = every["scheme"].unique().to_list()
    assert len(schemes) > 1
    some = category_equivalents.find(reference, "371000", "cpv")
    assert some["scheme"].unique().to_list() == ["cpv"]
    assert some.height < every.height


def test_a_scheme_that_there_is_none_of_is_told_with_those_there_are() -> None:
    with pytest.raises(WrongWords, match=r"There is no scheme 'zorb'\. There are: cipfa, cpv"):
        category_equivalents.find(open_reference(), "371000", "zorb")
