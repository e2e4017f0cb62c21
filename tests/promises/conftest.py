"""Programs that tests of promises start."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from procurement.store.desk_store import Store

PROGRAM = Path(__file__).with_name("store_writer.py")
Starting = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def upload() -> Callable[[Store, int, int], None]:
    """Upload, in this process, the file of a number with so many rows: the very file that store_writer.py uploads."""
    return runpy.run_path(str(PROGRAM))["upload"]


@pytest.fixture
def start_writer(project: Path) -> Iterator[Starting]:
    """Start store_writer.py with arguments; it says "ready" and waits for a line; it is killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(PROGRAM), *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(project)}
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()
