"""what a query of some words asks for: the terms of each position, in every language at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from index.analysis import grams
from index.analysis.coding import hyphened
from index.analysis.folding import bare
from index.analysis.grams import PLAIN
from index.analysis.han import simplify, varied
from index.analysis.script import PIECE, RUN, UNIT
from index.analysis.stems import forms_of
from index.analysis.surface import surface, surface_term
from index.analysis.words import split

_Codes = tuple[str, ...]
_OTHERWISE: Final = (*range(0x3000, 0x3400), *range(0xFF61, 0xFFDD))
"""Where the characters stand that are seen to be other forms of Chinese, Japanese and Korean ones:
not the parts of characters, which look like these."""


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
    """What a query for exactly these forms asks for, position by position: `surface_term`s, and
    pairs of characters that have no other form.

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
            found += _written_run(word, simple=simple)
        else:
            for a, b in split(word):
                folded_word = forms_of("").made(word[a:b])[:1]
                forms = [surface(word[a:b], dotless=each) for each in dotless]
                found.append({surface_term(f, form): None for f in folded_word for form in forms})
    return tuple(Asked(tuple(each), ((),) * len(each)) for each in found if each)


def _written_run(run: str, *, simple: bool) -> list[dict[str, None]]:
    """The characters of a run as they are written, by the pair that begins with one that has no
    other form: that says as much, and far fewer texts have it."""
    units = UNIT.findall(run)
    folded = [(bare(unit), bare(simplify(unit)) if simple else "") for unit in units]
    forms = [dict.fromkeys(filter(None, each)) for each in folded]
    kept = [(unit, each) for unit, each in zip(units, forms, strict=True) if each]
    found: list[dict[str, None]] = []
    paired = False
    for at, (unit, each) in enumerate(kept):
        plain = bool(PLAIN.fullmatch(unit)) and unit not in _varied(simple=simple)
        if plain and at + 1 < len(kept):
            found.append({unit + second: None for second in kept[at + 1][1]})
        elif not (plain and paired):
            found.append({surface_term(form, surface(unit)): None for form in each})
        paired = plain
    return found


@cache
def _varied(*, simple: bool) -> frozenset[str]:
    """Characters that are read for others too: kana for those of half width and those with a mark
    apart, and for Chinese simplified ones and those that become them."""
    kin = filter(RUN.match, map(chr, _OTHERWISE))
    found = {bare(letter) for letter in kin if bare(letter) != surface(letter)}
    found |= {letter for letter in map(chr, range(0x3041, 0x30FF)) if normalize("NFD", letter)[1:]}
    return frozenset(found | varied() if simple else found)


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
