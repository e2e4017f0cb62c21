"""What reading a file can tell a person: why it was refused, what was mended, what must be asked."""

from dataclasses import dataclass, replace


class Refused(Exception):
    """The file is not taken and nothing is stored; the message is a sentence that says what is wrong and what to do."""


class ColumnMissing(Refused):
    """A needed column was not found; `headings` are what a person may choose it from, left to right."""

    def __init__(self, sentence: str, headings: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.headings = headings


@dataclass(frozen=True)
class Fix:
    """Something repaired by a stated rule, on `lines` lines (0 where the whole file is meant)."""

    rule: str
    sentence: str
    lines: int = 0


@dataclass(frozen=True)
class Choice:
    """One answer a person may give, and what it would do to the figures."""

    value: str
    label: str
    effect: str = ""


@dataclass(frozen=True)
class Question:
    """An ambiguity that only a person may settle; `answer` is "" until somebody does.

    The reader goes on with `suggested`, so that the effect can be shown; the service stores nothing while any
    question of a file is unanswered.
    """

    code: str
    sentence: str
    choices: tuple[Choice, ...]
    suggested: str
    answer: str = ""

    @property
    def chosen(self) -> str:
        """The answer where there is one, else the suggestion."""
        return self.answer or self.suggested

    def answered_from(self, answers: dict[str, str]) -> "Question":
        """This question with the answer that `answers` (code to value) holds for it; another value is no answer."""
        given = answers.get(self.code, "")
        return replace(self, answer=given) if given in {choice.value for choice in self.choices} else self
