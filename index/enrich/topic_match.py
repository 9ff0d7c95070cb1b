"""terms matched against a text: words, phrases, beginnings and ends of words, unspaced runs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.enrich import words
from index.enrich.country_forms import lowered
from index.enrich.country_languages import base, script
from index.enrich.runs import Runs
from index.enrich.topic_fold import TOKEN, fold_words

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages written without spaces: their terms are looked for at every character."""

CLITICS = {
    "ar": ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك"),
    "he": ("וה", "שה", "כש", "בה", "לה", "מה", "ול", "וב", "ומ", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),
    "am": ("በየ", "ከየ", "ለየ", "እንደ", "ስለ", "የ", "በ", "ለ", "ከ"),
}
"""Particles written together with the word that follows, the longest first."""

_REMEMBERED = 50_000
"""How many different words are remembered in a language."""

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

Match = tuple[Term, int, int]
"""A term found in a text, and the half-open range of characters where it stands."""


class _Patterns:
    """The one-word patterns of the lists, by how much of a word they fix.

    A space stands where a pattern fixes the beginning or the end of a word, so that words with a
    space between any two are searched for all patterns at once.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Patterns in order; `find` gives their numbers in `numbers`."""
        self.numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        runs: dict[str, tuple[int, int, int]] = {}
        for word, number in self.numbers.items():
            bare = word.strip("*")
            head, tail = word.startswith("*"), word.endswith("*")
            if not (head or tail):
                runs[f" {bare} "] = (0, 0, number)
            elif head and tail:
                runs[bare] = (3, -len(bare), number)
            elif 1 < len(bare) <= _LONGEST:
                runs[bare + " " if head else " " + bare] = (1 + head, -len(bare), number)
        self._runs = Runs(runs)

    def find(self, words: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """The numbers of the patterns that each of these words fits, the most specific first."""
        joined = f" {' '.join(words)} "
        found: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
        for at, _, (kind, length, number) in self._runs.find(joined):
            start = at + 1 if joined[at] == " " else joined.rfind(" ", 0, at) + 1
            word = joined[start : joined.find(" ", start)]
            if kind != _INSIDE or len(word) <= _LONGEST:
                found[word].append((kind, length, at, number))
        return {word: tuple(number for *_, number in sorted(each)) for word, each in found.items()}


_INSIDE = 3
"""The kind of a pattern that fixes neither the beginning nor the end of a word."""


@dataclass(slots=True)
class _Word:
    """What a word of a text may be: its patterns, a term by itself, the beginning of phrases.

    The phrases stand by the pattern of their second word, the longest first. `begins` says that
    it is a term or the beginning of one.
    """

    numbers: tuple[int, ...]
    term: Term | None
    phrases: dict[int, list[_Phrase]]
    begins: bool


class Terms:
    """The terms for one language, compiled. Case does not matter, and accents do not."""

    def __init__(self, language: str, terms: Iterable[Term]) -> None:
        """Later terms replace earlier ones with the same text."""
        self._script = script(base(language))
        self._unspaced = language in UNSPACED
        self._clitics = CLITICS.get(language, ())
        self._single: dict[int, Term] = {}
        self._phrases: dict[int, dict[int, list[_Phrase]]] = {}
        self._met: dict[str, _Word | None] = {}
        runs: dict[str, Term] = {}
        spaced: dict[str, tuple[list[str], Term]] = {}
        for term in terms:
            if self._unspaced and not term.text.isascii():
                runs[lowered(term.text)] = term
            else:
                spaced[term.text] = (PATTERN.findall(term.text), term)
        self._runs = Runs(runs)
        self._patterns = _Patterns(word for words, _ in spaced.values() for word in words)
        for words_of_term, term in spaced.values():
            self._add(words_of_term, term)

    def match(self, text: str) -> list[Match]:
        """The terms in a text, of two that overlap the longer or the first.

        They are in order, but in a script without spaces those of Latin letters come last.
        """
        cut = words.cut(text, self._script)
        if not self._unspaced:
            return self._spaced(cut)
        return self._scan(cut) + self._spaced(words.latin(text))

    def _spaced(self, cut: words.Words) -> list[Match]:
        known = [*self._known(fold_words(cut.words, self._script)), None]
        telling = [at for at, word in enumerate(known) if word is not None and word.begins]
        edges = cut.edges if telling else []
        found: list[Match] = []
        free = 0
        for at in telling:
            word = known[at]
            if word is None or at < free:
                continue
            term, last = word.term, at
            if word.phrases and (following := known[at + 1]) is not None:
                size, term = _longest(word, following, known, at)
                last += size - 1
            if term is not None:
                free = last + 1
                found.append((term, edges[2 * at], edges[2 * last + 1]))
        return found

    def _scan(self, cut: words.Words) -> list[Match]:
        """The terms in a text without spaces."""
        found: list[Match] = []
        free = 0
        for start, end, term in self._runs.find(cut.low):
            if start >= free:
                free = end
                found.append((term, start, end))
        return found

    def _add(self, patterns: list[str], term: Term) -> None:
        first, *rest = map(self._patterns.numbers.__getitem__, patterns)
        if not rest:
            self._single[first] = term
            return
        same = self._phrases.setdefault(first, {}).setdefault(rest[0], [])
        same.append((tuple(rest), term))
        same.sort(key=lambda phrase: -len(phrase[0]))

    def _known(self, folded: list[str]) -> list[_Word | None]:
        """What each word may be; the words met so far are remembered."""
        met = self._met
        if missing := set(folded).difference(met):
            if len(met) > _REMEMBERED:
                met.clear()
                missing = set(folded)
            met.update(dict.fromkeys(missing))
            found = self._patterns.find(missing)
            met.update((word, self._word(numbers)) for word, numbers in found.items())
            if self._clitics:
                self._strip(missing.difference(found))
        return list(map(met.__getitem__, folded))

    def _strip(self, words: Iterable[str]) -> None:
        """Remember what words are that only fit patterns without a particle before them."""
        bare = {
            word: [word[len(clitic) :] for clitic in self._clitics if word.startswith(clitic)]
            for word in words
            if word.startswith(self._clitics)
        }
        rests = {rest for each in bare.values() for rest in each if len(rest) > 1}
        found = self._patterns.find(rests)
        for word, each in bare.items():
            if numbers := tuple(number for rest in each for number in found.get(rest, ())):
                self._met[word] = self._word(numbers)

    def _word(self, numbers: tuple[int, ...]) -> _Word:
        term = next((self._single[n] for n in numbers if n in self._single), None)
        phrases: dict[int, list[_Phrase]] = {}
        for number in numbers:
            for second, same in self._phrases.get(number, {}).items():
                phrases.setdefault(second, []).extend(same)
        return _Word(numbers, term, phrases, begins=term is not None or bool(phrases))


def _longest(
    word: _Word, following: _Word, known: list[_Word | None], at: int
) -> tuple[int, Term | None]:
    """The longest term that begins with a word, and of how many words it is."""
    size, term = 1, word.term
    for number in following.numbers:
        for rest, phrase in word.phrases.get(number, ()):
            if len(rest) + 1 > size and _fits(rest, known[at + 1 : at + 1 + len(rest)]):
                size, term = len(rest) + 1, phrase
    return size, term


def _fits(rest: tuple[int, ...], known: list[_Word | None]) -> bool:
    return len(known) == len(rest) and all(
        word is not None and number in word.numbers
        for number, word in zip(rest, known, strict=True)
    )
