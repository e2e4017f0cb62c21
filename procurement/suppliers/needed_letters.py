"""Letters without which a pattern cannot be found, so that texts without any of them need not be searched for it.

Looking for a few hundred words at once takes a fraction of the time of as many patterns, and few texts have one.
"""

import re
from functools import cache

Needed = frozenset[str] | None
"""One of these stands in every text in which the pattern is found; None where nothing can be said."""
FEWEST = 2
"""A single letter stands in nearly every text."""
TOKEN = re.compile(r"\\[bB]|\\.|\[[^\]]*\]|\(\?:|\(|\)|\||\{\d+(?:,\d*)?\}|[?*+^$.]|[A-Z0-9 &-]")
OPTIONAL = re.compile(r"[?*]|\{0")
LITERAL = re.compile(r"[A-Z0-9 &-]")


@cache
def of(pattern: str) -> Needed:
    """What a pattern needs. Understood are letters, groups, choices, classes and repeats; anything else gives None.

    >>> sorted(of(r"\\b(?:PARISH|TOWN) COUNCILS?$"))
    [' COUNCIL']
    >>> of(r"^[A-Z]+$") is None
    True
    """
    tokens = TOKEN.findall(pattern)
    if "".join(tokens) != pattern or tokens.count("(") + tokens.count("(?:") != tokens.count(")"):
        return None
    needed, end = _choice(tokens, 0)
    return needed if end == len(tokens) and needed is not None and min(map(len, needed)) >= FEWEST else None


def _choice(tokens: list[str], at: int) -> tuple[Needed, int]:
    """What the branches up to the end of a group need, one of them: nothing where a branch needs nothing."""
    branches: list[Needed] = []
    while True:
        needed, at = _sequence(tokens, at)
        branches.append(needed)
        if at >= len(tokens) or tokens[at] == ")":
            return _either(branches), at
        at += 1


def _either(branches: list[Needed]) -> Needed:
    known = [branch for branch in branches if branch is not None]
    return frozenset[str]().union(*known) if len(known) == len(branches) else None


def _sequence(tokens: list[str], at: int) -> tuple[Needed, int]:
    """Of what each part of a sequence needs, the longest letters; ends at a choice or the end of the group."""
    best, run = None, ""
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        token, needed = tokens[at], None
        if token in ("(", "(?:"):
            needed, at = _choice(tokens, at + 1)
        at += 1
        is_optional = at < len(tokens) and OPTIONAL.match(tokens[at]) is not None
        is_repeated = at < len(tokens) and (is_optional or tokens[at][0] in "+{")
        if LITERAL.fullmatch(token) and not is_optional:
            run += token
        else:
            best, run = _longer(best, run), ""
        if is_repeated:
            best, run, at = _longer(best, run), "", at + 1
        if needed is not None and not is_optional:
            best = _longer_of(best, needed)
    return _longer(best, run), at


def _longer(best: Needed, run: str) -> Needed:
    return _longer_of(best, frozenset({run})) if run.strip() else best


def _longer_of(one: Needed, other: Needed) -> Needed:
    """The set whose shortest member is longer: it is met more rarely."""
    if one is None or other is None:
        return one if other is None else other
    return other if min(map(len, other)) > min(map(len, one)) else one
