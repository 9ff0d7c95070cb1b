"""where in a text words may stand that begin with certain letters, however they are written.

A text is looked through for the letters as they are in lower case, which is fast; only around a
letter that is written otherwise (accented, or in a variant form) is it looked at closely.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.analysis import fold
from index.analysis.script import HYPHENS, RUN

LETTERS: Final = 3
"""Letters that are looked for: the rest of a word is left to its analysis."""
_MARKS: Final = (
    0xAD, *range(0x300, 0x370), *range(0x591, 0x5C8), 0x640, *range(0x64B, 0x660), 0x670,
    0x200C, 0x200D,
)  # fmt: skip
_JOINING: Final = "'’.," + HYPHENS
"""Signs that may stand between the letters of a word without belonging to its term, where they
stand among the first."""
_SIGNS: Final = {sign: re.compile(f"{re.escape(sign)}(?<=..)(?=\\w)") for sign in _JOINING}
_WORD: Final = frozenset(char for char in map(chr, range(128)) if char.isalnum() or char == "_")
_NONE: Final = dict.fromkeys(map(ord, ".,'" + HYPHENS))
_FOLDED: Final = (
    *range(0x41, 0x800), *range(0x900, 0xE00), *range(0x10A0, 0x1100), *range(0x1C80, 0x2000),
    *range(0x2C00, 0x2E00), *range(0xA640, 0xA800), *range(0xFB00, 0xFF60),
)  # fmt: skip
"""The blocks that have letters with case, accents or variant forms."""
_BEGUN: Final = re.compile(f"[^\\W{RUN.pattern[1:-1]}]{{{LETTERS}}}")
"""As many letters of a word as are looked for: a sign after them is no longer among the first."""


class Needles:
    """Finds where words may begin with any of these letters; "" stands for any word."""

    def __init__(self, beginnings: frozenset[str]) -> None:
        self._beginnings = tuple(sorted(beginnings))
        # A literal by itself is found many times as fast as one of several. One of all letters may
        # stand anywhere, since a prefix may have been cut off a stem.
        literals = {each: re.compile(re.escape(each) or r"\b\w") for each in self._beginnings}
        self._long = {each: literals[each] for each in literals if len(each) >= LETTERS}
        self._short = {each: literals[each] for each in literals if len(each) < LETTERS}
        self._letters = frozenset().union(*beginnings) or _WORD

    @cached_property
    def _odd(self) -> NDArray[np.bool_]:
        """Which characters may stand for a letter that is looked for, or inside of a word."""
        odd = np.zeros(1 << 16, np.bool_)
        odd[list(_MARKS)] = True
        for letter in frozenset("".join(self._beginnings)):
            odd[_odd(letter)] = True
        return odd

    def places(self, text: str) -> list[int]:
        """Places near the beginnings of such words, rising; some are of other words."""
        small = text.replace("İ", "I").lower()  # the one letter that would become two
        found = _starts(self._long, small)
        if self._short:
            found += [at for at in _starts(self._short, small) if _begins(small, at)]
        doubtful = [at for at in _starts(_SIGNS, small) if self._joins(small, at)]
        if not text.isascii():
            codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
            doubtful += self._odd.take(codes, mode="clip").nonzero()[0].tolist()
        for at in doubtful:
            near = small[max(at - 2 * LETTERS, 0) : at + 2 * LETTERS]
            near = near if near.isascii() else fold(near)
            near = near.translate(_NONE)
            for each in self._beginnings:
                if each in near:
                    found.append(at)
                    break
        return sorted(found)

    def _joins(self, small: str, at: int) -> bool:
        """Whether a sign stands among the first letters of what may be such a word."""
        before, after, letters = small[at - 1], small[at + 1], self._letters
        return (
            (after in letters or after > "\x7f")
            and (before in letters or before in _JOINING or before > "\x7f")
            and (at < LETTERS or not _BEGUN.match(small, at - LETTERS))
        )


@lru_cache(maxsize=256)
def needles(beginnings: frozenset[str]) -> Needles:
    """Those for these letters, up to `LETTERS` of each word."""
    return Needles(beginnings)


def _starts(literals: Mapping[str, re.Pattern[str]], text: str) -> list[int]:
    """Where the literals stand in a text."""
    found: list[int] = []
    for literal, pattern in literals.items():
        if literal in text:
            for hit in pattern.finditer(text):
                found.append(hit.start())  # noqa: PERF401  (a comprehension costs a call for each)
    return found


def _begins(text: str, at: int) -> bool:
    """Whether a word may begin there."""
    return not at or not text[at - 1].isalnum() or bool(RUN.match(text, at - 1))


@cache
def _odd(letter: str) -> list[int]:
    """The code points of those that do not become the letter in lower case, always."""
    variants = _variants().get(letter, ())
    return [ord(char) for char in variants if char.lower() != letter or char == "Σ"]


@cache
def _variants() -> dict[str, list[str]]:
    """The letters of the scripts with case, accents or variant forms, by what they fold to."""
    variants: dict[str, list[str]] = {}
    for code in _FOLDED:
        folded = fold(chr(code))
        if folded and folded[0] != chr(code):
            variants.setdefault(folded[0], []).append(chr(code))
    return variants
