"""the words of a text in small letters, cut once for everything that looks words up."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

import numpy as np

from index.enrich.country_forms import composed, is_composed, lowered, spread

_LATIN = re.compile(r"[a-z0-9]+")


class Words:
    """A text cut into words.

    `low` is the text in small letters, as `country_forms.lowered` makes it, with as many
    characters; `words` are its words, each accent in one character with its letter. `plain` is
    `low` with a space for every character that is of no word.
    """

    def __init__(self, low: str, plain: str, words: list[str]) -> None:
        self.low = low
        self.words = words
        self._plain = plain

    @cached_property
    def edges(self) -> list[int]:
        """Where words begin and end: word `n` is `low[edges[2 * n] : edges[2 * n + 1]]`."""
        letters = np.frombuffer(f" {self._plain} ".encode("utf-32-le"), np.uint32) != ord(" ")
        edges: list[int] = np.flatnonzero(letters[1:] != letters[:-1]).tolist()
        return edges

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters from the beginning of one word to the end of another."""
        return self.edges[2 * first], self.edges[2 * last + 1]

    def gap(self, at: int) -> str:
        """What stands before the word at `at`, back to the one before it; after the last word, what
        is left of the text.
        """
        edges = self.edges
        start = edges[2 * at - 1] if at else 0
        return self.low[start : edges[2 * at]] if at < len(self.words) else self.low[start:]


@lru_cache(maxsize=4)
def cut(text: str, script: str) -> Words:
    """The words of a text that is mostly in a script (ISO 15924); the last texts' are remembered.

    What cuts words depends on the script only where letters have marks of their own.
    """
    low = lowered(text)
    whole = is_composed(low)
    plain = spread(low, script, composed=whole)
    words = plain.split()
    return Words(low, plain, words if whole else composed(words))


@lru_cache(maxsize=4)
def latin(text: str) -> Words:
    """The runs of Latin letters and figures in a text of another script."""
    low = lowered(text)
    found = Words(low, "", _LATIN.findall(low))
    found.edges = [edge for run in _LATIN.finditer(low) for edge in run.span()]
    return found
