"""terms as numbers: what the builder makes of a text, remembering the words that it has met."""

from __future__ import annotations

from struct import Struct
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.analysis import Chunks, Slot

_TERM: Final = 200
"""Bytes that a numbered term takes, about."""
_CHUNK: Final = 150
"""Bytes that a chunk of text takes that is remembered, about."""
_PACKED: Final = [Struct(f"<{n}I").pack for n in range(9)]


class _Numbers(dict[str, int]):
    """A number for each term, in the order of their first coming."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Numbering:
    """Numbers for terms, and texts as the numbers of their terms.

    In a text a number is twice that of the term, and one more where the term begins a position.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._chunks: dict[str, Chunks[bytes]] = {}

    def code(self, text: str, language: str) -> bytes:
        """The terms of a text, as 32-bit numbers."""
        known = self._chunks.get(language)
        if known is None:
            known = self._chunks[language] = Chunks(language, self._packed, b"".join)
        return b"".join(map(known.__getitem__, text.split()))

    def _packed(self, slot: Slot) -> bytes:
        if not slot:
            return b""
        first, *others = map(self._numbers.__getitem__, slot)
        return _PACKED[len(slot)](2 * first + 1, *(2 * other for other in others))

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        kept = sum(chunks.kept for chunks in self._chunks.values())
        return len(self._numbers) * _TERM + kept * _CHUNK

    def sorted(self, coded: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], list[str]]:
        """The same texts with their own terms numbered in order, and these terms."""
        names, terms = list(self._numbers), coded >> 1
        held = np.zeros(len(names), np.bool_)
        held[terms] = True
        order = sorted(held.nonzero()[0].tolist(), key=names.__getitem__)
        ranks = np.empty(len(names), np.uint32)
        ranks[order] = np.arange(len(order), dtype=np.uint32)
        return ranks[terms] << 1 | coded & 1, [names[number] for number in order]
