import polars as pl
import pytest

from procurement.demonstration import reference


def test_councils_are_real_ones_with_their_people(shape: reference.Reference) -> None:
    councils = shape.councils
    assert councils.height == 36
    assert councils["name"].null_count() == 0
    assert councils["population"].min() > 50_000


def test_councils_stand_in_four_regions_or_more_of_eight_councils_or_more(shape: reference.Reference) -> None:
    regions = shape.councils.group_by("region").len()
    assert regions.height >= 4
    assert regions["len"].min() >= 8


def test_two_combined_authorities_or_more_are_there(
    tables: dict[str, pl.DataFrame], shape: reference.Reference
) -> None:
    chosen = tables["authorities"].filter(pl.col("authority_code").is_in(shape.councils["authority_code"].to_list()))
    combined = chosen.filter(pl.col("combined_authority").fill_null("") != "")
    assert combined.group_by("combined_authority").len().filter(pl.col("len") >= 2).height >= 2


def test_every_code_is_in_proclass(tables: dict[str, pl.DataFrame], shape: reference.Reference) -> None:
    codes = set(shape.categories["proclass_code"]) - {""}
    assert codes <= set(tables["proclass"]["proclass_code"])


def test_a_council_that_does_not_exist_is_named(tables: dict[str, pl.DataFrame]) -> None:
    wrong = tables["demonstration_councils"].with_columns(authority_code=pl.lit("E99999999")).head(1)
    with pytest.raises(ValueError, match="E99999999"):
        reference.gather({**tables, "demonstration_councils": wrong})


def test_a_style_that_is_not_described_is_refused(tables: dict[str, pl.DataFrame]) -> None:
    wrong = tables["demonstration_councils"].with_columns(style=pl.lit("gothic")).head(1)
    with pytest.raises(ValueError, match="house style"):
        reference.gather({**tables, "demonstration_councils": wrong})


def test_every_style_has_headings_for_the_three_things_that_are_needed(shape: reference.Reference) -> None:
    fields = shape.headings.group_by("style").agg("field")
    needed = {"paid_on", "supplier_name", "net"}
    assert all(needed <= set(row) for row in fields["field"])
    assert set(fields["style"]) == set(shape.styles)
