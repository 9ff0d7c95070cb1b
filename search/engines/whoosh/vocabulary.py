"""the words of the index by themselves, with the number of documents that hold each."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import Final

import numpy as np

from index.analysis.surface import parts
from index.engines.whoosh.occurrences import FIELDS
from index.schema import TEXT_FIELDS
from search.engines.whoosh.lists import distinct
from search.engines.whoosh.snapshot import Snapshot
from search.query import Fuzzy, Prefix

Counted = tuple[tuple[str, int], ...]

_BODY: Final = TEXT_FIELDS.index("body")
_KEPT: Final = 1024
"""Answers that are kept for a commit: a person who types asks twice, and many begin alike."""


def commonest(snapshot: Snapshot, node: Prefix | Fuzzy, limit: int) -> Counted:
    """The words of the body that the node asks for, most frequent first.

    Twice the `limit` commonest of each segment, by the sums of what their forms hold, are weighed
    against each other, with the documents that every segment holds of them.
    """
    known = snapshot.commonest.get((node, limit))
    if known is None:
        known = _commonest(snapshot, node, limit)
        if len(snapshot.commonest) >= _KEPT:
            snapshot.commonest.clear()
        snapshot.commonest[node, limit] = known
    return known


def _commonest(snapshot: Snapshot, node: Prefix | Fuzzy, limit: int) -> Counted:
    words: set[str] = set()
    most = 2 * limit
    for file, spellings in zip(snapshot.files, snapshot.spellings, strict=True):
        postings, found = file.postings, spellings.find(node)
        first = postings.leading(found).nonzero()[0]
        counts = np.add.reduceat(postings.bodies(found), first) if len(first) else first
        found = found[first]
        if len(found) > most:
            bar = np.partition(counts, -most)[-most] if most else counts.max() + 1
            found = np.append(found[counts > bar], found[counts == bar][: 4 * limit])
        words.update(parts(postings.terms[n].decode())[0] for n in found.tolist())
    left = [
        (-count, word, False) for word, count in zip(words, snapshot.holding(words), strict=True)
    ]
    heapify(left)
    shown: list[tuple[str, int]] = []
    while left and len(shown) < limit:
        count, word, sure = heappop(left)
        if not sure:
            heappush(left, (-_holding(snapshot, word), word, True))
        elif count:
            shown.append((word, -count))
    return tuple(shown)


def _holding(snapshot: Snapshot, word: str) -> int:
    """How many documents have a word in their body, in whatever forms."""
    total = 0
    for file in snapshot.files:
        postings, forms = file.postings, file.postings.standing(word)
        if len(forms) < 2:
            total += int(postings.bodies(np.array(forms, np.int64)).sum())
        else:
            texts = np.concatenate([postings.read(form)[0] for form in forms])
            texts.sort(kind="stable")  # which merges runs that are sorted already
            total += int((distinct(texts) % FIELDS == _BODY).sum())
    return total
