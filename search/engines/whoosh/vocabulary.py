"""the words of the index by themselves, with the number of documents that hold each."""

from __future__ import annotations

from typing import Final

import numpy as np

from index.analysis.surface import parts
from index.engines.whoosh.occurrences import FIELDS
from index.schema import TEXT_FIELDS
from search.engines.whoosh.lists import distinct
from search.engines.whoosh.page import page
from search.engines.whoosh.snapshot import Snapshot
from search.query import Fuzzy, Prefix

Counted = tuple[tuple[str, int], ...]

_BODY: Final = TEXT_FIELDS.index("body")
_FORMS: Final = 4
"""So many forms of words for each word that is wanted are looked at in a segment."""
_KEPT: Final = 1024
"""Answers that are kept for a commit: a person who types asks twice, and many begin alike."""


def commonest(snapshot: Snapshot, node: Prefix | Fuzzy, limit: int) -> Counted:
    """The words of the body that the node asks for, most frequent first.

    The commonest forms of each segment, as words are written, are weighed against each other; of
    the likely words the documents are counted.
    """
    known = snapshot.commonest.get((node, limit))
    if known is None:
        known = _commonest(snapshot, node, limit)
        if len(snapshot.commonest) >= _KEPT:
            snapshot.commonest.clear()
        snapshot.commonest[node, limit] = known
    return known


def _commonest(snapshot: Snapshot, node: Prefix | Fuzzy, limit: int) -> Counted:
    forms: set[str] = set()
    for file, spellings in zip(snapshot.files, snapshot.spellings, strict=True):
        found = spellings.find(node)
        most = page(-file.postings.counts[found].astype(np.int64), 0, _FORMS * limit)
        forms.update(file.postings.terms[number].decode() for number in found[most].tolist())
    words = {parts(form)[0] for form in forms}
    best: list[tuple[int, str]] = []
    for likely in sorted((-snapshot.holding(word), word) for word in words):
        if len(best) == limit and best[-1] <= likely:  # and none of the others has more
            break
        best = sorted([*best, (-_bodies(snapshot, likely[1]), likely[1])])[:limit]
    return tuple((word, -count) for count, word in best if count)


def _bodies(snapshot: Snapshot, word: str) -> int:
    """How many documents have a word in their body, in whatever forms."""
    total = 0
    for file in snapshot.files:
        forms = [file.postings.read(form)[0] for form in file.postings.standing(word)]
        texts = np.concatenate([np.zeros(0, np.int64), *forms])
        texts.sort(kind="stable")  # which merges runs that are sorted already
        total += int((distinct(texts) % FIELDS == _BODY).sum())
    return total
