"""where each of many short runs of bytes begins, in two bytes a run.

The lower 16 bits of each offset stand by themselves. The others count up as offsets rise, so it is
enough to know which run is the first of each 65,536 bytes (P. Elias, "Efficient Storage and
Retrieval by Content and Address of Static Files", 1974).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Integers, narrow

_PAGE: Final = 16
"""The bits of an offset that stand by themselves."""


class Offsets:
    """Rising offsets, by number; one more than there are runs, to tell where the last one ends."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._low, self._pages = arrays[f"{name}.at"], arrays[f"{name}.pages"]
        # One number at a time comes faster out of a memoryview than out of an array.
        self._lows, self._firsts = self._low.data, self._pages.data

    def __len__(self) -> int:
        return len(self._lows)

    def __getitem__(self, number: int) -> int:
        low: int = self._lows[number]
        return low | bisect_right(self._firsts, number) << _PAGE

    def take(self, numbers: Integers) -> NDArray[np.int64]:
        """The offsets of many numbers."""
        pages = self._pages.searchsorted(numbers, "right").astype(np.int64)
        return np.asarray(self._low[numbers] | pages << _PAGE)

    def first(self, offset: int) -> int:
        """The number of the first that is not below this one."""
        return bisect_left(self, offset)


def write_offsets(file: ArrayWriter, name: str, lengths: Integers) -> None:
    """Write where runs of these lengths begin, for `Offsets`."""
    offsets = np.append(0, lengths.cumsum(dtype=np.int64))
    pages = np.arange(1, (offsets[-1] >> _PAGE) + 1) << _PAGE
    file.write(f"{name}.at", (offsets & ((1 << _PAGE) - 1)).astype(np.uint16))
    file.write(f"{name}.pages", narrow(offsets.searchsorted(pages)))
