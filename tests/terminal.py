"""The command line run inside the test's own process: nothing is imported anew, which takes most of the time."""

import contextlib
import os
import sys
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from procurement.cli import main


class Done(NamedTuple):
    """What a command came to, under the names that subprocess.CompletedProcess has."""

    returncode: int
    stdout: str
    stderr: str


def run(*words: str, cwd: Path | None = None, **place: str) -> Done:
    """Run `procurement WORDS` without a terminal, in a folder and with more of the environment where they are given."""
    out, err = StringIO(), StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.chdir(cwd or Path.cwd()),
        mock.patch.object(sys, "argv", ["procurement", *words]),
        mock.patch.object(sys, "stdin", StringIO()),
        mock.patch.dict(os.environ, place),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
            return Done(code if isinstance(code, int) else int(code is not None), out.getvalue(), err.getvalue())
    raise AssertionError("a command ends by saying how")
