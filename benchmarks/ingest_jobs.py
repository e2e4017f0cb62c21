"""The jobs that benchmarks.ingest measures, each run alone in a process of its own: ours, and the same work elsewhere.

    python -m benchmarks.ingest_jobs JOB FILE

prints one line of JSON: what the job came to, its processor seconds, its seconds, and its peak memory.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

Outcome = dict[str, Any]
TODAY = date(2026, 11, 24)
REDACTED = r"^redacted\b|^personal data\b|^name withheld\b"
TOTAL = (
    r"(?i)^(?:grand|sub|overall|report|page)?[ -]*totals?(?:\s*(?:for|of|spend|expenditure|payments?|paid).*)?[:.]*$"
)
PERSONAL = (
    r"(?i)\b[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b|[\w.+-]+@[\w-]+\.[a-z.]{2,}"
    r"|\bsort ?code:? ?\d{2}-?\d{2}-?\d{2}\b"
)


def scan(path: Path) -> Outcome:
    """polars.read_csv, every column as text: cells and nothing more. The yardstick."""
    import polars as pl

    try:
        frame = pl.read_csv(path, infer_schema=False, encoding="cp1252", skip_lines=2)
        how = "quotes as CSV has them"
    except pl.exceptions.ComputeError:
        # It refuses a file with one stray quotation mark; told that there are none, it cuts at every comma.
        frame = pl.read_csv(
            path, infer_schema=False, encoding="cp1252", skip_lines=2, quote_char=None, truncate_ragged_lines=True
        )
        how = "blind to quotes, for one stray mark makes it refuse the file"
    return {"accepted": frame.height, "note": how}


def ours(path: Path) -> Outcome:
    """Read and judge as the product does."""
    from benchmarks.ingest_real import REFERENCE
    from procurement.spend import headings, judge, read, receive
    from procurement.spend.limits import COMMAND_LINE
    from procurement.store import reference

    known = reference.load(REFERENCE)
    (received,) = receive.check(path.name, path.read_bytes(), COMMAND_LINE)
    redactions = known["redaction_wordings"]
    table = read.as_text(received, COMMAND_LINE, {})
    named = headings.apply(table, known["heading_aliases"], redactions, {}, path.name)
    found = judge.rows(named, TODAY, {}, redactions)
    return {"accepted": found.accepted, "pence": found.accepted_pence, "held_back": found.held_back.height}


def pandas_judged(path: Path) -> Outcome:
    """The same in pandas: cells, edges, money, days, totals, blank and withheld names, personal numbers, repeats.

    Without line numbers, and for this one layout: it knows where the headings are, and which column is which.
    """
    import pandas as pd

    cells = pd.read_csv(path, encoding="cp1252", dtype=str, keep_default_na=False, skiprows=2, engine="c")
    cells.columns = [name.strip() for name in cells.columns]
    for name in cells.columns:
        cells[name] = cells[name].str.strip()
    filled = sum((cells[name] != "").astype(int) for name in cells.columns)
    is_total = pd.concat([cells[name].str.contains(TOTAL) for name in cells.columns], axis=1).any(axis=1)
    is_heading = sum((cells[name].str.lower() == name.lower()).astype(int) for name in cells.columns) >= 8
    pence = pandas_pence(cells["Net Amount(£)"])
    day = pandas_days(cells["Payment Date"])
    supplier = cells["Supplier Name"]
    is_redacted = supplier.str.lower().str.contains(REDACTED)
    texts = ["Narrative", "Supplier Name", "Directorate", "Service Area", "Expense Type", "Body Name"]
    is_personal = pd.concat([cells[name].str.contains(PERSONAL) for name in texts], axis=1).any(axis=1)
    too_long = pd.concat([cells[name].str.len() > 10_000 for name in cells.columns], axis=1).any(axis=1)
    is_line = (filled > 0) & ~is_heading & ~(is_total & day.isna())
    is_sound = pence.notna() & day.notna() & (supplier != "") & ~is_personal & ~too_long
    payments = cells.assign(pence=pence, day=day, is_redacted=is_redacted)[is_line & is_sound]
    same = ["day", "Supplier Name", "pence", "Transaction No", "Narrative", "Directorate", "Expense Type"]
    repeated = int(payments.duplicated(same, keep=False).sum())
    split = int((payments.groupby("Transaction No")["pence"].nunique() > 1).sum())
    held = cells[is_line & ~is_sound]
    assert len(payments) + len(held) + int((~is_line).sum()) == len(cells)
    return {
        "accepted": len(payments),
        "pence": int(payments["pence"].sum()),
        "held_back": len(held),
        "note": f"{repeated} repeated, {split} split",
    }


def pandas_pence(texts: Any) -> Any:
    """Whole pence, missing where a text is no amount."""
    import pandas as pd

    bare = texts.str.replace("£", "", regex=False).str.strip()
    in_brackets = bare.str.contains(r"^\(.*\)$")
    bare = bare.str.strip("()").str.replace(",", "", regex=False)
    is_minus = bare.str.startswith("-") | in_brackets
    bare = bare.str.lstrip("-").str.strip()
    is_money = bare.str.contains(r"^\d{1,11}(?:\.\d{1,2})?$")
    parts = bare.where(is_money, "0").str.split(".", n=1, expand=True)
    cents = parts[1].fillna("0").str.ljust(2, "0") if 1 in parts else "0"
    whole = parts[0].astype("int64") * 100 + cents.astype("int64")
    return whole.where(~is_minus, -whole).astype("Int64").where(is_money, pd.NA)


def pandas_days(texts: Any) -> Any:
    """Days, missing where a text is none."""
    import pandas as pd

    days = pd.to_datetime(texts, format="%d/%m/%Y", errors="coerce")
    return days.fillna(pd.to_datetime(texts.where(days.isna()), format="%d-%b-%Y", errors="coerce"))


def stored(path: Path) -> Outcome:
    """From bytes to stored, balanced, matched and coded payments, in a new store."""
    from procurement.access import Role, Viewer
    from procurement.services import owners
    from procurement.services.desk import open_desk
    from procurement.services.uploading import submitting
    from procurement.services.uploading.reading import SpendFile
    from procurement.spend.limits import COMMAND_LINE

    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "store", TODAY)
        file = SpendFile(path.name, path.read_bytes(), owners.council("Bury", desk), limits=COMMAND_LINE)
        (receipt,) = submitting.submit(Viewer(Role.ADVISORY_GROUP), desk, [file], take_suggested=True)
        desk.store.close()
    return {"accepted": receipt.accepted, "pence": receipt.accepted_pence, "held_back": receipt.held_back}


def make(path: Path) -> Outcome:
    """Write a messy file of as many lines as the last word says."""
    from benchmarks import messy_files

    path.write_bytes(messy_files.file_bytes(int(sys.argv[3])))
    return {}


JOBS: dict[str, Callable[[Path], Outcome]] = {
    "scan": scan,
    "ours": ours,
    "pandas": pandas_judged,
    "stored": stored,
    "make": make,
}


def main() -> None:
    """Run one job and print what it came to and cost; what loads modules is not counted."""
    job, path = JOBS[sys.argv[1]], Path(sys.argv[2])
    _load(sys.argv[1])
    began, on_clock = time.process_time(), time.perf_counter()
    outcome = job(path)
    spent = {"cpu": time.process_time() - began, "seconds": time.perf_counter() - on_clock}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**outcome, **spent, "peak_mb": peak}))


def _load(job: str) -> None:
    import polars

    assert polars
    if job == "pandas":
        import pandas

        assert pandas
    if job in ("ours", "stored"):
        from procurement.services.uploading import submitting

        assert submitting


if __name__ == "__main__":
    main()
