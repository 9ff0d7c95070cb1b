"""packed rows whose few large integers stand apart, so that all the others take fewer bits.

Patched frame of reference: M. Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", 2006. A
row of w bits holds the w lower bits of every value. Before it stand, for the values that need more,
a byte for the step from one such exception to the next and one or two bytes for what it has above
w. A longer step than a byte holds is made in several, over exceptions that have nothing above. A
row's patch is a number: twice the count of its exceptions, and one more where two bytes are above.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Bytes, Integers
from index.engines.whoosh.packing import bits, unpack, unpack_rows, unpack_some, widths

LONG: Final = 512
"""A shorter row has no exceptions: to read them would take longer than they are worth."""
_WORTH: Final = 1.05
"""A row has exceptions only if it would be so many times as long without them."""
_STEP: Final = 255

_Number = TypeVar("_Number", int, NDArray[np.int64])


class Row(NamedTuple):
    """What is packed of each of many rows: values end to end, how many, and their bits."""

    values: Integers
    counts: NDArray[np.int64]
    width: NDArray[np.int64]


def patched(values: Integers, counts: NDArray[np.int64]) -> tuple[list[Row], NDArray[np.int64]]:
    """The three rows that each row of values below 2^31 becomes, and its patch."""
    needed = bits(values)
    width = top = widths(needed, counts)
    long = counts >= LONG
    if not long.any():
        nothing = np.zeros_like(counts)
        none = Row(values[:0], nothing, nothing)
        return [none, none, Row(values, counts, width)], nothing
    of_value = np.arange(len(counts)).repeat(counts)
    inside = long[of_value]
    found = (long.cumsum() - 1)[of_value[inside]] * 32 + needed[inside]
    histogram = np.bincount(found, minlength=32 * int(long.sum())).reshape(-1, 32)
    width = top.copy()
    width[long] = _cheapest(histogram, counts[long], top[long])
    places = (needed > width[of_value]).nonzero()[0]
    row = of_value[places]
    lows = values.astype(np.int64)
    highs = lows[places] >> width[row]
    lows[places] &= (1 << width[row]) - 1
    steps = _steps(places - (counts.cumsum() - counts)[row], row)
    times = np.maximum(steps - 1, 0) // _STEP + 1
    last = times.cumsum() - 1
    entries = np.full(int(times.sum()), _STEP)
    entries[last] = steps - (times - 1) * _STEP
    above = np.zeros_like(entries)
    above[last] = highs
    exceptions = np.bincount(row, weights=times, minlength=len(counts)).astype(np.int64)
    wide = top - width > 8
    eight = np.full(len(counts), 8, np.int64)
    apart = [Row(entries, exceptions, eight), Row(above, exceptions, eight + 8 * wide)]
    return [*apart, Row(lows, counts, width)], exceptions << 1 | wide


def _steps(places: NDArray[np.int64], row: NDArray[np.int64]) -> NDArray[np.int64]:
    """The steps from place to place in each row, from the beginning of the row to the first."""
    steps = np.diff(places, prepend=0)
    first = np.diff(row, prepend=-1) != 0
    steps[first] = places[first]
    return np.asarray(steps)


def _cheapest(
    histogram: NDArray[np.int64], counts: NDArray[np.int64], top: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The width at which each row takes the fewest bits, from how many values need how many."""
    width = np.arange(32)
    above, count = counts[:, None] - histogram.cumsum(axis=1), counts[:, None]
    missing = top[:, None] - width
    apart = 8 * (above + count / _STEP) * (2 + (missing > 8))
    cost = count * width + np.where(above > 0, apart, 0)
    cost *= np.where(above > 0, _WORTH, 1)
    cost[missing > 16] = np.inf
    return np.asarray(cost.argmin(axis=1))


def size(count: _Number, width: _Number, patch: _Number) -> _Number:
    """The bytes that a row of so many values takes with its exceptions."""
    taken: _Number = (patch >> 1) * (2 + (patch & 1)) + ((count * width + 7) >> 3)
    return taken


def read(packed: Bytes, at: int, count: int, width: int, patch: int) -> Integers:
    """The values of a row that begins at byte `at`."""
    if not patch:
        return unpack(packed, at, count, width)
    places, highs, at = _exceptions(packed, at, width, patch)
    values = unpack(packed, at, count, width)
    values[places] |= highs.astype(values.dtype)
    return values


def read_some(row: tuple[Bytes, int, int, int, int], which: NDArray[np.int64]) -> NDArray[np.int64]:
    """Some values of a row, told as `read` is told it, by their rising numbers."""
    packed, at, _, width, patch = row
    if not patch:
        return unpack_some(packed, at, which, width)
    places, highs, at = _exceptions(packed, at, width, patch)
    values = unpack_some(packed, at, which, width)
    nearest = np.minimum(places.searchsorted(which), len(places) - 1)
    values |= highs[nearest] * (places[nearest] == which)
    return values


def _exceptions(
    packed: Bytes, at: int, width: int, patch: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Where the exceptions of a row stand, what each has above, and where the lower bits begin."""
    count, above = patch >> 1, at + (patch >> 1)
    low = above + (count << (patch & 1))
    places = packed[at:above].cumsum(dtype=np.int64)
    highs = np.ndarray(count, "<u2" if patch & 1 else "u1", packed, above)
    return places, highs.astype(np.int64) << width, low


def read_rows(
    packed: Bytes,
    at: NDArray[np.int64],
    counts: NDArray[np.int64],
    width: NDArray[np.int64],
    patch: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The values of many rows, end to end."""
    some = patch.nonzero()[0]
    if not len(some):
        return unpack_rows(packed, at, counts, width)
    exceptions, eight = patch[some] >> 1, np.full(len(some), 8)
    places = running(unpack_rows(packed, at[some], exceptions, eight), exceptions)
    places += (counts.cumsum() - counts)[some].repeat(exceptions)
    highs = unpack_rows(packed, at[some] + exceptions, exceptions, eight << (patch[some] & 1))
    lows = at + (patch >> 1) * (2 + (patch & 1))
    values = unpack_rows(packed, lows, counts, width)
    values[places] |= highs << width[some].repeat(exceptions)
    return values


def running(steps: Integers, counts: Integers) -> NDArray[np.int64]:
    """The running sums of rows that are given end to end; none of them is empty."""
    sums = steps.cumsum(dtype=np.int64)
    starts = counts.cumsum(dtype=np.int64) - counts
    sums -= (sums[starts] - steps[starts]).repeat(counts)
    return sums
