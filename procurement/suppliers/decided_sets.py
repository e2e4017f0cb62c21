"""People's decisions about names, gone through in the order they were made: who belongs together, apart, or alone.

Works on parties, a party being a name that means one supplier. What the matching rules say is not looked at here; that
is joined afterwards, and gives way wherever a person said otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SAME, DIFFERENT, ALONE = "same", "different", "alone"
NAME, KIND, GROUP = "name", "kind", "group"
PSEUDO = "pseudo-supplier"
ABOUT_TWO = (SAME, DIFFERENT)
WITH_A_VALUE = (NAME, KIND, GROUP)
ABOUT_ONE = (ALONE, *WITH_A_VALUE)
EXCLUSIVE = ("GB-COH-", "GB-CHC-")
"""Schemes of identifiers of which one supplier has one; VAT numbers are shared by groups."""

NOT_FOUND = "no stored name answers to it"
TWO_NUMBERS = "the two stand beside different company or charity numbers"
STANDS_FOR_MANY = "one of the two stands for payments to many, not for one supplier"


@dataclass(frozen=True)
class Said:
    """A decision on parties: its number, what was said, of which party, of which other ("" where of one), and a value.

    Of two that are the same, the supplier that holds `a` keeps its id; of two that differ, `b` leaves.
    """

    id: int
    what: str
    a: str
    b: str = ""
    value: str = ""


@dataclass
class Sets:
    """Parties that people put together. `foes`: those they held apart; `alone`: those they took out of a supplier.

    idle: decisions that have no effect, with the reason; words: the latest value of each party's name, kind and group.
    stand_ins: parties that the rules read as standing for many payees.
    outdone: those among the idle that a later decision took back, and which; taken_out, rejoined: by which decision a
    party was taken out of its set last, and two were said to be the same after all.
    """

    numbers: Mapping[str, frozenset[str]]
    own_numbers: Mapping[str, frozenset[str]]
    stand_ins: frozenset[str] = frozenset()
    of: dict[str, int] = field(default_factory=dict[str, int])
    members: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    made_by: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    foes: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    leaving: set[str] = field(default_factory=set[str])
    alone: dict[str, int] = field(default_factory=dict[str, int])
    words: dict[str, dict[str, tuple[int, str]]] = field(default_factory=dict[str, dict[str, tuple[int, str]]])
    idle: dict[int, str] = field(default_factory=dict[int, str])
    outdone: dict[int, int] = field(default_factory=dict[int, int])
    taken_out: dict[str, int] = field(default_factory=dict[str, int])
    rejoined: dict[frozenset[str], int] = field(default_factory=dict[frozenset[str], int])
    _made: int = 0

    def enter(self, party: str) -> int:
        """The number of the party's set, a new one where it has none."""
        if party not in self.of:
            self._begin(party)
        return self.of[party]

    def stands_in(self, number: int) -> bool:
        """Whether a set is of names that stand for many payees; a kind that a person gave one of them goes first."""
        said = [self.words[party][KIND] for party in self.members[number] if KIND in self.words.get(party, {})]
        return max(said)[1] == PSEUDO if said else not self.stand_ins.isdisjoint(self.members[number])

    def leave(self, party: str) -> None:
        """Take a party out of its set; the others stay together."""
        old = self.enter(party)
        if len(self.members[old]) > 1:
            self.members[old].remove(party)
            self._begin(party)

    def numbers_of(self, number: int) -> frozenset[str]:
        """The identifiers of a set: those of its parties' suppliers, or their own where they were taken out."""
        ways = [
            (self.own_numbers if party in self.alone else self.numbers).get(party, frozenset[str]())
            for party in self.members[number]
        ]
        return frozenset[str]().union(*ways)

    def _begin(self, party: str) -> None:
        self._made += 1
        self.of[party], self.members[self._made] = self._made, [party]


