"""Decisions: added, undone by a mark, never lost."""

import pytest

from procurement.store.problems import StoreProblem


def test_decisions_stand_in_the_order_they_were_made(register, now):
    first = register.decisions.record("supplier", [1, 2], {"same": True}, "A Person", now, "one invoice address")
    second = register.decisions.record("category", "x", "y", "B Person", now, "it is paper")
    assert [one.id for one in register.decisions.standing()] == [first, second]
    (only,) = register.decisions.standing("supplier")
    assert (only.key, only.value, only.by, only.at, only.why) == (
        [1, 2],
        {"same": True},
        "A Person",
        now,
        "one invoice address",
    )


def test_an_undone_decision_stays_in_history(register, now):
    made = register.decisions.record("supplier", 1, 2, "A Person", now, "why")
    register.decisions.undo(made, "B Person", now)
    (kept,) = register.decisions.history()
    assert register.decisions.standing() == []
    assert (kept.undone_by, kept.undone_at) == ("B Person", now)


def test_only_a_decision_that_stands_can_be_undone(register, now):
    made = register.decisions.record("supplier", 1, 2, "A Person", now, "why")
    register.decisions.undo(made, "A Person", now)
    with pytest.raises(StoreProblem, match="cannot be undone"):
        register.decisions.undo(made, "A Person", now)


def test_a_kind_is_there_while_a_decision_of_it_stands(register, now):
    decisions = register.decisions
    assert (decisions.has("supplier"), decisions.last_number(), decisions.changes()) == (False, 0, 0)
    made = decisions.record("supplier", 1, 2, "A Person", now, "why")
    assert (decisions.has("supplier"), decisions.has("category"), decisions.last_number()) == (True, False, made)
    decisions.undo(made, "A Person", now)
    assert (decisions.has("supplier"), decisions.last_number(), decisions.changes()) == (False, made, 2)
