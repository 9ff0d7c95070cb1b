"""a sorted list of strings in one run of bytes: the term dictionary, and the list of ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, ends

END: Final = b"\xff"
"""Follows every string. No UTF-8 has this byte, so a search of the run finds whole strings."""

BLOCK: Final = 64
"""The file knows where every so many-th string begins, and memory holds those strings."""


class Dictionary:
    """Strings in UTF-8, sorted by bytes, which is by code point, and numbered from 0.

    `bytes` are those of all of them, each followed by `END`.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._buffer = arrays.buffer
        self.bytes: Bytes = arrays[f"{name}.strings"]
        base = arrays.offset(f"{name}.strings")
        self._blocks: list[int] = (arrays[f"{name}.blocks"].astype(np.int64) + base).tolist()
        self._length = arrays.numbers[name]
        find = arrays.buffer.find
        self._heads = [arrays.buffer[start : find(END, start)] for start in self._blocks[:-1]]

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: int) -> bytes:
        return self._block(at // BLOCK)[at % BLOCK]

    def _block(self, number: int) -> list[bytes]:
        return self._buffer[self._blocks[number] : self._blocks[number + 1] - 1].split(END)

    def find(self, string: bytes) -> int | None:
        """The number of a string, or None."""
        block = bisect_right(self._heads, string) - 1
        if block < 0:
            return None
        start, stop = self._blocks[block], self._blocks[block + 1]
        if string == self._heads[block]:
            return block * BLOCK
        run = self._buffer[start:stop]
        at = run.find(END + string + END)
        return None if at < 0 else block * BLOCK + run.count(END, 0, at + 1)

    def between(self, low: bytes, high: bytes) -> range:
        """The numbers of the strings from one on, up to and without another."""
        block = max(bisect_right(self._heads, low) - 1, 0)
        if block >= len(self._heads):
            return range(0)
        strings, below = self._block(block), block * BLOCK
        start, stop = bisect_left(strings, low), bisect_left(strings, high)
        return range(below + start, below + stop if stop < len(strings) else self.first(high))

    def first(self, string: bytes) -> int:
        """The number of the first string that is not below this one."""
        block = max(bisect_right(self._heads, string) - 1, 0)
        if block >= len(self._heads):
            return 0
        return block * BLOCK + bisect_left(self._block(block), string)

    def prefixed(self, prefix: bytes) -> tuple[int, int]:
        """The range of numbers of the strings that start so."""
        return self.first(prefix), self.first(prefix + END)

    def cut(self, start: int, stop: int) -> list[bytes]:
        """The strings numbered `start` to `stop`."""
        if start >= stop:
            return []
        first, last = start // BLOCK, (stop - 1) // BLOCK
        run = self._buffer[self._blocks[first] : self._blocks[last + 1] - 1].split(END)
        return run[start - first * BLOCK : stop - first * BLOCK]


def end_positions(run: Bytes) -> NDArray[np.int64]:
    """Where in a run of strings each one ends."""
    return np.flatnonzero(run == END[0])


def write_strings(file: ArrayWriter, name: str, strings: Iterable[bytes]) -> None:
    """Write sorted strings for a `Dictionary`."""
    kept = list(strings)
    lengths = np.fromiter(map(len, kept), np.int64, len(kept)) + 1
    run = END.join(chain(kept, (b"",)))
    file.write(f"{name}.strings", np.frombuffer(run, np.uint8))
    sums = np.add.reduceat(lengths, np.arange(0, len(kept), BLOCK)) if kept else lengths
    file.write(f"{name}.blocks", ends(sums))
    file.numbers[name] = len(kept)
