"""the words of the index by themselves, with the number of documents that hold each."""

from __future__ import annotations

import numpy as np

from search.engines.whoosh.snapshot import Snapshot
from search.query import Fuzzy, Prefix

Counted = tuple[tuple[str, int], ...]


def commonest(snapshot: Snapshot, node: Prefix | Fuzzy, limit: int) -> Counted:
    """The words of the body that the node asks for, most frequent first.

    The `limit` commonest of each segment are weighed against each other, with all that every
    segment holds of them.
    """
    words: set[str] = set()
    for file, spellings in zip(snapshot.files, snapshot.spellings, strict=True):
        found = spellings.find(node)
        counts = file.postings.bodies(found)
        if len(found) > limit:
            bar = np.partition(counts, -limit)[-limit] if limit else counts.max() + 1
            found = found[counts >= bar]
        words.update(file.postings.terms[number].decode() for number in found.tolist()[: 4 * limit])
    held = {word: snapshot.holding(word) for word in words}
    counted = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(pair for pair in counted[:limit] if pair[1])
