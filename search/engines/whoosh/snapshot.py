"""a snapshot: one commit, opened, with the documents of all its segments numbered through.

It never changes, so any number of threads may read it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import Storage

from index.article import Document, decode
from index.engine import Stats
from index.engines.whoosh.arrays import Unsigned
from index.engines.whoosh.columns import Column
from index.engines.whoosh.index import open_commit, stats
from index.engines.whoosh.segment import KEYWORD_FIELDS, SegmentFile
from index.schema import TEXT_FIELDS
from search import ranking
from search.engines.whoosh.expansion import spellings
from search.engines.whoosh.lists import Docs, Mask, Scores
from search.engines.whoosh.recent import Recent
from search.query import Fuzzy, Prefix, Sequence, Terms, Wildcard

_Array = TypeVar("_Array", bound=np.generic)


class Snapshot:
    """One commit. `size` counts its documents, the deleted ones too, numbered from 0."""

    def __init__(self, storage: Storage, name: str, before: Snapshot | None = None) -> None:
        """Open the newest commit, with what an older one has open of it."""
        self._commit = commit = open_commit(storage, name, before.files if before else ())
        self.files: list[SegmentFile] = commit.files
        self.recent: Recent[Terms | Sequence | Prefix | Wildcard | Fuzzy] = Recent()
        self.commonest: dict[tuple[Prefix | Fuzzy, int], tuple[tuple[str, int], ...]] = {}
        self._spoken: dict[tuple[str, ...], Mask | None] = {}
        self.generation = int(commit.toc.generation)
        sizes = [len(file) for file in self.files]
        self.size = sum(sizes)
        alone = np.zeros(self.size, np.uint8)
        self.stories: Unsigned = alone if commit.stories is None else commit.stories
        self.bases = [sum(sizes[:i]) for i in range(len(sizes))]
        self.based = list(zip(self.files, self.bases, strict=True))
        live = self._joined(lambda file: file.live, np.bool_)
        self.live: Mask | None = None if live.all() else live
        self.columns = {
            field: Column.join([file.columns[field] for file in self.files])
            for field in KEYWORD_FIELDS
        }
        self.dates = self._joined(lambda file: file.dates, np.uint32)
        self.norms: Scores = np.stack(list(map(self._norms, TEXT_FIELDS)), axis=1).reshape(-1)
        self.spellings = [spellings(file.segment.file, file.postings.terms) for file in self.files]

    def _joined(
        self, part: Callable[[SegmentFile], NDArray[np.generic]], dtype: type[_Array]
    ) -> NDArray[_Array]:
        parts = [part(file).astype(dtype, copy=False) for file in self.files]
        return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, dtype), *parts])

    def _norms(self, field: str) -> Scores:
        """K1 * (1 - B + B * length / average over the documents of the same language)."""
        lengths = self._joined(lambda file: file.lengths[field], np.float32)
        languages = self.columns["language"].ordinals
        sums = np.bincount(languages, weights=lengths)
        averages = np.where(sums > 0, sums / np.maximum(np.bincount(languages), 1), 1.0)
        b = ranking.B[field]
        shares = (ranking.K1 * b / averages).astype(np.float32)
        return lengths * shares[languages] + np.float32(ranking.K1 * (1 - b))

    @cached_property
    def longest(self) -> int:
        """The positions of the longest field of a document."""
        lengths = (file.lengths[field] for file in self.files for field in TEXT_FIELDS)
        return max((int(each.max(initial=0)) for each in lengths), default=0)

    @cached_property
    def everything(self) -> Docs:
        """Every document that is not deleted."""
        return np.arange(self.size) if self.live is None else np.flatnonzero(self.live)

    def holding(self, term: str) -> int:
        """How many texts have a term; one that has several of its forms counts for each."""
        found = [(file.postings.counts, file.postings.standing(term)) for file in self.files]
        return sum(int(counts[forms.start : forms.stop].sum()) for counts, forms in found)

    def spoken(self, codes: tuple[str, ...]) -> Mask | None:
        """Which sets of languages have one of these; None where all have, or none is given."""
        if not codes:
            return None
        if codes not in self._spoken:
            mask = self.columns["language"].having(codes)
            self._spoken[codes] = None if mask.all() else mask
        return self._spoken[codes]

    def find(self, id: str) -> int | None:
        """The number of the document that has this id, or None."""
        for file, base in self.based:
            doc = file.find(id)
            if doc is not None:
                return doc + base
        return None

    def telling(self, docs: Docs, id: str) -> Docs:
        """Where among documents the versions of an article's story stand, itself one of them;
        nowhere if it is not here."""
        doc, story = self.find(id), self.story(id)
        return np.flatnonzero(self.stories[docs] == story if story else docs == doc)

    def story(self, id: str) -> int:
        """The number of the story of an article; 0 when it has one version, or is not here."""
        doc = self.find(id)
        return 0 if doc is None else int(self.stories[doc])

    def documents(self, docs: Docs) -> list[Document]:
        """The documents of some numbers."""
        found: list[Document] = []
        for doc in docs.tolist():
            at = bisect_right(self.bases, doc) - 1
            found.append(decode(self.files[at].store[doc - self.bases[at]]))
        return found

    @cached_property
    def stats(self) -> Stats:
        """What the commit holds."""
        return stats(self._commit)

    @cached_property
    def spoken_by(self) -> tuple[tuple[str, int], ...]:
        """The languages of the documents, the most frequent first, and how many are in each."""
        return tuple(self.columns["language"].count(self.everything))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents, the most frequent first."""
        return tuple(code for code, _ in self.spoken_by)
