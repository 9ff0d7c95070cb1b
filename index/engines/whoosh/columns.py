"""columns: for each document the set of values of a KEYWORD field, as one number.

The distinct sets stand in a table, so that counting a facet is one gather and one bincount over the
hits, and what follows is as small as the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Unsigned, narrow

Set: TypeAlias = tuple[str, ...]

_COUNT: Final = itemgetter(1)


class Column:
    """The sets of a field: `ordinals[doc]` numbers a set of `sets`, each a sorted tuple.

    `members` numbers the `values` of the sets, end to end, and `sizes` tells how many each has.
    """

    def __init__(self, ordinals: Unsigned, sets: Sequence[Set]) -> None:
        self.ordinals = ordinals
        self.sets = sets
        self.values: list[str] = sorted(set(chain.from_iterable(sets)))
        self._numbers = {value: i for i, value in enumerate(self.values)}
        self.members = np.array([self._numbers[v] for members in sets for v in members], np.int64)
        self.sizes = np.fromiter(map(len, sets), np.int64, len(sets))
        # For each value the sets that hold it, value after value.
        order = self.members.argsort(kind="stable")
        self._holders = np.repeat(np.arange(len(sets)), self.sizes)[order]
        self._first = self.members[order].searchsorted(np.arange(len(self.values) + 1))

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> Column:
        """The column that `write_column` wrote."""
        sets = msgspec.json.decode(arrays[f"{name}.sets"].data, type=list[Set])
        return cls(arrays[f"{name}.ordinals"], sets)

    @classmethod
    def join(cls, columns: Sequence[Column]) -> Column:
        """The column of the documents of several, one after the other."""
        if len(columns) == 1:
            return columns[0]
        table: dict[Set, int] = {}
        numbers = [[table.setdefault(each, len(table)) for each in c.sets] for c in columns]
        dtype = np.min_scalar_type(max(len(table) - 1, 0))
        pairs = zip(numbers, columns, strict=True)
        parts = [np.array(known, dtype)[column.ordinals] for known, column in pairs]
        return cls(np.concatenate([np.zeros(0, dtype), *parts]), list(table))

    def __len__(self) -> int:
        return len(self.ordinals)

    def totals(self, docs: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each value, how many of the documents have it."""
        if len(self.sets) < 2:
            return np.full(len(self.values), len(docs))
        counts = np.bincount(self.ordinals[docs], minlength=len(self.sets))
        return np.add.reduceat(counts[self._holders], self._first[:-1])

    def count(self, docs: NDArray[np.int64]) -> list[tuple[str, int]]:
        """The values that the documents have, with the number of documents: by falling number,
        then by value."""
        return self.named(self.totals(docs))

    def named(self, totals: NDArray[np.int64]) -> list[tuple[str, int]]:
        """The values with a total above 0: by falling total, then by value."""
        counts = zip(self.values, totals.tolist(), strict=True)
        return sorted(filter(_COUNT, counts), key=_COUNT, reverse=True)

    def having(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """For each set, whether one of its values is wanted."""
        held = np.zeros(len(self.sets), np.bool_)
        for value in wanted:
            at = self._numbers.get(value)
            if at is not None:
                held[self._holders[self._first[at] : self._first[at + 1]]] = True
        return held

    def take(self, docs: NDArray[np.int64]) -> Column:
        """The column of some of the documents."""
        kept, ordinals = np.unique(self.ordinals[docs], return_inverse=True)
        return Column(narrow(ordinals), [self.sets[i] for i in kept.tolist()])


def column(sets: Iterable[Iterable[str]]) -> Column:
    """The column of the given sets, one a document."""
    table: dict[Set, int] = {}
    ordinals = [table.setdefault(_normal(members), len(table)) for members in sets]
    return Column(narrow(np.array(ordinals, np.int64)), list(table))


def _normal(members: Iterable[str]) -> Set:
    found = tuple(members)
    return found if len(found) < 2 else tuple(sorted(set(found)))


def write_column(file: ArrayWriter, name: str, column: Column) -> None:
    """Write a column for `Column.read`."""
    file.write(f"{name}.sets", np.frombuffer(msgspec.json.encode(column.sets), np.uint8))
    file.write(f"{name}.ordinals", column.ordinals)
