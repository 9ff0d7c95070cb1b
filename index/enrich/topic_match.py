"""terms matched against a text: words, phrases, beginnings and ends of words, unspaced runs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

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

_REMEMBERED = 20_000
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

_Rows = dict[str, tuple[tuple[str, int], ...]]
"""Patterns and their numbers by two of their letters, the longest first."""


@dataclass(slots=True)
class _Patterns:
    """The one-word patterns of the lists, by how much of a word they fix.

    `exact` has whole words; the beginnings, ends and insides of words stand by their first two
    letters, ends by their last two.
    """

    exact: dict[str, int] = field(default_factory=dict)
    prefix: _Rows = field(default_factory=dict)
    suffix: _Rows = field(default_factory=dict)
    infix: _Rows = field(default_factory=dict)
    _numbers: dict[tuple[str, bool, bool], int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """The number of a pattern, which is made when it is new."""
        bare = word.strip("*")
        head, tail = word.startswith("*"), word.endswith("*")
        number = self._numbers.get((bare, head, tail))
        if number is None:
            number = self._numbers[bare, head, tail] = len(self._numbers)
            if not (head or tail):
                self.exact[bare] = number
            elif (head and tail) or 1 < len(bare) <= _LONGEST:
                rows = (self.prefix, self.suffix, self.infix)[2 * head + tail - 1]
                pair = bare[-2:] if rows is self.suffix else bare[:2]
                found = (*rows.get(pair, ()), (bare, number))
                rows[pair] = tuple(sorted(found, key=_longest_first))
        return number

    def find(self, word: str) -> list[int]:
        """The numbers of the patterns that a word fits, the most specific first."""
        found = [self.exact[word]] if word in self.exact else []
        for bare, number in self.prefix.get(word[:2], ()):
            if word.startswith(bare):
                found.append(number)
        for bare, number in self.suffix.get(word[-2:], ()):
            if word.endswith(bare):
                found.append(number)
        if self.infix and len(word) <= _LONGEST:
            found += self._inside(word)
        return found

    def _inside(self, word: str) -> list[int]:
        """The numbers of the infixes in a word, the longest first."""
        found = [
            (-len(bare), at, number)
            for at, letter in enumerate(word)
            for start in {letter, word[at : at + 2]}
            for bare, number in self.infix.get(start, ())
            if word.startswith(bare, at)
        ]
        return [number for _, _, number in sorted(found)]


def _longest_first(row: tuple[str, int]) -> int:
    return -len(row[0])


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
        self._clitics: dict[str, list[str]] = defaultdict(list)
        for clitic in CLITICS.get(language, ()):
            self._clitics[clitic[0]].append(clitic)
        self._patterns = _Patterns()
        self._single: dict[int, Term] = {}
        self._phrases: dict[int, dict[int, list[_Phrase]]] = {}
        self._runs: Runs[Term] = Runs({})
        self._words = _Words(self._look_up)
        runs: dict[str, Term] = {}
        for term in terms:
            if self._unspaced and not term.text.isascii():
                runs[lowered(term.text)] = term
            else:
                self._add(term)
        self._runs = Runs(runs)

    def match(self, text: str) -> list[Match]:
        """The terms in a text, of two that overlap the longer or the first.

        They are in order, but in a script without spaces those of Latin letters come last.
        """
        cut = words.cut(text, self._script)
        if not self._unspaced:
            return self._spaced(cut)
        return self._scan(cut) + self._spaced(words.latin(text))

    def _spaced(self, cut: words.Words) -> list[Match]:
        known = [*map(self._words.__getitem__, fold_words(cut.words, self._script)), None]
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

    def _add(self, term: Term) -> None:
        first, *rest = map(self._patterns.number, PATTERN.findall(term.text))
        if not rest:
            self._single[first] = term
            return
        same = self._phrases.setdefault(first, {}).setdefault(rest[0], [])
        same.append((tuple(rest), term))
        same.sort(key=lambda phrase: -len(phrase[0]))

    def _look_up(self, folded: str) -> _Word | None:
        found = self._patterns.find(folded)
        for clitic in () if found else self._clitics.get(folded[:1], ()):
            if folded.startswith(clitic) and len(folded) - len(clitic) > 1:
                found += self._patterns.find(folded[len(clitic) :])
        if not found:
            return None
        term = next((self._single[n] for n in found if n in self._single), None)
        phrases: dict[int, list[_Phrase]] = {}
        for number in found:
            for second, same in self._phrases.get(number, {}).items():
                phrases.setdefault(second, []).extend(same)
        return _Word(tuple(found), term, phrases, begins=term is not None or bool(phrases))


class _Words(dict[str, "_Word | None"]):
    """What folded words may be. The first so many are remembered: the frequent ones come early."""

    def __init__(self, look_up: Callable[[str], _Word | None]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, token: str) -> _Word | None:
        word = self._look_up(token)
        if len(self) < _REMEMBERED:
            self[token] = word
        return word


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
