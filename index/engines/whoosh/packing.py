"""rows of integers packed into as few bits as the largest of each row needs.

Eight values of w bits fill exactly w bytes, so a row is a matrix of w-byte groups, and eight shifts
unpack any row without a loop over its values. The last group is cut where its bits end.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Bytes, Integers

MARGIN: Final = 64
"""Bytes that must follow the last row: whole groups and words are read and written."""

_LANES: Final = np.arange(8)
_BYTE: Final = [_LANES * width >> 3 for width in range(33)]
_SHIFT32: Final = [(_LANES * width & 7).astype(np.uint32) for width in range(33)]
_SHIFT64: Final = [_LANES * width & 7 for width in range(33)]


def bits(values: Integers) -> NDArray[np.uint8]:
    """The bits that each value needs, 0 for a 0; read off the exponent of a float."""
    exponents = values.astype(np.float64).view(np.int64) >> 52
    return np.asarray(np.maximum(exponents - 1022, 0), np.uint8)


def widths(needed: NDArray[np.uint8], counts: Integers) -> NDArray[np.int64]:
    """The most bits that a value of each row needs, from the `bits` of all; 0 for an empty row."""
    width = np.zeros(len(counts), np.int64)
    held = counts.nonzero()[0]
    if len(held):
        width[held] = np.maximum.reduceat(needed, (counts.cumsum() - counts)[held])
    return width


def sizes(counts: Integers, width: Integers) -> NDArray[np.int64]:
    """The bytes that rows of so many values of such a width fill."""
    return (counts.astype(np.int64) * width + 7) >> 3


def pack(
    values: Integers, counts: Integers, width: Integers, out: Bytes, at: NDArray[np.int64]
) -> None:
    """Write rows, given end to end in `values`, into `out`, each from its byte `at`, which rise.

    A value goes into the word in which it begins, and what is left of it into the next one. `out`
    holds zeros there, and `MARGIN` bytes behind the last row.
    """
    held = width > 0
    if not held.all():
        values = values[held.repeat(counts)]
        counts, width, at = counts[held], width[held], at[held]
    if not len(values):
        return
    words = out[: len(out) & -8].view("<u8")
    bits = _begins(at * 8, counts, width)
    word, shift = bits >> 6, (bits & 63).astype(np.uint64)
    first = np.append(0, (word[1:] != word[:-1]).nonzero()[0] + 1)
    last = np.append(first[1:], len(word)) - 1
    values = values.astype(np.uint64)
    words[word[first]] |= np.bitwise_or.reduceat(values << shift, first)
    words[word[last] + 1] |= (values[last] >> np.uint64(1)) >> (np.uint64(63) - shift[last])


def _begins(at: NDArray[np.int64], counts: Integers, width: Integers) -> NDArray[np.int64]:
    """The bit at which each value of some rows begins, from the bit at which each row does."""
    filled = width * counts
    bits = width.repeat(counts).cumsum()
    bits += (at - width - filled.cumsum() + filled).repeat(counts)
    return bits


def unpack(packed: Bytes, at: int, count: int, width: int) -> Integers:
    """The values of one row."""
    groups = (count + 7) >> 3
    if width <= 8:  # a word holds a group
        lanes = np.ndarray((groups, 1), "<i8", packed, at, (width, 8)) >> _LANES * width
        lanes &= (1 << width) - 1
    elif width <= 25:  # a value and its shift fit in 32 bits
        lanes = np.ndarray((groups, width), "<u4", packed, at, (width, 1))[:, _BYTE[width]]
        lanes >>= _SHIFT32[width]
        lanes &= np.uint32((1 << width) - 1)
    else:
        lanes = np.ndarray((groups, width), "<i8", packed, at, (width, 1))[:, _BYTE[width]]
        lanes >>= _SHIFT64[width]
        lanes &= (1 << width) - 1
    return lanes.reshape(-1)[:count]


def unpack_some(packed: Bytes, at: int, which: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Some values of one row, by their numbers."""
    return unpack_at(packed, which * width + 8 * at, np.int64((1 << width) - 1))


def unpack_rows(
    packed: Bytes, at: Integers, counts: Integers, width: Integers
) -> NDArray[np.int64]:
    """The values of many rows, end to end."""
    width = width.astype(np.int64)
    bits = _begins(at.astype(np.int64) * 8, counts, width)
    return unpack_at(packed, bits, ((1 << width) - 1).repeat(counts))


def unpack_at(
    packed: Bytes, bits: NDArray[np.int64], mask: NDArray[np.int64] | np.int64
) -> NDArray[np.int64]:
    """The values that begin at some bits, which are overwritten."""
    words = np.ndarray((len(packed) - 7,), "<i8", packed, 0, (1,))
    values: NDArray[np.int64] = words[bits >> 3]
    bits &= 7
    values >>= bits
    values &= mask
    return values
