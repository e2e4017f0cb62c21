"""Every page opened as a person opens it: seconds of the first view, of the second, and of another choice.

Run: python -m benchmarks.pages [--payments N] [--home FOLDER] [--demonstration FOLDER] [--pages NAME,NAME]. Two stores
are opened, each by a process of its own: the demonstration (made anew unless FOLDER holds one), limit 1 s, and one of N
invented payments (1,000,000 unless told; 50000000 is the whole), limit 2 s, written first and not counted; `--home`
keeps it there, or opens what is there. Pages are run through streamlit's AppTest with everything around them, but for
the browser's drawing. The first view of all pages is with nothing remembered but what earlier pages of the list left;
the second, and another choice in the page's first box that has one, must be within the limit. Of the large store each
page of the advisory group is opened once more after one more file of one council was added.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

DEMONSTRATION_LIMIT, LARGE_LIMIT = 1.0, 2.0
OFFICERS = ("possible_duplicates", "upload_spend", "held_back_rows", "check_private_people", "check_profiles",
            "our_council", "check_categories", "how_we_know")  # fmt: skip
MEMBERS = ("find_opportunities", "business_case", "our_council")
ROLES = {"Procurement officer": OFFICERS, "Elected member": MEMBERS}
HEADINGS = ("as", "page", "first s", "(cpu)", "second s", "(cpu)", "choice s", "(cpu)", "upload s", "(cpu)", "misses")
TIMES = (("first", "first_cpu"), ("second", "second_cpu"), ("choice", "choice_cpu"), ("upload", "upload_cpu"))
"""Seconds of a first view, a second, one after another choice, and the first after a file was uploaded."""
Row = dict[str, Any]


def opened(chosen: tuple[str, ...] = (), home: Path | None = None) -> list[Row]:
    """A row a page and role, of the store that PROCUREMENT_HOME names; of the chosen pages alone where any are.

    home: that store, where one more file is to be uploaded to it.
    """
    from streamlit import config
    from streamlit.testing.v1 import AppTest

    from procurement.pages.contents import TITLES

    config.set_option("server.address", "127.0.0.1")
    test = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=3_600)
    _open(test, "compose_a_hub")  # a light page first, so that opening the store is in no page's figure
    rows: list[Row] = []
    for role, names in {"Advisory group": tuple(TITLES), **ROLES}.items():
        if rows:
            test.selectbox(key="role").select(role).run()
        found = _all_pages(test, role, tuple(name for name in names if not chosen or name in chosen))
        if home is not None and not rows:
            _after_an_upload(test, home, found)
        rows += found
    return rows


def _after_an_upload(test: Any, home: Path, rows: list[Row]) -> None:
    """Each page once more, after one file of one council was added to the store."""
    from benchmarks import pages_store

    pages_store.add_a_file(home)
    for row in rows:
        row |= _timed(test, "upload", lambda name=row["page"]: _open(test, name))
        print(json.dumps(row), file=sys.stderr, flush=True)


def _all_pages(test: Any, role: str, names: tuple[str, ...]) -> list[Row]:
    """First views of all pages, then second ones, and then another choice where there is one."""
    rows = [{"as": role, "page": name} for name in names]
    for row in rows:
        row |= _timed(test, "first", lambda name=row["page"]: _open(test, name))
    for row in rows:
        row |= _timed(test, "second", lambda name=row["page"]: _open(test, name))
        boxes = [box for box in test.main.selectbox if len(box.options) > 1]
        if boxes:
            other = 0 if boxes[0].index else 1
            row |= _timed(test, "choice", lambda box=boxes[0], other=other: box.select_index(other).run())
        print(json.dumps(row), file=sys.stderr, flush=True)
    return rows


def _open(test: Any, name: str) -> None:
    test.switch_page(f"procurement/pages/{name}.py").run()


def _timed(test: Any, what: str, do: Any) -> Row:
    """Seconds on the clock and of the processor; stops where the page shows an error, since a broken page is quick."""
    began, worked = time.perf_counter(), time.process_time()
    do()
    took = {what: time.perf_counter() - began, f"{what}_cpu": time.process_time() - worked}
    trouble = [one.value for one in (*test.exception, *test.error)]
    if trouble:
        raise SystemExit(f"{test.title[0].value if len(test.title) else 'A page'}: {trouble}")
    return took


def in_a_process(home: Path, pages: str, takes_a_file: bool) -> tuple[list[Row], float]:
    """The rows of a store, and the most memory (GB), from a process that opens it alone."""
    place = {**os.environ, "PROCUREMENT_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "benchmarks.pages", "--open", "--pages", pages]
    command += ["--home", str(home)] if takes_a_file else []
    said = subprocess.run(command, cwd=ROOT, env=place, check=True, stdout=subprocess.PIPE)
    found = json.loads(said.stdout.decode().splitlines()[-1])
    return found["rows"], found["memory"]


def table(rows: list[Row], limit: float) -> Iterator[str]:
    """The table, a line a page; what misses is told by its column."""
    yield f"{HEADINGS[0]:<20}{HEADINGS[1]:<22}" + "".join(f"{one:>10}" for one in HEADINGS[2:])
    for row in rows:
        figures = "".join(f"{row[one]:>10.2f}" if one in row else f"{'':>10}" for pair in TIMES for one in pair)
        misses = ", ".join(what for what in ("second", "choice") if row.get(what, 0) > limit)
        yield f"{row['as']:<20}{row['page']:<22}{figures}  {misses or '-'}"


def tell(name: str, home: Path, limit: float, pages: str, takes_a_file: bool = False) -> None:
    """Print what became of one store."""
    rows, memory = in_a_process(home, pages, takes_a_file)
    print(f"\n{name}: each page within {limit:g} s after its first view (clock)")
    print("\n".join(table(rows, limit)))
    missed = sum(row.get(what, 0) > limit for row in rows for what in ("second", "choice"))
    print(f"{missed} of {sum(what in row for row in rows for what in ('second', 'choice'))} views miss; "
          f"most memory {memory:.2f} GB", flush=True)  # fmt: skip


def main() -> None:
    """Read the words of the command and print both tables."""
    words = argparse.ArgumentParser()
    words.add_argument("--payments", type=int, default=1_000_000)
    words.add_argument("--home", type=Path)
    words.add_argument("--demonstration", type=Path)
    words.add_argument("--pages", default="", help="names of pages with commas between; all unless told")
    words.add_argument("--open", action="store_true", help="open the store of PROCUREMENT_HOME and print its rows")
    given = words.parse_args()
    if given.open:
        pages = tuple(name for name in given.pages.split(",") if name)
        found = {
            "rows": opened(pages, given.home),
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_048_576,
        }
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as folder:
        small = _demonstration(given.demonstration or Path(folder) / "demo")
        tell("The demonstration", small, DEMONSTRATION_LIMIT, given.pages)
        home = given.home or Path(folder) / "store"
        tell(
            f"About {given.payments:,} payments",
            _large(home, given.payments),
            LARGE_LIMIT,
            given.pages,
            takes_a_file=True,
        )


def _demonstration(home: Path) -> Path:
    from procurement.services import demonstration
    from procurement.services.desk import open_desk

    if not home.exists():
        desk = open_desk(home)
        demonstration.load(desk, lambda files, _: iter(files))
        desk.store.close()
    return home


def _large(home: Path, count: int) -> Path:
    from benchmarks import pages_store

    if not home.exists():
        pages_store.write(home, count)
    return home


if __name__ == "__main__":
    main()
