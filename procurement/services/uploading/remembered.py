"""An answer as a council's profile keeps it: to what, of whom, when, from which file, and what it hangs on."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from procurement.spend.findings import Question

AMOUNT_BASIS, COLUMN = "AMOUNT_BASIS", "COLUMN:"
AS_UNDERSTOOD = "as understood"
"""In place of a heading: the column is the one that the reader finds by itself."""

ABOUT_ONE_FILE = frozenset({"SAME_PERIOD", "OTHER_BODY"})
"""Questions of which some answers speak of one file alone, and are remembered only where a person asks for it."""

PEOPLE = {"officer": "an officer", "advisory group": "the advisory group"}
NAMES = {
    "AMOUNT_COLUMN": "Which column is the amount",
    "SUPPLIER_COLUMN": "Which column names the supplier",
    "DATE_COLUMN": "Which column is the date of payment",
    "SHEET": "Which sheet holds the payments",
    "MONTH_FIRST": "Whether day or month comes first",
    "ORDERS": "Whether purchase orders count as payments",
    "ORDER_DATES": "Whether payments count on the day of their order",
    "AMOUNT_UNIT": "Whether the amounts are in pounds",
    "AMOUNT_SPACES": "What a space before the last two digits of an amount means",
    "AMOUNT_SIGNS": "Whether payments are written with a minus",
    "CREDITS_FILE": "Whether a file of credits is money that came back",
    "SUPPLIER_ABOVE": "Whose lines are that name no supplier",
    "DATE_ABOVE": "When lines without a date were paid",
    "HEADINGS": "What the columns of a file without headings are",
    "PERIOD_CALENDAR": "Which year a numbered period belongs to",
    "HIDDEN": "Whether hidden rows and columns count",
    "OTHER_BODY": "Whose rows are those that name another body",
    "SAME_PERIOD": "What to do when a period is sent again",
    AMOUNT_BASIS: "Whether the amounts include VAT",
}


@dataclass(frozen=True)
class Remembered:
    """One answer. `at` is ISO text; `choices` are value and label of each answer that was offered.

    hangs_on: what of a file must be the same for the answer to hold there, such as the headings that were offered;
    empty where it holds for every file of the council.
    """

    code: str
    value: str
    question: str
    by: str
    at: str
    file: str = ""
    hangs_on: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What the answer is kept under: one for each question and layout."""
        return key(self.code, self.hangs_on)

    @property
    def label(self) -> str:
        """The answer in words."""
        return dict(self.choices).get(self.value, self.value)

    @property
    def source(self) -> str:
        """When and for which file it was given, as a clause.

        >>> Remembered("HIDDEN", "include", "", "officer", "2026-05-03T09:00:00+00:00", "april.csv").source
        'as answered on 3 May 2026 for april.csv'
        """
        when = datetime.fromisoformat(self.at)
        whence = f" for {self.file}" if self.file else ""
        return f"as answered on {when.day} {when:%B %Y}{whence}"

    @property
    def sentence(self) -> str:
        """The answer and where it is from, for a receipt."""
        return f"{name(self.code)}: {self.label}, {self.source}."

    @property
    def who(self) -> str:
        """Who gave it, in words."""
        return PEOPLE.get(self.by, self.by)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {**asdict(self), "hangs_on": list(self.hangs_on), "choices": [list(pair) for pair in self.choices]}


Profile = Mapping[str, Remembered]


def from_plain(row: Mapping[str, Any]) -> Remembered:
    """What `plain` gave."""
    choices = tuple((str(value), str(label)) for value, label in row.get("choices", ()))
    words = {part: str(row.get(part, "")) for part in ("code", "value", "question", "by", "at", "file")}
    return Remembered(**words, hangs_on=tuple(map(str, row.get("hangs_on", ()))), choices=choices)


def key(code: str, hangs_on: tuple[str, ...]) -> str:
    """The code, with a fingerprint of what the answer hangs on where it hangs on anything."""
    plain = [" ".join(part.split()).casefold() for part in hangs_on]
    mark = hashlib.sha256("\n".join(plain).encode()).hexdigest()[:12]
    return f"{code}@{mark}" if hangs_on else code


def find(profile: Profile, code: str, hangs_on: tuple[str, ...]) -> Remembered | None:
    """The answer that holds for a file: given for its layout, or for every file; None where there is none."""
    return profile.get(key(code, hangs_on)) or profile.get(code)


def latest(profile: Profile, code: str) -> Remembered | None:
    """The last answer to a question, whatever the layout."""
    given = [answer for answer in profile.values() if answer.code == code]
    return max(given, key=lambda answer: answer.at, default=None)


def is_for_one_file(code: str, value: str) -> bool:
    """Whether an answer speaks of one file alone, so that it is remembered only where a person asks for it."""
    return code == "SAME_PERIOD" or (code == "OTHER_BODY" and value == "stop")


def is_volunteered(code: str) -> bool:
    """Whether a person may say this without being asked."""
    return code == AMOUNT_BASIS or code.startswith(COLUMN)


def name(code: str) -> str:
    """What a question is about, in words.

    >>> name("COLUMN:supplier_name"), name("BLANK_HEADING:column 7")
    ('Which column is read as supplier name', 'What column 7 is, which has no heading')
    """
    if code.startswith(COLUMN):
        return f"Which column is read as {code.removeprefix(COLUMN).replace('_', ' ')}"
    if code.startswith("BLANK_HEADING:"):
        return f"What {code.removeprefix('BLANK_HEADING:')} is, which has no heading"
    if code.startswith("SECTION:"):
        return f'Whether lines under "{code.removeprefix("SECTION:")}" are payments'
    return NAMES.get(code, re.sub("[_:]", " ", code).capitalize())


def value_of(question: Question, given: str) -> str:
    """The choice that a person's words mean, by its value or its label, whatever the case; "" where it is none."""
    wanted = given.strip().casefold()
    exact = [choice.value for choice in question.choices if choice.value == given]
    near = [choice.value for choice in question.choices if wanted in (choice.value.casefold(), choice.label.casefold())]
    return next(iter([*exact, *near]), "")
