"""The receipt of a file: what was understood, what was mended, what was asked, and where every line and penny went."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from procurement.spend.findings import Fix, Question

STORED_ALREADY = "STORED_ALREADY"
"""The rule of rows that are held back because their payments count in another upload."""


@dataclass(frozen=True)
class Receipt:
    """One file's outcome: taken, known (all its payments are stored already), refused or asked.

    Money in pence; days as ISO text, "" where there are none.

    lines = accepted + held_back + blank + headings + totals. `held_back_unread` counts the held-back rows whose amount
    cannot be read: what they come to is not in `held_back_pence`.
    `columns` names the publisher's heading for each of ours. `answers` are those the file was read with, question code
    (or COLUMN:ours) to value, to read it so again.
    `note` says what a person should know beyond that, such as that the same file had been received before.
    `alerts` say what may be wrong with the figures of the file, `warnings` what else is worth knowing of it.
    `remembered` says, a sentence each, which answers are from the council's profile.
    `withheld` counts the accepted payments whose texts are withheld from shared views, for they may name a private
    person; they count in every total.
    `part_of` says of which larger file this is a part, and which (large_files.Part), "" where it is a file by itself.
    `left_to` names the uploads in which payments of this file count that are held back here, as stored already;
    `left_pence` is what these come to.
    `sheets` names the sheets of a workbook that were read together, in order; none where it is a single table.
    """

    file: str
    sha256: str
    outcome: str
    reason: str = ""
    questions: tuple[Question, ...] = ()
    fixes: tuple[Fix, ...] = ()
    warnings: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    lines: int = 0
    accepted: int = 0
    held_back: int = 0
    blank: int = 0
    headings: int = 0
    totals: int = 0
    accepted_pence: int = 0
    held_back_pence: int = 0
    held_back_unread: int = 0
    first_day: str = ""
    last_day: str = ""
    held_back_rules: Mapping[str, int] = field(default_factory=dict[str, int])
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    upload_id: str = ""
    authority_code: str = ""
    note: str = ""
    remembered: tuple[str, ...] = ()
    withheld: int = 0
    withheld_pence: int = 0
    sheets: tuple[str, ...] = ()
    part_of: str = ""
    left_to: tuple[str, ...] = ()
    left_pence: int = 0

    def as_json(self) -> dict[str, Any]:
        """Plain values under the published names: `from` and `to` are the first and last day of the payments."""
        plain = asdict(self)
        days = {"from": plain.pop("first_day"), "to": plain.pop("last_day")}
        mappings = {name: dict(plain[name]) for name in ("held_back_rules", "columns", "answers")}
        return {**plain, **days, **mappings}


def refused(file: str, sha256: str, reason: str) -> Receipt:
    """The receipt of a file that was not taken; nothing of it is stored."""
    return Receipt(file=file, sha256=sha256, outcome="refused", reason=reason)


def kept_out(receipt: Mapping[str, Any]) -> tuple[int, int]:
    """How many rows of a stored receipt are in no figure, and their pence: held back, and not left to other uploads.

    >>> kept_out({"held_back": 5, "held_back_pence": 900, "held_back_rules": {"STORED_ALREADY": 4}, "left_pence": 800})
    (1, 100)
    """
    left = int(receipt.get("held_back_rules", {}).get(STORED_ALREADY, 0))
    return int(receipt["held_back"]) - left, int(receipt["held_back_pence"]) - int(receipt.get("left_pence", 0))
