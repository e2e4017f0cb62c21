"""Read every real published file beside the checkout, and print how each one fared against two independent counts.

    python -m benchmarks.ingest_real [FOLDER]

A line a file: taken, asked or refused with the reason; lines, accepted, held back by rule, pounds, the balance, and
agreement with MANIFEST.csv (rows less headings, totals and blanks) and with a third party's four-column version of
the same months (lines, dates and suppliers; money only where the manifest says that minus signs were kept).
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from procurement.spend import headings, judge, read, receive
from procurement.spend.findings import Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits

PROJECT = Path(__file__).resolve().parents[1]
SPEND = PROJECT.parent / "shared" / "data" / "spend"
REFERENCE = PROJECT / "data" / "reference"
TODAY = date(2026, 11, 24)
SIGNS_LOST = "MINUS SIGNS STRIPPED"


@dataclass(frozen=True)
class Outcome:
    """One file: `judged` is None where it was refused; `expected` is the manifest's count, None where it has none."""

    file: str
    body: str
    reason: str = ""
    judged: Judged | None = None
    expected: int | None = None
    agreement: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def verdict(self) -> str:
        """taken, asked or refused."""
        if self.judged is None:
            return "refused"
        return "asked" if self.judged.questions else "taken"


def read_file(
    name: str, content: bytes, reference: dict[str, pl.DataFrame], limits: Limits
) -> Iterable[tuple[str, Judged | str]]:
    """Each member of an upload with its rows judged, or the sentence that refuses it."""
    try:
        members = receive.check(name, content, limits)
    except Refused as refusal:
        yield name, str(refusal)
        return
    for member in members:
        try:
            table = read.as_text(member, limits, {}, reference["heading_aliases"])
            named = headings.apply(
                table, reference["heading_aliases"], reference["redaction_wordings"], {}, member.name
            )
            yield member.name, judge.rows(named, TODAY, {}, reference["redaction_wordings"])
        except Refused as refusal:
            yield member.name, str(refusal)


def outcomes(folder: Path) -> list[Outcome]:
    """Every file of the folder, by body and name; the oracle and the manifest are no files to read."""
    reference = {
        name: pl.read_csv(REFERENCE / f"{name}.csv", infer_schema=False).fill_null("")
        for name in ("heading_aliases", "redaction_wordings")
    }
    manifest = {
        row["local"]: row for row in pl.read_csv(folder / "MANIFEST.csv", infer_schema=False).iter_rows(named=True)
    }
    found: list[Outcome] = []
    for path in sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and "oracle" not in str(path.parent) and path.parent != folder
    ):
        local = f"spend/{path.relative_to(folder)}"
        row = manifest.get(local, {})
        for name, result in read_file(path.name, path.read_bytes(), reference, Limits()):
            shown = f"{path.parent.name}/{name}"
            if isinstance(result, str):
                found.append(Outcome(shown, str(row.get("body") or path.parent.name), result))
                continue
            oracle = folder / "odi_processed_oracle" / path.name
            agreement = (
                agreement_with(oracle, result, SIGNS_LOST not in str(row.get("note"))) if oracle.exists() else {}
            )
            rows = int(row["rows"]) if row.get("rows") else None
            found.append(Outcome(shown, str(row.get("body") or path.parent.name), "", result, rows, agreement))
    return sorted(found, key=lambda outcome: (outcome.body, outcome.file))


def agreement_with(oracle: Path, judged: Judged, signs_kept: bool) -> dict[str, float]:
    """Share of the third party's lines that are found here: by count, by day, by supplier's name, by money."""
    theirs = pl.read_csv(oracle, infer_schema=False, encoding="utf8-lossy").fill_null("")
    supplier = next(name for name in theirs.columns if name in ("Beneficiary Name", "Benificiary Name"))
    suppliers = Counter(" ".join(name.split()).casefold() for name in theirs[supplier].to_list())
    ours = Counter(" ".join(name.split()).casefold() for name in judged.payments["supplier_name"].to_list())
    days = Counter(theirs["Payment Date"].str.slice(0, 10).to_list())
    our_days = Counter(judged.payments["paid_on"].cast(pl.String()).to_list())
    agreement = {
        "lines": judged.accepted / theirs.height,
        "suppliers": (suppliers & ours).total() / theirs.height,
        "dates": (days & our_days).total() / theirs.height,
    }
    if signs_kept:
        pence = (theirs["Amount"].str.replace_all("[£, ]", "").cast(pl.Float64, strict=False) * 100).round().sum()
        agreement["money"] = judged.accepted_pence / float(pence) if pence else 1.0
    return agreement


def line(outcome: Outcome) -> str:
    """One file on one line."""
    if outcome.judged is None:
        return f"{outcome.verdict:8}{outcome.body[:24]:26}{outcome.file[:64]:66}{outcome.reason}"
    judged = outcome.judged
    rules = ", ".join(f"{rule} {count}" for rule, count in sorted(Counter(judged.held_back["rule"].to_list()).items()))
    manifest = (
        ""
        if outcome.expected is None
        else f"manifest {judged.accepted + judged.held_back.height - outcome.expected:+d}"
    )
    oracle = " ".join(f"{name} {share:.4f}" for name, share in outcome.agreement.items())
    asked = ", ".join(question.code for question in judged.questions)
    parts = [
        f"{outcome.verdict:8}{outcome.body[:24]:26}{outcome.file[:64]:66}lines {judged.lines:>6,}",
        f"accepted {judged.accepted:>6,} held {judged.held_back.height:>4} ({rules}) blank {judged.blank}",
        f"headings {judged.headings} totals {judged.totals} £{judged.accepted_pence / 100:>16,.2f}",
        f"{judged.first_day}..{judged.last_day} balanced {manifest} {oracle} {asked}",
    ]
    return " ".join(parts)


def summary(found: list[Outcome]) -> str:
    """Shares of files taken and of payment lines accepted, over the files that hold payments."""
    judged = [outcome.judged for outcome in found if outcome.judged is not None]
    refused = [outcome for outcome in found if outcome.judged is None]
    accepted = sum(file.accepted for file in judged)
    held = sum(file.held_back.height for file in judged)
    taken = sum(outcome.verdict == "taken" for outcome in found)
    shares = f"{taken} of {len(found)} files taken, {len(judged) - taken} asked, {len(refused)} refused"
    lines = accepted + held
    return f"{shares}; {accepted:,} of {lines:,} payment lines accepted ({accepted / max(1, lines):.3%})"


def main(folder: Path) -> None:
    """Print a line a file, then the summary."""
    found = outcomes(folder)
    print(*(line(outcome) for outcome in found), sep="\n")
    print(summary(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SPEND)
