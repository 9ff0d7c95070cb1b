"""the words of a text in small letters, cut once for everything that looks words up."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from operator import add

from index.enrich.country_forms import composed, is_composed, lowered, split

_LATIN = re.compile(r"([a-z0-9]+)")


@dataclass(slots=True)
class Words:
    """A text cut into gaps and words by turns, a gap first and last.

    `low` is the text in small letters, as `country_forms.lowered` makes it, with as many
    characters; `parts` are its gaps and words, and `words` the words alone, each accent in one
    character with its letter. Word `n` is `parts[2 * n + 1]`.
    """

    low: str
    parts: list[str]
    words: list[str]
    _ends: list[int] = field(default_factory=list)
    _grams: frozenset[str] = frozenset()

    def places(self, starts: Container[str]) -> list[int]:
        """Where any of these characters and pairs of characters stands: the way into text that
        has no spaces.
        """
        low = self.low
        if not self._grams:
            self._grams = frozenset((*low, *map(add, low, low[1:])))
        found: set[int] = set()
        for gram in self._grams:
            if gram in starts:
                at = low.find(gram)
                while at >= 0:
                    found.add(at)
                    at = low.find(gram, at + 1)
        return sorted(found)

    @property
    def ends(self) -> list[int]:
        """Where in the text each part ends; word `n` is `low[ends[2 * n] : ends[2 * n + 1]]`."""
        if not self._ends:
            self._ends = list(accumulate(map(len, self.parts)))
        return self._ends

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters from the beginning of one word to the end of another."""
        return self.ends[2 * first], self.ends[2 * last + 1]


@lru_cache(maxsize=4)
def cut(text: str, script: str) -> Words:
    """The words of a text that is mostly in a script (ISO 15924); the last texts' are remembered.

    What cuts words depends on the script only where letters have marks of their own.
    """
    low = lowered(text)
    whole = is_composed(low)
    parts = split(low, script, composed=whole)
    return Words(low, parts, parts[1::2] if whole else composed(parts[1::2]))


@lru_cache(maxsize=4)
def latin(text: str) -> Words:
    """The runs of Latin letters and figures in a text of another script."""
    low = lowered(text)
    parts = _LATIN.split(low)
    return Words(low, parts, parts[1::2])
