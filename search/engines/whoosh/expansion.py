"""terms by their spelling: prefix, wildcard and fuzzy, over a sorted dictionary."""

from __future__ import annotations

import re
from functools import cached_property
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from index.analysis import STEM, SURFACE
from index.engines.whoosh.arrays import Bytes, Integers, ranges
from index.engines.whoosh.dictionary import END, Dictionary, end_positions
from search.engines.whoosh.lists import distinct
from search.query import Fuzzy, Prefix, Wildcard

Numbers = NDArray[np.int64]

_ONE = rb"(?:[\x00-\x7f]|[\xc2-\xf4][\x80-\xbf]+)"
"""One character of UTF-8."""
_BIT = np.array([1 << (byte & 31) for byte in range(255)] + [0], np.uint32)
"""The bit that a character's last byte sets; `END` sets none."""
_CHUNK = 1 << 16
"""Terms that are outlined at a time."""
_MARK = SURFACE.encode()
_WRITTEN = re.compile(_MARK + b"[^\xff]*")
"""How the word of a term was written, behind the word."""


_KNOWN: WeakValueDictionary[str, Spellings] = WeakValueDictionary()


def spellings(segment: str, terms: Dictionary) -> Spellings:
    """Those of a segment; what an open commit knows of it serves the next one too."""
    return _KNOWN.setdefault(segment, Spellings(terms))


class Spellings:
    """Finds the words of a dictionary, folded, in all their forms, and keeps what makes the next
    time fast."""

    def __init__(self, terms: Dictionary) -> None:
        self._terms = terms
        low, high = terms.prefixed(STEM.encode())
        self._words = [(0, low), (high, len(terms))]

    def find(self, node: Prefix | Wildcard | Fuzzy) -> Numbers:
        """The numbers of the words that the node asks for."""
        match node:
            case Prefix(text):
                low, high = self._terms.prefixed(text.encode())
                return np.concatenate([np.arange(*each) for each in self._cut(low, high)])
            case Wildcard(pattern):
                low, high = self._terms.prefixed(re.split(r"[*?]", pattern)[0].encode())
                cut = self._cut(low, high)
                return np.concatenate([self._shaped(pattern, *each) for each in cut])
            case Fuzzy(text, _, edits):
                return self._near(text, edits)

    def _cut(self, low: int, high: int) -> list[tuple[int, int]]:
        """The words of a range of terms."""
        return [(max(first, low), min(stop, high)) for first, stop in self._words]

    def _shaped(self, pattern: str, low: int, high: int) -> Numbers:
        if low >= high:
            return np.zeros(0, np.int64)
        first, *rest = [piece.encode() for piece in re.split(r"[*?]", pattern)]
        last = rest.pop() if rest else b""
        run, stops, ends = self._run(low, high)
        starts = np.append(np.uint32(0), stops[:-1] + np.uint32(1))
        rarest = max([last, first, *rest], key=len)
        behind = b"[%b%b]" % (_MARK, END) if last and len(last) == len(rarest) else b""
        if not rarest:
            numbers = np.arange(high - low)
        elif len(rarest + behind) == 1:  # which is found so often that arrays are faster
            held, parts = (run == rarest[0]).view(np.uint8), np.stack((starts, ends), axis=1)
            numbers = np.bitwise_or.reduceat(held, parts.reshape(-1))[::2].nonzero()[0]
        else:
            found = [m.start() for m in re.finditer(re.escape(rarest) + behind, run.data)]
            at = np.array(found, np.uint32)
            numbers = stops.searchsorted(at)
            inside = at + np.uint32(len(rarest)) <= ends[numbers]  # and not in how it was written
            numbers = distinct(numbers[inside])
        if "*" in pattern and "?" not in pattern and sum(map(bool, [first, *rest, last])) == 1:
            return low + numbers
        shape = re.compile(regular(pattern), re.DOTALL)
        bounds = zip(starts[numbers].tolist(), ends[numbers].tolist(), strict=True)
        kept = [bool(shape.fullmatch(run.data, start, end)) for start, end in bounds]
        return low + numbers[np.array(kept, np.bool_)]

    def _run(self, low: int, high: int) -> tuple[Bytes, NDArray[np.uint32], NDArray[np.uint32]]:
        """The bytes of a range of terms, where in them each one ends, and where its word does."""
        begin = int(self._stops[low - 1]) + 1 if low else 0
        stops = self._stops[low:high] - np.uint32(begin)
        run = self._terms.bytes[begin : begin + int(stops[-1]) + 1]
        return run, stops, self._ends[low:high] - np.uint32(begin)

    @cached_property
    def _ends(self) -> NDArray[np.uint32]:
        """Where the word of each term ends, which may go on with how it was written."""
        marks, ends = (self._terms.bytes == _MARK[0]).nonzero()[0], self._stops.copy()
        ends[ends.searchsorted(marks.astype(np.uint32))] = marks
        return ends

    @cached_property
    def _stops(self) -> NDArray[np.uint32]:
        """Where each term ends."""
        return end_positions(self._terms.bytes).astype(np.uint32)

    def _near(self, text: str, edits: int) -> Numbers:
        wanted = np.array([ord(character) for character in text], np.uint32)
        term = np.frombuffer(text.encode() + END, np.uint8)
        (length,), (signature,) = outlines(term, end_positions(term))
        lengths, signatures = self._outlines
        least = max(int(length) - edits, 0)
        span = int(length) + edits - least
        parts = [np.zeros(0, np.int64)]
        for at in range(0, len(lengths), _CHUNK):  # so that what is made stays in the cache
            close = lengths[at : at + _CHUNK] - np.uint8(least) <= span
            close &= np.bitwise_count(signatures[at : at + _CHUNK] ^ signature) <= 2 * edits
            parts.append(close.nonzero()[0] + at)
        candidates = np.concatenate(parts)
        (_, low), (high, _) = self._words
        candidates[candidates >= low] += high - low
        if not len(candidates):
            return candidates
        stops = self._stops[candidates] + np.int64(1)
        starts = np.where(candidates, self._stops[candidates - 1] + np.int64(1), 0)
        run = self._terms.bytes[ranges(starts, stops - starts)]
        points, exact = characters(_WRITTEN.sub(b"", run.tobytes()))
        return candidates[within(edits, wanted, points, exact)]

    @cached_property
    def _outlines(self) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
        parts = [
            self._outlined(start, min(start + _CHUNK, last))
            for first, last in self._words
            for start in range(first, last, _CHUNK)
        ]
        lengths, signatures = zip(*parts, strict=True) if parts else ([], [])
        return (
            np.concatenate([np.zeros(0, np.uint8), *lengths]),
            np.concatenate([np.zeros(0, np.uint32), *signatures]),
        )

    def _outlined(self, low: int, high: int) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
        words = np.frombuffer(_WRITTEN.sub(b"", self._run(low, high)[0].tobytes()), np.uint8)
        return outlines(words, end_positions(words))


