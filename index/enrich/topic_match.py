"""terms matched against a text: words, phrases, beginnings and ends of words, unspaced runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from index.enrich import words
from index.enrich.country_forms import lowered
from index.enrich.country_languages import base, script
from index.enrich.topic_fold import TOKEN, fold

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages written without spaces: their terms are looked for at every character."""

CLITICS = {
    "ar": ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك"),
    "he": ("וה", "שה", "כש", "בה", "לה", "מה", "ול", "וב", "ומ", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),
    "am": ("በየ", "ከየ", "ለየ", "እንደ", "ስለ", "የ", "በ", "ለ", "ከ"),
}
"""Particles written together with the word that follows, the longest first."""

_REMEMBERED = 100_000
"""How many different words are remembered before all are forgotten."""

_LONGEST = 48
"""Longer words are not searched for terms inside them."""
PATTERN = re.compile(rf"\*?{TOKEN.pattern}\*?")


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A word or phrase of a list, and the topics it speaks for, each with a weight.

    `*` stands for any letters at either end of a word. A term without topics is a phrase that
    must not count: `star wars` is no war.
    """

    text: str
    topics: tuple[tuple[str, float], ...]


_Phrase = tuple[tuple[int, ...], Term]
"""The patterns of the words after the first, and the term."""


class Match(NamedTuple):
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
        ends = range(min(len(word), _LONGEST), 1, -1)
        found += [self.prefix[word[:n]] for n in ends if word[:n] in self.prefix]
        found += [self.suffix[word[-n:]] for n in ends if word[-n:] in self.suffix]
        if self.infix and len(word) <= _LONGEST:
            found += [self.infix[part] for part in self._inside(word)]
        return found

    def _inside(self, word: str) -> Iterator[str]:
        """The infixes in a word, the longest first."""
        for size in sorted({len(part) for part in self.infix}, reverse=True):
            for at in range(len(word) - size + 1):
                if word[at : at + size] in self.infix:
                    yield word[at : at + size]


@dataclass(slots=True)
class _Word:
    """What a word of a text may be: a term by itself, and the first word of phrases.

    `numbers` are the patterns it fits; `phrases` hold, by the pattern of the second word, the
    patterns of the further words and the term, the longest first.
    """

    numbers: tuple[int, ...]
    term: Term | None = None
    phrases: dict[int, list[_Phrase]] = field(default_factory=dict)


class Terms:
    """The lists that hold for one language, ready to be matched."""

    def __init__(self, language: str, terms: Iterable[Term]) -> None:
        self._unspaced = language in UNSPACED
        self._script = script(base(language))
        self._clitics = CLITICS.get(language, ())
        self._patterns = _Patterns()
        self._single: dict[int, Term] = {}
        self._phrases: dict[int, dict[int, list[_Phrase]]] = {}
        self._runs: dict[str, Term] = {}
        self._starts: dict[str, tuple[int, ...]] = {}
        self._words = _Words(self._look_up)
        for term in terms:
            self._add(term)

    def match(self, text: str) -> Iterator[Match]:
        """The terms in a text, in order; of two that overlap, the longer or the first."""
        cut = words.cut(text, self._script)
        if self._unspaced:
            yield from self._scan(cut)
            cut = words.latin(text)
        known = list(map(self._words.__getitem__, cut.words))
        telling, free = [at for at, word in enumerate(known) if word], 0
        for at in telling:
            word = known[at]
            if word is None or at < free:
                continue
            size, term = _longest(word, known, at) if word.phrases else (1, word.term)
            if term is not None:
                free = at + size
                yield Match(term, *cut.span(at, free - 1))

    def _scan(self, cut: words.Words) -> Iterator[Match]:
        """The terms in a text without spaces: by the one or two characters each begins with."""
        text, runs, free = cut.low, self._runs, 0
        for at in cut.places(self._starts):
            if at < free:
                continue
            pair = text[at : at + 2]
            for length in (*self._starts.get(pair, ()), *self._starts.get(pair[0], ())):
                run = text[at : at + length]
                if (term := runs.get(run)) is not None:
                    free = at + len(run)
                    yield Match(term, at, free)
                    break

    def _add(self, term: Term) -> None:
        if self._unspaced and not term.text.isascii():
            run = lowered(term.text)
            self._runs[run] = term
            lengths = {len(run), *self._starts.get(run[:2], ())}
            self._starts[run[:2]] = tuple(sorted(lengths, reverse=True))
            return
        first, *rest = map(self._patterns.number, PATTERN.findall(term.text))
        if not rest:
            self._single[first] = term
            return
        same = self._phrases.setdefault(first, {}).setdefault(rest[0], [])
        same.append((tuple(rest), term))
        same.sort(key=lambda phrase: -len(phrase[0]))

    def _look_up(self, token: str) -> _Word | None:
        folded = fold(token)
        found = self._patterns.find(folded)
        for clitic in () if found else self._clitics:
            if folded.startswith(clitic) and len(folded) - len(clitic) > 1:
                found += self._patterns.find(folded[len(clitic) :])
        if not found:
            return None
        word = _Word(tuple(found))
        word.term = next((self._single[n] for n in found if n in self._single), None)
        for number in found:
            for second, phrases in self._phrases.get(number, {}).items():
                word.phrases.setdefault(second, []).extend(phrases)
        return word


class _Words(dict[str, "_Word | None"]):
    """What each word met so far may be; forgotten when there are too many."""

    def __init__(self, look_up: Callable[[str], _Word | None]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, token: str) -> _Word | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        word = self[token] = self._look_up(token)
        return word


def _longest(word: _Word, known: list[_Word | None], at: int) -> tuple[int, Term | None]:
    """The longest term that begins with a word, and of how many words it is."""
    following = known[at + 1] if at + 1 < len(known) else None
    size, term = 1, word.term
    for number in following.numbers if following else ():
        for rest, phrase in word.phrases.get(number, ()):
            if len(rest) + 1 > size and _fits(rest, known[at + 1 : at + 1 + len(rest)]):
                size, term = len(rest) + 1, phrase
    return size, term


def _fits(rest: tuple[int, ...], known: list[_Word | None]) -> bool:
    return len(known) == len(rest) and all(
        word is not None and number in word.numbers
        for number, word in zip(rest, known, strict=True)
    )
