"""sorted lists of document numbers: which are in both, in any, and what values they have."""

from __future__ import annotations

from collections.abc import Sequence
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
"""Two lists are compared by binary search when one is so many times longer."""
_SPARSE: Final = 4
"""Values are sorted together when there are less than one in so many of all documents; else a table
with a place for every document is filled. For bare documents the table is much smaller."""
_MANY: Final = 2048
"""Sums of more numbers are made by adding those that come again to the others."""
_SPARSER: Final = 64


def member(among: Docs, docs: Docs, space: int) -> Mask:
    """Which of `docs` are in `among`; both rise."""
    if among is docs:
        return np.ones(len(docs), np.bool_)
    if len(docs) * _SKEW < len(among):
        at = among.searchsorted(docs)
        at[at == len(among)] = 0
        return np.asarray(among[at] == docs)
    if len(among) * _SKEW < len(docs):
        found = np.zeros(len(docs), np.bool_)
        found[_inside(docs, among)[0]] = True
        return found
    table = np.zeros(space, np.bool_)
    table[among] = True
    return table[docs]


def common(few: Docs, many: Docs) -> Docs:
    """The numbers in both lists, which rise; `few` has no more than `many`."""
    if len(few) * _SKEW < len(many):
        return few[member(many, few, 0)]
    both = np.concatenate((few, many))
    both.sort(kind="stable")  # which merges runs that are sorted already
    return np.asarray(both[:-1][both[1:] == both[:-1]])


def spread(docs: Docs, values: Scores, wanted: Docs, space: int) -> Scores:
    """The value of each wanted document, 0 for one that `docs` does not have; both rise."""
    if len(docs) * _SKEW < len(wanted):
        found = np.zeros(len(wanted), values.dtype)
        at, present = _inside(wanted, docs)
        found[at] = values[present]
        return found
    if len(wanted) * _SKEW < len(docs):
        at = docs.searchsorted(wanted)
        at[at == len(docs)] = 0
        return np.where(docs[at] == wanted, values[at], values.dtype.type(0))
    table = np.zeros(space, values.dtype)
    table[docs] = values
    return table[wanted]


def _inside(longer: Docs, shorter: Docs) -> tuple[Docs, Mask]:
    """Where in `longer` the members of `shorter` stand that it has, and which those are."""
    if not len(longer):
        return np.zeros(0, np.int64), np.zeros(len(shorter), np.bool_)
    at = longer.searchsorted(shorter)
    at[at == len(longer)] = 0
    present = longer[at] == shorter
    return at[present], present


def distinct(rising: Docs) -> Docs:
    """Numbers that rise, each once."""
    return rising[changes(rising)]


def union(lists: Sequence[Docs], space: int) -> Docs:
    """The documents of any list, rising."""
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) * _SPARSER < space:
        docs = np.concatenate(lists)
        docs.sort()
        return distinct(docs)
    table = np.zeros(space, np.bool_)
    for docs in lists:
        table[docs] = True
    return table.nonzero()[0]


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
    """Numbers that rise, each once, with the sum of its values.

    Where there are many, few of them mostly come twice.
    """
    new = changes(rising)
    if len(rising) < _MANY:
        starts = new.nonzero()[0]
        if len(starts) == len(rising):
            return rising, values
        return rising[starts], np.add.reduceat(values, starts)
    again = (~new).nonzero()[0]
    summed = values[new]
    np.add.at(summed, new.cumsum()[again] - 1, values[again])
    return rising[new], summed
