"""facets: filters as masks over the hits, and counts of values under every filter but their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import starmap

import numpy as np

from index.engines.whoosh.columns import Column
from search.engines.whoosh.evaluate import within
from search.engines.whoosh.lists import Docs, Mask
from search.engines.whoosh.snapshot import Snapshot
from search.query import Filter
from search.results import Bucket


class Filtered:
    """Documents that match a query, and which of them pass each filter."""

    def __init__(self, docs: Docs, filters: Mapping[str, Filter], snapshot: Snapshot) -> None:
        self._docs, self._snapshot = docs, snapshot
        self._filters = {name: wanted for name, wanted in filters.items() if wanted}
        self._masks = {
            name: passing(snapshot.columns[name], wanted)[snapshot.columns[name].ordinals[docs]]
            for name, wanted in self._filters.items()
        }
        self.hits = self._under(self._masks)

    def _under(self, names: Iterable[str]) -> Docs:
        masks = [self._masks[name] for name in names]
        return self._docs[reduce(np.logical_and, masks)] if masks else self._docs

    def facet(self, name: str) -> tuple[Bucket, ...]:
        """The buckets of a facet, counted under every filter but its own."""
        docs = self.hits
        if name in self._masks:
            docs = self._under(other for other in self._masks if other != name)
        column = self._snapshot.columns[name]
        estimated = column.count(docs[self._snapshot.estimated[docs]]) if name == "year" else []
        return buckets(column.count(docs), dict(estimated), self._filters.get(name), name == "year")


def passing(column: Column, wanted: Filter) -> Mask:
    """For each set of a column, whether a document with that set passes the filter."""
    passes = np.ones(len(column.sets), np.bool_)
    bounded = wanted.low is not None or wanted.high is not None
    if wanted.include or bounded:
        inside = within(wanted.low, wanted.high) if bounded else frozenset[str]().__contains__
        included = frozenset(wanted.include)
        passes = column.having(lambda value: value in included or inside(value))
    if wanted.exclude:
        passes &= ~column.having(frozenset(wanted.exclude).__contains__)
    return passes


def buckets(
    counts: Sequence[tuple[str, int]],
    estimated: Mapping[str, int],
    wanted: Filter | None,
    years: bool,
) -> tuple[Bucket, ...]:
    """The buckets of a facet in their order; a value that is filtered on is listed even at 0."""
    if wanted:
        counted = {value for value, _ in counts}
        zero = sorted({*wanted.include, *wanted.exclude} - counted)
        counts = [*counts, *((value, 0) for value in zero)]
    if years:
        counts = sorted(counts, key=lambda pair: int(pair[0]) if pair[0].isdigit() else -1)[::-1]
    if not wanted and not estimated:
        return tuple(starmap(Bucket, counts))
    include, exclude = (wanted.include, wanted.exclude) if wanted else ((), ())
    return tuple(
        Bucket(value, count, value in include, value in exclude, estimated.get(value, 0))
        for value, count in counts
    )
