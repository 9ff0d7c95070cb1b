"""where in texts the words of a query stand, in every inflected form and every script."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final, TypeAlias

from index.analysis import STEM, Token, fold, is_word, tokens
from index.analysis.han import simplify
from index.analysis.script import RUN
from index.analysis.stems import forms_of
from index.analysis.surface import is_surface, parts, told
from search.distance import distance
from search.needles import LETTERS, Needles, all_of
from search.query import Fuzzy, Prefix, Wildcard
from search.stretches import sizes, whole
from search.wanted import Wanted, wanted

__all__ = ["ENDLESS", "Mark", "Wanted", "every", "marks", "wanted"]

Mark: TypeAlias = tuple[int, int, int]
"""A match, `text[start:end]`, and which of the query's words it is of: `(start, end, word)`."""

_LONGEST: Final = 80
"""Characters of a word that are looked at to each side of its needle."""
_AROUND: Final = ".,;:!?()[]«»“”„‘’'\"-–—…"
"""Signs that may stand around a word: what is left of most chunks is a plain word."""
_GAP: Final = " " * 2 * LETTERS
"""Stands between texts that are looked through together: what is near a sign is of one text."""
_LETTER: Final = re.compile(r"\w")
_KEPT: Final = 5_000
"""Chunks that are remembered for one query and language."""
ENDLESS: Final = 200_000
"""Characters of a text that are looked through for a passage."""


def marks(text: str, wanted: Wanted, language: str, *, within: int | None = ENDLESS) -> list[Mark]:
    """Every match in a text, in order; a word of a phrase only where the whole phrase stands.

    `within` is how many characters are looked at, None for all.
    """
    return every([text[:within]], [language], wanted)[0]


def every(texts: Sequence[str], languages: Sequence[str], wanted: Wanted) -> list[list[Mark]]:
    """The matches in each of some texts, as `marks` tells them, found in all of them together."""
    if not wanted:
        return [[] for _ in texts]
    found = _finder(wanted).find(texts, languages)
    if not wanted.bound:
        return found
    return [_in_phrases(text, held, wanted) for text, held in zip(texts, found, strict=True)]


def _in_phrases(text: str, found: list[Mark], wanted: Wanted) -> list[Mark]:
    """The matches without those that only a phrase asks for and that are not in it."""
    words = [word for _, _, word in found]
    kept = {mark for mark in found if mark[2] not in wanted.bound}
    for run in wanted.phrases:
        first, size = run[0], len(run)
        for at in range(len(found) - size + 1):
            if words[at] == first and tuple(words[at : at + size]) == run:
                stretch = found[at : at + size]
                if _adjacent(text, stretch):
                    kept.update(stretch)
    return sorted(kept) if kept else found


def _adjacent(text: str, stretch: list[Mark]) -> bool:
    between = (text[a[1] : b[0]] for a, b in pairwise(stretch))
    return not any(gap != " " and _LETTER.search(gap) for gap in between)


