"""where in a text words may stand that begin with certain letters, however they are written."""

from __future__ import annotations

import re
from typing import Final

from index.analysis import fold
from index.analysis.script import HYPHENS, RUN
from search.letters import plain

LETTERS: Final = 3
"""Letters that are looked for: the rest of a word is left to its analysis."""
_JOINING: Final = "'’.," + HYPHENS
"""Signs that may stand between the letters of a word without belonging to its term, where they
stand among the first."""
_WORD: Final = frozenset(char for char in map(chr, range(128)) if char.isalnum() or char == "_")
_NONE: Final = dict.fromkeys(map(ord, _JOINING))
_PREFIXED: Final = re.compile("[\u0620-\u06ff]")
"""A letter of Arabic, whose stems may be short and stand behind an article or a preposition."""
_ANY: Final = re.compile(r"\b\w")
_BEGUN: Final = f"[^\\W{RUN.pattern[1:-1]}]{{{LETTERS}}}"
"""As many letters of a word as are looked for: a sign after them is no longer among the first."""


def _before(next: str) -> dict[str, re.Pattern[str]]:
    """Where each sign stands in a word, among its first letters and before such a character."""
    return {
        sign: re.compile(f"{re.escape(sign)}(?<=..)(?={next})(?<!{_BEGUN}.)") for sign in _JOINING
    }


_SIGNS: Final = _before(r"[^\W\d]"), _before(r"\w")
"""Before a letter alone, which is faster, and before a digit too."""


class Needles:
    """Finds where words may begin with any of these letters; "" stands for any word."""

    def __init__(self, beginnings: frozenset[str]) -> None:
        self._beginnings = sorted(beginnings)
        self._letters = frozenset().union(*beginnings) or _WORD
        self._digits = not self._letters.isdisjoint("0123456789")

    def places(self, text: str) -> list[int]:
        """Places near the beginnings of such words, rising; some are of other words."""
        small, odd = plain(text)
        found: list[int] = []
        for each in self._beginnings:
            # Some may stand anywhere: a prefix may have been cut off a stem.
            inside = len(each) >= LETTERS or _PREFIXED.match(each)
            found += _all(each, small) if inside else _begun(each, small)
        for at in odd + self._joined(small):
            near = text[max(at - 2 * LETTERS, 0) : at + 2 * LETTERS]
            near = (near.lower() if near.isascii() else fold(near)).translate(_NONE)
            for each in self._beginnings:
                if each in near:
                    found.append(at)
                    break
        found.sort()
        return found

    def _joined(self, small: str) -> list[int]:
        """Where a sign stands among the first letters of what may be such a word."""
        found: list[int] = []
        letters = self._letters
        for sign, pattern in _SIGNS[self._digits].items():
            if sign not in small:
                continue
            for hit in pattern.finditer(small):
                at = hit.start()
                if (after := small[at + 1]) in letters or after > "\x7f":
                    before = small[at - 1]
                    if before in letters or before in _JOINING or before > "\x7f":
                        found.append(at)
        return found


def _all(letters: str, text: str) -> list[int]:
    """Where letters stand in a text."""
    found: list[int] = []
    at = text.find(letters)
    while at >= 0:
        found.append(at)
        at = text.find(letters, at + 1)
    return found


def _begun(letters: str, text: str) -> list[int]:
    """Where a word may begin with them."""
    found = _all(letters, text) if letters else [hit.start() for hit in _ANY.finditer(text)]
    return [at for at in found if not at or not text[at - 1].isalnum() or RUN.match(text, at - 1)]
