"""Whether a file's payments are stored already: how it stands beside each upload of its body, and what that proves.

Two files of one month are common (invoices and purchase cards) and late rows overlap between months, so the lines
themselves decide (same_payments). A file is asked about beside every upload that it repeats, all in one question.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from procurement.spend.judged import Judged
from procurement.spend.rows import named_versions, same_payments
from procurement.spend.rows.same_payments import NUMBERED, OTHER_AMOUNT, OTHER_DAY, OTHER_NAME, THE_SAME, UNPROVED

SAME_LINES_SHARE = 0.2
"""A stored upload is about the same payments when at least this share of the smaller one's lines are equal."""

SAME_PAYEES_SHARE = 0.5
"""Where amounts, days or names differ: at least this share of the smaller one's lines agree in all else."""

SAME_DAYS_SHARE, LEAST_IN_DAYS = 0.8, 3
"""Files overlap by some days where, between the first and the last equal line, nearly all lines of one are equal."""

LEAST_NUMBERED = 2
"""So many lines equal down to their numbers are the same payments, however few they are of the files."""

LEAST_OTHER_DAYS = 5
"""Of fewer, equal amounts of one supplier on other days of a month, or of others on one day, are likely."""

LEAST_PROOF = 5
"""So many lines, all of them stored, prove that a file is a copy; of fewer, only where their numbers agree too."""

VERSION_SHARE, NEARLY_WHOLE = 0.5, 0.8
"""An upload may be an earlier version of a file that holds this share of its payments; of the second it likely is."""


@dataclass(frozen=True)
class Stored:
    """An upload of the same body that stands: its payments in all, and its first and last day."""

    upload_id: str
    file_name: str
    payments: int
    pence: int
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Beside:
    """One stored upload beside the file. kinds: pairs by what is the same (same_payments).

    theirs: its payments between the file's first and last day; in_months: in the file's months. extra: the file's
    payments between the upload's first and last day that no upload holds. sent: all payments of the file. is_overlap:
    between the first and the last equal line nearly all lines of one of them are equal.
    """

    upload: Stored
    kinds: Mapping[str, int]
    theirs: int
    in_months: int
    extra: int
    sent: int
    is_overlap: bool

    @property
    def same(self) -> int:
        """Lines equal in day and amount."""
        return sum(self.kinds.get(kind, 0) for kind in THE_SAME)

    @property
    def alike(self) -> int:
        """Lines that are the same payment in some way."""
        return sum(self.kinds.values())

    @property
    def is_inside(self) -> bool:
        """Whether all its payments stand in the file, and nothing else does on its days."""
        return self.same == self.upload.payments and not self.extra and self._is_proof

    @property
    def is_version(self) -> bool:
        """Whether the file may be a corrected version of it."""
        return self.alike >= VERSION_SHARE * self.upload.payments

    @property
    def _is_proof(self) -> bool:
        is_plain = not any(self.kinds.get(kind) for kind in UNPROVED)
        return is_plain and (self.same >= LEAST_PROOF or self.kinds.get(NUMBERED, 0) == self.same)

    @property
    def is_related(self) -> bool:
        """Whether so much is the same that a person must know of it."""
        least = max(1, min(self.theirs, self.sent))
        days = self.same + self.kinds.get(OTHER_AMOUNT, 0)
        months = self.same + self.kinds.get(OTHER_DAY, 0)
        names = self.same + self.kinds.get(OTHER_NAME, 0)
        return (
            (self.same > 0 and self.same >= SAME_LINES_SHARE * least)
            or (days > 0 and days >= SAME_PAYEES_SHARE * least)
            or (months >= LEAST_OTHER_DAYS and months >= SAME_PAYEES_SHARE * max(1, min(self.in_months, self.sent)))
            or (names >= LEAST_OTHER_DAYS and names >= SAME_PAYEES_SHARE * least)
            or self.kinds.get(NUMBERED, 0) >= LEAST_NUMBERED
            or self.is_overlap
        )


@dataclass(frozen=True)
class SentAgain:
    """A file beside the uploads that it repeats, those that share most first. pairs: PAIR with them alone."""

    name: str
    sent: int
    uploads: tuple[Beside, ...]
    pairs: pl.DataFrame

    def count(self, *kinds: str) -> int:
        """How many lines are stored already in one of these ways."""
        return sum(one.kinds.get(kind, 0) for one in self.uploads for kind in kinds)

    @property
    def same(self) -> int:
        """Lines equal in day and amount."""
        return self.count(*THE_SAME)

    @property
    def versions(self) -> tuple[Stored, ...]:
        """The uploads whose place the file may take."""
        return tuple(one.upload for one in self.uploads if one.is_version)

    @property
    def are_nearly_whole(self) -> bool:
        """Whether the file holds nearly all of each upload whose place it may take."""
        return all(one.alike >= NEARLY_WHOLE * one.upload.payments for one in self.uploads if one.is_version)

    def lines_left(self, replaced: Collection[Stored] = ()) -> pl.Series:
        """Lines whose payments count in uploads that go on to stand, where `replaced` give way to the file."""
        gone = [one.upload_id for one in replaced]
        is_left = pl.col("how").is_in(list(THE_SAME)) & ~pl.col("upload_id").is_in(gone)
        return self.pairs.filter(is_left)["line"]

    @property
    def is_copy(self) -> bool:
        """Whether it is certain that the file adds nothing: all its payments are stored.

        Not where it may be a version of an upload from which payments were taken out.
        """
        if self.same < self.sent or self.count(*UNPROVED):
            return False
        numbered = self.count(NUMBERED)
        is_proof = self.sent >= LEAST_PROOF or numbered == self.sent
        may_lack = [one for one in self.uploads if one.is_version or self.is_named_later]
        return is_proof and (self.is_named_earlier or all(one.same == one.theirs for one in may_lack))

    @property
    def is_whole(self) -> bool:
        """Whether it is certain that the file may take the place of the uploads: it holds all of each, in their days
        nothing else, and no name says that it is the earlier version."""
        return all(one.is_inside for one in self.uploads) and not self.is_named_earlier

    @property
    def is_overlap(self) -> bool:
        """Whether it is certain that the files share some days, and no more: nearly all lines of those days are equal
        down to their numbers."""
        return all(one.is_overlap and one.kinds == {NUMBERED: one.same} and not one.is_version for one in self.uploads)

    @cached_property
    def is_named_earlier(self) -> bool:
        """Whether a stored file says in its name that it is a later version than this."""
        return any(named_versions.rank(one.upload.file_name) > named_versions.rank(self.name) for one in self.uploads)

    @cached_property
    def is_named_later(self) -> bool:
        """Whether this file says in its name that it is a later version than each stored one."""
        return all(named_versions.rank(one.upload.file_name) < named_versions.rank(self.name) for one in self.uploads)


