"""One run over the files of a back-catalogue: each is passed over, refused, asked about, or handed on to be stored."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from polars.exceptions import PanicException

from procurement.access import Viewer, can_submit
from procurement.services.back_catalogues import back_catalogue_keeping as keeping
from procurement.services.back_catalogues import back_catalogue_memory
from procurement.services.back_catalogues.back_catalogue_files import Found, refusal_of_note
from procurement.services.back_catalogues.back_catalogue_keeping import Keeping
from procurement.services.back_catalogues.back_catalogue_memory import ASKED, KNOWN, Memory
from procurement.services.back_catalogues.back_catalogue_owners import NOBODY, Owners, Whose
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.problems import MENDABLE, sentence
from procurement.services.stopping import Stopper
from procurement.services.uploading import large_files, settling, submitting
from procurement.services.uploading.ingesting import Answering, is_invented
from procurement.services.uploading.reading import SpendFile, members_of
from procurement.services.uploading.remembered import ABOUT_ONE_FILE
from procurement.services.uploading.whose import Verdict
from procurement.spend import read
from procurement.spend.findings import Refused
from procurement.spend.limits import COMMAND_LINE
from procurement.spend.receive import Received
from procurement.spend.text_table import TextTable
from procurement.store.back_catalogues import CatalogueFile

FAULTS = (Exception, PanicException)
MOST_FAULTS = 3
"""So many faults without a file taken between them are no single file's."""


@dataclass(frozen=True)
class Wanted:
    """How a back-catalogue is to be taken in.

    told: globs over the files' paths with their owners. whose: asks a person about a group, where one is there.
    yes: take the suggested answer to every question. again: do not pass over what was refused or ended before.
    """

    answering: Answering = field(default_factory=Answering)
    told: Sequence[tuple[str, Owner]] = ()
    whose: Whose | None = None
    yes: bool = False
    again: bool = False


