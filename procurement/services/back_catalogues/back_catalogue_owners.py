"""Whose the files of a back-catalogue are: told on the command line, by themselves, or by a person, once a group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from procurement.services import owners
from procurement.services.back_catalogues import back_catalogue_groups as groups
from procurement.services.back_catalogues.back_catalogue_files import Found
from procurement.services.back_catalogues.back_catalogue_groups import Group
from procurement.services.back_catalogues.back_catalogue_memory import A_PERSON_SAID, Memory, keep_answer
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.services.problems import CannotDo
from procurement.services.uploading.ingesting import owner_of
from procurement.services.uploading.reading import SpendFile, members_of
from procurement.services.uploading.whose import Evidence, Guesser, Verdict
from procurement.spend import read
from procurement.spend.days import named_periods
from procurement.spend.days.named_periods import Period
from procurement.spend.file_kind import OLE, ZIP
from procurement.spend.findings import Refused
from procurement.spend.limits import COMMAND_LINE

Whose = Callable[[Group], Owner | None]
"""Asks a person whose the files of a group are; None where they would not say."""

HEAD_BYTES, HEADS_LOOKED_AT = 64 * 1024, 5
"""So much of a text file, and so many files of a group, are looked at before a person is asked about the group."""

NOBODY = owners.body("nobody that is known yet")
"""Whose a file is while it is read only to learn its days, or whether it is a spend file at all."""

GLOB_IS_OWNER = "PATTERN=COUNCIL"


@dataclass
class Owners:
    """Finds the owner of each file; remembers what a person answered, and who was not told."""

    desk: Desk
    told: Sequence[tuple[str, Owner]]
    memory: Memory
    by: str
    ask: Whose | None = None
    guesser: Guesser = field(init=False)
    periods: dict[str, Period] = field(default_factory=dict[str, Period])
    keys: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    answers: dict[groups.Key, Owner | None] = field(default_factory=dict[groups.Key, Owner | None])
    open: dict[groups.Key, list[tuple[Found, Verdict]]] = field(
        default_factory=dict[groups.Key, list[tuple[Found, Verdict]]]
    )

    def __post_init__(self) -> None:
        self.guesser = Guesser(self.desk)

    def look_over(self, files: Sequence[Found]) -> None:
        """Learn what the names say of all files, and ask about those of which nobody will know, before any is read."""
        spend = [file for file in files if not file.refusal]
        names: dict[str, list[str]] = {}
        for file in spend:
            names.setdefault(file.folder, []).append(file.name)
        for folder, alike in names.items():
            self.periods |= {f"{folder}/{name}": period for name, period in named_periods.of_names(alike).items()}
        verdicts = {file.shown: self.by_name(file, file.shown) for file in spend}
        settled = [(file.folder, v.owner.authority_code) for file in spend if (v := verdicts[file.shown]).owner]
        unsettled = [file for file in spend if not verdicts[file.shown].owner]
        self.keys = groups.keys(unsettled, settled)
        together: dict[groups.Key, list[Found]] = {}
        for file in unsettled:
            if not verdicts[file.shown].awaits_days:
                together.setdefault(self._key(file, verdicts[file.shown]), []).append(file)
        for key, group in together.items():
            self._recall_or_ask(key, group, verdicts)

    def by_name(self, file: Found, path: str, sha: str = "") -> Verdict:
        """Whose a file is by what was told of its path, by an earlier run, or by its name and folders alone."""
        for glob, owner in self.told:
            if fnmatchcase(path, glob) or fnmatchcase(file.shown, glob):
                return Verdict(owner, evidence=f'--authority-of "{glob}" names {owner.name}.')
        known = self.memory.verdict(path, sha, self.desk)
        return known or self.guesser.settle(self.guesser.of_path(path), self.period(file, path), path)

    def by_everything(self, file: Found, path: str, contents: Sequence[Evidence], days: Period | None) -> Verdict:
        """Whose a file is by its contents, its name and its folders together; `days` are those of its payments."""
        found = [*contents, *self.guesser.of_path(path)]
        return self.guesser.settle(found, days or self.period(file, path), path)

    def is_answered(self, file: Found, verdict: Verdict) -> bool:
        """Whether a person said whose files like this one are, or would not say."""
        return self._key(file, verdict) in self.answers

    def by_answer(self, file: Found, verdict: Verdict) -> Verdict:
        """As a person answered for files like this one, asked now where nobody was; else the verdict as it is."""
        key = self._key(file, verdict)
        if key not in self.answers and self.ask is not None:
            self._put(key, file, self._group(key, [file], verdict))
        owner = self.answers.get(key)
        if owner is None:
            self.open.setdefault(key, []).append((file, verdict))
            return verdict
        return Verdict(owner, evidence=f"{A_PERSON_SAID}, of files in {file.folder}/.")

    def left(self) -> list[Group]:
        """Groups of files that nobody has told the owner of, the greatest first."""
        made = [self._group(key, [file for file, _ in ones], ones[0][1]) for key, ones in self.open.items()]
        return sorted(made, key=lambda group: (-group.files, group.glob))

    def period(self, file: Found, path: str) -> Period | None:
        """The period that a file's name states, or that of the archive it is in."""
        return self.periods.get(path) or named_periods.of_name(path.rpartition("/")[2]) or self.periods.get(file.shown)

    def _key(self, file: Found, verdict: Verdict) -> groups.Key:
        place = self.keys.setdefault(file.shown, (file.folder, ""))
        return (*place, verdict.likely if verdict.is_torn else ())

    def _group(self, key: groups.Key, files: Sequence[Found], verdict: Verdict) -> Group:
        distinct = {file.shown: file for file in files}
        glob = groups.glob_of(key[:2], files[0].shown, len(distinct) if len(distinct) > 1 else len(files))
        return Group(key, glob, len(files), files[0].name, verdict.why, verdict.likely)

    def _recall_or_ask(self, key: groups.Key, alike: Sequence[Found], verdicts: Mapping[str, Verdict]) -> None:
        shown = alike[:HEADS_LOOKED_AT]
        recalled = next((said for file in shown if (said := self.memory.answer(file.path, self.desk))), None)
        if recalled is not None or self.ask is None:
            self.answers |= {key: recalled} if recalled else {}
            return
        for file in shown:
            if (verdict := self._at_a_glance(file)) and not verdict.owner and not verdict.awaits_days:
                asked = self._group(key, [file, *(one for one in alike if one is not file)], verdicts[file.shown])
                self._put(key, file, asked)
                return

    def _put(self, key: groups.Key, file: Found, group: Group) -> None:
        assert self.ask is not None
        self.answers[key] = owner = self.ask(group)
        if owner is not None:
            keep_answer(file.path, owner, self.by, self.desk)

    def _at_a_glance(self, file: Found) -> Verdict | None:
        """What the first lines of a file and its names say; None where it can't be told without reading all of it."""
        try:
            with file.path.open("rb") as opened:
                head = opened.read(HEAD_BYTES)
                is_text = not head.startswith((*ZIP, OLE))
                content = head if is_text else head + opened.read()
            whole = content.rpartition(b"\n")[0] if is_text and len(head) == HEAD_BYTES else content
            (member, *_) = members_of(SpendFile(file.name, whole, NOBODY, limits=COMMAND_LINE))
            table = read.as_text(member, COMMAND_LINE, {})
        except (OSError, Refused):
            return None
        return self.by_everything(file, file.shown, self.guesser.of_table(table), None)


def told_owners(given: Sequence[str], desk: Desk) -> list[tuple[str, Owner]]:
    """What `--authority-of` says, as globs with their owners; UnknownAuthority where a council is none."""
    return [(glob, owner_named(name, desk)) for glob, name in _pairs(given)]


def owner_named(name: str, desk: Desk) -> Owner:
    """A council by its name or code, or after "body:" a public body that is no council."""
    said = name.strip()
    if said.casefold().startswith(owners.BODY_PREFIX):
        return owner_of("", said[len(owners.BODY_PREFIX) :], desk)
    return owner_of(said, "", desk)


def _pairs(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    for text in given:
        glob, equals, name = text.rpartition("=")
        if not equals or not glob.strip() or not name.strip():
            raise CannotDo(f'"{text}" is no {GLOB_IS_OWNER}, such as "hyndburn/*=Hyndburn" or "trust/*=body:A Trust".')
        yield glob.strip(), name.strip()
