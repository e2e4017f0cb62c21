"""Which suppliers a person is asked about, and in what words."""

from collections.abc import Sequence

import polars as pl
import pytest

from procurement.suppliers import matching

VAT = "980780684"
OTHER_VAT = "123456782"


def asked(rows: Sequence[str | tuple[str, ...]], texts, nobody, known_words) -> list[tuple[str, str, str]]:
    """The two names and the reason of each pair that is asked about."""
    asks = matching.settle(texts(rows), nobody, known_words).asks
    return asks.select("name_a", "name_b", "reason").rows()


SEVERAL = "the same name; but more than one supplier fits the name"
FITS_TWO = [("HOLMBANK TRANSPORT LTD", "02222222"), ("HOLMBANK TRANSPORT LTD", "03333333"), "HOLMBANK TRANSPORT LTD"]


def test_a_name_that_fits_two_companies_is_asked_about_with_both_and_says_so(texts, nobody, known_words) -> None:
    found = asked(FITS_TWO, texts, nobody, known_words)
    assert [reason for *_, reason in found] == [SEVERAL, SEVERAL]


def test_two_bodies_by_their_numbers_are_no_question(texts, nobody, known_words) -> None:
    """No answer makes one supplier of two company numbers, or of two charity numbers."""
    assert asked(FITS_TWO[:2], texts, nobody, known_words) == []
    charities = [("HOLMBANK HOSPICE", "", "", "1138117"), ("HOLMBANK HOSPICE", "", "", "1156876")]
    assert asked(charities, texts, nobody, known_words) == []


def test_a_charity_that_is_a_company_is_still_asked_about(texts, nobody, known_words) -> None:
    rows = [("HOLMBANK HOSPICE LTD", "02222222"), ("HOLMBANK HOSPICE CARE", "", "", "1138117")]
    assert len(asked(rows, texts, nobody, known_words)) == 1


REASONS: dict[str, tuple[list[str | tuple[str, ...]], str]] = {
    "a VAT number that a group may share": (
        [("BRAMBLE HILL PRIMARY SCHOOL", "", VAT), ("COPPICE LANE NURSERY", "", VAT)],
        f"same VAT number '{VAT}', which bodies of one group may share; no word in common",
    ),
    "two VAT numbers": (
        [("QUILLMERE JOINERY", "", VAT), ("QUILLMERE JOINERY LTD", "", OTHER_VAT)],
        f"but they stand beside different VAT numbers ('{VAT}', '{OTHER_VAT}')",
    ),
    "a name alike by its words": (["QUILLMERE", "QUILLMERE CONSULTANCY LTD"], "same word 'quillmere'"),
}


@pytest.mark.parametrize(("rows", "said"), REASONS.values(), ids=REASONS.keys())
def test_the_reason_says_what_is_alike_and_what_kept_them_apart(rows, said, texts, nobody, known_words) -> None:
    (found,) = asked(rows, texts, nobody, known_words)
    assert said in found[2].replace(f"'{OTHER_VAT}', '{VAT}'", f"'{VAT}', '{OTHER_VAT}'")


def test_two_suppliers_known_before_are_told_as_such(texts, nobody, known_words) -> None:
    before = ("QUILLMERE JOINERY LTD", "QUILMERE JOINERY")
    known = pl.concat([matching.match(texts([name], first=at), nobody, known_words) for at, name in enumerate(before)])
    asks = matching.settle(texts(["QUILLMERE JOINERY"], first=9), known, known_words).asks
    (reason,) = asks["reason"].to_list()
    assert reason.endswith("; but they were two suppliers before, and only a person makes one of them")
