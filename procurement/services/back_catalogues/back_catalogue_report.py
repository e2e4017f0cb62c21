"""The report of a back-catalogue: what was taken, what was refused and why, and the months that each council covers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from procurement.access import Viewer, can_see_payments
from procurement.services import owners
from procurement.services.back_catalogues.back_catalogue_memory import ASKED, KNOWN, REFUSED, TAKEN
from procurement.services.back_catalogues.months_covered import month_of
from procurement.services.desk import Desk
from procurement.services.problems import CannotDo
from procurement.services.uploading.uploads import pounds
from procurement.spend.alerts import month_warnings
from procurement.store.back_catalogues import FINISHED, CatalogueFile, CatalogueRun
from procurement.store.ledger_tables import STORED

FILES = pl.Schema(
    {
        "path": pl.String(),
        "outcome": pl.String(),
        "why": pl.String(),
        "council": pl.String(),
        "evidence": pl.String(),
        "named_from": pl.Date(),
        "named_to": pl.Date(),
        "from": pl.Date(),
        "to": pl.Date(),
        "warning": pl.String(),
        "lines": pl.Int64(),
        "accepted": pl.Int64(),
        "held_back": pl.Int64(),
        "accepted_pence": pl.Int64(),
        "upload_id": pl.String(),
        "authority_code": pl.String(),
    }
)
"""A row a file; named_from and named_to are the period that its name states, from and to the days of its payments."""


def runs(viewer: Viewer, desk: Desk) -> list[CatalogueRun]:
    """The runs that hold a file which the viewer may see, the latest first."""
    kept = desk.store.register.back_catalogues
    bodies = kept.bodies()
    return [run for run in kept.runs() if any(can_see_payments(viewer, code) for code in bodies.get(run.run_id, ()))]


def chosen(desk: Desk, run_id: int = 0) -> CatalogueRun:
    """The run of that number, the latest where it is 0; raises StoreProblem or CannotDo where there is none."""
    if run_id:
        return desk.store.register.back_catalogues.run(run_id)
    found = desk.store.register.back_catalogues.runs()
    if not found:
        raise CannotDo("No folder has been taken in yet. `procurement ingest FOLDER` does that.")
    return found[0]


def not_reached(desk: Desk, run: CatalogueRun) -> int:
    """How many files of a run that was stopped, or is under way, nothing became of yet."""
    done = len(desk.store.register.back_catalogues.files(run.run_id))
    return 0 if run.state == FINISHED else max(run.files - done, 0)


def files(viewer: Viewer, desk: Desk, run: CatalogueRun) -> pl.DataFrame:
    """FILES of a run in order, those of bodies whose payments the viewer may see.

    Of a file whose upload was replaced or withdrawn since, also by a later file of the run, nothing counts as accepted.
    """
    kept = desk.store.register.back_catalogues.files(run.run_id)
    found = [one for one in kept if can_see_payments(viewer, one.authority_code)]
    names = {
        code: owners.from_code(code, desk).name for code in {one.authority_code for one in found if one.authority_code}
    }
    uploads = [one.upload_id for one in found if one.upload_id]
    main, alerts = _main_months(desk, uploads), _alerts(desk, sorted(names), uploads)
    ended = {code: _ended(desk, code) for code in names}
    found = [_counted_now(one, ended.get(one.authority_code, {})) for one in found]
    rows = [_row(one, names.get(one.authority_code, ""), _warning(one, main, alerts, desk)) for one in found]
    return pl.DataFrame(rows, schema=FILES)


def for_people(listed: pl.DataFrame) -> pl.DataFrame:
    """FILES as it is written to a file: exact pounds as text, no codes of ours but the upload's."""
    return listed.with_columns(pounds=pounds("accepted_pence")).select(
        *[name for name in FILES.names() if name not in ("accepted_pence", "authority_code", "upload_id")],
        "pounds",
        "upload_id",
    )


