"""the term lists of one language: read from their tables, and matched against a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from index.enrich.rules import DEFAULT, PACKAGED, Rules
from index.enrich.topic_fold import TOKEN, fold
from index.enrich.topic_names import name_of, top

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages written without spaces: their terms are looked for at every character."""

NOTHING = "-"
"""The topic of a row whose phrases must not count."""

EVERY = "mul"
"""The list that holds for every language."""

_SAME = {"pcm": "en", "sco": "en", "nb": "no", "nn": "no", "yue": "zh", "bs": "hr", "sr": "hr"}
# Particles written together with an Arabic word.
_CLITICS = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك")
_CACHE = 200_000
_LONGEST = 24
_LATIN = re.compile(r"[A-Za-z0-9]+")
_PATTERN = re.compile(rf"\*?{TOKEN.pattern}\*?")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a list, and the topics it speaks for, each with a weight.

    `*` stands for any letters at either end of a word. A term without topics is a phrase that
    must not count: `star wars` is no war.
    """

    text: str
    topics: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text, and the half-open range of characters where it stands."""

    term: Term
    start: int
    end: int


@dataclass(slots=True)
class _Patterns:
    """The one-word patterns of the lists, by how much of a word they fix."""

    exact: dict[str, int] = field(default_factory=dict)
    prefix: dict[str, int] = field(default_factory=dict)
    suffix: dict[str, int] = field(default_factory=dict)
    infix: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """The number of a pattern, which is made when it is new."""
        bare = word.strip("*")
        head, tail = word.startswith("*"), word.endswith("*")
        table = (self.exact, self.prefix, self.suffix, self.infix)[2 * head + tail]
        return table.setdefault(
            bare, sum(map(len, (self.exact, self.prefix, self.suffix, self.infix)))
        )

    def find(self, word: str) -> list[int]:
        """The numbers of the patterns that a word fits, the most specific first."""
        found = [self.exact[word]] if word in self.exact else []
        ends = range(len(word), 1, -1)
        found += [self.prefix[word[:n]] for n in ends if word[:n] in self.prefix]
        found += [self.suffix[word[-n:]] for n in ends if word[-n:] in self.suffix]
        if self.infix and len(word) <= 2 * _LONGEST:
            parts = {word[a:b] for a in range(len(word)) for b in range(a + 3, len(word) + 1)}
            inside = sorted(parts & self.infix.keys(), key=len, reverse=True)
            found += [self.infix[part] for part in inside]
        return found


class Terms:
    """The lists that hold for one language, ready to be matched."""

    def __init__(self, language: str, terms: Iterable[Term]) -> None:
        self._unspaced = language in UNSPACED
        self._clitics = _CLITICS if language == "ar" else ()
        self._patterns = _Patterns()
        self._by_first: dict[int, list[tuple[tuple[int, ...], Term]]] = {}
        self._runs: dict[str, Term] = {}
        self._starts: dict[str, tuple[int, ...]] = {}
        self._cache: dict[str, tuple[int, ...]] = {}
        for term in terms:
            self._add(term)
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def match(self, text: str) -> Iterator[Match]:
        """The terms in a text, in order; of two that overlap, the longer or the first."""
        if self._unspaced:
            yield from self._scan(text)
        spans = [token.span() for token in (_LATIN if self._unspaced else TOKEN).finditer(text)]
        known, free = [self._numbers(text[start:end]) for start, end in spans], 0
        for at, numbers in enumerate(known):
            if numbers and at >= free:
                size, term = self._longest(known, at)
                if term:
                    free = at + size
                    yield Match(term, spans[at][0], spans[free - 1][1])

    def _scan(self, text: str) -> Iterator[Match]:
        at, starts, runs = 0, self._starts, self._runs
        while at < len(text):
            step = 1
            for length in starts.get(text[at], ()):
                term = runs.get(text[at : at + length])
                if term:
                    step = length
                    yield Match(term, at, at + length)
                    break
            at += step

    def _add(self, term: Term) -> None:
        if self._unspaced and not term.text.isascii():
            self._runs[term.text] = term
            lengths = {len(term.text), *self._starts.get(term.text[0], ())}
            self._starts[term.text[0]] = tuple(sorted(lengths, reverse=True))
            return
        numbers = tuple(map(self._patterns.number, _PATTERN.findall(term.text)))
        self._by_first.setdefault(numbers[0], []).append((numbers, term))

    def _numbers(self, token: str) -> tuple[int, ...]:
        found = self._cache.get(token)
        if found is None:
            if len(self._cache) > _CACHE:
                self._cache.clear()
            found = self._cache[token] = self._look_up(fold(token))
        return found

    def _look_up(self, word: str) -> tuple[int, ...]:
        found = self._patterns.find(word)
        for clitic in () if found else self._clitics:
            if word.startswith(clitic) and len(word) - len(clitic) > 2:
                found += self._patterns.find(word[len(clitic) :])
        return tuple(found)

    def _longest(self, known: list[tuple[int, ...]], at: int) -> tuple[int, Term | None]:
        longest, best = 0, None
        for first in known[at]:
            for numbers, term in self._by_first.get(first, ()):
                size = len(numbers)
                if size <= longest:
                    break
                if size == 1 or _fits(numbers, known[at : at + size]):
                    longest, best = size, term
                    break
        return longest, best


