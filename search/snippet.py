"""the passage of an article that best shows why it was found, and texts with their matches."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import cycle
from math import log

from search.marking import Mark, Wanted, marks, wanted
from search.results import Pieces, Snippet

__all__ = ["Wanted", "make", "mark", "marks", "passage", "wanted", "whole"]

LENGTH = 260
"""Characters of a passage."""

_DENSE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]")
_SENTENCE = re.compile(
    r"[.!?…。！？؟।\n](?:"
    r"(?<=\w\w[.!?…])[.!?…]*[\"'”’»)\]]*\s+(?=[^\sa-z])"
    r"|(?<=[。！？؟।])[。！？؟।]*[\"'”’»」』）)\]]*\s*"
    r"|(?<=\n)\s*\n\s*)"
)
"""The end of a sentence with the space behind it: no initial, no abbreviation before a small
letter; or an empty line. It begins with a set of characters, by which `re` can skip."""
_PLAIN = re.compile(r"[.!?\n](?:(?<=\w\w[.!?])[.!?]*[\"')\]]*\s+(?=[^\sa-z])|(?<=\n)\s*\n\s*)")
"""The same in ASCII, which is found faster."""
_WHOLE = 1 << 20
"""What a word that a text has once is worth; in whole numbers, so that equals are equal."""
_SPACE = re.compile(r"\s+")
WORD = 24
"""Characters that a passage may be longer so as not to end within a word."""
_MANY = 400
"""Matches that are weighed against each other; a word that stands everywhere has no best place."""


def make(text: str, wanted: Wanted, *, language: str, length: int = LENGTH) -> Snippet:
    """The passage with the most different words of the query."""
    return passage(text, marks(text, wanted, language), length=length)


def passage(text: str, found: list[Mark], *, length: int = LENGTH) -> Snippet:
    """The passage with matches of the most different words, whole sentences where they fit.

    `length` counts characters, half as many in scripts that write a word in one or two. A text
    without a match gives its beginning.
    """
    if not text.isascii() and _DENSE.search(text, 0, 200):
        length //= 2
    first, last = _best(found[:_MANY], length)
    start, begun = _beginning(text, first, last, length)
    end, ended = _ending(text, start, last, length)
    if end == len(text):
        # Room is left at the end of the text: fill it with the sentences before.
        earlier = _starts(text, end - length, start)
        start, begun = (earlier[0], True) if earlier else (start, begun)
    start, end = _trimmed(text, start, end)
    return Snippet(_told(_squeezed(_pieces(text, found, start, end))), not begun, not ended)


def mark(text: str, wanted: Wanted, *, language: str) -> Snippet:
    """The whole text with its matches."""
    return whole(text, marks(text, wanted, language))


def whole(text: str, found: list[Mark]) -> Snippet:
    """The whole text with matches that were found."""
    return Snippet(_told(_pieces(text, found, 0, len(text)) if found else [text]))


def _best(found: list[Mark], length: int) -> tuple[int, int]:
    """Where the matches begin and end that fit into a passage and are of the most words.

    A word that the text has often counts for less than one that it has once. Among equals the
    passage with more matches, then the first.
    """
    if not found or found[-1][1] <= found[0][0] + length:
        return (found[0][0], found[-1][1]) if found else (0, 0)
    counts: dict[int, int] = {}
    for _, _, word in found:
        counts[word] = counts.get(word, 0) + 1
    if len(counts) == 1:
        return _dense(found, length)
    weights = {word: int(_WHOLE / (1 + log(n))) for word, n in counts.items()}
    highest = sum(weights.values()), 2 * len(weights)
    held = dict.fromkeys(weights, 0)
    best, at = (0, 0), (0, 0)
    right = weight = several = 0
    for left, (start, _, first) in enumerate(found):
        while right < len(found) and (right <= left or found[right][1] <= start + length):
            word = found[right][2]
            if not held[word]:
                weight, several = weight + weights[word], several + 1
            held[word] += 1
            right += 1
        worth = weight, min(right - left, 2 * several)
        if worth > best:
            best, at = worth, (start, found[right - 1][1])
            if best == highest:
                break
        held[first] -= 1
        if not held[first]:
            weight, several = weight - weights[first], several - 1
    return at


def _dense(found: list[Mark], length: int) -> tuple[int, int]:
    """The first place where two matches of the one word fit, else the first match."""
    for left, (start, _, _) in enumerate(found[:-1]):
        latest, right = start + length, left + 1
        if found[right][1] <= latest:
            while right < len(found) and found[right][1] <= latest:
                right += 1
            return start, found[right - 1][1]
    return found[0][:2]


def _beginning(text: str, first: int, last: int, length: int) -> tuple[int, bool]:
    """The start of the sentence around the first match, else of a word not too far before it.

    And whether it is a sentence's.
    """
    earliest = max(0, last - length)
    starts = _starts(text, earliest, first)
    if starts:
        return starts[-1], True
    near = max(earliest, first - length // 4)
    space = _SPACE.search(text, near, first)
    return (space.end() if space else near), False


def _starts(text: str, earliest: int, latest: int) -> list[int]:
    """Where sentences begin between two places, both included."""
    ends = _ends(text, max(0, earliest - 80), latest + 1)
    starts = [end for end in ends if earliest <= end <= latest]
    return [0, *starts] if earliest <= 0 else starts


def _ends(text: str, start: int, stop: int) -> list[int]:
    """Where sentences end, the space behind them included, that end within a part of a text."""
    pattern = _PLAIN if text.isascii() else _SENTENCE
    return [found.end() for found in pattern.finditer(text, start, stop)]


def _ending(text: str, start: int, last: int, length: int) -> tuple[int, bool]:
    """The end of the last sentence that fits, else of the last word; and which of them it is."""
    latest = start + length
    if latest >= len(text):
        return len(text), True
    earliest = max(last, start + length // 2)
    ends = _ends(text, earliest - 2, latest + 1)
    if ends and earliest <= ends[-1]:
        return ends[-1], True
    nearest = max(last, start)
    space = max(text.rfind(blank, nearest, latest + 1) for blank in " \n")
    if space > start:
        return space, False
    latest = max(latest, last)
    after = _SPACE.search(text, latest, latest + WORD)
    return (after.start() if after else latest), False


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same passage without white space at its ends."""
    passage = text[start:end]
    return end - len(passage.lstrip()), start + len(passage.rstrip())


def _pieces(text: str, found: list[Mark], start: int, end: int) -> list[str]:
    """The passage cut at its matches: every second piece is one, and the first is none."""
    pieces: list[str] = []
    at = start
    for a, b in _spans(found, start, end):
        pieces += text[at:a], text[a:b]
        at = b
    pieces.append(text[at:end])
    return pieces


def _spans(found: list[Mark], start: int, end: int) -> list[tuple[int, int]]:
    """Matches within a passage: those that touch or overlap as one, without those that it cuts."""
    spans: list[tuple[int, int]] = []
    closed = -1
    for a, b, _ in found[bisect_left(found, (start, 0, 0)) :]:
        if a >= end:
            break
        if b > end:
            continue
        if a <= closed:
            closed = max(closed, b)
            spans[-1] = spans[-1][0], closed
        else:
            closed = b
            spans.append((a, b))
    return spans


def _squeezed(pieces: list[str]) -> list[str]:
    """The pieces with every run of white space as one space."""
    whole = "\0".join(pieces)
    parts = " ".join(whole.split()).split("\0")
    return parts if len(parts) == len(pieces) else pieces


def _told(pieces: list[str]) -> Pieces:
    return tuple([each for each in zip(pieces, cycle((False, True)), strict=False) if each[0]])
