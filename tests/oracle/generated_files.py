"""Generated and mutated files, read by the software and by the slow reader: a table of what agrees.

python -m tests.oracle.generated_files --files 15000 [--seed N] [--save FOLDER] [--only csv zip]

Ends with code 1 where lines or pence do not balance, a row is read otherwise, or anything but a refusal is raised; it
then shows, for each kind of problem, the smallest upload that has it, and saves these in FOLDER.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.oracle.comparing import ASKED, REFUSED, TAKEN, Tally, compare
from tests.oracle.uploads import CONTAINERS, GENERATED, MUTATED, Upload, uploads

SHARES = {"csv": 0.4, "xlsx": 0.13, "xls": 0.13, "ods": 0.13, "zip": 0.13, "sheets": 0.08}
COLUMNS = ("container", "kind", "files", TAKEN, ASKED, REFUSED, "lines", "accepted", "held back", "not compared",
           "disagreements", "seconds")  # fmt: skip
EVERY = 250


def main() -> int:
    """Read them all and say what came of it."""
    told = arguments()
    worst: dict[str, tuple[Upload, str]] = {}
    table: list[tuple[str, ...]] = []
    total, began = Tally(), time.monotonic()
    for container, kind, files in trials(told.files, told.only or []):
        started = time.monotonic()
        tally = run(container, kind, files, told.seed, worst, told.save)
        table.append(row_of(container, kind, tally, time.monotonic() - started))
        total.add(tally)
    table.append(row_of("all", "", total, time.monotonic() - began))
    say("\n".join(["", *laid_out(table)]))
    for problem, (upload, sentence) in worst.items():
        say(f"\n{problem}\n  {sentence}\n  {saved(upload, problem, told.save)}")
    say(f"\nseed {told.seed}: {len(total.problems)} disagreements in {total.files:,} files")
    return 1 if total.problems else 0


def trials(files: int, only: list[str]) -> Iterator[tuple[str, str, int]]:
    """How many files of each container and kind: half of them mutated."""
    for container in only or CONTAINERS:
        for kind in (GENERATED, MUTATED):
            yield container, kind, max(1, round(files * SHARES[container] / 2))


def run(
    container: str, kind: str, files: int, begin_with: int, worst: dict[str, tuple[Upload, str]], folder: Path | None
) -> Tally:
    """Read so many files; `worst` keeps the smallest upload of each kind of problem, `folder` the first as well."""
    tally, began = Tally(), time.monotonic()

    @seed(f"{begin_with} {container} {kind}")
    @settings(
        max_examples=files,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(uploads(container, kind))
    def read_one(upload: Upload) -> None:
        found = compare(upload)
        tally.add(found)
        for sentence in found.problems:
            problem = re.sub(r"[0-9]+|'[^']*'", "…", f"{container}, {kind}: {sentence}")[:90]
            if problem not in worst:
                say(f"new: {sentence}\n  {saved(upload, problem, folder)}")
            if problem not in worst or len(upload.content) < len(worst[problem][0].content):
                worst[problem] = upload, sentence
        if tally.files % EVERY == 0:
            say(f"of {files:,}: {' '.join(row_of(container, kind, tally, time.monotonic() - began))}")

    read_one()
    return tally


def row_of(container: str, kind: str, tally: Tally, seconds: float) -> tuple[str, ...]:
    """A line of the table."""
    numbers = [tally.files, *(tally.outcomes[name] for name in (TAKEN, ASKED, REFUSED)), tally.lines, tally.accepted,
               tally.held_back, tally.uncompared, len(tally.problems), round(seconds)]  # fmt: skip
    return container, kind, *(f"{number:,}" for number in numbers)


def laid_out(table: list[tuple[str, ...]]) -> list[str]:
    """The table in Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in [COLUMNS, *table]]
    return [lines[0], "|" + "---|" * len(COLUMNS), *lines[1:]]


def saved(upload: Upload, problem: str, folder: Path | None) -> str:
    """Where the upload was put, or the upload itself where no folder was given."""
    if folder is None:
        return repr(upload.content[:2_000])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^a-z]+', '-', problem.casefold()).strip('-')[:60]}.{upload.name.rpartition('.')[2]}"
    path.write_bytes(upload.content)
    return str(path)


def arguments() -> argparse.Namespace:
    """How many files, from which seed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--only", nargs="*", choices=CONTAINERS, help="these containers' shares of the files")
    return parser.parse_args()


def say(line: str) -> None:
    """A line on the screen, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