def outlines(run: Bytes, stops: Integers) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Of each term of a run: its length in characters, at most 255, and 32 bits of what it has.

    A character is known by its last byte, which sets one bit. An edit takes away at most one
    character and brings at most one, so it changes at most two of the bits.
    """
    follows = run & 0xC0 == 0x80
    bits = _BIT.take(run)
    bits[:-1] *= ~follows[1:]
    lengths = np.diff(np.cumsum(~follows, dtype=np.uint32)[stops], prepend=0) - 1
    signatures = np.bitwise_or.reduceat(bits, np.append(0, stops[:-1] + np.int64(1)))
    return np.minimum(lengths, 255).astype(np.uint8), signatures


def characters(run: bytes) -> tuple[NDArray[np.uint32], Numbers]:
    """The code points of each term of a run, a row each, filled up with 0; and their lengths."""
    text = run.replace(END, b"\0").decode().encode("utf-32-le")
    points = np.frombuffer(text, np.uint32)
    stops = (points == 0).nonzero()[0]
    starts = np.append(0, stops[:-1] + 1)
    lengths = stops - starts
    columns = np.arange(int(lengths.max(initial=0)))
    inside = columns < lengths[:, None]
    rows = np.zeros(inside.shape, np.uint32)
    rows[inside] = points[points != 0]
    return rows, lengths


def regular(pattern: str) -> bytes:
    """The pattern as a regular expression for one whole term.

    What stands between two stars may be taken where it first comes: so an atomic group is enough,
    and no term, however long, makes the search try again and again.
    """
    first, *rest = (
        _ONE.join(re.escape(piece.encode()) for piece in part.split("?"))
        for part in pattern.split("*")
    )
    if not rest:
        return first
    return b"".join([first, *(b"(?>.*?%b)" % part for part in rest[:-1]), b".*", rest[-1]])


def within(
    edits: int, wanted: NDArray[np.uint32], words: NDArray[np.uint32], lengths: Numbers
) -> NDArray[np.bool_]:
    """Which words, a row each, filled up with 0, are so few edits away from one word.

    Insertions, deletions, substitutions and swaps of neighbours, none of them edited again
    (optimal string alignment), by the usual recurrence, for all words at once. Beginnings whose
    lengths differ by more than the edits are never looked at (Ukkonen, 1985).
    """
    count, width = words.shape
    letters, far = np.ascontiguousarray(words.T), edits + 1
    last = np.minimum(np.arange(width + 1, dtype=np.uint8)[:, None], far).repeat(count, axis=1)
    before = last
    for i, point in enumerate(wanted.tolist(), 1):
        row = np.full_like(last, far)
        row[0] = min(i, far)
        for j in range(max(i - edits, 1), min(i + edits, width) + 1):
            best = np.minimum(last[j], row[j - 1]) + np.uint8(1)
            np.minimum(best, last[j - 1] + (letters[j - 1] != point), out=best)
            if i > 1 and j > 1:
                swapped = (letters[j - 2] == point) & (letters[j - 1] == wanted[i - 2])
                best = np.where(swapped, np.minimum(best, before[j - 2] + np.uint8(1)), best)
            np.minimum(best, far, out=row[j])
        before, last = last, row
    return np.asarray(last[lengths, np.arange(count)] <= edits)
