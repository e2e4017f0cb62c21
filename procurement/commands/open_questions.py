"""Questions that files of a folder left open: each is said once, however many files ask it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from procurement.commands import asking
from procurement.services.uploading.receipts import Receipt

Key = tuple[str, str, tuple[str, ...]]


@dataclass
class Questions:
    """The receipts of files that ask, those that ask the same of the same council's files together."""

    found: dict[Key, list[Receipt]] = field(default_factory=dict[Key, list[Receipt]])

    def hear(self, receipt: Receipt | None) -> None:
        """What became of a file."""
        if receipt is None or receipt.outcome != "asked":
            return
        question = next(one for one in receipt.questions if not one.answer)
        choices = tuple(choice.value for choice in question.choices)
        self.found.setdefault((receipt.authority_code, question.code, choices), []).append(receipt)

    def tell(self, given: Mapping[str, str]) -> None:
        """Say on standard error what is asked, and which words of the command answer it."""
        for receipts in self.found.values():
            if len(receipts) > 1:
                sys.stderr.write(f"{len(receipts):,} files ask the same. The first of them:\n")
            asking.tell_how_to_answer(receipts[0], dict(given))
