"""how far an indexing run is, on a terminal as a bar and elsewhere as a line now and then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from index.pipeline import SILENT
from index.pipeline import Progress as Told
from index.tables import counted

EVERY = 10.0
"""Seconds between two lines."""


@contextmanager
def shown(*, quiet: bool) -> Iterator[Told]:
    """What to tell how far it is; on standard error, so that output can be redirected."""
    console = Console(stderr=True, highlight=False)
    if quiet:
        yield SILENT
    elif console.is_terminal:
        with _bar(console) as told:
            yield told
    else:
        yield _lines(console)


@contextmanager
def _bar(console: Console) -> Iterator[Told]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Indexing", total=None, told="")
        started = monotonic()

        def indexing(done: int, total: int, articles: int) -> None:
            told = _rate(articles, monotonic() - started)
            bar.update(task, completed=done, total=total or None, told=told)

        def merging(done: int, total: int) -> None:
            bar.update(task, description="Merging", completed=done, total=total)

        yield Told(indexing, merging)


def _rate(articles: int, seconds: float) -> str:
    return f"{counted(articles, 'article')}, {articles / max(seconds, 0.1):,.0f} a second"


def _lines(console: Console) -> Told:
    started = last = monotonic()

    def tell(done: int, total: int, what: str) -> None:
        nonlocal last
        if monotonic() - last >= EVERY:
            last = monotonic()
            console.print(f"{done / total:4.0%}  {what}" if total else what)

    def indexing(done: int, total: int, articles: int) -> None:
        tell(done, total, _rate(articles, monotonic() - started))

    def merging(done: int, total: int) -> None:
        tell(done, total, "merging")

    return Told(indexing, merging)
