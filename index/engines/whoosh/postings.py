"""the postings: for each term the texts that hold it, its frequencies and its positions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.analysis.surface import SURFACE, parts
from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, Integers, ends, narrow, ranges
from index.engines.whoosh.blocks import FRAMES, Blocks, Lists, integers, running, unpack
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.frames import Frames
from index.engines.whoosh.occurrences import Numbers, begins

Piece = tuple[Sequence[bytes], Blocks]
"""Some sorted terms, and their blocks."""

_SOME: Final = 6
"""The positions in a larger share of a term's texts are found by reading those in all of them."""
_MARK: Final = SURFACE.encode()
_NOTHING: Final = np.zeros(0, np.int64)


def write_postings(file: ArrayWriter, name: str, pieces: Iterable[Piece]) -> None:
    """Write the blocks of terms, which come in order, for `Postings`."""
    terms: list[bytes] = []
    counts, firsts, sizes = [_NOTHING], [_NOTHING], [_NOTHING]

    def frames() -> Iterator[Bytes]:
        for names, blocks in pieces:
            firsts.append(blocks.firsts + len(terms))
            terms.extend(names)
            counts.append(blocks.counts)
            sizes.append(blocks.sizes)
            yield blocks.frames

    file.stream(f"{name}.postings", np.dtype(np.uint8), frames())
    write_strings(file, name, terms)
    file.write(f"{name}.counts", narrow(np.concatenate(counts)))
    file.write(f"{name}.firsts", narrow(np.append(np.concatenate(firsts), len(terms))))
    file.write(f"{name}.at", ends(np.concatenate(sizes)))


class Postings:
    """The postings of a segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.terms = Dictionary(arrays, name)
        self.counts: Integers = arrays[f"{name}.counts"]
        self._frames = Frames(arrays, f"{name}.postings")
        self._blocks: Integers = arrays[f"{name}.firsts"]
        # One number at a time comes faster out of a memoryview than out of an array.
        self._firsts, self._at = self._blocks.data, arrays[f"{name}.at"].data
        self._last: tuple[int, Sequence[NDArray[np.uint8]]] = (-1, ())

    def standing(self, term: str) -> range:
        """The terms that one of a query stands for: of a word all its forms as written, of one of
        these itself."""
        folded, written = parts(term)
        if not written:
            # A mark sorts before a space, and no character of a word does.
            return self.terms.between(folded.encode(), folded.encode() + b" ")
        at = self.terms.find((folded if written == folded else term).encode())
        return range(0) if at is None else range(at, at + 1)

    def read(self, term: int) -> tuple[Numbers, Integers]:
        """The texts of a term, rising, and its frequency in each."""
        block, start = self._place(term)
        span = slice(start, start + int(self.counts[term]))
        gaps, often = self._texts(block)
        texts = integers(gaps[:, span]).astype(np.int64).cumsum()
        return texts, integers(often[:, span]).astype(np.int64) + 1

    def places(self, term: int, frequencies: Integers, *, kept: Numbers, base: Integers) -> Numbers:
        """The positions of a term in some of its texts, end to end, each added to its text's base.

        `kept` are the numbers of these texts among the term's, `frequencies` those of all of them.
        """
        block, start = self._place(term)
        if start:
            start += int(integers(self._texts(block)[1][:, :start]).sum(dtype=np.int64))
        row, all_begins, often = self._positions(block), begins(frequencies), frequencies[kept]
        if len(kept) * _SOME < len(frequencies):
            found = running(integers(row[:, ranges(start + all_begins[kept], often)]), often)
        else:
            steps = integers(row[:, start : start + int(frequencies.sum())])
            found = steps.cumsum(dtype=np.int64)
            base = base - (found[all_begins] - steps[all_begins])[kept]
            if len(kept) < len(frequencies):
                held = np.zeros(len(frequencies), np.bool_)
                held[kept] = True
                found = found.compress(held.repeat(frequencies))
        found += base.repeat(often)
        return found

    def read_many(self, terms: Integers) -> tuple[Numbers, Numbers, Numbers]:
        """Of many terms, end to end: counts of texts, texts, frequencies."""
        blocks, which = np.unique(
            self._blocks.searchsorted(terms, "right") - 1, return_inverse=True
        )
        every, texts, frequencies = self._decoded(blocks.tolist())
        before = begins(self._blocks[blocks + 1] - self._blocks[blocks])
        own = before[which] + terms - self._blocks[blocks][which]
        counts = every[own]
        found = ranges(begins(every)[own], counts)
        return counts, texts[found], frequencies[found]

    def lists(self, start: int, stop: int) -> Lists:
        """What is known of the terms from `start` to `stop`."""
        first = bisect_right(self._firsts, start) - 1
        blocks = range(first, bisect_left(self._firsts, stop))
        steps = _joined([integers(self._positions(block)) for block in blocks])
        held = Lists(*self._decoded(blocks), steps)
        return held.cut(start - self._firsts[first], stop - self._firsts[first])

    def beyond(self, term: int, size: int) -> int:
        """The first term of the first block that begins so many bytes or more behind the block of
        a term; the number of all terms where there is none."""
        block = bisect_right(self._firsts, term) - 1
        frame = bisect_left(self._at, self._at[FRAMES * block] + size)
        return int(self._firsts[min(-(-frame // FRAMES), len(self._firsts) - 1)])

    def _decoded(self, blocks: Sequence[int]) -> tuple[Numbers, Numbers, Numbers]:
        """Of all terms of some blocks: counts of texts, texts, frequencies."""
        spans = [slice(self._firsts[block], self._firsts[block + 1]) for block in blocks]
        rows = [tuple(map(integers, self._texts(block))) for block in blocks]
        counts = _joined([self.counts[span] for span in spans])
        gaps, often = (_joined([row[at] for row in rows]) for at in (0, 1))
        return counts, running(gaps, counts), often + 1

    def _place(self, term: int) -> tuple[int, int]:
        """The block of a term, and how many texts the terms before it in the block have."""
        block = bisect_right(self._firsts, term) - 1
        before = self.counts[self._firsts[block] : term]
        return block, int(np.add.reduce(before, dtype=np.int64))

    def _texts(self, block: int) -> Sequence[NDArray[np.uint8]]:
        """The byte planes of gaps and frequencies; the forms of a word are mostly in one block, so
        the last one is kept."""
        last = self._last
        if last[0] != block:
            frame = self._frames.read(*self._at[FRAMES * block : FRAMES * block + 2])
            last = self._last = block, unpack(frame, 2)
        return last[1]

    def _positions(self, block: int) -> NDArray[np.uint8]:
        """The byte planes of positions."""
        return unpack(self._frames.read(*self._at[FRAMES * block + 1 : FRAMES * block + 3]), 1)[0]


def _joined(parts: Sequence[Integers]) -> Numbers:
    return np.concatenate([_NOTHING, *parts], dtype=np.int64)
