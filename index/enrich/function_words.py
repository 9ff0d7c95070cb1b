"""what a text's small words and letters say about its language."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import numpy as np
from msgspec import Struct

from index.enrich.rules import DEFAULT, Rules

OWN_LETTER = 0.6
"""What a letter adds for the languages of its script that write it."""
FOREIGN_LETTER = -1.6
"""What it takes from those that do not."""
LAST_MARKED = 0x1EFF
"""The last letter by which languages are told apart."""
MOST_WORDS = 80
"""So many words are looked at."""

_MARKS = ".,;:!?¿¡\"“”„«»‹›()[]{}…–—-*/|।॥،؛؟።፣'‘’"


class Count(Struct, frozen=True):
    """The score of each language, how many words were looked at, how many the best one knows.

    `different` is how many of those it knows are not the same.
    """

    scores: dict[str, float]
    words: int
    known: int
    different: int = 0


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, dict[str, float]]
    letters: dict[str, frozenset[str]]


@cache
def _table(rules: Rules) -> _Table:
    speakers: dict[str, set[str]] = defaultdict(set)
    letters: dict[str, str] = defaultdict(str)
    for code, words, *own in rules.rows("function-words.tsv", 2):
        for word in words.split(" "):
            speakers[word].add(code)
        letters[code] += own[0] if own else ""
    weighed = {
        word: dict.fromkeys(sorted(codes), math.log(1 + 60 / len(codes)) - 0.5)
        for word, codes in speakers.items()
    }
    return _Table(weighed, {code: frozenset(own) for code, own in letters.items()})


def languages(rules: Rules = DEFAULT) -> frozenset[str]:
    """The languages that have a row."""
    return frozenset(_table(rules).letters)


@cache
def small_words(code: str, rules: Rules = DEFAULT) -> tuple[str, ...]:
    """The small words of a language, the most frequent first; none where it has no row."""
    rows = rules.rows("function-words.tsv", 2)
    return tuple(word for row in rows if row[0] == code for word in row[1].split(" "))


def count(text: str, rules: Rules = DEFAULT) -> Count:
    """What the words and letters of a text (in NFC) speak for; only languages with a row score."""
    table = _table(rules)
    folded = text.casefold().replace("’", "'")
    words = folded.split()[:MOST_WORDS]
    scores: dict[str, float] = defaultdict(float)
    bare = [word if word.isalnum() else word.strip(_MARKS) for word in words]
    spoken = [(word, table.words[word]) for word in bare if word in table.words]
    for _, speakers in spoken:
        for code, weight in speakers.items():
            scores[code] += weight
    if not scores:
        return Count({}, len(words), 0)
    if not folded.isascii():
        _letters(folded, scores, table)
    best = max(scores, key=scores.__getitem__)
    known = [word for word, speakers in spoken if best in speakers]
    return Count(dict(scores), len(words), len(known), len(set(known)))


def _letters(folded: str, scores: dict[str, float], table: _Table) -> None:
    codes = np.frombuffer(folded.encode("utf-16-le", "surrogatepass"), np.uint16)
    present = np.bincount(codes[codes <= LAST_MARKED]).nonzero()[0].tolist()
    marked = frozenset(filter(_is_marked, map(chr, present)))
    for code in scores if marked else ():
        own = len(marked & table.letters[code])
        scores[code] += own * OWN_LETTER + (len(marked) - own) * FOREIGN_LETTER


@cache
def _is_marked(letter: str) -> bool:
    """Whether some languages of its script write a letter and others do not."""
    if letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff":
        return True
    if "\u0400" <= letter <= "\u052f":
        return letter not in "абвгдежзийклмнопрстуфхцчшюяьщ"
    if "\u0600" <= letter <= "\u06ff":
        return (
            unicodedata.category(letter) == "Lo" and letter not in "ابتثجحخدذرزسشصضطظعغفقلمنهوكيء"
        )
    return False
