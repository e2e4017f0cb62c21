"""Uploads to a folder that may not be written to: by its permissions, as a person without them, root included."""

import shutil
from pathlib import Path

from procurement.services.desk import open_desk
from tests.promises.checking import Faults, check
from tests.promises.invented_files import Invented
from tests.promises.uploader import Order, start, submit

EARLIER, ARRIVING = Invented(0, 60), Invented(1, 60)
NOT_WRITABLE, WRITABLE = 0o555, 0o755


def upload_to_a_read_only_folder(folder: Path) -> tuple[Faults, list[str]]:
    """Upload by command and by service to a store whose folders may only be read; returns faults and what was said."""
    home, faults, said = folder / "store", Faults(), []
    desk = open_desk(home)
    submit(desk, EARLIER)
    desk.store.close()
    for by in ("command", "service"):
        for place in [home, *home.rglob("*")]:
            place.chmod(NOT_WRITABLE)
        child = start(Order(home, (ARRIVING,), folder / "said.txt", by=by, is_powerless=True))
        list(child.stages())
        child.process.join(60)
        for place in [home, *home.rglob("*")]:
            place.chmod(WRITABLE)
        said.append(f"{by}: {child.said().strip()}")
        if child.process.exitcode != 1 or "may not be written to" not in said[-1] or "Traceback" in said[-1]:
            faults.untold.append(f"{by} ended with {child.process.exitcode}: {said[-1]}")
        again = open_desk(home)
        check(again, [EARLIER], faults, f"read-only, by {by}")
        again.store.close()
    shutil.rmtree(home)
    return faults, said
