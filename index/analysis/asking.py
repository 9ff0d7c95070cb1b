"""what a query of some words asks for: the terms of each position, in every language at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from index.analysis import grams
from index.analysis.coding import hyphened
from index.analysis.folding import bare
from index.analysis.han import simplify
from index.analysis.script import PIECE, RUN, UNIT
from index.analysis.stems import forms_of
from index.analysis.surface import surface, surface_term
from index.analysis.words import split

_Codes = tuple[str, ...]


class Asked(NamedTuple):
    """The alternative terms of a position, and for each the languages in which it counts.

    () is every language: so it is for the folded form, which comes first, and for what every
    language that was asked for makes of the word. A stem counts in the languages that make it of
    the word alone: `par` is Portuguese for `Paris`, and in French another word.
    """

    terms: tuple[str, ...]
    languages: tuple[_Codes, ...]


def asked(text: str, languages: Iterable[str], *, exact: bool = False) -> tuple[Asked, ...]:
    """What a query of these words asks for, position by position.

    The folded form comes first, then the stems in the order of `languages`; with `exact` it stands
    alone, but for a traditional Chinese character, which Chinese articles hold as its simplified
    one. Consecutive positions are consecutive positions of a document.
    """
    spoken = tuple(languages)
    pieces = list(PIECE.finditer(text))
    wholes = {} if exact else _wholes(text)
    found: list[Asked] = []
    for at, piece in enumerate(pieces):
        word, start = piece[0], piece.start()
        if RUN.match(word):
            found += _of_run(word, spoken, followed=at + 1 < len(pieces))
            continue
        for a, b in split(word):
            whole = wholes.get(start + a, "")
            found.append(_alternatives(word[a:b], whole, () if exact else spoken))
    return tuple(each for each in found if each.terms)


def written(text: str, languages: Iterable[str]) -> tuple[Asked, ...]:
    """What a query for exactly these forms asks for, position by position: `surface_term`s.

    A form has several where the languages fold it differently, as Chinese does a traditional
    character, or have different small letters for one capital, as Turkish does for I.
    """
    every = [forms_of(code) for code in languages]
    dotless = dict.fromkeys((False, *(forms.dotless for forms in every)))
    simple = any(forms.simple for forms in every)
    found: list[dict[str, None]] = []
    for piece in PIECE.finditer(text):
        word = piece[0]
        if RUN.match(word):
            for unit in UNIT.findall(word):
                folded = dict.fromkeys((bare(unit), bare(simplify(unit)) if simple else ""))
                found.append({surface_term(f, surface(unit)): None for f in folded if f})
        else:
            for a, b in split(word):
                folded_word = forms_of("").made(word[a:b])[:1]
                forms = [surface(word[a:b], dotless=each) for each in dotless]
                found.append({surface_term(f, form): None for f in folded_word for form in forms})
    return tuple(Asked(tuple(each), ((),) * len(each)) for each in found if each)


def slots(
    text: str, languages: Iterable[str], *, exact: bool = False
) -> tuple[tuple[str, ...], ...]:
    """The alternative terms of each position, as `asked` gives them."""
    return tuple(each.terms for each in asked(text, languages, exact=exact))


def _wholes(text: str) -> dict[int, str]:
    """The words that are written in halves, as one, by where each half begins."""
    found = [(half.start(n), half[1] + half[2]) for half in hyphened(text) for n in (1, 2)]
    return dict(found)


@lru_cache(maxsize=1024)
def _alternatives(word: str, whole: str, languages: _Codes) -> Asked:
    """The forms of a word and, where it is half of one, of the whole."""
    exact = forms_of("")[word][:1]
    made: dict[str, list[str]] = {term: [] for term in exact}
    for each in filter(None, (word, whole)) if exact else ():
        for code in languages:
            for term in forms_of(code).wanted(each):
                made.setdefault(term, []).append(code)
    return _limited(made, exact, languages)


def _limited(made: dict[str, list[str]], exact: tuple[str, ...], languages: _Codes) -> Asked:
    everywhere = {*exact, *(term for term, codes in made.items() if len(codes) == len(languages))}
    return Asked(
        tuple(made), tuple(() if term in everywhere else tuple(made[term]) for term in made)
    )


def _of_run(run: str, languages: _Codes, *, followed: bool) -> list[Asked]:
    """The pairs of a run, and where Chinese is among the languages, what it holds for them."""
    chinese = [code for code in languages if forms_of(code).simple]
    found = grams.query(grams.texts(run), followed=followed)
    if not chinese:
        return [Asked(slot, ((),) * len(slot)) for slot in found]
    simple = grams.query(grams.texts(run, simple=True), followed=followed)
    return [
        _limited({a: [], b: chinese} if a != b else {a: []}, (a,), languages)
        for (a,), (b,) in zip(found, simple, strict=True)
    ]
