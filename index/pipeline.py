"""read -> enrich -> build -> attach: from paths to one committed change of an index.

The calling process only reads raw stretches of the input and attaches what the workers made of
them, in the order of the input. So the result is the same whatever the number of workers, and
the later of two articles with one id wins.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from index.engine import Index, Spread, Writer
from index.enrich.rules import DEFAULT, Rules
from index.pool import in_order, workers
from index.sources import Found, Raw, Reject, find, stream
from index.summary import Seen, Summary
from index.worker import Made, Meter, Stretch, Worker, work

SHORTEST, LONGEST = 1 << 20, 32 << 20
"""The bytes of a stretch: a sixteenth of the input, within these."""

SMALL = 4 << 20
"""Input below so many bytes is done before other processes would have started."""

TABLES = 384
"""About how many megabytes a worker takes with the word lists of a dozen languages (measured)."""

_EXPANSION = 3
"""About how many times larger a compressed file is once it is read."""


def _untold(*_: object) -> None:
    """Tell nobody."""


class Progress(NamedTuple):
    """What to tell now and then how far a run is.

    `indexing` hears the bytes done, the bytes in all (0 if not known), and the articles done;
    `merging`, of each merge of the parts, the bytes done and the bytes in all.
    """

    indexing: Callable[[int, int, int], None] = _untold
    merging: Callable[[int, int], None] = _untold


SILENT = Progress()


class NothingToIndex(Exception):
    """No article was found, or none could be read; the index is as it was."""


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """How to index: workers, megabytes for each one, from empty or not, the tables of the rules.

    `rejects` is a file that is written while the others are read, and so is not read itself.
    """

    jobs: int = 0
    memory: int = 512
    rebuild: bool = False
    rules: Rules = DEFAULT
    rejects: Path | None = None

    @property
    def limit(self) -> int:
        """The bytes that a builder may hold: of what the tables leave, a half.

        While a builder writes its part it holds half as much again (measured), and its process
        does not give all of it back.
        """
        return max(self.memory - TABLES, self.memory // 8, 1) * (1 << 20) // 2

    @property
    def longest(self) -> int:
        """The most bytes of a stretch."""
        return max(SHORTEST, min(LONGEST, (self.memory << 20) // 32))


@dataclass(slots=True)
class Run:
    """One run: where it goes, what it is told, and what it counts."""

    settings: Settings
    progress: Progress
    rejected: Callable[[Reject], None]
    summary: Summary
    seen: Seen

    def take(self, made: Made, writer: Writer) -> None:
        """Attach what was made of a stretch, and count it."""
        for part in made.parts:
            writer.attach(part)
        repeated = self.seen.add(made.ids)
        summary = self.summary
        summary.repeat(repeated)
        summary.read += len(made.ids) + len(made.rejects)
        summary.indexed += len(made.ids) - len(repeated)
        summary.rejected += len(made.rejects)
        summary.notes.update(made.notes)
        for reject in made.rejects:
            self.rejected(reject)

    def settle(self, writer: Writer, spread: Spread = map) -> None:
        """Put together what was attached; `NothingToIndex` if that is nothing."""
        if not self.summary.indexed:
            raise NothingToIndex(_nothing(self.summary))
        self.summary.facets = writer.counts()
        writer.settle(self.progress.merging, spread)


def run(
    index: Index,
    paths: Iterable[str],
    settings: Settings = Settings(),
    *,
    progress: Progress = SILENT,
    rejected: Callable[[Reject], None] = _untold,
) -> Summary:
    """Index every article under the paths in one change, which is committed at the end.

    `SourceMissing` when a path does not exist, `NothingToIndex` when there is no article to index,
    `WorkerLost` when a worker process dies, any `EngineError`: in each case, and on Ctrl-C, the
    index stays as it was. `rejected` is told each record that cannot be read, in order.
    """
    started = perf_counter()
    found = find(paths, without=settings.rejects)
    task = Run(settings, progress, rejected, Summary(skipped=found.skipped), Seen())
    with index.write(rebuild=settings.rebuild) as writer:
        _fill(writer, found, task)
    task.summary.seconds = perf_counter() - started
    return task.summary


def _fill(writer: Writer, found: Found, task: Run) -> None:
    """Build and attach parts of everything that was found, and put them together, here or in worker
    processes."""
    settings = task.settings
    jobs = settings.jobs or cores()
    maker, limit, rules = writer.builder(), settings.limit, settings.rules
    stretches = _stretches(found, settings.longest)

    def tell(meter: Meter) -> None:
        done, articles = meter.read()
        task.progress.indexing(done, found.size, articles)

    if jobs == 1 or (found.size < SMALL and all(source.size for source in found.sources)):
        meter = Meter(tick=tell)
        worker = Worker(maker, meter, limit=limit, rules=rules)
        for stretch in stretches:
            task.take(worker.work(stretch), writer)
        tell(meter)
        task.settle(writer)
        return
    with workers(jobs, maker, limit=limit, rules=rules) as (pool, meter):
        for made in in_order(pool, work, stretches, tick=partial(tell, meter), ahead=jobs + 1):
            task.take(made, writer)
        tell(meter)
        task.settle(writer, partial(in_order, pool, tick=_untold, ahead=jobs + 1))


def _stretches(found: Found, longest: int) -> Iterator[Stretch]:
    """The input in order, in stretches of about the same size that depend on the input alone."""
    expected = sum(s.size * (_EXPANSION if s.path.endswith(".gz") else 1) for s in found.sources)
    size = max(SHORTEST, min(longest, expected // 16))
    stretch: list[Raw | Reject] = list(found.closed)
    held = 0
    for source in found.sources:
        for piece in stream(source):
            stretch.append(piece)
            held += len(piece.data) if isinstance(piece, Raw) else 0
            if held >= size:
                yield stretch
                stretch, held = [], 0
    if stretch:
        yield stretch


def _nothing(summary: Summary) -> str:
    if summary.rejected == 1:
        return "The only record could not be read, so nothing was indexed."
    if summary.rejected:
        return f"None of the {summary.rejected} records could be read, so nothing was indexed."
    return (
        "No articles there: Dateline reads .txt, .jsonl, .ndjson, .json and .html files, "
        "also with .gz behind, and skips hidden ones."
    )
