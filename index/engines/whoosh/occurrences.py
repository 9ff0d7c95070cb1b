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
    """Occurrences that come in any order, sorted, in pieces of whole terms of about `size`: so
    large that calls cost little, so small that arrays stay near the processor.

    Each piece says what its first term is and numbers its terms from there. One sort of integers
    that hold all three parts does the work; only for texts of many millions of words are three
    parts too wide for that.
    """
    bits = [int(part.max(initial=0)).bit_length() for part in (terms, texts, positions)]
    below = bits[1] + bits[2]
    if bits[0] + below > 64:
        order = np.lexsort((positions, texts, terms))
        keys, below = terms[order].astype(np.uint64), 0
        texts, positions = texts[order], positions[order]
    else:
        keys = _keys(terms, texts, positions, bits)
        keys.sort()
    start = 0
    while start < len(keys):
        last = int(keys[min(start + size, len(keys)) - 1] >> np.uint64(below))
        stop = int(np.searchsorted(keys, np.uint64(last << below), "left"))
        if stop <= start:  # one term alone is longer than a piece
            stop = int(
                np.searchsorted(keys, np.uint64((last << below) | ((1 << below) - 1)), "right")
            )
        elif start + size >= len(keys):
            stop = len(keys)
        piece = keys[start:stop]
        first = int(piece[0] >> np.uint64(below))
        term = (piece >> np.uint64(below)) - np.uint64(first)
        if below:
            text = (piece >> np.uint64(bits[2])) & np.uint64((1 << bits[1]) - 1)
            yield first, Occurrences(term, text, piece & np.uint64((1 << bits[2]) - 1))
        else:
            yield first, Occurrences(term, texts[start:stop], positions[start:stop])
        start = stop


def _keys(
    terms: Integers, texts: Integers, positions: Integers, bits: list[int]
) -> NDArray[np.uint64]:
    keys = terms.astype(np.uint64)
    for part, width in ((texts, bits[1]), (positions, bits[2])):
        keys <<= np.uint64(width)
        keys |= part.astype(np.uint64)
    return keys
