"""merging: several segments into one, without their deleted documents, a slice of terms at a time.

The occurrences of each slice are taken out of every segment, renumbered, and encoded anew as the
builder does it. So memory is bounded by the slice and not by the segments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import Storage

from index.engines.whoosh.columns import Column
from index.engines.whoosh.occurrences import inverted
from index.engines.whoosh.postings import FIELDS, Postings
from index.engines.whoosh.segment import (
    KEYWORD_FIELDS,
    Content,
    Piece,
    Segment,
    SegmentFile,
    write_segment,
)
from index.engines.whoosh.store import StoreBuilder, Stretch
from index.schema import TEXT_FIELDS
from index.stories.sketch import Sketches

Docs = NDArray[np.int64]

FANOUT: Final = 8
"""Small segments are merged when there are so many of them: every commit makes one."""
FEWER: Final = 4
"""Larger segments of about one size are merged when there are so many: a question looks its words
up in each. Of 100,000 articles in one segment and not in nine, new words are found in 3/4 of the
time."""
MOST: Final = 64
"""Not more segments than this are merged at once."""
SMALL: Final = 1_000
"""Segments of up to so many documents count as one size."""
LARGEST: Final = 4_000_000
"""A merge does not make a larger segment than this, in documents."""
_SLICE: Final = 1 << 21
"""Bytes of records that are taken apart at a time, each into some 100 bytes of memory."""


def due(files: Sequence[SegmentFile]) -> list[SegmentFile]:
    """The segments that should become one, or none: a tiered policy.

    A segment that has lost half of its documents is due alone.
    """
    tiers: dict[int, list[SegmentFile]] = {}
    for file in files:
        live = int(file.live.sum())
        if len(file) > 2 * live:
            return [file]
        tiers.setdefault(max(live // SMALL, 1).bit_length() // 4, []).append(file)
    for size, tier in sorted(tiers.items()):
        chosen = tier[:MOST]
        enough = FEWER if size else FANOUT
        if len(chosen) >= enough and sum(map(len, chosen)) <= LARGEST:
            return chosen
    return []


def merge(
    storage: Storage, files: Sequence[SegmentFile], told: Callable[[int, int], None]
) -> Segment | None:
    """One new segment with all that is live in several; None if nothing is.

    `told` hears now and then how many bytes of postings are done, of how many.
    """
    tell = _teller(files, told)
    live = [np.flatnonzero(file.live) for file in files]
    if not sum(map(len, live)):
        return None
    numbers, base = [], 0
    for file, kept in zip(files, live, strict=True):
        renumbered = np.full((len(file), FIELDS), -1, np.int64)
        renumbered[kept] = np.arange(base, base + FIELDS * len(kept)).reshape(-1, FIELDS)
        numbers.append(renumbered.reshape(-1))
        base += FIELDS * len(kept)
    pairs = list(zip(files, live, strict=True))
    content = Content(
        ids=_ids(pairs),
        dates=np.concatenate([file.dates[kept] for file, kept in pairs]),
        lengths={
            name: np.concatenate([file.lengths[name][kept] for file, kept in pairs])
            for name in TEXT_FIELDS
        },
        columns={
            name: Column.join([file.columns[name].take(kept) for file, kept in pairs])
            for name in KEYWORD_FIELDS
        },
        sketches=Sketches.join(file.sketches.take(kept) for file, kept in pairs),
        documents=_documents(pairs),
        pieces=_pieces(files, numbers, tell),
    )
    return write_segment(storage, content)


def _teller(
    files: Sequence[SegmentFile], told: Callable[[int, int], None]
) -> Callable[[int], None]:
    """What to tell how many bytes more are done."""
    whole, done = sum(file.postings.nbytes for file in files), 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        told(done, whole)

    return tell


def _ids(pairs: Sequence[tuple[SegmentFile, Docs]]) -> list[bytes | None]:
    ids: list[bytes | None] = []
    for file, kept in pairs:
        by_rank = file.ids.cut(0, len(file.ids))
        ids += [by_rank[rank] for rank in file.ranks[kept].tolist()]
    return ids


def _documents(pairs: Sequence[tuple[SegmentFile, Docs]]) -> Iterator[Stretch]:
    """The documents as they stand where none is deleted and all share dictionaries."""
    builder = StoreBuilder()
    for file, kept in pairs:
        if len(kept) == len(file) and file.store.shared:
            yield from builder.finish()
            yield from file.store.stretches()
        else:
            for doc in kept.tolist():
                builder.add(file.store[doc])
                yield from builder.take()
    yield from builder.finish()


def _pieces(
    files: Sequence[SegmentFile],
    numbers: Sequence[NDArray[np.int64]],
    tell: Callable[[int], None],
) -> Iterator[Piece]:
    segments = [file.postings for file in files]
    for cut in slices(segments):
        yield from _merged(files, cut, numbers)
        spans = zip(segments, cut, strict=True)
        tell(sum(segment.at[stop] - segment.at[start] for segment, (start, stop) in spans))


def slices(segments: Sequence[Postings]) -> Iterator[list[tuple[int, int]]]:
    """Ranges of term numbers, one for each segment, that together cover the same terms.

    The records of a slice come to about `_SLICE` bytes, unless one term alone has more.
    """
    starts = [0] * len(segments)
    while any(start < len(segment.terms) for segment, start in zip(segments, starts, strict=True)):
        bounds = []
        for segment, start in zip(segments, starts, strict=True):
            wanted = segment.at[start] + _SLICE // len(segments)
            stop = max(start + 1, segment.at.first(wanted))
            if stop < len(segment.terms):
                bounds.append(segment.terms[stop])
        stops = [
            segment.terms.first(min(bounds)) if bounds else len(segment.terms)
            for segment in segments
        ]
        yield list(zip(starts, stops, strict=True))
        starts = stops


def _merged(
    files: Sequence[SegmentFile],
    cut: Sequence[tuple[int, int]],
    numbers: Sequence[NDArray[np.int64]],
) -> Iterator[Piece]:
    pieces = [
        (file.piece(start, stop), new)
        for file, (start, stop), new in zip(files, cut, numbers, strict=True)
        if start < stop
    ]
    every = chain.from_iterable(names for (names, _), _ in pieces)
    union = list(dict.fromkeys(sorted(every)))  # sorting sorted runs is merging
    number = dict(zip(union, range(len(union)), strict=True))
    parts = []
    for (own, found), new in pieces:
        numbers_of = np.fromiter(map(number.__getitem__, own), np.int64, len(own))
        part = numbers_of[found.terms], new[found.texts], found.positions
        kept = part[1] >= 0
        parts.append(part if kept.all() else tuple(each[kept] for each in part))
    if not parts:
        return
    terms, texts, positions = (np.concatenate(part) for part in zip(*parts, strict=True))
    held = np.zeros(len(union), np.bool_)
    held[terms] = True
    used = held.nonzero()[0]
    for first, piece in inverted((held.cumsum() - 1)[terms], texts, positions):
        last = first + int(piece.terms[-1]) + 1
        yield [union[i] for i in used[first:last].tolist()], piece
