"""Payments of one council that its own officers should look at: found in what is stored, never kept, never shared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from procurement.access import Viewer, check_can_see_unusual_payments
from procurement.analysis.unusual import bills, kinds, limits, looking
from procurement.analysis.unusual.found import Found
from procurement.analysis.unusual.looking import Findings
from procurement.services.categories import decided_categories
from procurement.services.desk import Desk, suppliers_of
from procurement.services.problems import CannotDo, WrongWords
from procurement.services.suppliers import decided_suppliers
from procurement.services.unusual import unusual_decisions
from procurement.services.unusual.unusual_decisions import STATES, WAITS
from procurement.services.uploading import sheet_places
from procurement.tables import UNUSUAL_FINDING

BY_KIND = pl.Schema(
    {
        "kind": pl.String(),
        "label": pl.String(),
        "findings": pl.Int64(),
        "waiting": pl.Int64(),
        "waiting_pence": pl.Int64(),
    }
)


@dataclass(frozen=True)
class AtStake:
    """How many findings wait, and their pence: possible duplicates, others, and what is to be recovered."""

    duplicates: int
    duplicates_pence: int
    others: int
    others_pence: int
    to_recover: int
    to_recover_pence: int


Key = tuple[Path, str, int]
State = tuple[str, int, tuple[int, ...], int]
"""The ledger, what the rules read suppliers as, what people decided on both, and categories, as they were."""
_last: dict[Key, tuple[State, Findings]] = {}
"""The latest findings of each council, kept until an upload, a reading or a decision changes."""


def steps(viewer: Viewer, desk: Desk, council: str) -> Iterator[str]:
    """Look for each kind in turn, so that progress can be told: yields the kind that was looked for.

    Yields nothing where nothing has changed since it was looked for last. Raises NotAllowed for all but the council's
    own officers.
    """
    check_can_see_unusual_payments(viewer, council)
    own = unusual_decisions.own_limit(desk, council)
    key, state = (desk.store.home, council, own), _state(desk)
    known = _last.get(key)
    if known is not None and known[0] == state:
        return
    payments = desk.store.ledger.payments().filter(pl.col("authority_code") == council)
    suppliers, categories = suppliers_of(desk), decided_categories.of_council(desk, council)
    uploads = sorted(desk.store.register.uploads.all(), key=lambda one: (one.received_at, one.upload_id))
    books = bills.open_books(payments, suppliers, categories, [one.upload_id for one in uploads])
    found: list[Found] = []
    for kind, one in looking.look(books, limits.build(desk.reference, own)):
        found.append(one)
        yield kind
    _last[key] = (state, looking.together(books, found, suppliers))


def all_of(viewer: Viewer, desk: Desk, council: str) -> Findings:
    """The findings in the council's standing uploads, whatever its officers said of them. Raises NotAllowed."""
    for _ in steps(viewer, desk, council):
        pass
    return _last[(desk.store.home, council, unusual_decisions.own_limit(desk, council))][1]


def listed(viewer: Viewer, desk: Desk, council: str, kind: str = "", state: str = "") -> pl.DataFrame:
    """UNUSUAL_FINDING with `state` (waits, fine, to recover), of one kind or state where given, duplicates first.

    Raises NotAllowed for all but the council's own officers, WrongWords where there is no such kind or state.
    """
    if kind and kind not in kinds.KINDS:
        raise WrongWords(f'"{kind}" is no kind of finding; choose from {", ".join(kinds.KINDS)}.')
    if state and state not in STATES:
        raise WrongWords(f'"{state}" is no state; choose from {", ".join(STATES)}.')
    findings = all_of(viewer, desk, council).findings
    said = unusual_decisions.decided(desk, council)
    known = findings.join(said, on="finding", how="left", validate="1:1", maintain_order="left")
    filled = known.with_columns(pl.col("state").fill_null(WAITS))
    tests = [pl.col(name) == value for name, value in (("kind", kind), ("state", state)) if value]
    return filled.filter(pl.lit(value=True), *tests).select(*UNUSUAL_FINDING.names(), "state")


def settle(viewer: Viewer, desk: Desk, council: str, findings: Sequence[str], value: str, why: str) -> str:
    """Record what findings are, fine or to recover, and why. Returns what happened, in a sentence.

    Raises as `unusual_decisions.decide`; a name must be that of a finding there is now.
    """
    known = all_of(viewer, desk, council).findings["finding"].to_list()
    return unusual_decisions.decide(viewer, desk, council, findings, value, why, known)


def payments(viewer: Viewer, desk: Desk, council: str, finding: str = "") -> pl.DataFrame:
    """UNUSUAL_PAYMENT with `file` and `file_sha256`: the lines of one finding, or of all, each to be found in its file.

    Raises NotAllowed for all but the council's own officers, CannotDo where there is no such finding.
    """
    found = all_of(viewer, desk, council).payments
    rows = found.filter(pl.col("finding") == finding) if finding else found
    if finding and rows.is_empty():
        raise CannotDo(f'"{finding}" is no finding of this council now. List them first.')
    uploads = desk.store.register.uploads.all()
    names, hashes = {one.upload_id: one.file_name for one in uploads}, {one.upload_id: one.sha256 for one in uploads}
    named = rows.with_columns(
        file=pl.col("upload_id").replace_strict(names, default=""),
        file_sha256=pl.col("upload_id").replace_strict(hashes, default=""),
    )
    return sheet_places.in_files(named, uploads)


def by_kind(viewer: Viewer, desk: Desk, council: str) -> pl.DataFrame:
    """BY_KIND: for each kind that was found, how many findings, how many of them wait, and the pence in these."""
    waits = pl.col("state") == WAITS
    counted = (
        listed(viewer, desk, council)
        .group_by("kind")
        .agg(
            pl.len().alias("findings"),
            waits.sum().alias("waiting"),
            pl.col("at_risk_pence").filter(waits).sum().alias("waiting_pence"),
        )
    )
    label = pl.col("kind").str.slice(0, 1).str.to_uppercase() + pl.col("kind").str.slice(1)
    named = counted.with_columns(label=label).select(BY_KIND.names()).cast(BY_KIND)
    return named.sort("waiting_pence", "kind", descending=[True, False])


def at_stake(viewer: Viewer, desk: Desk, council: str) -> AtStake:
    """The figures at the head of the page; all nought where nothing was found."""
    found = listed(viewer, desk, council)
    is_duplicate, waits = pl.col("kind").is_in(list(kinds.DUPLICATES)), pl.col("state") == WAITS
    sums: list[int] = []
    for test in (waits & is_duplicate, waits & ~is_duplicate, pl.col("state") == unusual_decisions.RECOVER):
        part = found.filter(test)
        sums += [part.height, int(part["at_risk_pence"].sum())]
    return AtStake(*sums)


def _state(desk: Desk) -> State:
    register = desk.store.register
    kinds = (decided_suppliers.DECIDED_ON, decided_categories.DECIDED_ON)
    decided = tuple(one.id for kind in kinds for one in register.decisions.standing(kind))
    readings = register.readings
    return desk.store.ledger.version(), readings.suppliers_state(), decided, readings.categories_state()
