"""terms as numbers: what the builder makes of texts, remembering the words that it has met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, compress, count, islice
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis import LONGEST, RUN, Cut, Forms, Slot, are_words, cut, is_surface, reduced
from index.analysis.grams import surfaced
from index.analysis.stems import forms_of
from index.engines.whoosh.arrays import Integers, ranges

_TERM: Final = 200
"""Bytes that a numbered term takes, about."""
_CHUNK: Final = 150
"""Bytes that a chunk of text takes that is remembered, about."""
_MANY: Final = 12
"""Terms of a chunk that is kept: one of more is a sentence in a script without spaces, or a part
of one, which seldom comes again."""
_LOOK: Final = 40
"""Characters in the middle of a text by which it is told whether its script writes no spaces."""
_BREAK: Final = ord("\n")

_Numbers = defaultdict[str, int]
"""A number for each string, the next one for a new one."""


class Coded(NamedTuple):
    """Lists of terms, one after the other, and the size of each.

    A term is twice its number, and one more where it begins a position.
    """

    terms: NDArray[np.uint32]
    sizes: NDArray[np.int64]

    @classmethod
    def join(cls, parts: Sequence[Coded]) -> Coded:
        """Several such lists as one."""
        nothing = cls(np.zeros(0, np.uint32), np.zeros(0, np.int64))
        terms, sizes = zip(nothing, *parts, strict=True)
        return cls(np.concatenate(terms), np.concatenate(sizes))

    def take(self, which: Integers) -> Coded:
        """Some of the lists, in this order."""
        sizes = self.sizes[which]
        return Coded(self.terms[ranges((self.sizes.cumsum() - self.sizes)[which], sizes)], sizes)

    def summed(self, sizes: Integers) -> Coded:
        """The same, so many lists each as one."""
        ends, before = sizes.cumsum(), np.append(0, self.sizes.cumsum())
        return Coded(self.terms, before[ends] - before[ends - sizes])


class Numbering:
    """Numbers for terms, and texts first as the numbers of their chunks, then of their terms."""

    def __init__(self) -> None:
        self._numbers = _Numbers(count().__next__)
        self._next = count()
        self._chunks: defaultdict[str, _Numbers] = defaultdict(
            lambda: _Numbers(self._next.__next__)
        )
        self._learned: dict[str, int] = {}
        self._characters = 0
        self._coded = Coded.join(())

    def chunks(self, text: str, language: str) -> Iterator[int]:
        """The chunks of a text, as numbers below 2^32."""
        middle = len(text) >> 1
        if not text.isascii() and RUN.search(text, middle, middle + _LOOK):
            self._characters += len(text)
        return map(self._chunks[language].__getitem__, text.split())

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        kept = sum(map(len, self._chunks.values()))
        return len(self._numbers) * _TERM + kept * _CHUNK

    @property
    def waiting(self) -> int:
        """About how many terms the chunks since the last that were coded have in scripts without
        spaces."""
        return 2 * self._characters

    def coded(self, chunks: NDArray[np.uint32]) -> Coded:
        """The terms of each of these chunks; what is longer than is kept is forgotten after it."""
        once = self._learn()
        found = self._coded.take(chunks)
        if len(once):
            sizes = self._coded.sizes
            kept = np.ones(len(sizes), np.bool_)
            kept[once] = False
            self._coded = Coded(self._coded.terms[kept.repeat(sizes)], sizes * kept)
        return found

    def _learn(self) -> NDArray[np.int64]:
        """Find the terms of new chunks; the numbers of those that are not kept are returned."""
        numbers: list[int] = []
        parts: list[Coded] = []
        once: list[int] = []
        for language, known in self._chunks.items():
            size = len(known) - self._learned.get(language, 0)
            new = list(islice(reversed(known), size))
            numbers += islice(reversed(known.values()), size)
            found = self._of_chunks(new, forms_of(language))
            long = np.fromiter(map(len, new), np.int64, len(new)) > LONGEST
            once += map(known.pop, compress(new, (long | (found.sizes > _MANY)).tolist()))
            self._learned[language] = len(known)
            parts.append(found)
        self._characters = 0
        self._coded = Coded.join((self._coded, Coded.join(parts).take(np.argsort(numbers))))
        return np.array(once, np.int64)

    def _of_chunks(self, chunks: Sequence[str], forms: Forms) -> Coded:
        """The terms of each chunk: those of the word that it is, or of all that it is cut into."""
        if not chunks:
            return Coded.join(())
        units = _Numbers(count().__next__)
        which = np.fromiter(map(units.__getitem__, reduced(chunks, forms)), np.int64)
        names = list(units)
        plain = np.array(are_words(names))
        words, others = compress(names, plain.tolist()), compress(names, (~plain).tolist())
        found = self._of_slots(forms.many(list(words))), self._of_cut(cut(others, forms))
        places = np.where(plain, plain.cumsum(), plain.sum() + (~plain).cumsum()) - 1
        return Coded.join(found).take(places[which])

    def _of_cut(self, found: Cut) -> Coded:
        """The terms of each chunk that was cut."""
        coded = Coded.join((self._of_slots(found.slots), self._of_runs(found)))
        units = np.fromiter(chain.from_iterable(found.chunks), np.int64)
        units[units < 0] = ~units[units < 0] + len(found.slots)
        return coded.take(units).summed(np.array(list(map(len, found.chunks)), np.int64))

    def _of_slots(self, slots: Sequence[Slot]) -> Coded:
        slots = list(map(held, slots))
        numbers = map(self._numbers.__getitem__, chain.from_iterable(slots))
        terms = 2 * np.fromiter(numbers, np.uint32)
        sizes = np.array(list(map(len, slots)), np.int64)
        terms[(sizes.cumsum() - sizes)[sizes > 0]] |= 1
        return Coded(terms, sizes)

    def _of_runs(self, found: Cut) -> Coded:
        """The terms of runs of plain characters: each character as it was written, and the pair
        that begins there."""
        runs, text = found.runs, _joined(found.runs)
        pairs = np.stack((text[:-1], text[1:]), axis=1)[text[:-1] != _BREAK]
        distinct, which = np.unique(pairs.view(np.uint32).reshape(-1), return_inverse=True)
        pairs = distinct.view(np.uint16).reshape(-1, 2)
        paired = pairs[:, 1] != _BREAK
        terms = np.zeros((len(pairs), 2), np.uint32)
        letters, of = np.unique(pairs[:, 0], return_inverse=True)
        terms[:, 0] = (self._numbered(letters, 1) << 1)[of]
        terms[paired, 1] = self._numbered(pairs[paired].reshape(-1), 2) << 1
        standing = np.stack((np.ones_like(paired), paired), axis=1)
        sizes = np.array(list(map(len, runs)), np.int64)
        every = terms[which]
        if runs != found.written:
            forms = self._of_forms(text[text != _BREAK], _joined(found.written)[text != _BREAK])
            every[:, 0] = np.where(forms, forms, every[:, 0])
        every[:, 0] |= 1
        return Coded(every[standing[which]], 2 * sizes - 1)

    def _of_forms(
        self, folded: NDArray[np.uint16], written: NDArray[np.uint16]
    ) -> NDArray[np.uint32]:
        """The term for each character as it was written; 0 where it is as it is folded."""
        terms = np.zeros(len(folded), np.uint32)
        changed = (folded != written).nonzero()[0]
        codes = folded[changed].astype(np.uint32) << 16 | written[changed]
        codes, which = np.unique(codes, return_inverse=True)
        names = [surfaced(chr(code >> 16), chr(code & 0xFFFF)) for code in codes.tolist()]
        numbers = [2 * self._numbers[name] if name else 0 for name in names]
        terms[changed] = np.array(numbers, np.uint32)[which]
        return terms

    def _numbered(self, units: NDArray[np.uint16], size: int) -> NDArray[np.uint32]:
        """The numbers of terms of so many UTF-16 units each."""
        text = units.tobytes().decode("utf-16-le")
        names = (text[at : at + size] for at in range(0, len(text), size))
        return np.fromiter(map(self._numbers.__getitem__, names), np.uint32)

    def sorted(self, coded: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], list[str]]:
        """The same texts with their own terms numbered in order, and these terms."""
        names, terms = list(self._numbers), coded >> 1
        held = np.zeros(len(names), np.bool_)
        held[terms] = True
        order = sorted(held.nonzero()[0].tolist(), key=names.__getitem__)
        ranks = np.empty(len(names), np.uint32)
        ranks[order] = np.arange(len(order), dtype=np.uint32)
        return ranks[terms] << 1 | coded & 1, [names[number] for number in order]


def held(slot: Slot) -> Slot:
    """The terms of a position as a segment holds them: how the word was written, if not as it is
    folded, stands in the place of the folded form."""
    return (slot[-1], *slot[1:-1]) if slot and is_surface(slot[-1]) else slot


def _joined(runs: Sequence[str]) -> NDArray[np.uint16]:
    """The characters of runs, with a break after each run."""
    text = "".join([run + "\n" for run in runs])
    return np.frombuffer(text.encode("utf-16-le"), np.uint16)
