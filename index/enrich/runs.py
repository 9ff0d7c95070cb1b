"""runs of characters looked for all at once: the way into text that has no spaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

What = TypeVar("What")


class Runs(Generic[What]):
    """Runs of characters and what each stands for, as an automaton (Aho and Corasick, 1975).

    It goes through a text once, however many runs there are.
    """

    _kind = MatchKind.Standard

    def __init__(self, runs: Mapping[str, What]) -> None:
        """The runs must not be empty strings."""
        self._what = list(runs.values())
        self._automaton = AhoCorasick(
            runs,
            matchkind=self._kind,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def __bool__(self) -> bool:
        return bool(self._what)

    def anywhere(self, text: str) -> list[tuple[int, What]]:
        """Where runs of every kind start in a text, in no order."""
        what = self._what
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(start, what[number]) for number, start, _ in found]

    def find(self, text: str) -> list[tuple[int, int, What]]:
        """Every run in a text, by where it starts, the longest first, and where it ends."""
        what = self._what
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found.sort(key=_longest_first)
        return [(start, end, what[number]) for number, start, end in found]


class LongestRuns(Runs[What]):
    """Runs of which only those are found that do not overlap an earlier or a longer one."""

    _kind = MatchKind.LeftmostLongest

    def find(self, text: str) -> list[tuple[int, int, What]]:
        """The runs in a text that do not overlap, in order."""
        what = self._what
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end, what[number]) for number, start, end in found]


def _longest_first(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], -found[2]
