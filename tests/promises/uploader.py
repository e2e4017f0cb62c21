"""What a child process of these tests does: upload files by the way that people do, and say which stage it is in.

Children are forked from a server that has imported everything and started nothing, so hundreds take minutes.
"""

import contextlib
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from procurement import cli
from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.problems import told
from procurement.services.terminal import print_receipt
from procurement.services.uploading import ingesting, submitting
from procurement.services.uploading.reading import SpendFile
from procurement.services.uploading.receipts import Receipt
from procurement.store import ledger
from procurement.store.arrivals import Arriving
from procurement.store.desk_store import Store
from procurement.store.ledger import Ledger
from tests.promises import failing_disk, scrub_steps
from tests.promises.invented_files import Invented
from tests.promises.powers import give_up_powers

GROUP = Viewer(Role.ADVISORY_GROUP)
STARTING, READING, WRITING, AFTER = "starting", "reading", "writing", "after the commit"
READY, DONE = "ready", "done"
FILES_BEFORE_COMPACTING = 12
"""So few that a good many uploads tidy the ledger, and are killed while they do."""


@dataclass(frozen=True)
class Order:
    """What a child is to upload, or scrub, where, how, and what is to go wrong with its disk."""

    home: Path
    files: tuple[Invented, ...]
    said_to: Path
    by: Literal["service", "command", "threads", "scrub"] = "service"
    is_to_wait: bool = False
    is_powerless: bool = False
    scrubs: str = ""
    fault: failing_disk.Fault = field(default_factory=failing_disk.Fault)


@dataclass(frozen=True)
class Child:
    """A running child: its process, and the pipe on which it says (stage, when) and may be told to go."""

    process: BaseProcess
    pipe: Connection
    order: Order

    def said(self) -> str:
        """What it wrote for the person: receipts on standard output and trouble on standard error."""
        return self.order.said_to.read_text() if self.order.said_to.exists() else ""

    def stages(self) -> Iterator[tuple[str, float]]:
        """Each stage as it is announced, until the child ends."""
        with contextlib.suppress(EOFError, ConnectionResetError):
            while True:
                yield self.pipe.recv()


def start(order: Order) -> Child:
    """Start a child on `order`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with failing_disk.loaded():
        forkserver.ensure_running()
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(order, theirs))
    with _no_main_program():
        process.start()
    theirs.close()
    return Child(process, ours, order)


@contextlib.contextmanager
def _no_main_program() -> Iterator[None]:
    """Children run the program that is the main one again, which may be a page that an earlier test drew."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def submit(desk: Desk, file: Invented) -> Receipt:
    """Upload one file through the service, as the page does; suggested answers are taken."""
    owner = ingesting.owner_of(file.council, "", desk)
    (receipt,) = submitting.submit(GROUP, desk, [SpendFile(file.name, file.content, owner)], take_suggested=True)
    return receipt


def _run(order: Order, pipe: Connection) -> None:
    handle = os.open(order.said_to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(handle, stream)
    ledger.FILES_BEFORE_COMPACTING = FILES_BEFORE_COMPACTING
    _announce_stages(lambda stage: pipe.send((stage, time.monotonic())))
    if order.is_powerless:
        give_up_powers()
    ways = {"service": _by_service, "command": _by_command, "threads": _by_threads, "scrub": _scrub}
    code = told(lambda: ways[order.by](order, pipe))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _by_service(order: Order, pipe: Connection) -> None:
    """Open a desk, then upload each file: a disk that fails does so from the first upload on."""
    pipe.send((STARTING, time.monotonic()))
    desk = open_desk(order.home)
    _wait(order, pipe)
    order.fault.arm(order.home)
    for file in order.files:
        print_receipt(submit(desk, file), as_json=True)
        pipe.send((DONE, time.monotonic()))


def _by_threads(order: Order, pipe: Connection) -> None:
    """Upload each file from a thread of its own through one desk, as officers of one server do."""
    desk = open_desk(order.home)
    _wait(order, pipe)
    with ThreadPoolExecutor(len(order.files)) as threads:
        for receipt in threads.map(partial(submit, desk), order.files):
            print_receipt(receipt, as_json=True)


def _by_command(order: Order, pipe: Connection) -> None:
    """Run `procurement ingest` on each file: a disk that fails does so from the opening of the store on."""
    _wait(order, pipe)
    order.fault.arm(order.home)
    for file in order.files:
        path = order.said_to.with_name(file.name)
        path.write_bytes(file.content)
        words = ["ingest", str(path), "--authority", file.council, "--store", str(order.home), "--yes", "--json"]
        pipe.send((STARTING, time.monotonic()))
        cli.app(words, standalone_mode=False)
        pipe.send((DONE, time.monotonic()))


def _scrub(order: Order, pipe: Connection) -> None:
    scrub_steps.announce(lambda step: pipe.send((step, time.monotonic())))
    scrub_steps.scrub(order.home, order.scrubs, lambda: order.fault.arm(order.home))
    pipe.send((DONE, time.monotonic()))


def _wait(order: Order, pipe: Connection) -> None:
    if order.is_to_wait:
        pipe.send((READY, time.monotonic()))
        pipe.recv()


def _announce_stages(say: Callable[[str], None]) -> None:
    """Say when a file has come in, when the ledger begins to be written, and when its commit is made."""
    begin, keep_many, write_many = Arriving.begin, Store.keep_many, Ledger.write_many

    def beginning(self: Arriving, *words: Any) -> None:
        begin(self, *words)
        say(READING)

    def keeping(self: Store, *words: Any) -> Any:
        say(WRITING)
        return keep_many(self, *words)

    def writing(self: Ledger, *words: Any) -> None:
        write_many(self, *words)
        say(AFTER)

    Arriving.begin = beginning  # type: ignore[method-assign]
    Store.keep_many = keeping  # type: ignore[method-assign]
    Ledger.write_many = writing  # type: ignore[method-assign]
