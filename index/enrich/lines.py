"""the lines of a text, each with its offsets and a folded form that tables can be looked up by."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_QUOTES = "\"'”’»)」』】"
_EDGE = (
    _QUOTES + " \t\u00a0\u3000.,;:!?¿¡“„«‹›‘(（）[]{}<>［］【「『《》〈〉…–—-_*|/\\#•■□●○◆◇▶►▼▲★☆"
    "・·+=~^`。、，．：；！？।॥،؛؟۔"
)
BULLETS = " \t\u00a0\u3000•■□●○◆◇▶►▼▲★・·*|>»«›#_-–—,"
_DIGITS = re.compile(r"\d+")
_STOPS = tuple(".。．।؟۔…!?！？")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


class Line(Struct, frozen=True, gc=False):
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
        if self.words.isascii():
            return len(self.words)
        return len(self.words) + sum(map(len, _IDEOGRAPHS.findall(self.words)))

    def fits(self, width: int) -> bool:
        """Whether the line is no wider than this; hardly any has to be measured for it."""
        words = self.words
        length = len(words)
        if length > width or 2 * length <= width or words.isascii():
            return length <= width
        # What counts for two has three bytes in UTF-8.
        most = length + (len(words.encode("utf-8", "replace")) - length) // 2
        return most <= width or self.width <= width


@lru_cache(maxsize=2)
def split(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order; the last text's are remembered."""
    lines: list[Line] = []
    end = at = 0
    for piece in _without_separators(text).splitlines(keepends=True):
        if words := piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            gap = not lines or _blank_between(text, end, start)
            end = start + len(words)
            lines.append(Line(start, end, words, gap))
        at += len(piece)
    return tuple(lines)


def _without_separators(text: str) -> str:
    """A text without the separators of records, which are spaces and end no line."""
    for separator in "\x1c\x1d\x1e":
        if separator in text:
            text = text.replace(separator, " ")
    return text


def _blank_between(text: str, end: int, start: int) -> bool:
    return start - end > 1 and text.count("\n", end, start) > 1


def fold(words: str) -> str:
    """A line as tables write it: case folded, without punctuation around it, any number as 0."""
    bare = words.strip(_EDGE).casefold()
    return bare if bare.isalpha() else _DIGITS.sub("0", bare)


def opening(words: str) -> str:
    """How a line begins, as tables write it: case folded, without bullets, any number as 0."""
    return _DIGITS.sub("0", words.lstrip(BULLETS).casefold())
