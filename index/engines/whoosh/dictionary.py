"""a sorted list of strings in one run of bytes: the term dictionary, and the list of ids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import overload

import numpy as np

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Integers, narrow

END = b"\n"
"""Follows every string, so that one regular expression can run over all of them."""


class Dictionary(Sequence[bytes]):
    """Strings in UTF-8, sorted by bytes, which is by code point; found by binary search."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._buffer = arrays.buffer
        self._base = arrays.offset(f"{name}.strings")
        self.offsets: Integers = arrays[f"{name}.offsets"]
        self._offsets = self.offsets.data

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self))
            cut = self.offsets[start : stop + 1].tolist()
            run, first = self.run(start, stop), cut[0] if cut else 0
            return [run[a - first : b - first - 1] for a, b in pairwise(cut)]
        start, stop = self._offsets[at], self._offsets[at + 1]
        return self._buffer[self._base + start : self._base + stop - 1]

    def run(self, start: int, stop: int) -> bytes:
        """The strings numbered `start` to `stop` as they stand, each followed by `END`."""
        first, last = self._offsets[start], self._offsets[stop]
        return self._buffer[self._base + first : self._base + last]

    def find(self, string: bytes) -> int | None:
        """The number of a string, or None."""
        at = bisect_left(self, string)
        return at if at < len(self) and self[at] == string else None

    def prefixed(self, prefix: bytes) -> tuple[int, int]:
        """The range of numbers of the strings that start so."""
        low = bisect_left(self, prefix)
        return low, bisect_left(self, prefix + b"\xff", low)


def write_strings(file: ArrayWriter, name: str, strings: Iterable[bytes]) -> None:
    """Write sorted strings for a `Dictionary`."""
    kept = list(strings)
    offsets = np.fromiter(
        chain((0,), accumulate(len(string) + 1 for string in kept)), np.int64, len(kept) + 1
    )
    run = END.join([*kept, b""])
    file.write(f"{name}.strings", np.frombuffer(run, np.uint8))
    file.write(f"{name}.offsets", narrow(offsets))
