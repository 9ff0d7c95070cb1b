"""sorted lists of document numbers: which are in both, in any, and what values they have."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.occurrences import changes

Docs: TypeAlias = NDArray[np.int64]
Keys: TypeAlias = NDArray[np.int64]
"""Numbers of fields of documents, as `words` counts them."""
Mask: TypeAlias = NDArray[np.bool_]
Scores: TypeAlias = NDArray[np.floating]

_SKEW: Final = 8
_RARE: Final = 256
"""A list is looked up by binary search when it is so many times longer, or the numbers looked up
are less than one in so many of all; else a table with a place for every number is filled."""
_SPARSE: Final = 4
"""Values are sorted together when there are less than one in so many of all documents."""


def member(among: Docs, docs: Docs, space: int) -> Mask:
    """Which of `docs` are in `among`; both rise."""
    if _few(docs, among, space):
        at = among.searchsorted(docs)
        at[at == len(among)] = 0
        return np.asarray(among[at] == docs)
    table = np.zeros(space, np.bool_)
    table[among] = True
    return table[docs]


def spread(docs: Docs, values: Scores, wanted: Docs, space: int) -> Scores:
    """The value of each wanted document, -1 for one that `docs` does not have; both rise."""
    if _few(wanted, docs, space):
        at = docs.searchsorted(wanted)
        at[at == len(docs)] = 0
        return np.where(docs[at] == wanted, values[at], values.dtype.type(-1))
    table = np.full(space, -1, values.dtype)
    table[docs] = values
    return table[wanted]


def _few(docs: Docs, among: Docs, space: int) -> bool:
    """Whether there are few to look up among others, which are not none."""
    return len(among) > 0 and len(docs) < max(len(among) // _SKEW, space // _RARE)


def common(one: Docs, other: Docs) -> Docs:
    """The numbers in both lists, which rise."""
    both = np.concatenate((one, other))
    both.sort(kind="stable")  # which merges runs that are sorted already
    return np.asarray(both[:-1][both[1:] == both[:-1]])


def distinct(rising: Docs) -> Docs:
    """Numbers that rise, each once."""
    return rising[changes(rising)]


def merged(docs: Docs, values: Scores, space: int) -> tuple[Docs, Scores]:
    """Documents in any order, rising and each once, with the sum of its values."""
    if len(docs) * _SPARSE > space:
        table, held = np.zeros(space, values.dtype), np.zeros(space, np.bool_)
        np.add.at(table, docs, values)
        held[docs] = True
        docs = held.nonzero()[0]
        return docs, table[docs]
    order = docs.argsort(kind="stable")  # which merges runs that are sorted already
    return sums(docs[order], values[order])


def sums(rising: Docs, values: Scores) -> tuple[Docs, Scores]:
    """Numbers that rise, each once, with the sum of its values; few of them come again."""
    again = (rising[1:] == rising[:-1]).nonzero()[0] + 1
    if not len(again):
        return rising, values
    kept = np.ones(len(rising), np.bool_)
    kept[again] = False
    summed = values[kept]
    np.add.at(summed, again - np.arange(1, len(again) + 1), values[again])
    return rising[kept], summed