def beside(name: str, judged: Judged, stored: pl.LazyFrame, uploads: Sequence[Stored]) -> SentAgain | None:
    """The file beside the uploads that it repeats; None where it repeats none, or has no days.

    stored: COMPARED with `upload_id`, the payments of `uploads` in the months of the file. Only the rows that may be
    the same are held in memory.
    """
    days = (judged.first_day, judged.last_day)
    if days[0] is None or days[1] is None or not uploads:
        return None
    mine = judged.payments.select("line", *same_payments.COMPARED)
    near = same_payments.keyed(stored)
    keys = same_payments.keyed(mine.lazy())
    rows_of = near.with_row_index("row")
    may_be = [
        rows_of.join(keys.select(on).unique(), on=on, how="semi").select("upload_id", *same_payments.COMPARED, "row")
        for on in (["paid_on", "amount_pence"], ["paid_on", "name"], ["month", "name", "amount_pence"])
    ]
    rows = pl.concat(may_be).unique("row").sort("row").drop("row").collect(engine="streaming")
    pairs = same_payments.pairs(mine, rows)
    found = _beside_each(mine, pairs, near, uploads, (days[0], days[1]))
    if not found:
        return None
    kept = pairs.filter(pl.col("upload_id").is_in([one.upload.upload_id for one in found]))
    return SentAgain(name, mine.height, tuple(found), kept)


def _beside_each(
    mine: pl.DataFrame, pairs: pl.DataFrame, near: pl.LazyFrame, uploads: Sequence[Stored], days: tuple[date, date]
) -> list[Beside]:
    if pairs.is_empty():
        return []
    is_near = pl.col("paid_on").is_between(*days)
    there = near.filter(pl.col("upload_id").is_in(pairs["upload_id"].unique().implode()))
    counted = there.group_by("upload_id").agg(theirs=is_near.sum().cast(pl.Int64), in_months=pl.len().cast(pl.Int64))
    sizes = {row[0]: row[1:] for row in counted.collect(engine="streaming").iter_rows()}
    overlaps = _overlaps(mine, pairs, near)
    new = mine.join(pairs.filter(pl.col("how").is_in(list(THE_SAME))), on="line", how="anti")
    made: list[Beside] = []
    for upload in uploads:
        own = pairs.filter(pl.col("upload_id") == upload.upload_id)
        if own.is_empty():
            continue
        kinds = dict(own.group_by("how").len().iter_rows())
        theirs, in_months = sizes[upload.upload_id]
        extra = new.filter(pl.col("paid_on").is_between(upload.first_day, upload.last_day)).height
        is_overlap = upload.upload_id in overlaps
        made.append(Beside(upload, kinds, theirs, in_months, extra, mine.height, is_overlap))
    related = [one for one in made if one.is_related]
    return sorted(related, key=lambda one: (-one.alike, one.upload.upload_id))


def _overlaps(mine: pl.DataFrame, pairs: pl.DataFrame, near: pl.LazyFrame) -> Collection[str]:
    """Uploads of which nearly all lines between the first and the last equal one are equal."""
    equal = pairs.filter(pl.col("how").is_in(list(THE_SAME))).join(mine, on="line", how="left", validate="1:1")
    runs = equal.group_by("upload_id").agg(
        first=pl.col("paid_on").min(), last=pl.col("paid_on").max(), same=pl.len().cast(pl.Int64)
    )
    runs = runs.filter(pl.col("same") >= LEAST_IN_DAYS)
    if runs.is_empty():
        return ()
    in_run = pl.col("paid_on").is_between("first", "last")
    theirs = near.join(runs.lazy(), on="upload_id", how="inner").filter(in_run).group_by("upload_id").len("theirs")
    ours = mine.join(runs, how="cross").filter(in_run).group_by("upload_id").len("mine")
    sizes = runs.join(theirs.collect(engine="streaming"), on="upload_id", how="left", validate="1:1").join(
        ours, on="upload_id", how="left", validate="1:1"
    )
    least = pl.min_horizontal("theirs", "mine")
    return sizes.filter(pl.col("same") >= SAME_DAYS_SHARE * least)["upload_id"].to_list()
