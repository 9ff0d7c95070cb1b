"""what came of an indexing run: counts, notes, and which ids came twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

SHOWN = 5
"""How many ids that came twice are named."""


@dataclass(slots=True)
class Summary:
    """An indexing run in numbers.

    `read` is articles and rejected records; `indexed` leaves out what came twice, of which only
    the last counts; `repeated_ids` are the first few ids that did. `notes` and `skipped` (files of
    other kinds, by suffix) are counted. `facets` counts the indexed articles of each value.
    """

    read: int = 0
    indexed: int = 0
    rejected: int = 0
    repeated: int = 0
    repeated_ids: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.indexed / self.seconds if self.seconds else 0.0

    def repeat(self, ids: Iterable[str]) -> None:
        """Count ids that came again."""
        again = list(ids)
        self.repeated += len(again)
        self.repeated_ids = list(dict.fromkeys(self.repeated_ids + again))[:SHOWN]


class Seen:
    """Which ids have come, in eight bytes each: so ten million take 80 MB."""

    def __init__(self) -> None:
        self._keys: NDArray[np.uint64] = np.empty(0, np.uint64)

    def add(self, ids: Iterable[str]) -> list[str]:
        """Those ids that have come before, now or earlier; each as often as it came again."""
        names = list(ids)
        digests = b"".join(
            blake2b(name.encode("utf-8", "replace"), digest_size=8).digest() for name in names
        )
        keys = np.frombuffer(digests, np.uint64)
        new, first = np.unique(keys, return_index=True)
        again = np.ones(len(keys), bool)
        again[first] = np.isin(new, self._keys)
        self._keys = np.union1d(self._keys, new)
        return [names[i] for i in np.flatnonzero(again)]
