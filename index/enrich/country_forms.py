"""how a word is cut and folded before it is looked up, and which endings a language adds to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.enrich.rules import Rules

_MARKED = (
    r"[\w\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
    r"\u1000-\u109f\u135d-\u135f\u1780-\u17d3\u200c\u200d]+"
)
"""A word: letters with their combining marks, which `\\w` leaves out in many scripts."""

WITHOUT_MARKS = frozenset(("Latn", "Cyrl", "Grek", "Geor", "Armn", "Ethi", "Hang", "Hani", "Kana"))
"""Scripts in which composed text has no combining marks, so that the faster `\\w` will do."""

FIRST_MARK, MARKS = np.uint16(0x300), 0x70
"""Where the combining accents stand in Unicode, and how many there are."""

_combining = re.compile("[\u0300-\u036f]").search
_accents = re.compile("[\u0300-\u036f]+").sub
_words = re.compile(_MARKED).findall
_no_marked = re.compile(f"[^ \0{_MARKED[1:-2]}]")
_no_plain = re.compile(r"[^\w \0]")

ENCODINGS = {
    "Latn": ("latin-1", "cp1252", "cp1250", "cp1254"),
    "Arab": ("cp1256",), "Cyrl": ("cp1251",), "Grek": ("cp1253",), "Hebr": ("cp1255",),
}  # fmt: skip
"""Encodings of a byte a letter in which most texts of a script can be written."""


def spread(text: str, script: str) -> tuple[str, bool]:
    """A text as `lowered` makes it, with a space for every character that is of no word.

    NUL stays. Also whether all accents stand in one character with their letters. Where no
    character is beyond 16 bits, a table does it in a fraction of the time.
    """
    if text.isascii():
        return text.translate(_ascii), True
    written = text.encode("utf-16-le", "surrogatepass")
    if len(written) > 2 * len(text):
        is_composed = _combining(text) is None
        return _no_letter(is_composed, script).sub(" ", lowered(text)), is_composed
    codes = np.frombuffer(written, np.uint16)
    is_composed = np.count_nonzero(codes - FIRST_MARK < MARKS) == 0
    plain = _folding(_no_letter(is_composed, script))[codes]
    return plain.tobytes().decode("utf-16-le", "surrogatepass"), is_composed


def _no_letter(is_composed: bool, script: str) -> re.Pattern[str]:
    """What is of no word."""
    return _no_plain if is_composed and script in WITHOUT_MARKS else _no_marked


@lru_cache(maxsize=2)
def _folding(no_letter: re.Pattern[str]) -> npt.NDArray[np.uint16]:
    """What each character of 16 bits becomes."""
    every = lowered("".join(map(chr, range(0x10000))))
    return np.frombuffer(no_letter.sub(" ", every).encode("utf-16-le", "surrogatepass"), np.uint16)


def composed(words: list[str]) -> list[str]:
    """Words with each accent in one character with its letter."""
    return [unicodedata.normalize("NFC", word) for word in words]


_SAME = {
    **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ةۀہ", "ه"), "ى": "ي", "ی": "ي", "ک": "ك",
    **dict(zip("άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ", strict=True)),
    "ё": "е", "’": "'", "ʼ": "'", "‘": "'", "ʻ": "'", "\u200c": " ",
}  # fmt: skip
"""Letters that are written for one another, in Arabic, Persian, Greek and Russian above all."""

ACCENTS_MATTER = frozenset((
    "vi", "yo", "ig", "ee",
))  # fmt: skip
"""Languages in which a word without its accents is another word."""


def lowered(text: str) -> str:
    """Small letters, and variants of one letter made equal; as many characters as before."""
    small = text.lower()
    if small.isascii():
        return small
    if len(small) != len(text):  # the Turkish capital becomes two characters, as no other letter
        small = "İ".join(map(str.lower, text.split("İ")))
    for letter, same in _SAME.items():
        if letter in small:
            small = small.replace(letter, same)
    return small


_ascii = {code: " " if _no_plain.match(chr(code)) else chr(code).lower() for code in range(128)}


def folded(form: str) -> str:
    """A form of a table as `lowered` makes it, in composed characters."""
    return lowered(unicodedata.normalize("NFC", form))


def words_of(text: str) -> list[str]:
    """The words of a folded text."""
    return _words(text)


def without_accents(word: str) -> str:
    """A word without the accents of its Latin letters."""
    bare = _accents("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare.replace("ø", "o").replace("ł", "l").replace("ı", "i"))


AS_THEY_ARE = frozenset(("abbr", "skip", "postal", "institution"))
"""Kinds of names that are not inflected: abbreviations and fixed phrases."""


SHORTEST_INFLECTED = 3
"""Letters that an abbreviation has at least when endings are written on to it."""


class Endings(NamedTuple):
    """What a language does to the end (and beginning) of names and adjectives.

    Each rule is what to take away and what to put instead; a word takes the rules with the
    longest ending that fits it.
    """

    language: str
    rules: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]

    @classmethod
    def of(cls, language: str, rules: Rules) -> Endings:
        """The endings of a language, none at all if its rows are missing."""
        return _endings(language, rules)

    def forms(self, name: str, kind: str, *, names_a_language: bool) -> Iterator[str]:
        """A name and its inflected forms, some of which may not exist."""
        if names_a_language and kind == "adj":
            for stem in self._apply(name, "language"):
                yield from self._inflected([stem], "adj")
        elif kind in AS_THEY_ARE:
            yield name
            if kind == "abbr" and len(name) >= SHORTEST_INFLECTED:
                yield from self._apply(name, "abbr")
        else:
            of = kind if kind in ("adj", "demonym") else "name"
            yield from self._inflected(name.split(" "), of)

    def derived(self, name: str) -> Iterator[str]:
        """The adjectives that the language makes from a country's name by rule."""
        for stem in self._apply(name, "derived"):
            yield from self._inflected([stem], "adj")

    def inflected(self, word: str) -> tuple[str, frozenset[str]]:
        """What stays of a place's folded name in all its forms, and what may follow that instead.

        Both are folded; ("", none) where the language does not inflect names.
        """
        for ending, others in self.rules.get("name", ()):
            bare = folded(ending)
            if word.endswith(bare) and len(word) > len(bare) + 1:
                return word[: len(word) - len(bare)], _folded_all(others)
        return "", frozenset()

    def _inflected(self, words: list[str], of: str) -> Iterator[str]:
        if len(words) > 3:
            choices = [[word] for word in words]
        elif of != "name" or len(words) == 1:
            choices = [*([word] for word in words[:-1]), [*self._apply(words[-1], of)]]
        else:
            # "Южной Кореи": the words before the last one may be adjectives.
            choices = [
                *([word, *self._apply(word, "modifier")] for word in words[:-1]),
                [*self._apply(words[-1], of)],
            ]
        for found in product(*choices):
            yield from self._prefixed(" ".join(found), "prefix" if of == "name" else "adjprefix")

    def _prefixed(self, form: str, kind: str) -> Iterator[str]:
        yield form
        for beginning, others in self.rules.get(kind, ()):
            if form.startswith(beginning):
                yield from (other + form[len(beginning) :] for other in others)
                return

    def _apply(self, word: str, kind: str) -> Iterator[str]:
        if kind == "name":
            yield word
        for ending, others in self.rules.get(kind, ()):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                yield from (word[: len(word) - len(ending)] + other for other in others)
                return
        if kind == "adj":
            yield word


@lru_cache(maxsize=2000)
def _folded_all(others: tuple[str, ...]) -> frozenset[str]:
    plain = frozenset(map(folded, others))
    return plain | frozenset(map(without_accents, plain))


@lru_cache(maxsize=200)
def _endings(language: str, rules: Rules) -> Endings:
    found: dict[str, dict[str, list[str]]] = {}
    for languages, kind, ending, others in (r[:4] for r in rules.rows("country-endings.tsv", 4)):
        if language in languages.split(" "):
            bare = "" if ending == "-" else ending
            listed = found.setdefault(kind, {}).setdefault(bare, [])
            listed += ["" if other == "-" else other for other in others.split("|")]
    return Endings(
        language,
        {
            kind: tuple(
                (ending, tuple(others))
                for ending, others in sorted(by_ending.items(), key=lambda item: -len(item[0]))
            )
            for kind, by_ending in found.items()
        },
    )
