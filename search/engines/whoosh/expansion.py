"""terms by their spelling: prefix, wildcard and fuzzy, over a sorted dictionary."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.analysis import STEM
from index.engines.whoosh.dictionary import END, Dictionary, end_positions
from search.query import Fuzzy, Prefix, Wildcard

Numbers = NDArray[np.int64]

_ONE = rb"(?:[\x00-\x7f]|[\xc2-\xf4][\x80-\xbf]+)"
"""One character of UTF-8."""
_GAP = 0x10FFFF
"""A code point that is no character, between terms."""


class Spellings:
    """Finds the words of a dictionary, never its stems, and keeps what makes the next time fast."""

    def __init__(self, terms: Dictionary) -> None:
        self._terms = terms

    def find(self, node: Prefix | Wildcard | Fuzzy) -> Numbers:
        """The numbers of the words that the node asks for."""
        match node:
            case Prefix(text):
                found = np.arange(*self._terms.prefixed(text.encode()))
            case Wildcard(pattern):
                found = self._shaped(pattern)
            case Fuzzy(text, _, edits):
                found = self._near(text, edits)
        low, high = self._terms.prefixed(STEM.encode())
        return found[(found < low) | (found >= high)]

    def _shaped(self, pattern: str) -> Numbers:
        literals = [piece.encode() for piece in re.split(r"[*?]", pattern)]
        low, high = self._terms.prefixed(literals[0])
        run = self._terms.run(low, high)
        stops = end_positions(run)
        rarest = max(literals, key=len)
        at = [m.start() for m in re.finditer(re.escape(rarest), run)] if rarest else stops
        numbers = np.unique(np.searchsorted(stops, np.array(at, np.int64)))
        shape = re.compile(_regular(pattern), re.DOTALL)
        starts = np.append(0, stops + 1)
        bounds = zip(starts[numbers].tolist(), stops[numbers].tolist(), strict=True)
        kept = [bool(shape.fullmatch(run, start, stop)) for start, stop in bounds]
        return low + numbers[np.array(kept, np.bool_)]

    def _near(self, text: str, edits: int) -> Numbers:
        wanted = _points(text.encode())
        points, starts, lengths, signatures = self._outlines
        close = np.abs(lengths - len(wanted)) <= edits
        signature = np.bitwise_or.reduce(_signature(wanted), initial=np.uint32(0))
        close &= np.bitwise_count(signatures ^ signature) <= 2 * edits
        candidates = np.flatnonzero(close)
        if not len(candidates):
            return candidates
        width = np.arange(int(lengths[candidates].max()))
        words = points[np.minimum(starts[candidates][:, None] + width, len(points) - 1)]
        words[width >= lengths[candidates][:, None]] = 0
        return candidates[distances(wanted, words, lengths[candidates]) <= edits]

    @cached_property
    def _outlines(self) -> tuple[NDArray[np.uint32], Numbers, Numbers, NDArray[np.uint32]]:
        """All terms as code points, where each begins, its length, and 32 bits of what it has.

        An edit takes away at most one character and brings at most one, so it changes at most
        two of the bits.
        """
        run = self._terms.run(0, len(self._terms))
        points = _points(run.replace(END, chr(_GAP).encode()))
        stops = np.flatnonzero(points == _GAP)
        starts = np.append(0, stops + 1)[:-1]
        bits = _signature(points)
        bits[stops] = 0
        signatures = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
        return points, starts, stops - starts, signatures


def _regular(pattern: str) -> bytes:
    pieces = re.split(r"([*?])", pattern)
    return b"".join(
        {"*": b".*", "?": _ONE}.get(piece, re.escape(piece.encode())) for piece in pieces
    )


def _points(text: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(text.decode().encode("utf-32-le"), np.uint32)


def _signature(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return np.uint32(1) << (points & np.uint32(31))


def distances(
    wanted: NDArray[np.uint32], words: NDArray[np.uint32], lengths: Numbers
) -> NDArray[np.int64]:
    """The edits from one word to each of others: a row each, filled up with 0.

    Insertions, deletions, substitutions and swaps of neighbours, none of them edited again
    (optimal string alignment), by the usual recurrence, for all words at once.
    """
    count, width = words.shape
    before, last = np.zeros((0, 0)), np.tile(np.arange(width + 1), (count, 1))
    for i, point in enumerate(wanted.tolist(), 1):
        row = np.empty_like(last)
        row[:, 0] = i
        for j in range(1, width + 1):
            best = np.minimum(last[:, j], row[:, j - 1]) + 1
            np.minimum(best, last[:, j - 1] + (words[:, j - 1] != point), out=best)
            if i > 1 and j > 1:
                swapped = (words[:, j - 2] == point) & (words[:, j - 1] == wanted[i - 2])
                best = np.where(swapped, np.minimum(best, before[:, j - 2] + 1), best)
            row[:, j] = best
        before, last = last, row
    return last[np.arange(count), lengths]
