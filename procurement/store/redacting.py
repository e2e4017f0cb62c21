"""Taking texts out of whatever repeats them: sentences, receipts, what was answered, decided and done."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import polars as pl

ERASED = "[erased]"

NEVER = frozenset({"authority_code", "upload_id", "sha256"})
IN_AN_ANSWER = NEVER | {"code", "value", "hangs_on", "by", "at"}
"""By these an answer of a council's profile is found and read again."""
IN_A_RECEIPT = NEVER | {"columns", "answers", "held_back_rules", "file", "outcome", "from", "to"}
"""By these an upload's file is read again."""


@dataclass(frozen=True)
class Redactor:
    """`texts`: what is to be repeated nowhere; none of them is empty.

    A text of several words is meant in any case of its letters, for names are shown in capitals and people type as they
    like; a word alone only as it was written, for in lower case many a name is a word of ours.
    """

    texts: Sequence[str]

    def cleared(self, sentences: Iterable[str]) -> dict[str, str]:
        """By each of the sentences that repeats one of the texts, as whole words: what is left of it."""
        distinct = pl.Series("sentence", sorted(set(sentences)), dtype=pl.String())
        if not len(self.texts) or distinct.is_empty():
            return {}
        texts = pl.Series("text", list(self.texts), dtype=pl.String()).implode()
        touched = distinct.filter(distinct.str.contains_any(texts, ascii_case_insensitive=True))
        found = touched.str.extract_many(texts, overlapping=True, ascii_case_insensitive=True)
        pairs, as_written = zip(touched.to_list(), found.to_list(), strict=True), frozenset(self.texts)
        left = {one: without(one, [text for text in said if " " in text or text in as_written]) for one, said in pairs}
        return {one: other for one, other in left.items() if one != other}

    def documents(self, values: Sequence[Any]) -> list[Any]:
        """JSON values without the texts; keys, and what others are found by, stay."""
        cleared = self.cleared(text for value in values for text in _texts_in(value))
        return [_replaced(value, cleared) for value in values] if cleared else list(values)


def without(said: str, texts: Iterable[str]) -> str:
    """A sentence with each of the texts that stands in it as whole words replaced.

    >>> without("Paid to Orla Quill of Quillmarsh", ["Orla Quill", "Quill"])
    'Paid to [erased] of Quillmarsh'
    """
    for text in sorted(set(texts), key=len, reverse=True):
        before = r"(?<!\w)" if re.match(r"\w", text) else ""
        after = r"(?!\w)" if re.search(r"\w$", text) else ""
        said = re.sub(f"{before}{re.escape(text)}{after}", ERASED, said)
    return said


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        inside = cast(Mapping[str, Any], value)
        kept = _kept(inside)
        yield from (text for key, one in inside.items() if key not in kept for text in _texts_in(one))
    elif isinstance(value, list):
        yield from (text for one in cast(list[Any], value) for text in _texts_in(one))


def _replaced(value: Any, cleared: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return cleared.get(value, value)
    if isinstance(value, Mapping):
        inside = cast(Mapping[str, Any], value)
        kept = _kept(inside)
        return {key: one if key in kept else _replaced(one, cleared) for key, one in inside.items()}
    return [_replaced(one, cleared) for one in cast(list[Any], value)] if isinstance(value, list) else value


def _kept(document: Mapping[str, Any]) -> frozenset[str]:
    if "hangs_on" in document:
        return IN_AN_ANSWER
    return IN_A_RECEIPT if "held_back_rules" in document else NEVER
