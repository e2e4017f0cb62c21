"""All sixty quirks of published files are tested, each on a real file or on an invented one of the same shape."""

import importlib
import inspect
import re
from pathlib import Path

NUMBERS = range(1, 61)
NAMED = re.compile(r"test_(\d\d)_\w{8,}")


def fixtures_by_quirk() -> dict[int, list[set[str]]]:
    """The fixtures of every test, by the number of the quirk in its name."""
    found: dict[int, list[set[str]]] = {}
    for path in sorted(Path(__file__).parent.glob("test_quirks_*.py")):
        module = importlib.import_module(f"tests.hostile.quirks.{path.stem}")
        for name, test in inspect.getmembers(module, inspect.isfunction):
            numbered = NAMED.fullmatch(name)
            if numbered:
                found.setdefault(int(numbered[1]), []).append(set(inspect.signature(test).parameters))
    return found


def test_each_is_on_a_real_file_or_on_an_invented_one() -> None:
    fixtures = [names for tests in fixtures_by_quirk().values() for names in tests]
    assert all(names & {"real", "invented", "store"} for names in fixtures)


def test_all_sixty_are_here() -> None:
    assert set(fixtures_by_quirk()) == set(NUMBERS)