@dataclass
class Run:
    """One run. coming: the rows of files handed over to be stored, with the files, until their receipts come.

    first_of: where bytes of a body were met first. failed: bytes on which the program itself failed.
    """

    viewer: Viewer
    desk: Desk
    wanted: Wanted
    stopper: Stopper
    memory: Memory
    keeping: Keeping
    owners: Owners
    coming: deque[tuple[CatalogueFile, Found]] = field(default_factory=deque[tuple[CatalogueFile, Found]])
    first_of: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    failed: set[str] = field(default_factory=set[str])
    faults: int = 0

    def whole(self, files: Sequence[Found], progress: Callable[[Sequence[Found]], Iterable[Found]]) -> None:
        """Every file from first to last."""
        self.owners.look_over(files)
        left = list(files)
        while left:
            try:
                self._submit(progress(left))
                return
            except FAULTS as fault:
                left = self._after_fault(left, fault)

    def _submit(self, files: Iterable[Found]) -> None:
        ask = self.wanted.answering.ask
        put = self.stopper.interruptible(ask, "") if ask else None
        for receipt in submitting.submit(self.viewer, self.desk, self._uploads(files), self.wanted.yes, ask=put):
            row, _ = self.coming.popleft()
            self.keeping.end(keeping.from_receipt(row, receipt), receipt)
            self.faults = 0

    def _after_fault(self, files: Sequence[Found], fault: BaseException) -> list[Found]:
        """What is left to do after the program failed on the file handed over last: its own fault stops no other file.

        Raises the fault where it is one that a person can mend, such as a full disk, or where it keeps coming.
        """
        self.faults += 1
        if isinstance(fault, MENDABLE) or not self.coming or self.faults > MOST_FAULTS:
            raise fault
        row, last = self.coming.pop()
        self.failed.add(row.sha256)
        self.keeping.refuse(row, _fault_told(fault))
        waiting = dict.fromkeys(file for _, file in self.coming)
        self.coming.clear()
        self.first_of.clear()
        again = [last] if row.path != last.shown else []
        return [*waiting, *again, *files[files.index(last) + 1 :]]

    def _uploads(self, files: Iterable[Found]) -> Iterator[SpendFile]:
        for file in files:
            if self.stopper.wanted:
                return
            if file.refusal:
                self.keeping.refuse(self.keeping.begin(file.shown, 0), file.refusal)
                continue
            try:
                for part in large_files.contents(file.path, self.desk, COMMAND_LINE):
                    came = SpendFile(part.name, part.content, NOBODY, limits=COMMAND_LINE, part_of=part.of)
                    for member in members_of(came):
                        yield from self._member(file, member, is_invented(file.path, part.content))
            except (OSError, Refused) as problem:
                self.keeping.refuse(self.keeping.begin(file.shown, 0), sentence(problem))

    def _member(self, file: Found, member: Received, invented: bool) -> Iterator[SpendFile]:
        """A file, or one file of an archive, to be submitted; nothing where it is clear what becomes of it."""
        if member.sha256 in self.failed:
            return
        path = f"{file.folder}/{member.name}" if file.folder else member.name
        row = self.keeping.begin(path, len(member.content), member.sha256, self.owners.period(file, path))
        if note := refusal_of_note(member.name.rpartition("/")[2]):
            self.keeping.refuse(row, note)
            return
        verdict = self.owners.by_name(file, path, member.sha256)
        if member.refusal:
            self._refuse(row, verdict, member.refusal)
            return
        if self._is_over(row, verdict):
            return
        try:
            table = read.as_text(
                member, COMMAND_LINE, self.wanted.answering.given, self.desk.reference["heading_aliases"]
            )
            named, verdict = verdict, self._verdict(file, path, member, table, verdict)
        except Refused as problem:
            self._refuse(row, verdict, str(problem))
            return
        except FAULTS as fault:
            self.keeping.refuse(row, _fault_told(fault))
            return
        if verdict.owner is None:
            self.keeping.end(replace(row, outcome=ASKED, reason=f"Whose is it? {verdict.why}"))
        elif named.owner == verdict.owner or not self._is_over(row, verdict):
            row = replace(row, authority_code=verdict.owner.authority_code, evidence=verdict.evidence)
            yield from self._handed_over(row, file, verdict.owner, member, table, invented)

    def _handed_over(
        self, row: CatalogueFile, file: Found, owner: Owner, member: Received, table: TextTable, invented: bool
    ) -> Iterator[SpendFile]:
        if not can_submit(self.viewer, owner.authority_code):
            self.keeping.refuse(row, f"It is {owner.name}'s, whose spend you may not upload.")
            return
        answering = self.wanted.answering
        always = ABOUT_ONE_FILE if answering.always else frozenset[str]()
        row = replace(row, settings=self._settings(owner.authority_code))
        self.coming.append((row, file))
        self.first_of[row.sha256, owner.authority_code] = row.path
        yield SpendFile(
            member.name,
            member.content,
            owner,
            answering.given,
            limits=COMMAND_LINE,
            is_demonstration=invented,
            are_remembered=answering.are_remembered,
            always=always,
            received=member,
            table=None if answering.given else table,
        )

    def _verdict(self, file: Found, path: str, member: Received, table: TextTable, named: Verdict) -> Verdict:
        """Whose a file is, now that its texts are read; raises Refused where it is no spend file, whoever's it were."""
        if named.owner and not named.is_guess:
            return named
        evidence = self.owners.guesser.of_table(table)
        verdict = self.owners.by_everything(file, path, evidence, None)
        if verdict.owner:
            return verdict
        if verdict.awaits_days or not self.owners.is_answered(file, verdict):
            days = self._days(member, table)
            verdict = self.owners.by_everything(file, path, evidence, days) if days else verdict
        return verdict if verdict.owner else self.owners.by_answer(file, verdict)

    def _days(self, member: Received, table: TextTable) -> tuple[date, date] | None:
        """The first and last day of the payments; raises Refused where the file is refused, whoever's it were."""
        answering = self.wanted.answering
        file = SpendFile(
            member.name, member.content, NOBODY, answering.given, COMMAND_LINE, received=member, table=table
        )
        read_once = settling.read_one(member, file, self.desk)
        if read_once.judged is None and not read_once.publisher_headings:
            raise Refused(read_once.receipt.reason)
        judged = read_once.judged
        return (judged.first_day, judged.last_day) if judged and judged.first_day and judged.last_day else None

    def _is_over(self, row: CatalogueFile, verdict: Verdict) -> bool:
        """Whether it is clear, unread, what becomes of a file that may be this owner's; its row is kept then."""
        code = verdict.owner.authority_code if verdict.owner else ""
        row = replace(row, authority_code=code, evidence=verdict.evidence)
        if upload := self.memory.upload_of(row.sha256, code):
            self.keeping.end(keeping.from_upload(row, upload, self.memory))
        elif same := self.first_of.get((row.sha256, code)):
            self.keeping.end(replace(row, outcome=KNOWN, reason=f"It holds the same bytes as {same}; see there."))
        elif before := self.memory.as_before(row.sha256, self._settings(code)):
            counts = {name: getattr(before, name) for name in ("outcome", "reason", "settings", "lines")}
            self.keeping.end(replace(row, **counts))
        else:
            return False
        return True

    def _refuse(self, row: CatalogueFile, verdict: Verdict, reason: str) -> None:
        code = verdict.owner.authority_code if verdict.owner else ""
        settings = self._settings(code)
        self.keeping.refuse(replace(row, authority_code=code, evidence=verdict.evidence, settings=settings), reason)

    def _settings(self, authority_code: str) -> str:
        return back_catalogue_memory.settings(authority_code, self.desk, self.wanted.answering, self.wanted.yes)


def _fault_told(fault: BaseException) -> str:
    return f"The program failed on this file ({type(fault).__name__}). Report that; the other files go on without it."
