"""how far an indexing run is, on a terminal as a bar and elsewhere as a line now and then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from index.pipeline import Progress as Told
from index.tables import counted

EVERY = 10.0
"""Seconds between two lines."""


@contextmanager
def shown(*, quiet: bool) -> Iterator[Told]:
    """What to tell how far it is; on standard error, so that output can be redirected."""
    console = Console(stderr=True, highlight=False)
    if quiet:
        yield lambda _done, _total, _articles: None
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
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Indexing", total=None, articles=0, rate=0.0)
        started = monotonic()

        def told(done: int, total: int, articles: int) -> None:
            rate = articles / max(monotonic() - started, 0.1)
            bar.update(task, completed=done, total=total or None, articles=articles, rate=rate)

        yield told


def _lines(console: Console) -> Told:
    started = last = monotonic()

    def told(done: int, total: int, articles: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last < EVERY:
            return
        last = now
        share = f"{done / total:4.0%}  " if total else ""
        console.print(
            f"{share}{counted(articles, 'article')}, {articles / (now - started):,.0f} a second"
        )

    return told