def by_council(listed: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """A row a council: its files by outcome, lines, accepted rows and pence, and the months covered by all it has.

    An upload that several files stand for counts once.
    """
    is_first = (pl.col("upload_id") == "") | pl.col("upload_id").is_first_distinct()
    once = pl.when(is_first).then(pl.col("accepted", "accepted_pence")).otherwise(pl.lit(0, pl.Int64))
    listed = listed.with_columns(once)
    counts = listed.group_by("authority_code", "council").agg(
        files=pl.len().cast(pl.Int64),
        taken=(pl.col("outcome") == TAKEN).sum().cast(pl.Int64),
        known=(pl.col("outcome") == KNOWN).sum().cast(pl.Int64),
        refused=(pl.col("outcome") == REFUSED).sum().cast(pl.Int64),
        asked=(pl.col("outcome") == ASKED).sum().cast(pl.Int64),
        lines=pl.col("lines").sum(),
        accepted=pl.col("accepted").sum(),
        accepted_pence=pl.col("accepted_pence").sum(),
    )
    named = counts.with_columns(pl.col("council").replace("", "Not known"))
    return named.join(spans, on="authority_code", how="left", validate="1:1").sort("council")


def by_reason(listed: pl.DataFrame) -> pl.DataFrame:
    """Refused and asked files by `outcome` and `why`, the most frequent first: how many `files`, and an `example`."""
    left = listed.filter(pl.col("outcome").is_in([REFUSED, ASKED]))
    kinds = [_kind_of(text) for text in left["why"].to_list()]
    return (
        left.with_columns(kind=pl.Series(kinds, dtype=pl.String))
        .group_by("outcome", "kind", maintain_order=True)
        .agg(files=pl.len().cast(pl.Int64), why=pl.col("why").first(), example=pl.col("path").first())
        .sort("files", "why", descending=[True, False])
        .select("outcome", "files", "why", "example")
    )


def totals(listed: pl.DataFrame) -> dict[str, int]:
    """How many files there are of each outcome."""
    return {outcome: listed.filter(pl.col("outcome") == outcome).height for outcome in (TAKEN, KNOWN, REFUSED, ASKED)}


def _ended(desk: Desk, code: str) -> dict[str, str]:
    """What became of a body's uploads that no longer stand, in words, by id."""
    every = desk.store.register.uploads.all(code)
    told = {one.upload_id: f"by {one.file_name} (upload {one.upload_id})" for one in every}
    return {
        one.upload_id: f"{one.state.capitalize()} since {told.get(one.replaced_by, '')}".strip() + "."
        for one in every
        if one.state != STORED
    }


def _counted_now(one: CatalogueFile, ended: Mapping[str, str]) -> CatalogueFile:
    if one.upload_id not in ended or one.outcome != TAKEN:
        return one
    reason = " ".join(filter(None, [one.reason, ended[one.upload_id]]))
    return replace(one, reason=reason, accepted=0, held_back=0, accepted_pence=0, held_back_pence=0)


def _row(one: CatalogueFile, council: str, warning: str) -> dict[str, Any]:
    same = ("path", "outcome", "evidence", "lines", "accepted", "held_back", "accepted_pence", "upload_id")
    return {
        **{name: getattr(one, name) for name in (*same, "authority_code")},
        "why": one.reason,
        "council": council,
        "named_from": one.named_first,
        "named_to": one.named_last,
        "from": one.first_day,
        "to": one.last_day,
        "warning": warning,
    }


def _main_months(desk: Desk, upload_ids: Sequence[str]) -> dict[str, Any]:
    """The month in which most payments of each upload were made."""
    counted = desk.store.ledger.payments(list(upload_ids)).group_by("upload_id", month_of).len().collect()
    ordered = counted.sort("len", "month", descending=[True, False]).unique(
        "upload_id", keep="first", maintain_order=True
    )
    return dict(ordered.select("upload_id", "month").iter_rows())


def _alerts(desk: Desk, codes: Sequence[str], upload_ids: Sequence[str]) -> dict[str, list[str]]:
    """What the receipt of each upload says may be wrong with its figures, but that months were missing so far.

    Files come in the order of their names; which months are missing in the end is the business of months_covered.
    """
    kept = desk.store.register.uploads
    told = {upload.upload_id: upload.receipt.get("alerts", []) for code in codes for upload in kept.all(code)}
    issues = desk.store.ledger.issues(list(upload_ids)).filter(pl.col("rule") == month_warnings.MISSING)
    chosen_ids, passing = set(upload_ids), set(issues.select("upload_id", "sentence").collect().iter_rows())
    return {
        upload_id: [alert for alert in alerts if (upload_id, alert) not in passing]
        for upload_id, alerts in told.items()
        if upload_id in chosen_ids
    }


def _warning(one: CatalogueFile, main: dict[str, Any], alerts: Mapping[str, list[str]], desk: Desk) -> str:
    """What does not fit: the month of most payments, the days of the council, what the receipt warns of."""
    month = main.get(one.upload_id)
    said: list[str] = []
    if month and one.named_first and one.named_last and not one.named_first.replace(day=1) <= month <= one.named_last:
        named = f"{one.named_first:%B %Y}" + (
            f" to {one.named_last:%B %Y}" if one.named_last.month != one.named_first.month else ""
        )
        said.append(f"Its name says {named}, and most of its payments were made in {month:%B %Y}.")
    row = desk.authorities.filter(pl.col("authority_code") == one.authority_code)
    ended = row["end_date"].item() if row.height else None
    if month and ended and month > ended:
        said.append(f"Most of its payments were made in {month:%B %Y}, after its council had ended on {ended}.")
    return " ".join([*said, *alerts.get(one.upload_id, [])])


def _kind_of(reason: str) -> str:
    """A reason without what differs from file to file."""
    return re.sub(r"\d[\d,.]*", "0", re.sub(r'"[^"]*"', '""', reason))
