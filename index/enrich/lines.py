"""the lines of a text, each with its offsets and a folded form that tables can be looked up by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LINE = re.compile(r"\S[^\r\n\x0b\x0c\x85\u2028\u2029]*")
_QUOTES = "\"'”’»)」』】"
_EDGE = (
    _QUOTES + " \t\u00a0\u3000.,;:!?¿¡“„«‹›‘(（）[]{}<>［］【「『《》〈〉…–—-_*|/\\#•■□●○◆◇▶►▼▲★☆"
    "・·+=~^`。、，．：；！？।॥،؛؟۔"
)
_BULLETS = " \t\u00a0\u3000•■□●○◆◇▶►▼▲★・·*|>»«›#_-–—,"
_DIGITS = re.compile(r"\d+")
_STOPS = tuple(".。．।؟۔…!?！？")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `text[start:end]` is `words`, without the space around it.

    `gap` says that a blank line, or the start of the text, stands before it.
    """

    start: int
    end: int
    words: str
    gap: bool

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop, question mark or exclamation mark of any script closes it."""
        return self.words.rstrip(_QUOTES).endswith(_STOPS)

    @property
    def width(self) -> int:
        """The length in Latin characters: an ideograph, kana or Hangul syllable counts for two."""
        if self.words.isascii() or max(self.words) < "\u3040":
            return len(self.words)
        return len(self.words) + len(_IDEOGRAPHS.findall(self.words))


@lru_cache(maxsize=2)
def split(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order; the last text's are remembered."""
    lines: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        words = match[0].rstrip()
        start = match.start()
        gap = not lines or _blank_between(text, end, start)
        end = start + len(words)
        lines.append(Line(start, end, words, gap))
    return tuple(lines)


def _blank_between(text: str, end: int, start: int) -> bool:
    return start - end > 1 and text.count("\n", end, start) > 1


def fold(words: str) -> str:
    """A line as tables write it: case folded, without punctuation around it, any number as 0."""
    bare = words.strip(_EDGE).casefold()
    return bare if bare.isalpha() else _DIGITS.sub("0", bare)


def opening(words: str) -> str:
    """How a line begins, as tables write it: case folded, without bullets, any number as 0."""
    return _DIGITS.sub("0", words.lstrip(_BULLETS).casefold())
