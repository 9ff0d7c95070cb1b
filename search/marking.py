"""where in a text the words of a query stand, in every inflected form and every script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat
from typing import NamedTuple

from index.analysis import STEM, tokens
from index.analysis.han import simplify
from index.analysis.script import RUN
from index.analysis.stems import forms_of
from search import ranking
from search.distance import distance
from search.needles import LETTERS, needles
from search.query import Fuzzy, Prefix, Query, Sequence, Terms, Wildcard
from search.rewrite import scored
from search.stretches import sizes, whole

_LONGEST = 80
"""Characters of a word that are looked at to each side of its needle."""
_LETTER = re.compile(r"\w")
_SMALL = 3
_KEPT = 5_000
"""Words that are remembered for one query and language."""
_ENDLESS = 200_000
"""Characters of a text that are looked through."""


class Mark(NamedTuple):
    """A match, `text[start:end]`, and which of the query's words it is of."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """The words that a query asks for in one field.

    `terms` has the number of the word that an index term belongs to, and `limits` the languages of
    those that do not count in all; `shapes` are patterns and
    fuzzy words with theirs. `phrases` are runs of words, and `bound` are the words that count
    only in such a run.
    """

    terms: tuple[tuple[str, int], ...] = ()
    limits: tuple[tuple[str, frozenset[str]], ...] = ()
    shapes: tuple[tuple[Prefix | Wildcard | Fuzzy, int], ...] = ()
    phrases: tuple[tuple[int, ...], ...] = ()
    bound: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.terms or self.shapes)

    @lru_cache(maxsize=256)  # noqa: B019  (a frozen value, compared by identity)
    def surely(self, other: Wanted) -> frozenset[int]:
        """The words that the other asks for too, whichever of their terms a text has."""
        theirs = dict(other.terms)
        doubtful = {number for term, number in self.terms if term not in theirs}
        return frozenset(number for _, number in self.terms) - doubtful - self.bound

    @lru_cache(maxsize=256)  # noqa: B019  (a frozen value, compared by identity)
    def needed(self, other: Wanted) -> frozenset[int] | None:
        """Words of which a text has one at least wherever it has what the other asks for.

        None where these words cannot tell.
        """
        mine, limits = dict(self.terms), dict(self.limits)
        theirs = dict(other.limits)
        alike = all(t in mine and limits.get(t) == theirs.get(t) for t, _ in other.terms)
        words = frozenset(mine[term] for term, _ in other.terms if term in mine)
        return None if other.shapes or not alike or words & self.bound else words


@lru_cache(maxsize=256)
def wanted(query: Query, field: str = "body") -> Wanted:
    """The words that a rewritten query asks for in a field and that are not negated."""
    words: dict[tuple[str, ...], int] = {}
    shapes: list[tuple[Prefix | Wildcard | Fuzzy, int]] = []
    phrases: list[tuple[int, ...]] = []
    alone: set[int] = set()
    limits: dict[str, set[str]] = {}
    free: set[str] = set()
    asked = [part for part in scored(query) if field in getattr(part, "fields", ())]
    for part in _telling(asked):
        match part:
            case Terms(alternatives, _, languages):
                alone.add(words.setdefault(alternatives, len(words)))
                for term, codes in zip(alternatives, languages or repeat(()), strict=False):
                    limits.setdefault(term, set()).update(codes)
                    free.update(() if codes else (term,))
            case Sequence(positions, _, slop):
                free.update(chain.from_iterable(positions))
                run = tuple(words.setdefault(slot, len(words)) for slot in positions)
                phrases += [run] if not slop else []
                alone.update(run if slop else ())
            case Prefix() | Wildcard() | Fuzzy():
                shapes.append((part, -1 - len(shapes)))
    terms = {term: number for slot, number in words.items() for term in slot}
    bound = frozenset(word for run in phrases for word in run) - alone
    spoken = tuple((term, frozenset(limits[term])) for term in limits if term not in free)
    return Wanted(tuple(terms.items()), spoken, tuple(shapes), tuple(phrases), bound)


def _telling(parts: list[Query]) -> list[Query]:
    """The parts worth marking: of a sentence, not its words of up to three letters."""
    if len(parts) < ranking.SENTENCE:
        return parts
    return [part for part in parts if not (isinstance(part, Terms) and _is_small(part.terms[0]))]


def _is_small(term: str) -> bool:
    return len(term) <= _SMALL and term.isalpha() and not RUN.match(term)


def marks(text: str, wanted: Wanted, language: str, *, within: int | None = _ENDLESS) -> list[Mark]:
    """Every match in a text, in order; a word of a phrase only where the whole phrase stands.

    `within` is how many characters are looked at, None for all.
    """
    if not wanted or not text:
        return []
    found = _finder(wanted, language).find(text[:within])
    return _in_phrases(text, found, wanted) if wanted.bound else found


def _in_phrases(text: str, found: list[Mark], wanted: Wanted) -> list[Mark]:
    """The matches without those that only a phrase asks for and that are not in it."""
    words = [mark.word for mark in found]
    kept = {mark for mark in found if mark.word not in wanted.bound}
    for run in wanted.phrases:
        first, size = run[0], len(run)
        for at in range(len(found) - size + 1):
            if words[at] == first and tuple(words[at : at + size]) == run:
                stretch = found[at : at + size]
                if _adjacent(text, stretch):
                    kept.update(stretch)
    return sorted(kept) if kept else found


def _adjacent(text: str, stretch: list[Mark]) -> bool:
    between = (text[a.end : b.start] for a, b in pairwise(stretch))
    return not any(gap != " " and _LETTER.search(gap) for gap in between)


class _Finder:
    """Finds the words of one query in texts of one language, and remembers words it has seen."""

    def __init__(self, wanted: Wanted, language: str) -> None:
        self._language = language
        self._shapes = [(_shape(shape), number) for shape, number in wanted.shapes]
        barred = {term for term, codes in wanted.limits if language not in codes}
        self._terms = {term: word for term, word in wanted.terms if term not in barred}
        self._grams = sorted(filter(RUN.match, self._terms), key=len)
        self._sizes = sizes(filter(RUN.match, self._terms))
        words = {term.removeprefix(STEM) for term in self._terms if not RUN.match(term)}
        words |= {_start(shape) for shape, _ in wanted.shapes}
        self._needles = needles(frozenset(word[:LETTERS] for word in words)) if words else None
        self._seen: dict[str, tuple[tuple[int, int, int], ...]] = {}

    def find(self, text: str) -> list[Mark]:
        found: list[Mark] = []
        done = 0
        for at in self._needles.places(text) if self._needles else ():
            if at < done:
                continue
            earliest = max(done, at - _LONGEST)
            start = max(text.rfind(" ", earliest, at) + 1, earliest)
            done = text.find(" ", at, at + _LONGEST)
            if done < 0:
                run = RUN.search(text, at + 1, at + _LONGEST)
                done = run.start() if run else at + _LONGEST
            chunk = text[start:done]
            seen = self._seen.get(chunk)
            if seen is None:
                seen = self._remember(chunk)
            if seen:
                found += [Mark(start + a, start + b, word) for a, b, word in seen]
        return sorted({*found, *self._in_runs(text)}) if self._grams else found

    def _in_runs(self, text: str) -> Iterable[Mark]:
        """The characters and pairs that are asked for; of two that begin at one place, the pair."""
        found: dict[int, Mark] = {}
        if forms_of(self._language).simple:
            text = simplify(text)
        for gram in self._grams:
            at = text.find(gram)
            while at >= 0:
                found[at] = Mark(at, at + len(gram), self._terms[gram])
                at = text.find(gram, at + 1)
        if not self._sizes:
            return found.values()
        places = [(at, found[at].end, self._sizes.get(text[at : found[at].end], 0)) for at in found]
        return [found[at] for at in whole(sorted(places))]

    def _remember(self, chunk: str) -> tuple[tuple[int, int, int], ...]:
        if len(self._seen) >= _KEPT:
            self._seen.clear()
        found: list[tuple[int, int, int]] = []
        for token in tokens(chunk, self._language):
            number = self._number(token.term)
            if number is None:
                continue
            if found and token.start == found[-1][0]:
                found.pop()  # half a word, and then the whole
            if not found or token.start >= found[-1][1]:
                found.append((token.start, token.end, number))
        seen = self._seen[chunk] = tuple(found)
        return seen

    def _number(self, term: str) -> int | None:
        if term in self._terms:
            return self._terms[term]
        if self._shapes and not term.startswith(STEM):
            for matches, number in self._shapes:
                if matches(term):
                    return number
        return None


@lru_cache(maxsize=128)
def _finder(wanted: Wanted, language: str) -> _Finder:
    return _Finder(wanted, language)


def _start(shape: Prefix | Wildcard | Fuzzy) -> str:
    """The letters that every word of a shape begins with, "" when there are none."""
    match shape:
        case Prefix(text):
            return text
        case Wildcard(pattern):
            return re.split(r"[*?]", pattern, maxsplit=1)[0]
        case _:
            return ""


def _shape(shape: Prefix | Wildcard | Fuzzy) -> Callable[[str], bool]:
    """Whether a term is one that a pattern stands for."""
    match shape:
        case Prefix(text):
            return lambda term: term.startswith(text)
        case Wildcard(pattern):
            signs = {"*": ".*", "?": "."}
            whole = "".join(signs.get(char, re.escape(char)) for char in pattern)
            return lambda term: re.fullmatch(whole, term, re.DOTALL) is not None
        case Fuzzy(text, _, edits):
            return lambda term: distance(text, term, edits) <= edits
