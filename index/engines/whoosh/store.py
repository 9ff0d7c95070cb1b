"""the store: documents as they were given, compressed in blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from struct import pack, unpack_from
from threading import local
from typing import Final, NamedTuple

import numpy as np
import zstandard

from index.engine import IndexDamaged
from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, ends

BLOCK: Final = 32 * 1024
"""Bytes in a block before compression: a hit costs at most one block or its own length."""

_LEVEL: Final = 3


class Block(NamedTuple):
    """Some consecutive documents: how many, and their lengths and bytes, compressed."""

    documents: int
    packed: bytes


class StoreBuilder:
    """Gathers documents into compressed blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.size = 0
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)

    def add(self, document: bytes) -> None:
        """Take the next document."""
        self._waiting.append(document)
        self._bytes += len(document)
        if self._bytes >= BLOCK:
            self.finish()

    def finish(self) -> list[Block]:
        """Close the last block; all blocks."""
        if self._waiting:
            lengths = [len(document) for document in self._waiting]
            head = pack(f"<{len(lengths)}I", *lengths)
            packed = self._compressor.compress(b"".join([head, *self._waiting]))
            self.blocks.append(Block(len(lengths), packed))
            self.size += len(packed)
            self._waiting, self._bytes = [], 0
        return self.blocks


def write_store(file: ArrayWriter, blocks: Iterable[Block]) -> None:
    """Write blocks for a `Store`."""
    counts: list[int] = []
    lengths: list[int] = []

    def packed() -> Iterator[Bytes]:
        for block in blocks:
            counts.append(block.documents)
            lengths.append(len(block.packed))
            yield np.frombuffer(block.packed, np.uint8)

    file.stream("store.blocks", np.dtype(np.uint8), packed())
    file.write("store.first", ends(np.array(counts, np.int64)))
    file.write("store.at", ends(np.array(lengths, np.int64)))


class Store:
    """The documents of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._name, self._buffer = arrays.name, arrays.buffer
        self._base = arrays.offset("store.blocks")
        self._first = arrays["store.first"].data
        self._at = arrays["store.at"].data

    def __len__(self) -> int:
        return self._first[len(self._first) - 1]

    def __getitem__(self, doc: int) -> bytes:
        block = bisect_right(self._first, doc) - 1
        first = self._first[block]
        lengths, data = self._unpacked(block)
        start = 4 * len(lengths) + sum(lengths[: doc - first])
        return data[start : start + lengths[doc - first]]

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
            yield Block(self._first[block + 1] - self._first[block], self._packed(block))

    def _packed(self, block: int) -> bytes:
        start, stop = self._at[block], self._at[block + 1]
        return self._buffer[self._base + start : self._base + stop]

    def _unpacked(self, block: int) -> tuple[tuple[int, ...], bytes]:
        count = self._first[block + 1] - self._first[block]
        try:
            data = _decompressor().decompress(self._packed(block))
        except zstandard.ZstdError:
            raise IndexDamaged(f"{self._name} is damaged in its part 'store.blocks'.") from None
        return unpack_from(f"<{count}I", data), data


_LOCAL = local()


def _decompressor() -> zstandard.ZstdDecompressor:
    """The decompressor of this thread: two threads must not share one."""
    if not hasattr(_LOCAL, "decompressor"):
        _LOCAL.decompressor = zstandard.ZstdDecompressor()
    kept: zstandard.ZstdDecompressor = _LOCAL.decompressor
    return kept
