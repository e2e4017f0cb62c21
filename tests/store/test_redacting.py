"""Texts leave sentences as whole words, and never what others are found by."""

import pytest

from procurement.store.redacting import Redactor, without


@pytest.mark.parametrize(
    ("said", "texts", "left"),
    [
        pytest.param("Paid to Orla Quill.", ["Orla Quill"], "Paid to [erased].", id="a name"),
        pytest.param("Quillmarsh Ltd", ["Quill"], "Quillmarsh Ltd", id="part of another word"),
        pytest.param("Orla Quill, Quill", ["Quill", "Orla Quill"], "[erased], [erased]", id="the longest first"),
        pytest.param("as for (Orla).csv", ["(Orla).csv"], "as for [erased]", id="a file's name with brackets"),
        pytest.param("x(Orla)", ["(Orla)"], "x[erased]", id="a text that begins with no letter"),
        pytest.param("Órsolya came", ["Órsolya"], "[erased] came", id="letters beyond ASCII"),
        pytest.param("a.csv and aXcsv", ["a.csv"], "[erased] and aXcsv", id="a dot is a dot"),
    ],
)
def test_a_text_leaves_a_sentence_as_whole_words(said, texts, left):
    assert without(said, texts) == left
    assert Redactor(texts).documents([said]) == [left]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("ORLA QUILL LTD asked", "[erased] LTD asked"),
        ("as orla quill asked", "as [erased] asked"),
        ("the Quill of ORLA", "the [erased] of ORLA"),
        ("a quill", "a quill"),
    ],
    ids=["in capitals", "in small letters", "a word as it was written", "a word of ours"],
)
def test_several_words_are_meant_in_any_case_and_one_as_it_was_written(said, left):
    assert Redactor(["Orla Quill", "Quill"]).documents([said]) == [left]


def test_a_document_keeps_its_keys_and_what_it_is_found_by():
    answer = {"code": "SHEET", "value": "Orla", "hangs_on": ["Orla"], "question": "Which of Orla and April?", "at": ""}
    receipt = {"held_back_rules": {"Orla": 1}, "columns": {"amount": "Orla"}, "alerts": ["As in Orla"], "lines": 3}
    note = {"authority_code": "body:Orla", "sentence": "Orla was cut off", "Orla": None}
    assert Redactor(["Orla"]).documents([answer, receipt, note, None, 7]) == [
        {**answer, "question": "Which of [erased] and April?"},
        {**receipt, "alerts": ["As in [erased]"]},
        {**note, "sentence": "[erased] was cut off"},
        None,
        7,
    ]


def test_no_texts_change_nothing():
    assert Redactor([]).documents(["Orla", {"a": ["b"]}]) == ["Orla", {"a": ["b"]}]
    assert Redactor(["Orla"]).cleared([]) == {}