def go_through(
    said: Sequence[Said],
    numbers: Mapping[str, frozenset[str]],
    own_numbers: Mapping[str, frozenset[str]],
    stand_ins: frozenset[str] = frozenset(),
) -> Sets:
    """The sets after every decision, the later outweighing the earlier; none gives none.

    numbers: by party the company and charity numbers (as GB-COH-… and GB-CHC-…) of the supplier that the rules put it
    in; own_numbers: those that stand beside the party itself. stand_ins: parties that the rules read as standing for
    many payees (VARIOUS).
    """
    sets = Sets(numbers, own_numbers, stand_ins)
    for one in said:
        if not one.a or (one.what in ABOUT_TWO and not one.b):
            sets.idle[one.id] = NOT_FOUND
        elif one.what == SAME:
            _join(sets, one)
        elif one.what == DIFFERENT:
            _part(sets, one)
        elif one.what == ALONE:
            sets.leave(one.a)
            sets.alone[one.a] = sets.taken_out[one.a] = one.id
            _note(sets, one)
        else:
            sets.enter(one.a)
            sets.words.setdefault(one.a, {})[one.what] = (one.id, one.value)
    for one in said:
        if one.what in ABOUT_TWO and one.id not in sets.idle and (by := _outdone_by(sets, one)):
            sets.outdone[one.id] = by
            sets.idle[one.id] = f"decision {by}, made later, says otherwise"
    return sets


def _outdone_by(sets: Sets, one: Said) -> int:
    """The later decision by which one on two parties holds no more; 0 where it holds."""
    if one.what == DIFFERENT:
        return 0 if one.b in sets.foes.get(one.a, {}) else sets.rejoined[frozenset((one.a, one.b))]
    is_held = sets.of[one.a] == sets.of[one.b]
    return 0 if is_held else max(sets.taken_out.get(party, 0) for party in (one.a, one.b))


def _join(sets: Sets, one: Said) -> None:
    """Whoever says that two are the same takes back that they were said to differ."""
    a, b = sets.enter(one.a), sets.enter(one.b)
    before = _set_foe(sets, one.a, one.b, 0)
    barred = between(sets, sets.members[a], sets.members[b]) if a != b else 0
    if barred:
        sets.idle[one.id] = f"decision {barred} says that two of their names are not the same"
    elif a != b and clash(sets.numbers_of(a), sets.numbers_of(b)):
        sets.idle[one.id] = TWO_NUMBERS
    elif sets.stands_in(a) != sets.stands_in(b):
        sets.idle[one.id] = STANDS_FOR_MANY
    else:
        _note(sets, one)
        sets.rejoined[frozenset((one.a, one.b))] = one.id
        if a != b:
            sets.members[a] += sets.members.pop(b)
            sets.of |= dict.fromkeys(sets.members[a], a)
        return
    _set_foe(sets, one.a, one.b, before)


def _part(sets: Sets, one: Said) -> None:
    if one.a == one.b:
        sets.idle[one.id] = "its two names are one"
        return
    if sets.enter(one.a) == sets.enter(one.b):
        sets.leave(one.b)
        sets.taken_out[one.b] = one.id
    _set_foe(sets, one.a, one.b, one.id)
    sets.leaving.add(one.b)
    _note(sets, one)


def _set_foe(sets: Sets, a: str, b: str, decision: int) -> int:
    """Hold two apart by a decision, or no longer where it is 0; which decision did before, 0 where none did."""
    before = sets.foes.get(a, {}).pop(b, 0)
    sets.foes.get(b, {}).pop(a, None)
    if decision:
        sets.foes.setdefault(a, {})[b] = decision
        sets.foes.setdefault(b, {})[a] = decision
    return before


def _note(sets: Sets, one: Said) -> None:
    for party in (one.a, one.b):
        if party:
            sets.made_by.setdefault(party, []).append(one.id)


def between(sets: Sets, left: Sequence[str], right: Sequence[str]) -> int:
    """The number of a decision that holds some party of `left` apart from one of `right`; 0 where none does."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    others = set(many)
    found = [decision for party in few for foe, decision in sets.foes.get(party, {}).items() if foe in others]
    return min(found, default=0)


def clash(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of identifiers are of two bodies; a company number shared outweighs two charity numbers.

    >>> clash(frozenset({"GB-COH-1"}), frozenset({"GB-COH-2"})), clash(frozenset({"GB-COH-1"}), frozenset())
    (True, False)
    """
    for scheme in EXCLUSIVE:
        mine, theirs = ({one for one in side if one.startswith(scheme)} for side in (a, b))
        if mine & theirs:
            return False
        if mine and theirs:
            return True
    return False
