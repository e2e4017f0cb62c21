"""The steps of a scrub as they are announced, so that it can be killed within each of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from procurement.access import Role, Viewer
from procurement.services.desk import open_desk
from procurement.services.uploading import scrubbing
from procurement.store import reading_scrub, register_scrub
from procurement.store.delta_table import LedgerTable
from procurement.store.kept_sums import KeptSums
from procurement.store.ledger import Ledger
from procurement.store.originals import Originals
from procurement.store.register_database import Database
from procurement.store.scrub_orders import Orders
from procurement.store.scrubbing import Scrubber

WHY = "Asked for by the person"
STEPS: dict[str, tuple[Any, str]] = {
    "keeping the word": (Orders, "give"),
    "ending it": (Ledger, "end_by_scrubbing"),
    "dropping sums": (KeptSums, "keep_only"),
    "dropping what is ready": (Scrubber, "clear_ready"),
    "dropping readings": (reading_scrub, "keep_readings_of"),
    "clearing the register": (register_scrub, "forget"),
    "writing the register anew": (Database, "leave_no_trace"),
    "erasing the bytes": (Originals, "erase"),
    "mending the log and warnings": (LedgerTable, "write_uploads"),
    "removing rows": (LedgerTable, "remove_uploads"),
    "forgetting history": (LedgerTable, "forget_history"),
    "dropping the word": (Orders, "are_done"),
}


def announce(say: Callable[[str], None]) -> None:
    """Say which step is begun, whenever one is."""
    for step, (owner, name) in STEPS.items():
        setattr(owner, name, _announced(getattr(owner, name), step, say))


def scrub(home: Path, upload_id: str, is_armed: Callable[[], None]) -> None:
    """Open the store, then scrub an upload with its other versions: a disk that fails does so from there on."""
    group = Viewer(Role.ADVISORY_GROUP)
    desk = open_desk(home)
    is_armed()
    scrubbing.scrub(group, desk, upload_id, WHY, with_related=True)


def _announced(really: Callable[..., Any], step: str, say: Callable[[str], None]) -> Callable[..., Any]:
    def run(*words: Any) -> Any:
        say(step)
        return really(*words)

    return run
