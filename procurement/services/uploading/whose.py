"""Whose a spend file is, told from its contents, its name and its folders; where they do not agree, nobody guesses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

import polars as pl

from procurement.places import authorities, mentions
from procurement.places.mentions import NONE, Codes, Gazetteer
from procurement.services import owners
from procurement.services.desk import Desk
from procurement.services.owners import Owner
from procurement.spend.columns import heading_row, heading_words
from procurement.spend.columns.heading_match import Aliases
from procurement.spend.text_table import TextTable
from procurement.ui import words

DISTINCT_LOOKED_AT = 500
"""A column of bodies holds a handful of names; one with more distinct cells than this is of something else."""
MOST_OFFERED = 6


@dataclass(frozen=True)
class Evidence:
    """One thing that names a council: who it may mean, and what it is, as a sentence would begin ("the file name").

    is_clear: it names one council (whose successor may share the name), not several. source: contents, name or folder.
    """

    codes: Codes
    what: str
    is_clear: bool
    source: str = "contents"


@dataclass(frozen=True)
class Verdict:
    """Whose a file is and on what evidence; or `owner` None, why not, and the codes of those it may be.

    awaits_days: a council and its successor share the name, so the days of the payments decide. is_torn: something
    names a council, and something else contradicts it. is_guess: what a person said, or an earlier run found, is none.
    """

    owner: Owner | None
    evidence: str = ""
    why: str = ""
    likely: tuple[str, ...] = ()
    awaits_days: bool = False
    is_torn: bool = False
    is_guess: bool = False


@dataclass(frozen=True)
class Guesser:
    """Tells whose files are, with every name of every authority at hand."""

    desk: Desk

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of authorities."""
        tables = self.desk.reference
        return mentions.gather(self.desk.authorities, tables["authority_names"], tables["authority_name_words"])

    @cached_property
    def aliases(self) -> Aliases:
        """What publishers call our columns."""
        return Aliases(self.desk.reference["heading_aliases"])

    def of_path(self, path: str) -> list[Evidence]:
        """What a file's name and its folders say, the nearest folder first. path: parts between slashes."""
        *folders, name = PurePosixPath(path).parts
        if any(self._is_of_another_body(part) for part in (name, *folders)):
            return []
        found = [self._in_text(name, "the file name", "name")]
        found += [self._in_text(folder, _called(folder), "folder") for folder in reversed(folders)]
        return [one for one in found if one is not None]

    def of_table(self, table: TextTable) -> list[Evidence]:
        """What the columns of bodies and the lines above the headings say; nothing where no headings are found."""
        row = heading_row.find(table.first_cells, table.columns, self.aliases)
        if row is None:
            return []
        headed = zip(table.columns, row.headings, row.matches, strict=True)
        bodies = [
            (column, heading)
            for column, heading, match in headed
            if heading and ((match and match.ours == "body_name") or self._is_code_heading(heading))
        ]
        below = table.cells.filter(pl.col("line") > row.last_line)
        found = [self._in_column(below, column, heading) for column, heading in bodies]
        return [one for one in (*found, self._in_titles(row.titles)) if one is not None]

    def likely(self, path: str) -> tuple[str, ...]:
        """Codes of authorities that a path may mean, to be offered; none where it may be too many."""
        found = NONE.union(*(self.gazetteer.likely(part) for part in PurePosixPath(path).parts))
        return tuple(sorted(found)) if len(found) <= MOST_OFFERED else ()

    def settle(self, evidence: Sequence[Evidence], days: tuple[date, date] | None, path: str) -> Verdict:
        """Whose the file is where everything agrees; `days` are the first and last of its payments as far as known."""
        if not evidence:
            why = "Neither its contents, its name nor its folders name one council."
            return Verdict(None, why=why, likely=self.likely(path))
        agreed = self._agreed(evidence)
        if not agreed:
            named = sorted(NONE.union(*(one.codes for one in evidence)))
            said = " and ".join(f"{one.what} names {self._names(one.codes)}" for one in evidence)
            return Verdict(None, why=f"It may be of several councils: {said}.", likely=tuple(named), is_torn=True)
        whats = list(dict.fromkeys(one.what for one in evidence))
        told = f"{words.listed(whats)} {'name' if len(whats) > 1 else 'names'}"
        return self._living(sorted(agreed), told, days)

    def _agreed(self, evidence: Sequence[Evidence]) -> Codes:
        """The authorities that every piece of evidence names; none where any names several, or they contradict.

        A folder named after the county around a council does not contradict what is inside it, unless that is no more
        than a file's name.
        """
        agreed, sources = evidence[0].codes, {evidence[0].source}
        for one in evidence[1:]:
            if one.codes & agreed:
                agreed &= one.codes
                sources.add(one.source)
            elif one.source != "folder" or sources == {"name"} or not self._lies_in(agreed, one.codes):
                return NONE
        return agreed if all(one.is_clear for one in evidence) else NONE

    def _lies_in(self, inner: Codes, outer: Codes) -> bool:
        rows = self.desk.authorities.filter(pl.col("authority_code").is_in(list(inner)))
        around = {text for text in (*rows["county_area"], *rows["combined_authority"]) if text}
        return bool(around & {self._row(code)["name"] for code in outer})

    def _living(self, codes: Sequence[str], told: str, days: tuple[date, date] | None) -> Verdict:
        there = [code for code in codes if days is None or self._lived(code, days)]
        if len(there) == 1:
            owner = owners.from_code(there[0], self.desk)
            return Verdict(owner, evidence=f"{told[:1].upper()}{told[1:]} {owner.name}.", is_guess=True)
        if len(there) > 1:
            return Verdict(None, why=f"{self._names(codes)} share the name.", likely=tuple(there), awaits_days=True)
        heirs = {authorities.heir(self.desk.authorities, code, self.desk.today) for code in codes} - {""}
        assert days is not None
        names = self._names(codes)
        why = f"{told[:1].upper()}{told[1:]} {names}, which was not in being from {days[0]} to {days[1]}."
        return Verdict(None, why=why, likely=tuple(sorted({*codes, *heirs})), is_torn=True)

    def _lived(self, code: str, days: tuple[date, date]) -> bool:
        row = self._row(code)
        return (row["start_date"] or date.min) <= days[1] and days[0] <= (row["end_date"] or date.max)

    def _in_text(self, text: str, what: str, source: str) -> Evidence | None:
        found = self.gazetteer.mentioned(text)
        return _evidence([one.codes for one in found], what, source) if found else None

    def _in_titles(self, titles: Iterable[str]) -> Evidence | None:
        """A bare name may be a line of anybody's address; a title says Council, or payments, or a month as well."""
        found = [
            one
            for title in titles
            for one in self.gazetteer.mentioned(title)
            if one.is_styled or (one.is_alone and len(mentions.pieces(title)) > len(one.words.split()))
        ]
        return _evidence([one.codes for one in found], "what stands above its headings") if found else None

    def _in_column(self, rows: pl.DataFrame, column: str, heading: str) -> Evidence | None:
        """What a column of bodies says where its commonest cell, or each of those as common, names an authority."""
        counts = rows[column].drop_nulls().str.strip_chars().value_counts(name="times").filter(pl.col(column) != "")
        ordered = counts.sort("times", column, descending=[True, False]).head(DISTINCT_LOOKED_AT)
        named = [(self.gazetteer.named(text), times) for text, times in ordered.iter_rows()]
        known = [codes for codes, _ in named if codes]
        if not all(codes for codes, times in named if times == named[0][1]) or not known:
            return None
        return _evidence(known, f'its column "{heading}"')

    def _is_code_heading(self, heading: str) -> bool:
        return heading_words.normalise(heading).replace(" ", "") in self.gazetteer.words[mentions.CODE_HEADING]

    def _is_of_another_body(self, part: str) -> bool:
        said = {word.lower() for word in mentions.pieces(part)}
        return bool(said & self.gazetteer.words[mentions.ANOTHER_BODY])

    def _row(self, code: str) -> authorities.Row:
        return self.desk.authorities.filter(pl.col("authority_code") == code).row(0, named=True)

    def _names(self, codes: Iterable[str]) -> str:
        return " and ".join(sorted(str(self._row(code)["name"]) for code in codes))


def _called(folder: str) -> str:
    return f'the {"archive" if folder.lower().endswith(".zip") else "folder"} "{folder}"'


def _evidence(found: Sequence[Codes], what: str, source: str = "contents") -> Evidence:
    common = frozenset.intersection(*found)
    return Evidence(common or NONE.union(*found), what, is_clear=bool(common), source=source)
