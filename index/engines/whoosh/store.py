"""the store: documents as they were given, compressed in small blocks that share dictionaries.

A block holds little more than one article, so that a hit costs little; what articles have in common
stands in a dictionary (in the sense of Zstandard) that is made anew for each stretch of blocks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from struct import pack, unpack_from
from threading import local
from typing import Final, NamedTuple

import numpy as np
import zstandard
from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor

from index.engine import IndexDamaged
from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, ends

BLOCK: Final = 4 * 1024
"""Bytes of documents in a block, or one document."""
SAMPLE: Final = 1 << 20
"""Bytes of documents from which a dictionary is made; where there are fewer, there is none."""
STRETCH: Final = 32 << 20
"""Bytes of documents that one dictionary serves."""
_DICTIONARY: Final = 64 * 1024
_LEVEL: Final = 9
_DECOMPRESSORS: Final = 16
"""Decompressors that a thread keeps at hand, about 200 kB each."""


class Block(NamedTuple):
    """Some consecutive documents, compressed: how many, and with which dictionary (b"": none)."""

    documents: int
    packed: bytes
    dictionary: bytes


class StoreBuilder:
    """Gathers documents into compressed blocks."""

    def __init__(self) -> None:
        self.size = 0
        self._blocks: list[Block] = []
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._stretch = 0
        self._dictionary = b""
        self._compressor: ZstdCompressor | None = None

    def add(self, document: bytes) -> None:
        """Take the next document."""
        self._waiting.append(document)
        self._bytes += len(document)
        self.size += len(document)
        if self._bytes >= (BLOCK if self._compressor else SAMPLE):
            self._compress()

    def take(self) -> list[Block]:
        """The blocks that are complete; they are forgotten here."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def finish(self) -> list[Block]:
        """The blocks that were not taken yet, with the last documents."""
        self._compress()
        return self.take()

    def _compress(self) -> None:
        if self._compressor is None:
            self._begin()
        block: list[bytes] = []
        for document in self._waiting:
            block.append(document)
            if sum(map(len, block)) >= BLOCK:
                self._close(block)
                block = []
        if block:
            self._close(block)
        self._stretch += self._bytes
        self._waiting, self._bytes = [], 0
        if self._stretch >= STRETCH:
            self._compressor, self._stretch = None, 0

    def _begin(self) -> None:
        self._dictionary, trained = b"", None
        if self._bytes >= SAMPLE:
            try:  # k and d: the fast way to choose, a twentieth of the time and as good
                trained = zstandard.train_dictionary(_DICTIONARY, [*self._waiting], k=200, d=8)
            except zstandard.ZstdError:  # one huge document is no sample
                trained = None
        if trained:
            self._dictionary = trained.as_bytes()
        self._compressor = ZstdCompressor(level=_LEVEL, dict_data=trained)

    def _close(self, documents: list[bytes]) -> None:
        assert self._compressor
        head = pack(f"<{len(documents)}I", *map(len, documents))
        packed = self._compressor.compress(b"".join([head, *documents]))
        self._blocks.append(Block(len(documents), packed, self._dictionary))
        self.size += len(packed) - sum(map(len, documents))


def write_store(file: ArrayWriter, blocks: Iterable[Block]) -> None:
    """Write blocks for a `Store`."""
    counts: list[int] = []
    lengths: list[int] = []
    dictionaries: list[bytes] = []
    firsts: list[int] = []

    def packed() -> Iterator[Bytes]:
        for block in blocks:
            if not dictionaries or dictionaries[-1] is not block.dictionary:
                dictionaries.append(block.dictionary)
                firsts.append(len(counts))
            counts.append(block.documents)
            lengths.append(len(block.packed))
            yield np.frombuffer(block.packed, np.uint8)

    file.stream("store.blocks", np.dtype(np.uint8), packed())
    file.write("store.first", ends(np.array(counts, np.int64)))
    file.write("store.at", ends(np.array(lengths, np.int64)))
    file.write("store.stretches", np.array(firsts, np.uint32))
    file.write("store.dictionaries", np.frombuffer(b"".join(dictionaries), np.uint8))
    file.write("store.dictionary", ends(np.array([len(d) for d in dictionaries], np.int64)))


class Store:
    """The documents of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._name, self._buffer = arrays.name, arrays.buffer
        self._base = arrays.offset("store.blocks")
        self._first = arrays["store.first"].data
        self._at = arrays["store.at"].data
        self._stretches = arrays["store.stretches"].data
        bounds, run = arrays["store.dictionary"].tolist(), arrays["store.dictionaries"].tobytes()
        self._dictionaries = [run[a:b] for a, b in pairwise(bounds)]
        self._shared = [ZstdCompressionDict(d) if d else None for d in self._dictionaries]
        self._local = local()

    def __len__(self) -> int:
        return int(self._first[len(self._first) - 1])

    def __getitem__(self, doc: int) -> bytes:
        block = bisect_right(self._first, doc) - 1
        lengths, data = self._unpacked(block)
        within = doc - self._first[block]
        start = 4 * len(lengths) + sum(lengths[:within])
        return data[start : start + lengths[within]]

    def __iter__(self) -> Iterator[bytes]:
        for block in range(len(self._at) - 1):
            lengths, data = self._unpacked(block)
            start = 4 * len(lengths)
            for length in lengths:
                yield data[start : start + length]
                start += length

    def blocks(self) -> Iterator[Block]:
        """The blocks as they stand."""
        for block in range(len(self._at) - 1):
            count = self._first[block + 1] - self._first[block]
            yield Block(count, self._packed(block), self._dictionaries[self._stretch(block)])

    def _stretch(self, block: int) -> int:
        return bisect_right(self._stretches, block) - 1

    def _packed(self, block: int) -> bytes:
        start, stop = self._at[block], self._at[block + 1]
        return self._buffer[self._base + start : self._base + stop]

    def _unpacked(self, block: int) -> tuple[tuple[int, ...], bytes]:
        count = self._first[block + 1] - self._first[block]
        try:
            data = self._decompressor(self._stretch(block)).decompress(self._packed(block))
        except zstandard.ZstdError:
            raise IndexDamaged(f"{self._name} is damaged in its part 'store.blocks'.") from None
        return unpack_from(f"<{count}I", data), data

    def _decompressor(self, stretch: int) -> ZstdDecompressor:
        """This thread's decompressor for a stretch: two threads must not share one."""
        kept: dict[int, ZstdDecompressor] = self._local.__dict__.setdefault("kept", {})
        if stretch not in kept:
            if len(kept) >= _DECOMPRESSORS:
                kept.clear()
            kept[stretch] = ZstdDecompressor(dict_data=self._shared[stretch])
        return kept[stretch]
