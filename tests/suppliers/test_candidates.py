"""Which names meet: in a crowd of names alike in all other words, a slip of the pen still meets its name."""

import polars as pl
import pytest

from procurement.suppliers import candidates, faces, names
from procurement.suppliers.reference import SupplierReference

BEGINNINGS = ("Brask", "Thren", "Wolver", "Sallow", "Harrow", "Dunner", "Kester", "Marrow", "Fenner", "Pellow")
ENDS = ("mere", "wick", "holm", "ford", "beck")
SLIPS = {
    "a letter lost": "Braskmre Heating Services",
    "a letter doubled": "Braskmeere Heating Services",
    "two letters changed places": "Braskmeer Heating Services",
    "a wrong letter at the end": "Braskmeru Heating Services",
    "a wrong letter in front": "Brxskmere Heating Services",
    "a slip in a common word": "Braskmere Haeting Services",
}


def met(written: str, crowd: list[str], reference: SupplierReference) -> set[str]:
    """The names of a crowd that one meets."""
    understood = names.understand(pl.Series([written, *crowd]), reference)
    face = understood.parts["core_face"]
    found = candidates.find(understood.faces, face.head(1))
    ends = {*found["left"], *found["right"]} - {face[0]}
    return {name for name, number in zip(crowd, face[1:], strict=True) if number in ends}


@pytest.mark.parametrize("written", SLIPS.values(), ids=SLIPS)
def test_a_slip_meets_its_name_in_a_crowd(written: str, known_words: SupplierReference) -> None:
    crowd = [f"{first}{last} Heating Services" for first in BEGINNINGS for last in ENDS]
    crowd += [f"Brask{first.lower()} Heating Services" for first in BEGINNINGS]
    crowd += [f"Bra{first.lower()}mere Heating Services" for first in BEGINNINGS]
    assert len(crowd) > 3 * candidates.LARGEST_BLOCK
    assert "Braskmere Heating Services" in met(written, crowd, known_words)


def test_short_and_lone_words_have_no_key_of_a_slip(known_words: SupplierReference) -> None:
    few = names.understand(pl.Series(["Abe Heating", "Braskmere"]), known_words).faces
    assert isinstance(few, faces.Faces)
    assert candidates.find(few).is_empty()


def test_no_names_meet_nobody(known_words: SupplierReference) -> None:
    assert candidates.find(names.understand(pl.Series([], dtype=pl.String()), known_words).faces).is_empty()
