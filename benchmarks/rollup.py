"""What the product's roll-ups cost beside Polars, DuckDB and a bare scan, on payments that this benchmark invents.

Run: python -m benchmarks.rollup [PAYMENTS ...], 2,000,000 unless told; 50,000,000 need 2 GB of disk. Of two numbers
(5000000 50000000) it prints last how each question's cost grew from the first to the last. Each engine answers
all questions in a process of its own on the same files in one run; printed are processor seconds, ratios, the time by
the clock of what pages ask, and the most memory. `product` answers as the product does: of sums kept on disk, which
were made once (`making`, printed by itself) and are read anew for each question; `after` has read them. `payments` are
the same roll-ups where nothing is kept. Answers are compared. DuckDB is left out, loudly, where it is not installed
(requirements-bench.txt).
"""

import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import rollup_data, rollup_questions

BYTES_A_PAYMENT = 60
SEVERAL, FEW = 3, 1
LEAST_SECONDS = 0.01
"""Less cannot be measured."""
REPEAT_UP_TO = 10_000_000
"""Payments up to which each question is asked several times, the least counting."""


@dataclass(frozen=True)
class Told:
    """What an engine's answers cost: processor and clock seconds and the digest of each; the most memory in bytes."""

    spent: dict[str, tuple[float, float, rollup_questions.Digest]]
    memory: int


def timed(ask: rollup_questions.Answer) -> tuple[float, float, rollup_questions.Digest]:
    """Processor and clock seconds of an answer, and its digest."""
    processor, clock = time.process_time(), time.perf_counter()
    answer = ask()
    spent = time.process_time() - processor, time.perf_counter() - clock
    return (*spent, rollup_questions.digest(answer))


def answer_all(engine: str, folder: Path, repeats: int) -> Told | None:
    """Ask one engine everything; None where it is not installed."""
    try:
        questions = rollup_questions.ENGINES[engine](folder)
    except ImportError:
        return None
    told: dict[str, tuple[float, float, rollup_questions.Digest]] = {}
    for name, ask in questions.items():
        asked = [timed(ask) for _ in range(1 if engine == "making" or name.startswith("the first") else repeats)]
        told[name] = min(asked)
    return Told(told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def ask_each(folder: Path, repeats: int) -> dict[str, Told]:
    """Every engine in a process of its own, one after another."""
    found: dict[str, Told] = {}
    for engine in rollup_questions.ENGINES:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
            told = alone.submit(answer_all, engine, folder, repeats).result()
        if told is None:
            print(f"{engine} is NOT installed and was left out: requirements-bench.txt")
        else:
            found[engine] = told
    return found


def compare(found: dict[str, Told]) -> None:
    """Stop where two answers differ: a fast wrong answer is no result."""
    for question in rollup_questions.SCANNED:
        ours = found["product"].spent[question][2]
        for engine in (name for name in ("after", "payments", "polars", "duckdb") if name in found):
            theirs = found[engine].spent[question][2]
            same = [abs(a - b) <= 1e-9 * max(abs(a), abs(b)) for a, b in zip(ours, theirs, strict=False)]
            if not all(same):
                raise SystemExit(f"{question}: the product ({ours}) and {engine} ({theirs}) disagree.")


def show(found: dict[str, Told]) -> None:
    """The tables."""
    asked = {engine: told for engine, told in found.items() if engine != "making"}
    beside = [engine for engine in ("polars", "duckdb", "scan") if engine in found]
    heads = "".join(f"{engine:>10}" for engine in asked) + "".join(f"{'to ' + engine:>11}" for engine in beside)
    print(f"{'processor seconds':<36}{heads}")
    for question in rollup_questions.SCANNED:
        spent = {engine: told.spent[question][0] for engine, told in asked.items()}
        ratios = "".join(f"{spent['product'] / spent[engine]:>11.2f}" for engine in beside)
        print(f"{question:<36}{''.join(f'{seconds:>10.2f}' for seconds in spent.values())}{ratios}")
    print(f"{'most memory, GB':<36}{''.join(f'{told.memory / 2**30:>10.2f}' for told in asked.values())}")
    processor, clock, _ = found["making"].spent["sums made and kept"]
    memory = found["making"].memory / 2**30
    print(f"Sums made and kept: {processor:.2f} s of processor, {clock:.2f} s by the clock, {memory:.2f} GB at most.")
    print("In a program that has read them:")
    for question, (processor, clock, _) in found["after"].spent.items():
        print(f"  {question:<40}{processor:>8.2f} s of processor{clock:>8.2f} s by the clock")


def show_growth(few: int, many: int, before: dict[str, Told], after: dict[str, Told]) -> None:
    """How often the processor time of each question is that of fewer payments; "more" where it is over linear."""
    print(f"From {few:,} to {many:,} payments, {many / few:.1f} times as many, the processor time grew so often:")
    asked = [(engine, question) for engine in ("making", "product", "after") for question in before[engine].spent]
    for engine, question in asked:
        first, last = (found[engine].spent[question][0] for found in (before, after))
        times = last / max(first, LEAST_SECONDS)
        told = "" if times <= many / few else "  more than linear"
        print(f"  {engine:<8}{question:<40}{first:>8.2f}{last:>8.2f} s{times:>8.1f}{told}")


def measure(count: int) -> dict[str, Told]:
    """Print what each costs of `count` payments."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        free = shutil.disk_usage(folder).free
        if free < 2 * count * BYTES_A_PAYMENT:
            raise SystemExit(
                f"{count:,} payments need about {count * BYTES_A_PAYMENT / 1e9:.1f} GB; free is too little."
            )
        rollup_data.write_payments(folder, count)
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{count:,} payments ({size / 1e9:.2f} GB), {date.today()}", flush=True)
        found = ask_each(folder, SEVERAL if count <= REPEAT_UP_TO else FEW)
        compare(found)
        show(found)
        return found


def main(counts: list[int]) -> None:
    """Print what each costs of each number of payments, and how it grew."""
    found = {count: measure(count) for count in sorted(counts)}
    few, many = min(found), max(found)
    if few < many:
        show_growth(few, many, found[few], found[many])


if __name__ == "__main__":
    main([int(one.replace(",", "").replace("_", "")) for one in sys.argv[1:]] or [2_000_000])
