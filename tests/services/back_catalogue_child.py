"""Run as a program: take in a folder, and say on standard output what became of each file, as soon as it is known.

Words: the store, the folder, and how many lines make a batch.
"""

import sys
from pathlib import Path

from procurement.access import Role, Viewer
from procurement.services.back_catalogues import back_catalogue
from procurement.services.back_catalogues.back_catalogue_files import find
from procurement.services.back_catalogues.back_catalogue_run import Wanted
from procurement.services.desk import open_desk
from procurement.services.stopping import Stopper
from procurement.services.uploading import submitting

if __name__ == "__main__":
    home, folder, batch = sys.argv[1:]
    submitting.BATCH_LINES = int(batch)
    stopper = Stopper()

    def tell(row: object, _receipt: object) -> None:
        """One line a file."""
        sys.stdout.write(f"{row.path} {row.outcome}\n")
        sys.stdout.flush()

    with stopper.listening():
        outcome = back_catalogue.take_in(
            Viewer(Role.ADVISORY_GROUP), open_desk(Path(home)), find([Path(folder)]), Wanted(), stopper, tell=tell
        )
    sys.stdout.write(f"stopped {outcome.is_stopped}\n")
