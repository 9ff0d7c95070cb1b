"""the terms of a language as patterns, and which of them a word of a text fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from index.enrich.country_forms import lowered
from index.enrich.country_languages import base, script
from index.enrich.runs import LongestRuns, Runs
from index.enrich.topic_fold import TOKEN, both_folded

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages written without spaces: their terms are looked for at every character."""

CLITICS = {
    "ar": ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك"),
    "he": ("וה", "שה", "כש", "בה", "לה", "מה", "ול", "וב", "ומ", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),
    "am": ("በየ", "ከየ", "ለየ", "እንደ", "ስለ", "የ", "በ", "ለ", "ከ"),
}
"""Particles written together with the word that follows, the longest first."""

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


Phrase = tuple[tuple[int, ...], Term]
"""The patterns of the words after the first, and the term."""


class _Patterns:
    """The one-word patterns of the lists, by how much of a word they fix.

    A space stands where a pattern fixes the beginning or the end of a word, so that words with a
    space between any two are searched for all patterns at once.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Patterns in order; `find` gives their numbers in `numbers`."""
        self.numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        self._whole = {word: number for word, number in self.numbers.items() if "*" not in word}
        runs: dict[str, tuple[int, int, int]] = {}
        for word in [word for word in self.numbers if "*" in word]:
            number, bare = self.numbers[word], word.strip("*")
            head, tail = word.startswith("*"), word.endswith("*")
            if head and tail:
                runs[bare] = (_INSIDE, -len(bare), number)
            elif 1 < len(bare) <= _LONGEST:
                runs[bare + " " if head else " " + bare] = (1 + head, -len(bare), number)
        self._runs = Runs(runs)

    def find(self, exact: Sequence[str], bare: Sequence[str]) -> list[tuple[int, ...]]:
        """The numbers of the patterns that each of some words fits, the most specific first.

        The words come as patterns without a star have them, and as those with one have them.
        """
        whole, starred = self._whole, self._starred(set(bare))
        return [
            (whole[word], *starred.get(start, ())) if word in whole else starred.get(start, ())
            for word, start in zip(exact, bare, strict=True)
        ]

    def tails(self) -> dict[str, tuple[int, int]]:
        """Those that can stand behind a particle, each with its rank and number.

        A space stands after those that fix all of a word; the most specific rank first.
        """
        found: dict[str, tuple[int, int]] = {}
        for word, number in self.numbers.items():
            bare = word.removesuffix("*")
            if len(bare) < 2 or bare.startswith("*"):
                continue
            if bare == word:
                found[word + " "] = (-_LONGEST - 1, number)
            elif len(bare) <= _LONGEST:
                found[bare] = (-len(bare), number)
        return found

    def _starred(self, words: Iterable[str]) -> dict[str, tuple[int, ...]]:
        joined = f" {' '.join(words)} "
        found: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
        for at, (kind, length, number) in self._runs.anywhere(joined):
            start = joined.rfind(" ", 0, at + 1) + 1
            word = joined[start : joined.find(" ", start)]
            if kind != _INSIDE or len(word) <= _LONGEST:
                found[word].append((kind, length, at, number))
        return {word: tuple(number for *_, number in sorted(each)) for word, each in found.items()}


_INSIDE = 3
"""The kind of a pattern that fixes neither the beginning nor the end of a word."""


class Word(NamedTuple):
    """What a word of a text may be: its patterns, a term by itself, the beginning of phrases.

    The phrases stand by the pattern of their second word, the longest first. `begins` says that
    it is a term or the beginning of one.
    """

    numbers: tuple[int, ...]
    term: Term | None
    phrases: dict[int, list[Phrase]]
    begins: bool


class Terms:
    """The terms for one language, compiled. Case does not matter, and accents as `topic_fold` says.

    `unspaced` says that the language puts no spaces between words; `runs` are then its terms.
    """

    def __init__(self, language: str, terms: Iterable[Term]) -> None:
        """Later terms replace earlier ones with the same text."""
        self.unspaced = language in UNSPACED
        self._language, self._script = language, script(base(language))
        self._clitics = frozenset(CLITICS.get(language, ()))
        self._single: dict[int, Term] = {}
        self._phrases: dict[int, dict[int, list[Phrase]]] = {}
        self._words: dict[tuple[int, ...], Word] = {}
        runs: dict[str, Term] = {}
        spaced: dict[str, tuple[list[str], Term]] = {}
        for term in terms:
            if self.unspaced and not term.text.isascii():
                runs[lowered(term.text)] = term
            else:
                spaced[term.text] = (PATTERN.findall(term.text), term)
        self.runs = LongestRuns(runs)
        self._patterns = _Patterns(word for words, _ in spaced.values() for word in words)
        self._tails = Runs(self._patterns.tails() if self._clitics else {})
        for words, term in spaced.values():
            self._add(words, term)

    def _add(self, patterns: list[str], term: Term) -> None:
        first, *rest = map(self._patterns.numbers.__getitem__, patterns)
        if not rest:
            self._single[first] = term
            return
        same = self._phrases.setdefault(first, {}).setdefault(rest[0], [])
        same.append((tuple(rest), term))
        same.sort(key=lambda phrase: -len(phrase[0]))

    def known(self, words: list[str]) -> dict[str, Word]:
        """What those of these words may be, in small letters, that are part of any term."""
        exact, bare = both_folded(words, self._language, self._script)
        each = zip(words, self._patterns.find(exact, bare), strict=True)
        found = {word: self._word(numbers) for word, numbers in each if numbers}
        if self._clitics:
            left = {
                word: start for word, start in zip(words, bare, strict=True) if word not in found
            }
            behind = self._behind_clitics(set(left.values()))
            found |= {w: self._word(behind[start]) for w, start in left.items() if start in behind}
        return found

    def _behind_clitics(self, words: Set[str]) -> dict[str, tuple[int, ...]]:
        """The patterns that words which fit none themselves fit without a particle before them."""
        joined = f" {' '.join(words)} "
        fitting: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for at, (rank, number) in self._tails.anywhere(joined):
            start = joined.rfind(" ", 0, at) + 1
            if joined[start:at] in self._clitics:
                word = joined[start : joined.find(" ", at)]
                fitting[word].append((start + len(word) - at, rank, number))
        return {
            word: tuple(number for *_, number in sorted(each)) for word, each in fitting.items()
        }

    def _word(self, numbers: tuple[int, ...]) -> Word:
        if numbers in self._words:
            return self._words[numbers]
        term = next((self._single[n] for n in numbers if n in self._single), None)
        phrases: dict[int, list[Phrase]] = {}
        for number in numbers:
            for second, same in self._phrases.get(number, {}).items():
                phrases.setdefault(second, []).extend(same)
        word = Word(numbers, term, phrases, begins=term is not None or bool(phrases))
        self._words[numbers] = word
        return word
