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
    for file, spellings in zip(snapshot.files, snapshot.spellings["body"], strict=True):
        body, found = file.postings["body"], spellings.find(node)
        counts = body.counts[found].astype(np.int64)
        if len(found) > limit:
            bar = np.partition(counts, -limit)[-limit] if limit else counts.max() + 1
            found = found[counts >= bar]
        words.update(body.terms[number].decode() for number in found.tolist()[: 4 * limit])
    held = {word: snapshot.holding("body", word) for word in words}
    return tuple(sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])
