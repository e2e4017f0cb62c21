"""Sets of parties that people made, and suppliers that the rules made, put together; people's word goes first.

A supplier of the rules is held together by its texts that nobody decided on (its rest). Parties stay with the rest of
theirs unless a person took them out, or a person's word would be broken by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from procurement.suppliers.decided_sets import Sets, between, clash

REST = ""
"""Stands in the place of a party for the texts of a supplier that nobody decided on."""


@dataclass(frozen=True)
class Cluster:
    """A supplier as the rules made it: its id, its parties in order, whether it has a rest, and its identifiers.

    own: by party (REST for the rest) the identifiers of its own texts.
    """

    id: str
    parties: Sequence[str]
    has_rest: bool
    own: Mapping[str, frozenset[str]]


@dataclass
class Pieces:
    """A union of sets (by number) and rests (by id of their supplier): `head` of each, and what each head holds."""

    sets: Sets
    head: dict[int | str, int | str] = field(default_factory=dict[int | str, int | str])
    parties: dict[int | str, list[str]] = field(default_factory=dict[int | str, list[str]])
    numbers: dict[int | str, frozenset[str]] = field(default_factory=dict[int | str, frozenset[str]])
    home: dict[str, str] = field(default_factory=dict[str, str])
    """By party the supplier of the rules whose rest it stays with; a party that left has none."""

    def find(self, piece: int | str) -> int | str:
        """The head of a piece."""
        while self.head[piece] != piece:
            self.head[piece] = self.head[self.head[piece]]
            piece = self.head[piece]
        return piece

    def may_join(self, one: int | str, other: int | str) -> bool:
        """Whether two heads may be one supplier: no person said otherwise, and no identifiers speak against it."""
        barred = between(self.sets, self.parties[one], self.parties[other])
        return not barred and not clash(self.numbers[one], self.numbers[other])

    def join(self, one: int | str, other: int | str) -> None:
        """Make two heads one."""
        self.head[other] = one
        self.parties[one] += self.parties.pop(other)
        self.numbers[one] |= self.numbers.pop(other)


def put_together(sets: Sets, clusters: Sequence[Cluster]) -> dict[tuple[str, str], tuple[str, int | str]]:
    """By (supplier of the rules, party or REST): the id of its supplier now, and the piece that it is in.

    clusters: every supplier of the rules that holds a party, in an order that does not hang on ids.
    """
    pieces = _start(sets, clusters)
    for cluster in clusters:
        for party in sorted(cluster.parties, key=lambda one: (one in sets.leaving, sets.of[one], one)):
            mine, rest = pieces.find(sets.of[party]), pieces.find(cluster.id)
            if party in sets.alone and not _is_all_of(cluster, party, sets):
                continue
            if mine == rest or pieces.may_join(mine, rest):
                pieces.home[party] = cluster.id
            if mine != rest and pieces.may_join(mine, rest):
                pieces.join(mine, rest)
    return _named(pieces, clusters)


def _start(sets: Sets, clusters: Sequence[Cluster]) -> Pieces:
    pieces = Pieces(sets)
    for number, members in sets.members.items():
        pieces.head[number], pieces.parties[number] = number, list(members)
        pieces.numbers[number] = sets.numbers_of(number)
    for cluster in clusters:
        pieces.head[cluster.id], pieces.parties[cluster.id] = cluster.id, []
        pieces.numbers[cluster.id] = cluster.own.get(REST, frozenset())
    return pieces


def _is_all_of(cluster: Cluster, party: str, sets: Sets) -> bool:
    """Whether nothing would be left if the party went as well: the last one keeps the supplier."""
    staying = [one for one in cluster.parties if one not in sets.alone]
    if cluster.has_rest or staying:
        return False
    holders = [one for one in cluster.parties if cluster.id in cluster.own.get(one, frozenset())]
    return party == min(holders or cluster.parties, key=lambda one: (sets.alone[one], one))


def _named(pieces: Pieces, clusters: Sequence[Cluster]) -> dict[tuple[str, str], tuple[str, int | str]]:
    holds = _ids_held(pieces, clusters)
    names = {head: _id_of(head, pieces, holds) for head in {pieces.find(piece) for piece in pieces.head}}
    found: dict[tuple[str, str], tuple[str, int | str]] = {}
    for cluster in clusters:
        for party in [*cluster.parties, *([REST] if cluster.has_rest else [])]:
            head = pieces.find(pieces.sets.of[party] if party else cluster.id)
            found[cluster.id, party] = (names[head], head)
    return found


def _ids_held(pieces: Pieces, clusters: Sequence[Cluster]) -> dict[int | str, dict[str, str]]:
    """By head the ids of suppliers of the rules that it goes on, each under the party that brought it (REST: none).

    An id that is a number goes with the party that has the number, where the rest has not.
    """
    held: dict[int | str, dict[str, str]] = {}
    for cluster in clusters:
        stays = [one for one in cluster.parties if pieces.home.get(one) == cluster.id]
        with_number = [one for one in cluster.parties if cluster.id in cluster.own.get(one, frozenset())]
        rest_has_it = cluster.id in cluster.own.get(REST, frozenset()) or any(one in stays for one in with_number)
        if with_number and not rest_has_it:
            held.setdefault(pieces.find(pieces.sets.of[with_number[0]]), {})[with_number[0]] = cluster.id
            continue
        head = pieces.find(cluster.id)
        for party in stays or [REST]:
            held.setdefault(head, {}).setdefault(party, cluster.id)
    return held


def _id_of(head: int | str, pieces: Pieces, holds: dict[int | str, dict[str, str]]) -> str:
    """The id that goes with the party which was named first; a piece that left has one of its own."""
    held = holds.get(head, {})
    sets = pieces.sets
    parties = sorted(pieces.parties[head], key=lambda one: (sets.of[one], sets.members[sets.of[one]].index(one)))
    for party in [*parties, REST]:
        if party in held:
            return held[party]
    return f"alone|{parties[0]}" if parties else f"rest|{head}"
