"""the sketch of a text: 36 bytes that show whether two texts are versions of one story.

A text is taken as the set of its shingles, four words in a row, or eight characters of a script
without spaces. Of 32 orders in which all shingles could be put, a sketch keeps a byte of the
shingle of the text that comes first in each. Two texts agree in a byte as often as they have
shingles in common: the share of equal bytes estimates |A and B| / |A or B| (A. Broder, "On the
resemblance and containment of documents", 1997; bytes as in P. Li and A. C. König, "b-bit minwise
hashing", 2010). Which numbers a text gives stands in 32 bits more, since reports that are written
anew every day from one form differ in little else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.analysis import STEM, SURFACE

SAMPLES: Final = 32
"""Shingles that a sketch knows of a text."""
SHORTEST: Final = 24
"""A text of fewer shingles has no sketch: forms that are filled in look like each other."""

_WORDS: Final = 4
_STRETCH: Final = 1 << 17
"""Terms that are worked on at a time, with some 100 bytes each."""

Mask = NDArray[np.bool_]
Integers = NDArray[np.integer[Any]]
_Hashes = NDArray[np.uint64]


class Sketches(NamedTuple):
    """The sketches of n texts: `minima` is n rows of `SAMPLES` bytes, `numbers` n sets of 32 bits.

    A text that has no sketch has zeros.
    """

    minima: NDArray[np.uint8]
    numbers: NDArray[np.uint32]

    def take(self, docs: Integers) -> Sketches:
        """The sketches of some of the texts."""
        return Sketches(self.minima[docs], self.numbers[docs])

    @classmethod
    def none(cls, count: int) -> Sketches:
        """No sketch for any of so many texts."""
        return cls(np.zeros((count, SAMPLES), np.uint8), np.zeros(count, np.uint32))

    @classmethod
    def join(cls, parts: Iterable[Sketches]) -> Sketches:
        """The sketches of several runs of texts, one after the other."""
        minima, numbers = zip(cls.none(0), *parts, strict=True)
        return cls(np.concatenate(minima), np.concatenate(numbers))


def sketches(names: Iterable[str], coded: NDArray[np.uint32], counts: Integers) -> Sketches:
    """The sketches of texts whose terms come one text after the other, so many for each.

    A term is twice its number among `names`, and one more where it begins a position: then it is
    the word itself, in the sketch as it is folded.
    """
    known = [name.partition(SURFACE)[0] for name in names]
    hashes = np.fromiter(map(crc32, map(str.encode, known)), np.uint64, len(known))
    heads = np.fromiter(map(ord, map(itemgetter(0), known)), np.uint32, len(known))
    told = _mixed(hashes + _GOLDEN) & ~np.uint64(3)
    told |= (heads == ord(STEM)) * _STEM
    told |= ((heads >= ord("0")) & (heads <= ord("9"))) * _FIGURE
    ends = np.append(0, np.cumsum(counts, dtype=np.int64))
    parts = []
    for first, last in _stretches(ends):
        parts.append(_stretch(told, coded[ends[first] : ends[last]], counts[first:last]))
    return Sketches.join(parts)


def _stretches(ends: Integers) -> Iterator[tuple[int, int]]:
    """Ranges of texts that have about `_STRETCH` terms, or are one."""
    first = 0
    while first < len(ends) - 1:
        last = int(ends.searchsorted(ends[first] + _STRETCH, "right")) - 1
        yield first, max(last, first + 1)
        first = max(last, first + 1)


def _stretch(told: _Hashes, coded: NDArray[np.uint32], counts: Integers) -> Sketches:
    """The sketches of some texts; of each term its hash is told, and in two bits what it is."""
    begins, terms = (coded & 1).astype(np.bool_), told[coded >> 1]
    words = terms[begins]
    # Only a character of a run has a second term that is no stem: the pair that begins there.
    wide = np.append((~begins & (terms & _STEM == 0))[1:], np.False_)[begins]
    docs = np.arange(len(counts), dtype=np.int32).repeat(counts)[begins]
    made = Sketches.none(len(counts))
    figures = (words & _FIGURE).nonzero()[0]
    bits = np.uint32(1) << (words[figures] >> np.uint64(59)).astype(np.uint32)
    np.bitwise_or.at(made.numbers, docs[figures], bits)
    shingles, whole = _shingles(words, wide, docs)
    shingles, docs = shingles[whole], docs[: len(whole)][whole]
    sizes = np.bincount(docs, minlength=len(counts))
    sketched = sizes >= SHORTEST
    if sketched.any():
        starts = np.cumsum(sizes[sketched]) - sizes[sketched]
        made.minima[sketched] = _minima(shingles[sketched[docs]], starts)
    made.numbers[~sketched] = 0
    return made


def _shingles(words: _Hashes, wide: Mask, docs: Integers) -> tuple[NDArray[np.uint32], Mask]:
    """The shingle that begins at each position, and whether it is one: whole, in one text."""
    size = max(len(words) - _WORDS + 1, 0)
    rows = np.zeros(size, np.uint64)
    for i in range(_WORDS):
        rows += words[i : i + size] * _FACTORS[i]
    rows = _mixed(rows)
    whole = docs[:size] == docs[_WORDS - 1 :]
    at = wide[:size].nonzero()[0]
    last = np.minimum(at + 2 * _WORDS - 1, len(words) - 1)
    inside = (docs[at] == docs[last]) & (last - at == 2 * _WORDS - 1)
    whole[at] = inside
    at = at[inside]
    rows[at] = _mixed(rows[at] * _FACTORS[0] + rows[at + _WORDS])
    return (rows >> np.uint64(32)).astype(np.uint32), whole


def _minima(shingles: NDArray[np.uint32], starts: Integers) -> NDArray[np.uint8]:
    """A byte of the first shingle of each text in each order; an order is a keyed product."""
    minima = np.empty((len(starts), SAMPLES), np.uint8)
    for i in range(SAMPLES):
        order = (shingles ^ _KEYS[i]) * _PRODUCTS[i]
        lowest = np.minimum.reduceat(order, starts)
        minima[:, i] = lowest * _GOLDEN_32 >> np.uint32(24)
    return minima


def _mixed(hashes: _Hashes) -> _Hashes:
    """Numbers whose every bit depends on every bit: the finalizer of MurmurHash3."""
    mixed = hashes ^ (hashes >> np.uint64(33))
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xC4CEB9FE1A85EC53)
    mixed ^= mixed >> np.uint64(33)
    return mixed


_STEM, _FIGURE = np.uint64(2), np.uint64(1)
_GOLDEN_32: Final = np.uint32(0x9E3779B1)
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
# Fixed for good: texts can be compared only if all were sketched with the same ones.
_SEQUENCE: Final = _mixed(np.arange(1, 2 * SAMPLES + _WORDS + 1, dtype=np.uint64) * _GOLDEN)
_FACTORS: Final = _SEQUENCE[2 * SAMPLES :] | np.uint64(1)
_KEYS: Final = (_SEQUENCE[:SAMPLES] >> np.uint64(32)).astype(np.uint32)
_PRODUCTS: Final = (_SEQUENCE[SAMPLES : 2 * SAMPLES] >> np.uint64(32)).astype(np.uint32) | 1
