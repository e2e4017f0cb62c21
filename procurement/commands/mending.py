"""Work off held-back rows: a workbook to correct, and the corrected workbook taken back."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from procurement.commands.options import OPERATOR, AsCouncil, Json, Store, asking_for
from procurement.services.problems import CannotDo
from procurement.services.restart import open_desk_told
from procurement.services.terminal import print_receipt, show
from procurement.services.uploading import mending, mending_workbook

app = typer.Typer()


@app.command()
def mend(
    upload: str,
    to: Annotated[Path | None, typer.Option("--to", help="Write the held-back rows to this .xlsx, to correct.")] = None,
    back: Annotated[Path | None, typer.Option("--from", help="Take the corrections from this .xlsx.")] = None,
    as_council: AsCouncil = "",
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Correct the held-back rows of UPLOAD in a workbook; the mended file replaces it, the old one stays readable."""
    if (to is None) == (back is None):
        raise CannotDo(
            "Say --to FILE.xlsx to write the held-back rows, or --from FILE.xlsx to take them back corrected."
        )
    desk = open_desk_told(store, OPERATOR)
    viewer = asking_for(as_council, desk)
    if to is not None:
        to.write_bytes(mending_workbook.workbook(viewer, desk, upload))
        said = f"The held-back rows of {upload} are in {to}. Correct them, then: procurement mend {upload} --from {to}"
        show(pl.DataFrame({"upload_id": [upload], "sentence": [said]}), as_json)
    if back is not None:
        edits = mending_workbook.corrections(viewer, desk, upload, back.name, back.read_bytes())
        print_receipt(mending.keep(viewer, desk, upload, edits), as_json)
