"""the words of a story in small letters, cut once for everything that looks words up."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np

from index.enrich.country_forms import composed, lowered, spread

PART = "\0"
"""Stands between the headline and the body as a word that no table has."""
_BETWEEN = f"\n{PART}\n"

_LATIN = re.compile(r"[a-z0-9]+")


class Words:
    """The headline and the body of a story as one text, cut into words.

    `text` is both, as many characters as they have; the body begins at `body`. `words` are in small
    letters as `country_forms.lowered` makes them, each accent in one character with its letter.
    """

    def __init__(self, title: str, body: str, script: str) -> None:
        """What cuts words depends on the script (ISO 15924) only where letters have marks."""
        title, body = title.replace(PART, " "), body.replace(PART, " ")
        self.text = text = f"{title}{_BETWEEN}{body}"
        self.body = len(text) - len(body)
        self._plain, is_composed = spread(text, script)
        words = self._plain.split()
        self.words = words if is_composed else composed(words)

    @cached_property
    def low(self) -> str:
        """The text in small letters, with as many characters."""
        return lowered(self.text)

    @cached_property
    def edges(self) -> list[int]:
        """Where words begin and end: word `n` is `text[edges[2 * n] : edges[2 * n + 1]]`."""
        return _edges(self._plain)

    @cached_property
    def latin(self) -> list[str]:
        """The runs of Latin letters and figures, for texts of another script."""
        return _LATIN.findall(self.low)

    def latin_edges(self) -> list[int]:
        """Where those begin and end."""
        return [edge for run in _LATIN.finditer(self.low) for edge in run.span()]

    def gap(self, at: int) -> str:
        """What stands before the word at `at`, back to the one before it."""
        edges = self.edges
        start = edges[2 * at - 1] if at else 0
        gap = self.text[start : edges[2 * at]]
        return gap if gap.isascii() else lowered(gap)


def _edges(plain: str) -> list[int]:
    if plain.isascii():
        letters = np.frombuffer(f" {plain} ".encode(), np.uint8) != ord(" ")
    else:
        written = f" {plain} ".encode("utf-16-le", "surrogatepass")
        letters = np.frombuffer(written, np.uint16) != ord(" ")
        if len(letters) > len(plain) + 2:  # a character beyond 16 bits
            letters = np.frombuffer(f" {plain} ".encode("utf-32-le"), np.uint32) != ord(" ")
    edges: list[int] = (letters[1:] != letters[:-1]).nonzero()[0].tolist()
    return edges
