"""merging: which segments become one, and what that one holds: all but their deleted documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import Storage

from index.engine import Spread
from index.engines.whoosh.columns import Column
from index.engines.whoosh.joining import Joining, opening, slices
from index.engines.whoosh.occurrences import FIELDS
from index.engines.whoosh.postings import Piece
from index.engines.whoosh.segment import (
    KEYWORD_FIELDS,
    Content,
    Segment,
    SegmentFile,
    write_segment,
)
from index.engines.whoosh.storage import folder_of
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
_SLICE: Final = 1 << 20
"""Bytes of blocks that are taken apart at a time, each into some 100 bytes of memory."""


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
    storage: Storage,
    files: Sequence[SegmentFile],
    told: Callable[[int, int], None],
    spread: Spread = map,
) -> Segment | None:
    """One new segment with all that is live in several; None if nothing is.

    `told` hears now and then how many slices of the terms are done, of how many. `spread` has other
    processes join them, if the segments are files.
    """
    pairs = [(file, np.flatnonzero(file.live)) for file in files]
    if not any(len(kept) for _, kept in pairs):
        return None
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
        pieces=_pieces(storage, files, told, spread),
    )
    return write_segment(storage, content)


def _ids(pairs: Sequence[tuple[SegmentFile, Docs]]) -> list[bytes | None]:
    ids: list[bytes | None] = []
    for file, kept in pairs:
        held = dict(zip(file.id_docs.tolist(), file.ids.cut(0, len(file.ids)), strict=True))
        ids += [held[doc] for doc in kept.tolist()]
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
    storage: Storage,
    files: Sequence[SegmentFile],
    told: Callable[[int, int], None],
    spread: Spread,
) -> Iterator[Piece]:
    segments, where = [file.postings for file in files], folder_of(storage)
    joining = Joining(
        where or storage,
        tuple(file.segment for file in files),
        [0, *accumulate(FIELDS * len(file) for file in files)][:-1],
        _renumbered(np.concatenate([file.live for file in files])),
    )
    cuts = list(slices(segments, _SLICE))
    try:
        for done, piece in enumerate((spread if where else map)(joining.piece, cuts), 1):
            if piece[0]:
                yield piece
            told(done, len(cuts))
    finally:
        opening.cache_clear()


def _renumbered(live: NDArray[np.bool_]) -> NDArray[np.int32] | None:
    """New numbers for the texts of documents, -1 where one is deleted; None if none is."""
    kept = live.repeat(FIELDS)
    return None if kept.all() else np.where(kept, kept.cumsum() - 1, -1).astype(np.int32)
