"""An officer sees how many texts wait, and of how many of them the table is."""

import pytest
from streamlit.testing.v1 import AppTest

from procurement.access import Role, Viewer
from procurement.pages.parts import private_people_parts
from tests.pages.opening import opened

OFFICER = Viewer(Role.OFFICER, "E08000002")
PAYEES = ("Mr T Quillmarsh", "Mrs A Brindlecote", "Miss O Tarnwick")
ROWS = "".join(f"03/04/2024,{name},{100 + at}.00\n" for at, name in enumerate(PAYEES))


def words_of(test: AppTest) -> str:
    return " ".join(part.value for part in test.markdown)


def test_a_table_of_some_of_the_texts_says_of_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened("upload_spend", OFFICER)
    test.file_uploader[0].upload("april.csv", f"Payment Date,Supplier Name,Amount\n{ROWS}".encode()).run()
    test.button[0].click().run()
    assert "Here: 3 texts, the most pounds first" in words_of(opened("check_private_people", OFFICER))
    monkeypatch.setattr(private_people_parts, "MOST_IN_WORDS", 1)
    in_full = next(one.value for one in opened("check_private_people", OFFICER).markdown if one.value.startswith("1. "))
    assert len(in_full.splitlines()) == len(PAYEES), "the table's cells cut them"
    assert all(name in in_full for name in PAYEES)
    monkeypatch.setattr(private_people_parts, "MOST_SHOWN", 2)
    assert "Here: the first 2 of 3 texts, the most pounds first" in words_of(opened("check_private_people", OFFICER))
