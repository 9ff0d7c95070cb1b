"""how a word is brought to its forms: the folded one, its stem, and the one it was written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import Stemmer

from index.analysis.folding import bare, bare_all, compose_all, fold
from index.analysis.languages import LANGUAGES, UNLISTED, Language, primary
from index.analysis.light import LIGHT
from index.analysis.surface import surface, surface_all, surface_term
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
        simple = plain(word)
        if "." in simple and simple[0].isdigit():
            return _slot(fold(simple), fold(simple), surface(word, dotless=self.dotless))
        exact = stem = bare(simple)
        if exact and self._native(exact[0]):
            (stem,) = self._stems([simple], [exact])
        if not self.dotless and exact == word.lower():
            return _slot(exact, stem or exact, exact)
        return _slot(exact, stem or exact, surface(word, dotless=self.dotless))

    def many(self, words: Sequence[str]) -> list[Slot]:
        """`made` of each word; many together take less time."""
        exact, stems = self._forms(words)
        written = surface_all(words, dotless=self.dotless)
        return [
            (form,)
            if form == stem == shown != ""
            else (form, STEM + stem)
            if form == shown != ""
            else _slot(form, stem, shown)
            for form, stem, shown in zip(exact, stems, written, strict=True)
        ]

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

    def _forms(self, words: Sequence[str]) -> tuple[list[str], list[str]]:
        """The folded form of each word, and its stem or the same again."""
        simple = [word if word.isalnum() else plain(word) for word in words]
        exact = bare_all(simple)
        for number, word in enumerate(simple):
            if "." in word and word[0].isdigit():
                exact[number] = fold(word)
        foreign = {first for first in {form[:1] for form in exact} if not self._native(first)}
        found = zip(self._stems(simple, exact), exact, strict=True)
        stems = [form if form[:1] in foreign else stem or form for stem, form in found]
        return exact, stems

    def _native(self, letter: str) -> bool:
        return bool(letter) and _script(letter) in self._scripts

    def _stems(self, words: Sequence[str], exact: list[str]) -> list[str]:
        if self._light:
            return [self._light(form)[:LONGEST] for form in exact]
        if self._stemmer:
            if self.dotless:
                words = [word.replace("I", "ı").replace("İ", "i") for word in words]
            stems = self._stemmer.stemWords(compose_all(words))
            return [stem[:LONGEST] for stem in bare_all(stems)]
        prefix = self._language.prefix
        return [form[:prefix] for form in exact] if prefix else exact


def whole(slot: Slot) -> str:
    """The term under which a word in halves is found as one, from the terms of both halves
    together: their stem."""
    exact, *marked = slot or ("",)
    return marked[0] if marked and marked[0].startswith(STEM) else STEM + exact


def _slot(exact: str, stem: str, written: str) -> Slot:
    if not exact:
        return ()
    found = (exact,) if stem == exact else (exact, STEM + stem)
    return found if written == exact else (*found, surface_term(exact, written))


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
