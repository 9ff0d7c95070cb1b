"""runs of characters looked for all at once: the way into text that has no spaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import ahocorasick

What = TypeVar("What")


class Runs(Generic[What]):
    """Runs of characters and what each stands for, as an automaton (Aho and Corasick, 1975).

    It goes through a text once, however many runs there are.
    """

    def __init__(self, runs: Mapping[str, What]) -> None:
        """The runs must not be empty strings."""
        self._automaton = ahocorasick.Automaton()
        self._none = not runs
        for run, what in runs.items():
            self._automaton.add_word(run, (len(run) - 1, what))
        self._automaton.make_automaton()

    def __bool__(self) -> bool:
        return not self._none

    def find(self, text: str) -> list[tuple[int, int, What]]:
        """Every run in a text, by where it starts, the longest first, and where it ends."""
        if self._none:
            return []
        found = [
            (last - before, -last, what) for last, (before, what) in self._automaton.iter(text)
        ]
        found.sort()
        return [(start, 1 - last, what) for start, last, what in found]
