"""the term lists of one language: read from their tables, and matched against a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from index.enrich.topic_fold import TOKEN, fold
from index.enrich.topic_names import name_of, rows

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages written without spaces: their terms are looked for at every character."""

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


def read(name: str) -> dict[str, dict[str, float]]:
    """A list: for each term, folded, the topics it speaks for, with weights.

    Raises `ValueError` naming the list and the row when a topic or a weight is not one.
    """
    lists: dict[str, dict[str, float]] = {}
    for row in rows(name):
        if len(row) != 3 or not row[1].replace(".", "").isdigit():
            raise ValueError(f"{name}: not a topic, a weight and terms: {row}")
        topic, weight, words = row
        known = None if topic == "-" else name_of(topic)
        if known is None and topic != "-":
            raise ValueError(f"{name}: no such topic: {topic}")
        for word in filter(_PATTERN.search, words.split(",")):
            topics = lists.setdefault(fold(word.strip()), {})
            if known:
                topics[known] = max(float(weight), topics.get(known, 0))
    return lists


@cache
def terms(language: str) -> Terms:
    """The terms for a language: its own list, and the one that holds for every language."""
    lists = read("topics.mul.tsv")
    lists |= read(f"topics.{language}.tsv") if language in languages() else {}
    return Terms(language, (Term(text, tuple(topics.items())) for text, topics in lists.items()))


@cache
def languages() -> frozenset[str]:
    """The languages that have a list of their own."""
    names = (entry.name.split(".") for entry in (files("index.enrich") / "data").iterdir())
    return frozenset(name[1] for name in names if name[0] == "topics" and len(name) == 3) - {"mul"}
