"""the title of an article: stated, the first line of the text, or made of its first words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from msgspec import Struct

from index.article import Span
from index.enrich import furniture
from index.enrich.lines import Line, fold, split
from index.enrich.rules import DEFAULT, Rules

LONGEST = 160
"""The longest line, in Latin characters, that can be a headline."""
DERIVED = 100
"""About how many characters a title made from the first sentence has at most."""
MARKS = 30
"""So many marks and spaces may stand around or in a copy of the title."""
SEARCHED = 6
"""A stated title is looked for in so many first lines that are not furniture."""

_SENTENCE = re.compile(
    r"(?:[.!?…]+[\"'”’»)]*(?=\s+[^\s\da-zа-я])|[。！？।؟۔]+[」』”）]*)(?!\s*[a-z])|[\r\n]"
)
_ABBREVIATED = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]|[A-Z][a-z]{1,2}|vs|No|St)\.$")


class Headline(Struct, frozen=True):
    """A title, how it was found, and where it stands in the text (`spans`, kind `headline`)."""

    title: str
    rule: Literal["stated", "first line", "first sentence", "none"]
    spans: tuple[Span, ...] = ()


NONE = Headline("", "none")
"""The headline of an empty text."""


def find(
    text: str, stated: str, taken: tuple[Span, ...] = (), *, rules: Rules = DEFAULT
) -> Headline:
    """The headline of a text whose furniture is `taken`.

    A stated title wins, and its copies at the head of the text are marked. Otherwise the first
    line that is not furniture is the headline when it looks like one; otherwise a title is made
    from the first sentence.
    """
    lines = split(text)
    free = list(islice(_free(lines, taken), 2))
    stated = " ".join(stated.split())
    if stated:
        return Headline(stated, "stated", _copies(lines[:SEARCHED], stated))
    if free and _looks_like_one(free[0], free[1:], rules):
        title = " ".join(free[0].words.split())
        return Headline(title, "first line", _copies(lines[:SEARCHED], title))
    at = _first_word(text, taken)
    return (
        Headline(_made(text[at : at + 3 * DERIVED]), "first sentence") if at < len(text) else NONE
    )


def _free(lines: tuple[Line, ...], taken: tuple[Span, ...]) -> Iterator[Line]:
    """The lines that do not begin inside one of the sorted spans."""
    at = 0
    for line in lines:
        while at < len(taken) and taken[at].end <= line.start:
            at += 1
        if at == len(taken) or line.start < taken[at].start:
            yield line


def _first_word(text: str, taken: tuple[Span, ...]) -> int:
    """Where the story begins: the first character that is neither blank nor furniture."""
    at = 0
    for span in (*taken, Span(len(text), len(text))):
        rest = text[at : span.start]
        if rest.strip():
            return at + len(rest) - len(rest.lstrip())
        at = span.end
    return len(text)


def _copies(lines: tuple[Line, ...], title: str) -> tuple[Span, ...]:
    folded = fold(title)
    return tuple(
        Span(line.start, line.end, "headline")
        for line in lines
        if len(line.words) < len(title) + MARKS and fold(line.words) == folded
    )


def _looks_like_one(line: Line, rest: list[Line], rules: Rules) -> bool:
    if not rest or not line.fits(LONGEST) or furniture.is_section(line.words, rules):
        return False
    if fold(rest[0].words) == fold(line.words):
        return True
    words = line.words
    if words[-1] in ":;,：、，" or words[0].islower() or not any(map(str.isalpha, words)):
        return False
    if line.ends_sentence:  # a headline may ask or exclaim, but it has no full stop
        return words[-1] in "?!？！؟" and rest[0].gap and rest[0].width > line.width
    return rest[0].gap or rest[0].width > 1.5 * line.width


def _made(window: str) -> str:
    """The first sentence, or as much of it as a title can hold."""
    end = len(window)
    for match in _SENTENCE.finditer(window):
        if not _ABBREVIATED.search(window[: match.start() + 1]):
            end = match.end()
            break
    return _shortened(" ".join(window[:end].split()))


def _shortened(sentence: str) -> str:
    if len(sentence) <= DERIVED:
        return sentence.rstrip(".。।۔ ")
    cut = sentence[:DERIVED]
    space = cut.rfind(" ")
    return (cut[:space] if space > DERIVED // 2 else cut).rstrip(" ,;:–—-") + "…"
