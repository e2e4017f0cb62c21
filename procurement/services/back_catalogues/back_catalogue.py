"""A back-catalogue: folders of spend files taken in one after another, whatever becomes of each; resumed at will."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from procurement.access import Viewer
from procurement.services import software
from procurement.services.back_catalogues import back_catalogue_memory
from procurement.services.back_catalogues.back_catalogue_files import Found
from procurement.services.back_catalogues.back_catalogue_groups import Group
from procurement.services.back_catalogues.back_catalogue_keeping import Keeping, Tell
from procurement.services.back_catalogues.back_catalogue_owners import Owners
from procurement.services.back_catalogues.back_catalogue_run import Run, Wanted
from procurement.services.desk import Desk
from procurement.services.stopping import Stopped, Stopper
from procurement.store.back_catalogues import FINISHED, STOPPED


@dataclass(frozen=True)
class Outcome:
    """How a run ended: its number, the groups of files whose owner nobody has told, and whether it was stopped."""

    run_id: int
    left: tuple[Group, ...]
    is_stopped: bool


def take_in(
    viewer: Viewer,
    desk: Desk,
    files: Sequence[Found],
    wanted: Wanted,
    stopper: Stopper,
    progress: Callable[[Sequence[Found]], Iterable[Found]] = iter,
    tell: Tell = lambda _row, _receipt: None,
) -> Outcome:
    """Take in the files, going on after whatever is refused; `tell` hears what became of each, in no strict order.

    Stored before, or refused before by this software under these answers: passed over by its bytes, unread. A person
    is asked once for each group of files whose owner can't be told. Raises StoreProblem where the store can't be
    written, with what was stored until then listed.
    """
    kept = desk.store.register.back_catalogues
    folders = ", ".join(dict.fromkeys(file.shown.split("/")[0] for file in files))
    run_id = kept.begin(folders, len(files), software.version(), str(viewer.role), datetime.now(UTC))
    memory = back_catalogue_memory.recall(desk, wanted.again)
    whose = stopper.interruptible(wanted.whose, None) if wanted.whose else None
    run = Run(
        viewer,
        desk,
        wanted,
        stopper,
        memory,
        Keeping(kept, run_id, tell),
        Owners(desk, wanted.told, memory, str(viewer.role), whose),
    )
    state = STOPPED
    try:
        with suppress(Stopped):
            run.whole(files, progress)
            state = STOPPED if stopper.wanted else FINISHED
    finally:
        run.keeping.flush()
        kept.end(run_id, state, datetime.now(UTC))
    return Outcome(run_id, tuple(run.owners.left()), state == STOPPED)
