"""the search for names of regions in a story: whole words, or runs where none are parted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.enrich.vocabulary import Reading
from index.enrich.words import Words

_OPENING, _CLOSING = frozenset('«“"„『《'), frozenset('»”"“』》')
_SHORT_GAP = re.compile(r"\s{1,2}|[-‑–'’·・ ]|")


class Found(NamedTuple):
    """A region's name at `start:end` of a story's text."""

    start: int
    end: int
    name: str


def find(reading: Reading) -> list[Found]:
    """The regions that a story names, in order, the longest name where several fit.

    What stands alone in quotation marks is the name of something else, a newspaper mostly.
    """
    runs = reading.vocabulary.region_runs
    found = _unspaced(reading) if runs else _spaced(reading)
    return [each for each in found if each.name and not _is_quoted(reading.words.text, each)]


def _spaced(reading: Reading) -> Iterator[Found]:
    words, free = reading.words, 0
    for at, forms in reading.regions:
        for form in forms if at >= free else ():
            if form.rest and not _goes_on(words, at, form.rest):
                continue
            start, end = words.edges[2 * at], words.edges[2 * (at + len(form.rest)) + 1]
            if _has_case(words.text[start:end], form.case):
                free = at + len(form.rest) + 1
                yield Found(start, end, form.name)
                break


def _goes_on(words: Words, at: int, rest: tuple[str, ...]) -> bool:
    """Whether the rest of a name follows the word at `at`, with short gaps."""
    last = at + len(rest)
    return tuple(words.words[at + 1 : last + 1]) == rest and all(
        _SHORT_GAP.fullmatch(words.gap(number)) for number in range(at + 1, last + 1)
    )


def _unspaced(reading: Reading) -> Iterator[Found]:
    low = reading.words.low
    for start, end, name in reading.vocabulary.region_runs.find(low):
        beside = low[max(start - 1, 0) : start] + low[end : end + 1]
        if not (low[start:end].isascii() and any(map(_is_latin, beside))):
            yield Found(start, end, name)


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _has_case(words: str, case: str) -> bool:
    if case == "any":
        return True
    if case == "exact":
        return not any(map(str.islower, words))
    return any(map(str.isupper, words)) or not any(map(str.islower, words))


def _is_quoted(text: str, found: Found) -> bool:
    before = text[max(found.start - 1, 0) : found.start]
    return before in _OPENING and text[found.end : found.end + 1] in _CLOSING
