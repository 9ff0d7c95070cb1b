"""the places where terms stand, and their inversion: from the order of texts to that of terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Integers
from index.schema import TEXT_FIELDS

Numbers: TypeAlias = NDArray[np.int64]

FIELDS: Final = len(TEXT_FIELDS)
"""A document has so many texts, the title first: one has the number `document * FIELDS + field`."""

_BELOW: Final = np.uint64(32)
"""The bits of the number of an occurrence; above them stands its term."""


class Occurrences(NamedTuple):
    """Each place where a term stands: parallel arrays, sorted by term, text, position.

    `terms` are numbered from 0 without gaps.
    """

    terms: Integers
    texts: Integers
    positions: Integers


def begins(lengths: Integers) -> Numbers:
    """Where each of some consecutive runs begins."""
    return np.asarray(lengths.cumsum(dtype=np.int64) - lengths, np.int64)


def changes(values: Integers) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def inverted(
    terms: Integers, texts: Integers, positions: Integers, size: int = 1 << 17
) -> Iterator[tuple[int, Occurrences]]:
    """Occurrences in the order of texts and positions, put in that of terms first, in pieces of
    whole terms of about `size`: so large that calls cost little, so small that arrays stay near the
    processor.

    Each piece says what its first term is and numbers its terms from there. One sort of integers
    does the work: the term of each occurrence, and below it its number.
    """
    keys = terms.astype(np.uint64) << _BELOW | np.arange(len(terms), dtype=np.uint64)
    keys.sort()
    start = 0
    while start < len(keys):
        last = keys[min(start + size, len(keys) - 1)] >> _BELOW
        begin, end = keys.searchsorted([last << _BELOW, last + np.uint64(1) << _BELOW]).tolist()
        stop = begin if start < begin and start + size < len(keys) else end
        piece = keys[start:stop]
        first, order = int(piece[0] >> _BELOW), piece & ~(~np.uint64(0) << _BELOW)
        term = (piece >> _BELOW) - np.uint64(first)
        yield first, Occurrences(term, texts[order], positions[order])
        start = stop
