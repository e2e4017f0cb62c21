"""Bars for long jobs: over files, or over a count of anything, with the time gone and left; quiet on request."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from procurement.services.back_catalogues.back_catalogue_files import Found

Words = ParamSpec("Words")
Answer = TypeVar("Answer")
NAME_SHOWN = 50


class FileBar:
    """A bar on standard error that steps aside while a person is asked something."""

    def __init__(self, quiet: bool = False) -> None:
        """quiet: show nothing at all."""
        self._bar = Progress(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("gone,"),
            TimeRemainingColumn(),
            TextColumn("left"),
            TextColumn("{task.fields[file]}"),
            console=Console(stderr=True),
            disable=quiet,
            transient=True,
        )

    def over(self, files: Sequence[Found]) -> Iterator[Found]:
        """The files, one after another, the bar telling where the work is."""
        with self._bar:
            task = self._bar.add_task("", total=len(files), file="")
            for file in files:
                self._bar.update(task, file=escape(file.shown[-NAME_SHOWN:]))
                yield file
                self._bar.advance(task)

    def aside(self, ask: Callable[Words, Answer]) -> Callable[Words, Answer]:
        """The same question, put while the bar is not drawn."""

        def put(*args: Words.args, **named: Words.kwargs) -> Answer:
            """Ask with the bar taken away, and draw it again if it was there."""
            was_drawn = self._bar.live.is_started
            self._bar.stop()
            try:
                return ask(*args, **named)
            finally:
                if was_drawn:
                    self._bar.start()

        return put


@contextmanager
def work_bar(quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error for steps that tell what they do, how much of it is done, and how much there is."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("gone,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as bar:
        task = bar.add_task("")

        def tell(doing: str, done: int, total: int) -> None:
            """Move the bar; it begins anew where something else is done."""
            if bar.tasks[0].description != doing:
                bar.reset(task, description=doing)
            bar.update(task, completed=done, total=total)

        yield tell
