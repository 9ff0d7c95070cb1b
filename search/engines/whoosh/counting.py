"""facets: filters as masks over the hits, and counts of values under every filter but their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import starmap

import numpy as np
from msgspec.structs import replace

from index.engines.whoosh.arrays import Unsigned
from index.engines.whoosh.columns import Column
from search.engines.whoosh.evaluate import within
from search.engines.whoosh.lists import Docs, Mask
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.stories import totals
from search.query import Filter, Request
from search.results import Bucket


class Filtered:
    """Documents that match a query, and which of them pass each filter."""

    def __init__(
        self,
        docs: Docs,
        request: Request,
        snapshot: Snapshot,
        stories: Unsigned | None = None,
    ) -> None:
        """With the story of each document of the snapshot, what is counted is stories."""
        self._docs, self._snapshot, self._stories = docs, snapshot, stories
        self._promised = request.promised
        self._filters = {name: wanted for name, wanted in request.filters.items() if wanted}
        self._masks = {
            name: passing(snapshot.columns[name], wanted)[snapshot.columns[name].ordinals[docs]]
            for name, wanted in self._filters.items()
        }
        self.kept = self._under(self._masks)
        self.hits = docs if self.kept is None else docs[self.kept]

    def _under(self, names: Iterable[str]) -> Docs | None:
        """Which of the documents pass these filters; None where there is none."""
        masks = [self._masks[name] for name in names]
        return reduce(np.logical_and, masks).nonzero()[0] if masks else None

    def facet(self, name: str) -> tuple[Bucket, ...]:
        """The buckets of a facet, counted under every filter but its own."""
        docs = self.hits
        if name in self._masks:
            kept = self._under(other for other in self._masks if other != name)
            docs = self._docs if kept is None else self._docs[kept]
        wanted = self._filters.get(name)
        counts = self._counts(name, docs, wanted)
        if name != "year":
            return buckets(counts, wanted)
        dated = self._snapshot.columns["dated"]
        if "estimated" not in dated.values:
            return years(counts, {}, wanted)
        estimated = docs[dated.having(("estimated",))[dated.ordinals[docs]]]
        return years(counts, dict(self._counts(name, estimated, wanted)), wanted)

    def _counts(self, name: str, docs: Docs, wanted: Filter | None) -> list[tuple[str, int]]:
        """The documents of each value; of those that have a value ruled out only under that value,
        and only those that have no other one."""
        column = self._snapshot.columns[name]
        if not (self._promised and wanted and wanted.exclude):
            return self._count(column, docs)
        sets = column.ordinals[docs]
        having = {value: column.having((value,))[sets] for value in wanted.exclude}
        had = np.sum(list(having.values()), axis=0)
        counts = dict(self._count(column, docs[had == 0]))
        for value, has in having.items():
            alone = dict(self._count(column, docs[has & (had == 1)]))
            counts |= {value: alone[value]} if value in alone else {}
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def _count(self, column: Column, docs: Docs) -> list[tuple[str, int]]:
        if self._stories is None:
            return column.count(docs)
        return column.named(totals(column, docs, self._stories))


def passing(column: Column, wanted: Filter) -> Mask:
    """For each set of a column, whether a document with that set passes the filter."""
    passes = np.ones(len(column.sets), np.bool_)
    bounded = wanted.low is not None or wanted.high is not None
    if wanted.include or bounded:
        inside = filter(within(wanted.low, wanted.high), column.values) if bounded else ()
        passes = column.having((*wanted.include, *inside))
    if wanted.exclude:
        passes &= ~column.having(wanted.exclude)
    return passes


def years(
    counts: Sequence[tuple[str, int]], estimated: Mapping[str, int], wanted: Filter | None
) -> tuple[Bucket, ...]:
    """The buckets of the years, the latest first, given how many of each are only estimated."""
    found = buckets(counts, wanted)
    latest = sorted(found, key=lambda b: int(b.value) if b.value.isdigit() else -1, reverse=True)
    if not estimated:
        return tuple(latest)
    return tuple(replace(b, estimated=estimated.get(b.value, 0)) for b in latest)


def buckets(counts: Sequence[tuple[str, int]], wanted: Filter | None) -> tuple[Bucket, ...]:
    """The buckets of a facet in their order; a value that is filtered on is listed even at 0."""
    if not wanted:
        return tuple(starmap(Bucket, counts))
    include, exclude = wanted.include, wanted.exclude
    zero = sorted({*include, *exclude} - {value for value, _ in counts})
    return tuple(
        Bucket(value, count, value in include, value in exclude)
        for value, count in [*counts, *((value, 0) for value in zero)]
    )
