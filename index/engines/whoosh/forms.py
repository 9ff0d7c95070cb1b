"""the forms in which words were written: of each folded form, which of its occurrences has which.

Analysis gives the form of a word as a term of its own (`index.analysis.surface`), and so do
builders and merges. In a segment it takes no postings: it stands at some of the places of its
folded form, so it is enough to know which. The form that most occurrences have is known by its name
alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Final, NamedTuple

import numpy as np
import zstandard
from numpy.typing import NDArray

from index.analysis.surface import SURFACE
from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, Integers, ends, ranges
from index.engines.whoosh.occurrences import Occurrences
from index.engines.whoosh.offsets import Offsets, write_offsets

Piece = tuple[Sequence[bytes], Occurrences]
Numbers = NDArray[np.int64]

_MARK: Final = SURFACE.encode()
_FRAME: Final = 256
"""So many forms are compressed together."""
_BITS: Final = 40
"""Bits of the number of an occurrence; above them stands that of its form in the piece."""
_FAR: Final = 255
"""A gap that long is made in several steps, the first ones written as 0."""


class Chosen(NamedTuple):
    """Some of the occurrences of a term, by their numbers in its postings; with `others`, all but
    these."""

    occurrences: Numbers
    others: bool


@dataclass
class FormsWriter:
    """Takes the terms that are forms out of the pieces of postings, and writes them at the end."""

    _terms: list[Numbers] = field(default_factory=list)
    _written: list[bytes] = field(default_factory=list)
    _sizes: list[Numbers] = field(default_factory=list)
    _gaps: list[Bytes] = field(default_factory=list)
    _count: int = 0

    def taken(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The pieces without forms."""
        for piece in _whole(pieces):
            forms = np.array([_MARK in name for name in piece[0]], np.bool_)
            if forms.any():
                self._take(*piece, forms)
            names, found = _without(*piece, forms) if forms.any() else piece
            self._count += len(names)
            yield names, found

    def _take(self, names: Sequence[bytes], found: Occurrences, forms: NDArray[np.bool_]) -> None:
        """Take the forms of some words: what no form has is written as it is folded, and then the
        word stands for its form."""
        words = np.maximum.accumulate(np.where(forms, 0, np.arange(len(names))))
        held = np.zeros(len(names), np.bool_)
        held[words[forms]] = True
        terms, texts, positions = (part[held[words][found.terms]] for part in found)
        form, terms = forms[terms], terms.astype(np.int64)
        keys = _keys(words[terms], texts, positions)
        own = terms[~form]
        at = keys[~form].searchsorted(keys[form])
        bare = np.ones(len(own), np.bool_)
        bare[at] = False
        places = bare.nonzero()[0]
        every = np.concatenate((own[places], terms[form]))
        ordinals = np.concatenate((places, at))
        ordinals -= own.searchsorted(np.arange(len(names)))[words[every]]
        both = every << _BITS | ordinals
        both.sort()
        self._add(names, words, both >> _BITS, both & (1 << _BITS) - 1)

    def _add(self, names: Sequence[bytes], words: Numbers, every: Numbers, at: Numbers) -> None:
        """Take forms and the numbers of the occurrences that have each, in their order."""
        begins = np.append(True, every[1:] != every[:-1]).nonzero()[0]
        entries, counts = every[begins], np.diff(np.append(begins, len(every)))
        most = _most(words[entries], counts)
        kept = ~most | (entries != words[entries])
        gaps = np.diff(at, prepend=-1)
        gaps[begins] = at[begins] + 1
        listed = np.repeat(~most, counts)
        packed, sizes = _packed(gaps[listed])
        lengths = np.bincount(every[listed], sizes, len(names)).astype(np.int64)
        numbers = (words == np.arange(len(names))).cumsum() - 1
        entries = entries[kept]
        self._terms.append(self._count + numbers[words[entries]])
        self._sizes.append(lengths[entries])
        self._written += [names[n].partition(_MARK)[2] for n in entries.tolist()]
        self._gaps.append(packed)

    def write(self, file: ArrayWriter) -> None:
        """Write them."""
        nothing = np.zeros(0, np.int64)
        terms = np.concatenate([nothing, *self._terms])
        write_offsets(file, "forms.terms", np.diff(terms, prepend=0))
        write_offsets(file, "forms.gaps", np.concatenate([nothing, *self._sizes]))
        file.write("forms.gaps", np.concatenate([np.zeros(0, np.uint8), *self._gaps]))
        compress = zstandard.ZstdCompressor(level=6).compress
        runs = range(0, len(self._written), _FRAME)
        frames = [compress(_MARK.join(self._written[at : at + _FRAME])) for at in runs]
        file.write("forms.written", np.frombuffer(b"".join(frames), np.uint8))
        file.write("forms.frames", ends(np.array(list(map(len, frames)), np.int64)))