class _Finder:
    """Finds the words of one query in texts, all together."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        words = {word for term, _ in wanted.terms if not RUN.match(word := _letters(term))}
        words |= {_start(shape) for shape, _ in wanted.shapes}
        letters = frozenset(fold(word)[:LETTERS] for word in words)
        self._needles = Needles(letters) if letters else None
        self._languages: dict[str, _Chunks] = {}

    def find(self, texts: Sequence[str], languages: Sequence[str]) -> list[list[Mark]]:
        """The matches in each of some texts in their languages."""
        joined = _GAP.join(texts)
        places = self._needles.places(joined) if self._needles else []
        joined = joined.replace("\n", " ")
        found: list[list[Mark]] = []
        base = first = 0
        for text, language in zip(texts, languages, strict=True):
            chunks = self._languages.get(language)
            if chunks is None:
                chunks = self._languages[language] = _Chunks(self._wanted, language)
            last = bisect_left(places, base + len(text), first)
            held = _matched(joined, places[first:last], base, chunks) if last > first else []
            found.append(sorted({*held, *chunks.in_runs(text)}) if chunks.runs else held)
            first, base = last, base + len(text) + len(_GAP)
        return found


def _matched(text: str, places: list[int], base: int, chunks: _Chunks) -> list[Mark]:
    """The matches in the chunks of text around some places, counted from a base."""
    found: list[Mark] = []
    done = base
    for at in places:
        if at < done:
            continue
        earliest = at - _LONGEST if at - _LONGEST > done else done
        start = text.rfind(" ", earliest, at) + 1 or earliest
        done = text.find(" ", at, at + _LONGEST)
        if done < 0:
            run = RUN.search(text, at + 1, at + _LONGEST)
            done = run.start() if run else at + _LONGEST
        for a, b, word in chunks[text[start:done]]:
            found.append((start - base + a, start - base + b, word))
    return found


class _Chunks(dict[str, tuple[Mark, ...]]):
    """The matches in each chunk of text in one language; those seen lately are remembered."""

    def __init__(self, wanted: Wanted, language: str) -> None:
        self._language, self._forms = language, forms_of(language)
        self._shapes = [(_shape(shape), number) for shape, number in wanted.shapes]
        barred = {term for term, codes in wanted.limits if language not in codes}
        self._terms = {term: word for term, word in wanted.terms if term not in barred}
        self._grams = sorted(filter(RUN.match, self._terms), key=len)
        self._sizes = sizes(filter(RUN.match, self._terms)) if self._grams else {}
        written = {parts(term)[1]: term for term in filter(is_surface, self._terms)}
        self._written = bool(written)
        self._forms_in_runs = {form: term for form, term in written.items() if RUN.match(form)}
        self.runs = bool(self._grams or self._forms_in_runs)

    def __missing__(self, chunk: str) -> tuple[Mark, ...]:
        if len(self) >= _KEPT:
            self.clear()
        word = chunk.strip(_AROUND)
        if word.isalnum() and (word.isascii() or not RUN.search(word)):
            found = self._word(word, chunk.index(word))
        else:
            found = self._pieces(chunk)
        self[chunk] = found
        return found

    def _word(self, word: str, start: int) -> tuple[Mark, ...]:
        """The match that a plain word is."""
        slot = self._forms[self._forms.lowered(word)]
        for term in reversed(told(slot) if self._written else slot):
            number = self._number(term)
            if number is not None:
                return ((start, start + len(word), number),)
        return ()

    def _pieces(self, chunk: str) -> tuple[Mark, ...]:
        found: list[Mark] = []
        for token in self._tokens(chunk):
            number = self._number(token.term)
            if number is None:
                continue
            if found and token.start == found[-1][0]:
                found.pop()  # half a word, and then the whole
            if not found or token.start >= found[-1][1]:
                found.append((token.start, token.end, number))
        return tuple(found)

    def _tokens(self, chunk: str) -> Iterable[Token]:
        """The terms of a chunk, with the form as written of every word if any is asked for."""
        found = tokens(chunk, self._language)
        if not self._written:
            return found
        slots = (list(slot) for _, slot in groupby(found, attrgetter("position")))
        return [
            first._replace(term=term)
            for first, *rest in slots
            for term in told((first.term, *(token.term for token in rest)))
        ]

    def _number(self, term: str) -> int | None:
        number = self._terms.get(term)
        if number is None and self._shapes and is_word(term):
            for matches, each in self._shapes:
                if matches(term):
                    return each
        return number

    def in_runs(self, text: str) -> list[Mark]:
        """The characters and pairs that are asked for; of two that begin at one place, the pair."""
        found: dict[int, Mark] = {}
        for form, term in self._forms_in_runs.items():
            for at in all_of(form, text):
                found[at] = (at, at + len(form), self._terms[term])
        if self._forms.simple:
            text = simplify(text)
        for gram in self._grams:
            for at in all_of(gram, text):
                found[at] = (at, at + len(gram), self._terms[gram])
        if not self._sizes:
            return list(found.values())
        places = [(at, end, self._sizes.get(text[at:end], 0)) for at, end, _ in found.values()]
        return [found[at] for at in whole(sorted(places))]


@lru_cache(maxsize=128)
def _finder(wanted: Wanted) -> _Finder:
    return _Finder(wanted)


def _letters(term: str) -> str:
    """The letters of a term, folded."""
    return parts(term)[0] if is_surface(term) else term.removeprefix(STEM)


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
