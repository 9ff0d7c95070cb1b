"""the words of the index by themselves, with the number of documents that hold each."""

from __future__ import annotations

from typing import Final

import numpy as np

from search.engines.whoosh.snapshot import Snapshot
from search.query import Fuzzy, Prefix

Counted = tuple[tuple[str, int], ...]

_KEPT: Final = 1024
"""Answers that are kept for a commit: a person who types asks twice, and many begin alike."""


def commonest(snapshot: Snapshot, node: Prefix | Fuzzy, limit: int) -> Counted:
    """The words of the body that the node asks for, most frequent first.

    The `limit` commonest of each segment are weighed against each other, with all that every
    segment holds of them.
    """
    known = snapshot.commonest.get((node, limit))
    if known is None:
        known = _commonest(snapshot, node, limit)
        if len(snapshot.commonest) >= _KEPT:
            snapshot.commonest.clear()
        snapshot.commonest[node, limit] = known
    return known


def _commonest(snapshot: Snapshot, node: Prefix | Fuzzy, limit: int) -> Counted:
    held: dict[bytes, int] = {}
    for file, spellings in zip(snapshot.files, snapshot.spellings, strict=True):
        found = spellings.find(node)
        counts = file.postings.bodies(found)
        if len(found) > limit:
            bar = np.partition(counts, -limit)[-limit] if limit else counts.max() + 1
            found = np.append(found[counts > bar], found[counts == bar][: 4 * limit])
        for number in found.tolist():
            held.setdefault(file.postings.terms[number], 0)
    for file in snapshot.files:
        places = [(word, file.postings.terms.find(word)) for word in held]
        numbers = {word: number for word, number in places if number is not None}
        counts = file.postings.bodies(np.fromiter(numbers.values(), np.int64, len(numbers)))
        for word, count in zip(numbers, counts.tolist(), strict=True):
            held[word] += count
    counted = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((word.decode(), count) for word, count in counted[:limit] if count)
