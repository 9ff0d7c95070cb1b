"""the store: documents as they were given, each compressed by itself with a shared dictionary.

So a hit costs no more than its own text; what articles have in common stands in a dictionary (in
the sense of Zstandard) that is made anew for each stretch of documents.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import zstandard
from zstandard import ZstdCompressionDict, ZstdCompressor

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, ends
from index.engines.whoosh.frames import LEVEL, Frames

SAMPLE: Final = 1 << 20
"""Bytes of documents from which a dictionary is made; where there are fewer, there is none."""
STRETCH: Final = 32 << 20
"""Bytes of documents that one dictionary serves."""
_DICTIONARY: Final = 128 * 1024


class Stretch(NamedTuple):
    """Consecutive documents, each compressed to so many bytes, with one dictionary or none."""

    lengths: list[int]
    packed: bytes
    dictionary: bytes


class StoreBuilder:
    """Compresses documents; `size` is about how many bytes it holds."""

    def __init__(self) -> None:
        self.size = 0
        self._stretches: list[Stretch] = []
        self._waiting: list[bytes] = []
        self._packed: list[bytes] = []
        self._bytes = 0
        self._dictionary = b""
        self._compressor: ZstdCompressor | None = None

    def add(self, document: bytes) -> None:
        """Take the next document."""
        self._waiting.append(document)
        self._bytes += len(document)
        self.size += len(document)
        if self._compressor or self._bytes >= SAMPLE:
            self._compress()
        if self._bytes >= STRETCH:
            self._end()

    def take(self) -> list[Stretch]:
        """The stretches that are complete; they are forgotten here."""
        taken, self._stretches = self._stretches, []
        self.size -= sum(len(stretch.packed) for stretch in taken)
        return taken

    def finish(self) -> list[Stretch]:
        """The stretches that were not taken yet, the last one too."""
        self._compress()
        self._end()
        return self.take()

    def _compress(self) -> None:
        compressor = self._compressor or self._begin()
        for document in self._waiting:
            self._packed.append(compressor.compress(document))
            self.size += len(self._packed[-1]) - len(document)
        self._waiting = []

    def _begin(self) -> ZstdCompressor:
        self._dictionary, trained = b"", None
        if self._bytes >= SAMPLE:
            try:  # k and d: the fast way to choose, a twentieth of the time and as good
                trained = zstandard.train_dictionary(_DICTIONARY, [*self._waiting], k=200, d=8)
            except zstandard.ZstdError:  # one huge document is no sample
                trained = None
        if trained:
            self._dictionary = trained.as_bytes()
        self._compressor = ZstdCompressor(LEVEL, dict_data=trained, write_dict_id=False)
        return self._compressor

    def _end(self) -> None:
        if self._packed:
            lengths = list(map(len, self._packed))
            self._stretches.append(Stretch(lengths, b"".join(self._packed), self._dictionary))
        self._packed, self._bytes, self._compressor = [], 0, None


def write_store(file: ArrayWriter, stretches: Iterable[Stretch]) -> None:
    """Write stretches for a `Store`."""
    lengths: list[int] = []
    dictionaries: list[bytes] = []
    firsts: list[int] = []

    def packed() -> Iterator[Bytes]:
        for stretch in stretches:
            if not dictionaries or dictionaries[-1] != stretch.dictionary:
                dictionaries.append(stretch.dictionary)
                firsts.append(len(lengths))
            lengths.extend(stretch.lengths)
            yield np.frombuffer(stretch.packed, np.uint8)

    file.stream("store.documents", np.dtype(np.uint8), packed())
    file.write("store.at", ends(np.array(lengths, np.int64)))
    file.write("store.stretches", np.array(firsts, np.uint32))
    file.write("store.dictionaries", np.frombuffer(b"".join(dictionaries), np.uint8))
    file.write("store.dictionary", ends(np.array([len(d) for d in dictionaries], np.int64)))


class Store:
    """The documents of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._at = arrays["store.at"].data
        self._firsts: list[int] = arrays["store.stretches"].tolist()
        bounds, run = arrays["store.dictionary"].tolist(), arrays["store.dictionaries"].tobytes()
        self._dictionaries = [run[a:b] for a, b in pairwise(bounds)]
        shared = [ZstdCompressionDict(d) if d else None for d in self._dictionaries]
        self._frames = Frames(arrays, "store.documents", shared)

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, doc: int) -> bytes:
        stretch = bisect_right(self._firsts, doc) - 1
        return self._frames.read(self._at[doc], self._at[doc + 1], stretch)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    @property
    def shared(self) -> bool:
        """Whether every document is compressed with a dictionary."""
        return all(self._dictionaries)

    def stretches(self) -> Iterator[Stretch]:
        """The documents as they stand."""
        bounds = pairwise([*self._firsts, len(self)])
        for (first, stop), dictionary in zip(bounds, self._dictionaries, strict=True):
            lengths = np.diff(self._at[first : stop + 1]).tolist()
            yield Stretch(lengths, self._frames.packed(self._at[first], self._at[stop]), dictionary)
