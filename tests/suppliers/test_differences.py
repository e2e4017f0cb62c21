"""Two names side by side: what one has and the other has not."""

import pytest

from procurement.suppliers.differences import compare


@pytest.mark.parametrize(
    ("a", "b", "marked_a", "marked_b", "sentence"),
    [
        ("Oakfern (North) Ltd", "OAKFERN LTD", ["(North)"], [], "Only the first has '(North)'."),
        ("Oakfern East", "Oakfern West", ["East"], ["West"], "Only the first has 'East'; only the second has 'West'."),
        ("Oakfern & Sons", "Oakfern Sons", [], [], "The words are the same."),
        ("Bell Bell Ltd", "Bell Ltd", ["Bell"], [], "Only the first has 'Bell'."),
        ("", "Oakfern", [], ["Oakfern"], "Only the second has 'Oakfern'."),
    ],
    ids=["a place", "each has one", "a mark", "a word twice", "no name"],
)
def test_what_differs_is_marked_and_said(a, b, marked_a, marked_b, sentence) -> None:
    found = compare(a, b)
    assert [one.text for one in found.a if not one.is_shared] == marked_a
    assert [one.text for one in found.b if not one.is_shared] == marked_b
    assert (" ".join(one.text for one in found.a), " ".join(one.text for one in found.b)) == (a, b)
    assert found.sentence == sentence
