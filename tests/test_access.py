"""Who may do what, as a truth table: every role against every permission."""

import pytest

from procurement import access
from procurement.access import NotAllowed, Role, Viewer

OWN, OTHER = "E08000003", "E08000006"
OFFICER, MEMBER = Viewer(Role.OFFICER, OWN), Viewer(Role.MEMBER, OWN)
GROUP, STRAY = Viewer(Role.ADVISORY_GROUP), Viewer(Role.OFFICER)

TRUTH = [
    ("submit", (OWN,), {"officer": True, "member": False, "group": True, "officer of no council": False}),
    ("submit", (OTHER,), {"officer": False, "member": False, "group": True, "officer of no council": False}),
    ("submit", ("",), {"officer": False, "member": False, "group": True, "officer of no council": False}),
    ("scrub", (OWN,), {"officer": True, "member": False, "group": True, "officer of no council": False}),
    ("scrub", (OTHER,), {"officer": False, "member": False, "group": True, "officer of no council": False}),
    ("set_profile", (OWN,), {"officer": True, "member": False, "group": True, "officer of no council": False}),
    ("set_profile", (OTHER,), {"officer": False, "member": False, "group": True, "officer of no council": False}),
    ("see_payments", (OWN,), {"officer": True, "member": False, "group": True, "officer of no council": False}),
    ("see_payments", (OTHER,), {"officer": False, "member": False, "group": True, "officer of no council": False}),
    ("see_private_people", (OWN,), {"officer": True, "member": False, "group": False, "officer of no council": False}),
    ("see_private_people", (OTHER,), dict.fromkeys(("officer", "member", "group", "officer of no council"), False)),
    ("see_private_people", ("",), dict.fromkeys(("officer", "member", "group", "officer of no council"), False)),
    (
        "see_unusual_payments",
        (OWN,),
        {"officer": True, "member": False, "group": False, "officer of no council": False},
    ),
    ("see_unusual_payments", (OTHER,), dict.fromkeys(("officer", "member", "group", "officer of no council"), False)),
    ("see_unusual_payments", ("",), dict.fromkeys(("officer", "member", "group", "officer of no council"), False)),
    ("compare", (), {"officer": True, "member": True, "group": True, "officer of no council": True}),
    ("check_suppliers", (), {"officer": True, "member": False, "group": True, "officer of no council": False}),
    ("check_categories", (OWN,), {"officer": True, "member": False, "group": True, "officer of no council": False}),
    ("check_categories", (OTHER,), {"officer": False, "member": False, "group": True, "officer of no council": False}),
    ("check_categories", ("",), {"officer": False, "member": False, "group": True, "officer of no council": False}),
    ("decide", (), {"officer": False, "member": False, "group": True, "officer of no council": False}),
]
VIEWERS = {"officer": OFFICER, "member": MEMBER, "group": GROUP, "officer of no council": STRAY}
CASES = [(what, words, name, answer) for what, words, row in TRUTH for name, answer in row.items()]


@pytest.mark.parametrize(("what", "words", "name", "answer"), CASES, ids=[f"{c[2]} {c[0]} {c[1]}" for c in CASES])
def test_each_pair_answers_and_raises_alike(what: str, words: tuple[str, ...], name: str, answer: bool) -> None:
    can, check = getattr(access, f"can_{what}"), getattr(access, f"check_can_{what}")
    assert can(VIEWERS[name], *words) is answer
    if answer:
        check(VIEWERS[name], *words)
    else:
        with pytest.raises(NotAllowed, match="You may not"):
            check(VIEWERS[name], *words)


def test_every_permission_is_in_the_table() -> None:
    pairs = {name.removeprefix("can_") for name in vars(access) if name.startswith("can_")}
    assert pairs == {row[0] for row in TRUTH}
