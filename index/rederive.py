"""deriving the facets of an index again, from the articles that it holds, without their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from index.article import Document, encode
from index.engine import Builder, Index
from index.export import Change
from index.pipeline import Progress, Settings, cores
from index.pool import in_order, workers
from index.worker import Meter, Reworked, Worker, rework

STRETCH = 500
"""How many documents a worker takes at a time."""

FEW = 1000
"""So many documents are done before other processes would have started."""


@dataclass(frozen=True, slots=True)
class Rederived:
    """How many documents there were, and in how many something changed: anything, or a facet."""

    documents: int
    changed: int
    facets: int


class NoBuilder:
    """Builds nothing: what a dry run gives its documents to."""

    size = 0

    def add(self, document: Document) -> None:
        """Forget a document."""

    def flush(self) -> None:
        """Nothing was built."""


def rederive(
    index: Index,
    settings: Settings,
    *,
    dry_run: bool,
    progress: Progress,
    changed: Callable[[Change], None],
) -> Rederived:
    """Derive every document again and replace those that come out differently, in one change.

    What the sources stated still wins: the evidence tells it. `changed` is told of each document
    that differs, in the order of the index. A dry run changes nothing. `IndexMissing` where there
    is no index; on any error the index stays as it was.
    """
    total = index.stats().documents
    counts = [0, 0]

    def take(made: Reworked) -> None:
        for change in made.changes:
            counts[0] += 1
            counts[1] += bool(change.after)
            changed(change)

    def tell(meter: Meter) -> None:
        done, articles = meter.read()
        progress.indexing(done, total, articles)

    if dry_run:
        for made in _made(index, NoBuilder, settings, total, tell):
            take(made)
    else:
        with index.write() as writer:
            for made in _made(index, writer.builder(), settings, total, tell):
                for part in made.parts:
                    writer.attach(part)
                take(made)
            writer.settle(progress.merging)
    return Rederived(total, *counts)


def _made(
    index: Index,
    maker: Callable[[], Builder],
    settings: Settings,
    total: int,
    tell: Callable[[Meter], None],
) -> Iterator[Reworked]:
    """What the documents become, stretch by stretch, here or in worker processes."""
    jobs = settings.jobs or cores()
    limit, rules = settings.limit, settings.rules
    if jobs == 1 or total <= FEW:
        worker = Worker(maker, Meter(tick=tell), limit=limit, rules=rules)
        yield from map(worker.rework, _stretches(index))
        return
    with workers(jobs, maker, limit=limit, rules=rules) as (pool, meter):
        tick = partial(tell, meter)
        yield from in_order(pool, rework, _stretches(index), tick=tick, ahead=2 * jobs)


def _stretches(index: Index) -> Iterator[list[bytes]]:
    documents = index.documents()
    while stretch := [encode(document) for document in islice(documents, STRETCH)]:
        yield stretch
