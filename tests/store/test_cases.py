"""Saved cases: every saving is kept, with the version that it was made from."""

import pytest

from procurement.store.problems import StoreProblem


def test_saving_a_case_again_keeps_the_earlier_one(register, now):
    first = register.cases.save("Paper", {"rate": "0.035"}, "4.2", "A Person", now, "first look")
    second = register.cases.save("Paper", {"rate": "0.05"}, "5.2", "A Person", now)
    assert [one.id for one in register.cases.all("Paper")] == [second, first]
    kept = register.cases.get(first)
    assert (kept.inputs, kept.version, kept.kind, kept.why) == ({"rate": "0.035"}, "4.2", "case", "first look")
    assert register.cases.all("Pens") == []


def test_a_case_that_was_never_saved_is_told_plainly(register):
    with pytest.raises(StoreProblem, match="No saved case has the number 7"):
        register.cases.get(7)