def _fits(numbers: tuple[int, ...], known: list[tuple[int, ...]]) -> bool:
    return len(known) == len(numbers) and all(
        number in found for number, found in zip(numbers, known, strict=True)
    )


def read(name: str, rules: Rules = DEFAULT) -> dict[str, dict[str, float]]:
    """A list: for each term, folded, the topics it speaks for, with weights.

    Of two rows for the same term and topic the later wins, so that a user's list overrides the
    program's; weight 0 takes the term away from a topic and from what lies below it. Raises
    `ValueError` naming the list and the row when a topic or a weight is not one.
    """
    lists: dict[str, dict[str, float]] = {}
    for row in rules.rows(name):
        topic, weight, words = _checked(name, row)
        for word in filter(_PATTERN.search, words.split(",")):
            topics = lists.setdefault(fold(word.strip()), {})
            if topic and weight:
                topics[topic] = weight
            else:
                for gone in [each for each in topics if topic in ("", each, top(each))]:
                    del topics[gone]
    return lists


def _checked(name: str, row: tuple[str, ...]) -> tuple[str, float, str]:
    if len(row) != 3 or not row[1].replace(".", "", 1).isdigit():
        raise ValueError(f"{name}: not a topic, a weight and terms: {row}")
    topic = "" if row[0] == NOTHING else name_of(row[0])
    if topic is None:
        raise ValueError(f"{name}: no such topic: {row[0]}")
    return topic, float(row[1]), row[2]


@lru_cache(maxsize=256)
def terms(language: str, rules: Rules = DEFAULT) -> Terms:
    """The terms for a language: those that hold for every language, under its own list."""
    lists = read(f"topics.{EVERY}.tsv", rules)
    if language in languages(rules):
        lists |= read(f"topics.{language}.tsv", rules)
    return Terms(language, (Term(text, tuple(topics.items())) for text, topics in lists.items()))


@lru_cache(maxsize=8)
def languages(rules: Rules = DEFAULT) -> frozenset[str]:
    """The languages that have a list of their own."""
    folders = [PACKAGED, *([rules.folder] if rules.folder else [])]
    names = (path.name.split(".") for folder in folders for path in folder.glob("topics.*.tsv"))
    return frozenset(name[1] for name in names if len(name) == 3) - {EVERY}


@lru_cache(maxsize=1024)
def list_for(language: str) -> str:
    """The code of the list that serves a language, known by its BCP 47 code."""
    primary = language.partition("-")[0]
    return _SAME.get(primary, primary)
