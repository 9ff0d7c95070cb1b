"""forms as written, apart from the words that they are of: lists of which occurrences have each.

Analysis gives the form of a word as a term of its own (`index.analysis.surface`), beside the folded
form and at the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis.surface import SURFACE
from index.engines.whoosh.arrays import Bytes, Integers
from index.engines.whoosh.occurrences import Numbers, Occurrences, begins, changes

Piece = tuple[Sequence[bytes], Occurrences]

MARK: Final = SURFACE.encode()
FAR: Final = 255
"""A gap that long is made in several steps, the first ones written as 0."""
_BITS: Final = 40
"""Bits of the number of an occurrence; above them stands that of its form in the piece."""


class Held(NamedTuple):
    """The forms of some words, in the order of the words: the word of each and how it is written.

    Beside them which occurrences have a form: pairs of the form and the number of the occurrence
    among those of its word. What no form has is written as it is folded.
    """

    words: Numbers
    written: list[bytes]
    form: Numbers
    at: Numbers


class Listed(NamedTuple):
    """The forms of some words, in the order of the words: the word of each, how it is written, the
    bytes of its list (0 for the one that most occurrences have), and those lists."""

    words: Numbers
    written: list[bytes]
    sizes: Numbers
    gaps: Bytes


def parted(pieces: Iterator[Piece]) -> Iterator[tuple[Sequence[bytes], Occurrences, Listed]]:
    """The words of pieces with their occurrences, and their forms apart."""
    for names, found in _whole(pieces):
        forms = np.array([MARK in name for name in names], np.bool_)
        if not forms.any():
            yield names, found, NOTHING
            continue
        words = (~forms).cumsum() - 1
        having = np.zeros(words[-1] + 1, np.bool_)
        having[words[forms]] = True
        terms, texts, positions = (part[having[words][found.terms]] for part in found)
        form, terms = forms[terms], terms.astype(np.int64)
        keys, own = _keys(words[terms], texts, positions), words[terms]
        totals = np.bincount(own[~form], minlength=len(having))
        at = keys[~form].searchsorted(keys[form]) - begins(totals)[own[form]]
        written = [name.partition(MARK)[2] for name in compress(names, forms.tolist())]
        held = Held(words[forms], written, (forms.cumsum() - 1)[terms[form]], at)
        listing = listed(held, totals)
        plain = ~forms[found.terms]
        kept = Occurrences(words[found.terms[plain]], found.texts[plain], found.positions[plain])
        yield list(compress(names, (~forms).tolist())), kept, listing


def listed(held: Held, totals: Numbers) -> Listed:
    """The forms of words of which each has so many occurrences, as they are kept.

    How a word is folded is then one of its forms, if it is written so too.
    """
    words, written, form, at = held
    if not len(form):
        return NOTHING
    plain, rank = np.unique(words, return_inverse=True)
    starts, lead = begins(totals[plain]), changes(rank).nonzero()[0]
    bare = np.ones(int(totals[plain].sum()), np.bool_)
    bare[starts[rank[form]] + at] = False
    places = bare.nonzero()[0]
    of = starts.searchsorted(places, "right") - 1
    # Before the forms of each word comes what is written as it is folded.
    words, names = np.insert(words, lead, plain), np.insert(_objects(written), lead, b"")
    every = np.concatenate((lead[of] + of, form + rank[form] + 1)) << _BITS
    every |= np.concatenate((places - starts[of], at))
    every.sort()
    entry, ordinals = every >> _BITS, every & (1 << _BITS) - 1
    first = changes(entry).nonzero()[0]
    words, names = words[entry[first]], names[entry[first]]
    counts = np.diff(np.append(first, len(entry)))
    most = _most(words, counts)
    gaps = np.diff(ordinals, prepend=-1)
    gaps[first] = ordinals[first] + 1
    packed, taken = _packed(gaps[np.repeat(~most, counts)])
    sizes = np.zeros(len(words), np.int64)
    sizes[~most] = np.add.reduceat(taken, begins(counts[~most])) if len(taken) else 0
    kept = ~most | (names != b"")
    return Listed(words[kept], names[kept].tolist(), sizes[kept], packed)


def _objects(names: Sequence[bytes]) -> NDArray[np.object_]:
    return np.array([*names, None], np.object_)[:-1]


NOTHING: Final = Listed(np.zeros(0, np.int64), [], np.zeros(0, np.int64), np.zeros(0, np.uint8))
"""Of words that are all written as they are folded."""


def _whole(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The same pieces cut so that each word is with all its forms."""
    waiting: Piece | None = None
    for piece in pieces:
        names, found = piece if waiting is None else _joined(waiting, piece)
        last = next(n for n in range(len(names) - 1, -1, -1) if MARK not in names[n])
        cut = int(found.terms.searchsorted(last))
        if last:
            yield names[:last], Occurrences(*(part[:cut] for part in found))
        terms, texts, positions = (part[cut:] for part in found)
        waiting = names[last:], Occurrences(terms - last, texts, positions)
    if waiting is not None:
        yield waiting


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
    most = np.zeros(len(order), np.bool_)
    most[order[changes(words[order])]] = True
    return most


def _packed(gaps: Numbers) -> tuple[Bytes, Numbers]:
    """Gaps of at least 1 in bytes, and how many bytes each takes."""
    steps = (gaps - 1) // FAR
    packed = np.zeros(int(steps.sum()) + len(gaps), np.uint8)
    packed[(steps + 1).cumsum() - 1] = gaps - steps * FAR
    return packed, steps + 1