def _whole(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The same pieces cut so that each word is with all its forms."""
    waiting: Piece | None = None
    for piece in pieces:
        names, found = piece if waiting is None else _joined(waiting, piece)
        last = next(n for n in range(len(names) - 1, -1, -1) if _MARK not in names[n])
        cut = int(found.terms.searchsorted(last))
        if last:
            yield names[:last], Occurrences(*(part[:cut] for part in found))
        terms, texts, positions = (part[cut:] for part in found)
        waiting = names[last:], Occurrences(terms - last, texts, positions)
    if waiting is not None:
        yield waiting


def _without(names: Sequence[bytes], found: Occurrences, forms: NDArray[np.bool_]) -> Piece:
    """A piece without the terms that are forms."""
    terms, texts, positions = (part[~forms[found.terms]] for part in found)
    renumbered = (~forms).cumsum() - 1
    words = list(compress(names, (~forms).tolist()))
    return words, Occurrences(renumbered[terms], texts, positions)


def _joined(first: Piece, second: Piece) -> Piece:
    names = [*first[0], *second[0]]
    terms, texts, positions = (
        np.concatenate([part.astype(np.int64) for part in pair])
        for pair in zip(first[1], second[1], strict=True)
    )
    terms[len(first[1].terms) :] += len(first[0])
    return names, Occurrences(terms, texts, positions)


def _keys(words: Integers, texts: Integers, positions: Integers) -> NDArray[np.uint64]:
    """A number for each place of a word, in the order of words, texts and positions."""
    parts = [words, texts, positions]
    if sum(int(part.max(initial=0)).bit_length() for part in parts) > 64:
        parts = [np.unique(part, return_inverse=True)[1] for part in parts]
    keys = parts[0].astype(np.uint64)
    for part in parts[1:]:
        keys <<= np.uint64(int(part.max(initial=0)).bit_length())
        keys |= part.astype(np.uint64)
    return keys


def _most(words: Numbers, counts: Numbers) -> NDArray[np.bool_]:
    """Which of the forms is the most frequent one of its word."""
    order = np.lexsort((-counts, words))
    first = np.ones(len(order), np.bool_)
    np.not_equal(words[order][1:], words[order][:-1], out=first[1:])
    most = np.zeros(len(order), np.bool_)
    most[order[first]] = True
    return most


def _packed(gaps: Numbers) -> tuple[Bytes, Numbers]:
    """Gaps of at least 1 in bytes, and how many bytes each takes."""
    steps = (gaps - 1) // _FAR
    packed = np.zeros(int(steps.sum()) + len(gaps), np.uint8)
    packed[(steps + 1).cumsum() - 1] = gaps - steps * _FAR
    return packed, steps + 1


class Forms:
    """The forms of the words of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._terms, self._at = Offsets(arrays, "forms.terms"), Offsets(arrays, "forms.gaps")
        self._gaps: Bytes = arrays["forms.gaps"]
        self._frames: Integers = arrays["forms.frames"]
        self._written: Bytes = arrays["forms.written"]

    def chosen(self, term: int, written: bytes) -> Chosen | None:
        """Which occurrences of a term have a form, b"" for the folded one; None where none has."""
        first, last = self._span(term, term + 1)
        entries, forms = np.arange(first, last), self._names(first, last)
        listed = np.diff(self._at.take(np.arange(first, last + 1))) > 0
        if written in forms and listed[forms.index(written)]:
            return Chosen(self._listed(entries[[forms.index(written)]])[1], others=False)
        if written in forms or (not written and listed.all()):
            return Chosen(self._listed(entries[listed])[1], others=True)
        return None

    def added(self, start: int, names: Sequence[bytes], found: Occurrences) -> Piece:
        """The occurrences of the terms from number `start`, with their forms as terms behind."""
        first, last = self._span(start, start + len(names))
        entries, written = np.arange(first, last), self._names(first, last)
        terms = self._terms.take(entries + 1) - start
        counts = np.bincount(found.terms, minlength=len(names))
        begins = counts.cumsum() - counts
        form = np.full(len(found.terms), -1, np.int64)
        most = (np.diff(self._at.take(np.arange(first, last + 1))) == 0).nonzero()[0]
        form[ranges(begins[terms[most]], counts[terms[most]])] = most.repeat(counts[terms[most]])
        which, ordinals = self._listed(entries)
        form[begins[terms[which]] + ordinals] = which
        bare = np.array([not each for each in written], np.bool_)
        held = (form >= 0).nonzero()[0]
        held = held[~bare[form[held]]]
        more = Occurrences(form[held] + len(names), found.texts[held], found.positions[held])
        told = [names[t] + _MARK + each for t, each in zip(terms.tolist(), written, strict=True)]
        return [*names, *told], Occurrences(*map(np.concatenate, zip(found, more, strict=True)))

    def _span(self, start: int, stop: int) -> tuple[int, int]:
        """The forms of the terms from `start` to `stop`."""
        return max(self._terms.first(start) - 1, 0), max(self._terms.first(stop) - 1, 0)

    def _listed(self, entries: Numbers) -> tuple[Numbers, Numbers]:
        """The occurrences in the lists of some forms: the place of each form, and the number."""
        at, stop = self._at.take(entries), self._at.take(entries + 1)
        gaps = self._gaps[ranges(at, stop - at)]
        steps = np.where(gaps == 0, _FAR, gaps).astype(np.int64)
        which = np.arange(len(entries)).repeat(stop - at)
        sums = np.append(0, steps.cumsum())
        begins = (stop - at).cumsum() - (stop - at)
        ordinals = sums[1:] - 1 - sums[begins][which]
        kept = gaps > 0
        return which[kept], ordinals[kept]

    def _names(self, first: int, last: int) -> list[bytes]:
        """How some forms are written."""
        if first == last:
            return []
        expand = zstandard.ZstdDecompressor().decompress
        found: list[bytes] = []
        begin = first // _FRAME
        for frame in range(begin, (last - 1) // _FRAME + 1):
            data = self._written[self._frames[frame] : self._frames[frame + 1]].tobytes()
            found += expand(data).split(_MARK)
        return found[first - begin * _FRAME : last - begin * _FRAME]
