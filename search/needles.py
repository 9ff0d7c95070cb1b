"""where in a text words may stand that begin with certain letters, however they are written."""

from __future__ import annotations

import re
from typing import AnyStr, Final

from index.analysis import fold
from index.analysis.script import RUN
from search.letters import ODD, narrow, plain

LETTERS: Final = 3
"""Letters that are looked for: the rest of a word is left to its analysis."""
_JOINING: Final = "'.,-"
"""Signs that may stand between the letters of a word without belonging to its term, where they
stand among the first."""
_WORD: Final = frozenset(char for char in map(chr, range(128)) if char.isalnum() or char == "_")
_NONE: Final = dict.fromkeys(map(ord, _JOINING + ODD))
_PREFIXED: Final = re.compile("[\u0620-\u06ff]")
"""A letter of Arabic, whose stems may be short and stand behind an article or a preposition."""
_ANY: Final = re.compile(r"\b\w")
_NOTHING, _SIGN, _LETTER, _OTHER = b" .lx"
"""What stands, in a text in one byte a character, for those signs, for the letters looked for, and
for all that takes more than ASCII."""
_BYTES: Final = bytes(
    _SIGN if chr(code) in _JOINING else _OTHER if code > 0x7F else _NOTHING for code in range(256)
)


class Needles:
    """Finds where words may begin with any of these letters; "" stands for any word."""

    def __init__(self, beginnings: frozenset[str]) -> None:
        self._beginnings = sorted(beginnings)
        self._letters = frozenset().union(*beginnings) or _WORD
        table = bytearray(_BYTES)
        for letter in self._letters.difference(_JOINING):
            if letter.isascii():
                table[ord(letter)] = _LETTER
        self._bytes = bytes(table)
        next = b"l" if "".join(self._letters).isascii() else b"lx"
        self._pairs = [bytes((_SIGN, each)) for each in next]

    def places(self, text: str) -> list[int]:
        """Places near the beginnings of such words, rising; some are of other words."""
        small, odd = plain(text)
        found: list[int] = []
        for each in self._beginnings:
            # Some may stand anywhere: a prefix may have been cut off a stem.
            inside = len(each) >= LETTERS or _PREFIXED.match(each)
            found += all_of(each, small) if inside else _begun(each, small)
        for at in odd + self._joined(small):
            around = slice(max(at - 2 * LETTERS, 0), at + 2 * LETTERS)
            near = small[around]
            if not near.isascii() or text[at].isalpha():
                near = fold(text[around])
            near = near.translate(_NONE)
            for each in self._beginnings:
                if each in near:
                    found.append(at)
                    break
        found.sort()
        return found

    def _joined(self, small: str) -> list[int]:
        """Where a sign stands among the first letters of what may be such a word."""
        coded = narrow(small).translate(self._bytes)
        places = [at for pair in self._pairs for at in all_of(pair, coded)]
        return [
            at
            for at in places
            if at
            and coded[at - 1] != _NOTHING
            and small[at + 1].isalnum()
            and not (at >= LETTERS and small[at - LETTERS : at].isalnum())
        ]


def all_of(letters: AnyStr, text: AnyStr) -> list[int]:
    """Where letters stand in a text."""
    found: list[int] = []
    at = text.find(letters)
    while at >= 0:
        found.append(at)
        at = text.find(letters, at + 1)
    return found


def _begun(letters: str, text: str) -> list[int]:
    """Where a word may begin with them."""
    found = all_of(letters, text) if letters else [hit.start() for hit in _ANY.finditer(text)]
    return [at for at in found if not at or not text[at - 1].isalnum() or RUN.match(text, at - 1)]
