"""how a word is brought to its forms: the folded one, its stem, and the one it was written in."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import Stemmer

from index.analysis.folding import bare, compose, fold
from index.analysis.languages import LANGUAGES, UNLISTED, Language, primary
from index.analysis.light import LIGHT
from index.analysis.surface import surface, surface_term
from index.analysis.words import plain

STEM = "~"
"""Begins every term that is a stem; no word begins so."""

LONGEST = 9
"""Letters of a stem that is kept: the rest of a long word is the tail of a compound or an ending
that the stemmer left. MRR@10 on XQuAD rises by .006 in German, .004 in Russian, .001 in English;
shorter stems would gain more there but run words together that are not kin."""

_KEPT = 200_000
"""Words kept for each language."""


Slot = tuple[str, ...]
"""The terms of one position: the folded form, what else it is found by, and the form as written
where that is another (`index.analysis.surface`)."""


class Forms(dict[str, Slot]):
    """The terms of each word of one language: the folded form and, where they differ from it, the
    stem and the form as written.

    Words in a script that the language is not written in are names and quotations: they have no
    stem, which would run them together with words that are not kin.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._light = LIGHT.get(language.stemmer)
        snowball = language.stemmer if not self._light else ""
        self._stemmer = Stemmer.Stemmer(snowball, 0) if snowball else None
        self.simple, self.dotless = language.simple, language.dotless
        self.accents = language.accents
        self._scripts = frozenset(map(str.upper, language.scripts))

    def __missing__(self, word: str) -> Slot:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = self.made(word)
        return found

    def made(self, word: str) -> Slot:
        """The terms of a word, which are not kept here."""
        exact, stem = self._forms(word)
        if not exact:
            return ()
        found = (exact,) if stem == exact else (exact, STEM + stem)
        if not self.dotless and (exact == word.lower() or (word.isascii() and word.isalnum())):
            return found
        written = surface(word, dotless=self.dotless)
        return found if written == exact else (*found, surface_term(exact, written))

    def lowered(self, word: str) -> str:
        """A word of letters and digits in small letters if it is sure to have the same terms so,
        else as it is."""
        lower = word if self.dotless else word.lower()
        return lower if lower.isalnum() else word

    def wanted(self, word: str) -> Slot:
        """The terms by which a query finds the word in all its forms.

        A word that is its own stem stands in the index without the mark, so both are asked for.
        """
        exact, *marked = self[word] or ("",)
        if not exact:
            return ()
        if self.accents:
            return (exact, STEM + exact, *marked)
        stem = marked[0][1:] if marked and marked[0].startswith(STEM) else exact
        return tuple(dict.fromkeys((exact, STEM + stem, stem)))

    def whole(self, halves: str) -> str:
        """The term under which a word in halves is found as one: the stem of both together."""
        exact, *marked = self[halves] or ("",)
        return marked[0] if marked and marked[0].startswith(STEM) else STEM + exact

    def _forms(self, word: str) -> tuple[str, str]:
        simple = plain(word)
        if simple[:1].isdigit() and "." in simple:
            return fold(simple), fold(simple)
        exact = bare(simple)
        native = bool(exact) and _script(exact[0]) in self._scripts
        return exact, self._stem(simple, exact) if native else exact

    def _stem(self, word: str, exact: str) -> str:
        row = self._language
        if self._light:
            return self._light(exact)[:LONGEST]
        if self._stemmer:
            if row.dotless:
                word = word.replace("I", "ı").replace("İ", "i")
            return bare(self._stemmer.stemWord(compose(word)))[:LONGEST] or exact
        if row.prefix:
            return exact[: row.prefix]
        return exact


@cache
def _script(letter: str) -> str:
    """The script of a letter, as the names of Unicode begin: `LATIN`; of a digit, no script."""
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=128)
def _of_row(code: str) -> Forms:
    return Forms(LANGUAGES.get(code, UNLISTED))


@lru_cache(maxsize=512)
def forms_of(language: str) -> Forms:
    """The forms of the words of a language, by its BCP 47 code."""
    return _of_row(primary(language))
