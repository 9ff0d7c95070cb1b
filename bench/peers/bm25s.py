"""bm25s, which only ranks: every score is worked out when the index is built."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bm25s

from bench.peers import stems, words
from bench.probes import Probe
from index.article import Document


class Bm25s:
    """No totals, no facets, no phrases, no prefixes, no stored text, one field."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index title and body of everything as one text."""
        numbers: dict[str, int] = {}
        texts = [
            [
                numbers.setdefault(word, len(numbers))
                for word in words(f"{d.title}\n{d.text}", d.language).split()
            ]
            for d in documents
        ]
        ranker = bm25s.BM25()
        ranker.index((texts, numbers), show_progress=False)
        ranker.save(str(folder))

    def open(self, folder: Path) -> None:
        """Open what was built, mapped."""
        self._ranker: Any = bm25s.BM25.load(str(folder), mmap=True)

    def prepare(self, probe: Probe) -> list[list[str]]:
        """The words, any of them."""
        return [stems(probe)]

    def rank(self, query: list[list[str]]) -> list[int]:
        """The numbers of the ten best."""
        best = self._ranker.retrieve(query, k=10, show_progress=False, return_as="documents")
        return [int(number) for number in best[0]]
