"""the postings of several segments as those of one, a slice of terms at a time, in any process.

The lists of a slice are put in the order of their terms and compressed anew; places do not depend
on the numbers of texts. So memory is bounded by the slice and not by the segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage, Storage

from index.engines.whoosh.arrays import Arrays, Integers
from index.engines.whoosh.blocks import Lists, encode
from index.engines.whoosh.occurrences import begins, changes
from index.engines.whoosh.postings import Piece, Postings
from index.engines.whoosh.segment import Segment

Cut = Sequence[tuple[int, int]]
"""For each segment a range of its terms."""


class Joining(NamedTuple):
    """Segments that become one: where they lie, which they are, the number of the first text of
    each in a row of all, and the new numbers of these, -1 for one that is gone; None if none is."""

    where: str | Storage
    segments: tuple[Segment, ...]
    firsts: Sequence[int]
    numbers: NDArray[np.int32] | None

    def piece(self, cut: Cut) -> Piece:
        """The terms of a cut, with their postings."""
        opened = opening(self.where, self.segments)
        names: list[bytes] = []
        parts: list[Lists] = []
        for postings, first, (start, stop) in zip(opened, self.firsts, cut, strict=True):
            names += postings.terms.cut(start, stop)
            held = postings.lists(start, stop)
            parts.append(held._replace(texts=held.texts + first))
        union = sorted(set(names))
        number = dict(zip(union, range(len(union)), strict=True))
        terms = np.fromiter(map(number.__getitem__, names), np.int64, len(names))
        order = terms.argsort(kind="stable")
        found = Lists(*map(np.concatenate, zip(*parts, strict=True))).take(order)
        leads = changes(terms[order]).nonzero()[0]
        found = found._replace(counts=np.add.reduceat(found.counts, leads))
        if self.numbers is not None:
            union, found = _left(union, found, self.numbers)
        return union, encode(found)


def _left(union: list[bytes], found: Lists, numbers: Integers) -> tuple[list[bytes], Lists]:
    """The same without the texts that are gone, and with the new numbers of the others."""
    texts = numbers[found.texts].astype(np.int64)
    kept = texts >= 0
    places = kept.repeat(found.frequencies)
    counts = np.add.reduceat(kept, begins(found.counts), dtype=np.int64)
    held = counts > 0
    return (
        [union[n] for n in held.nonzero()[0].tolist()],
        Lists(counts[held], texts[kept], found.frequencies[kept], found.steps[places]),
    )


@lru_cache(maxsize=1)
def opening(where: str | Storage, segments: tuple[Segment, ...]) -> Sequence[Postings]:
    """The postings of segments in a folder or in memory."""
    storage = FileStorage(where) if isinstance(where, str) else where
    return [Postings(Arrays(storage, each.file, each.checksum), "text") for each in segments]


def slices(segments: Sequence[Postings], size: int) -> Iterator[Cut]:
    """Ranges of term numbers, one for each segment, that together cover the same terms.

    The blocks of a slice come to about so many bytes, unless one term alone has more.
    """
    starts, last = [0] * len(segments), [len(segment.terms) for segment in segments]
    while starts != last:
        bounds = []
        for segment, start, end in zip(segments, starts, last, strict=True):
            stop = segment.beyond(start, size // len(segments))
            if stop < end:
                bounds.append(segment.terms[stop])
        stops = [segment.terms.first(min(bounds)) for segment in segments] if bounds else last
        yield list(zip(starts, stops, strict=True))
        starts = stops
