"""what each language calls the countries and their places: tables turned into dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from index.enrich.country_forms import Endings, folded, words_of
from index.enrich.country_languages import FIRST_UNSPACED, UNSPACED, base, script
from index.enrich.country_spellings import all_forms, shared_forms
from index.enrich.country_tables import Meaning, doubtful_forms
from index.enrich.rules import Rules

CITIES = frozenset(("city", "capital"))

SHORTEST = 4
"""Letters that an adjective in small letters must have: the Spanish for Lao also makes "la"."""


STEM = 4
"""The letters by which a stem is found, and that it has at least."""


class Form(NamedTuple):
    """A meaning and the words that must follow the first one."""

    rest: tuple[str, ...]
    meaning: Meaning


Forms = Mapping[str, tuple[Form, ...]]
"""Forms by their first word, longest first."""


class Stem(NamedTuple):
    """What stays of a city's name in all its cases, and the endings that may follow."""

    text: str
    endings: frozenset[str]
    meaning: Meaning


Stems = Mapping[str, tuple[Stem, ...]]
"""Stems by their first `STEM` letters, the longest first."""


class Lexicon(NamedTuple):
    """A language's own forms, the places that its script shares, and forms without spaces.

    `stems` are those of the cities that its script shares, as the language inflects them.
    `openers` are the words that are no form by themselves, with the words that may follow them.

    `known` are the words that begin any of them; a word that begins forms of both has them all in
    `forms`.

    `unspaced` has forms by their first two characters, longest first.
    """

    script: str
    known: frozenset[str]
    forms: Forms
    places: Forms
    unspaced: Mapping[str, tuple[tuple[str, Meaning], ...]]
    stems: Stems
    openers: Mapping[str, frozenset[str]]


@lru_cache(maxsize=120)
def lexicon(language: str, rules: Rules) -> Lexicon:
    """The forms of a language, given by its BCP 47 code or `unknown`; the tables are read once."""
    language = base(language)
    meanings = _meanings(all_forms(language, rules), language, rules)
    places = _places(script(language), rules)
    forms = _by_first_word(meanings)
    for first in forms.keys() & places.keys():
        forms[first] = _longest_first((*forms[first], *places[first]))
    known = frozenset(forms.keys() | places.keys())
    without_spaces = _unspaced(meanings, places, language)
    stems = _stems(places, Endings.of(language, rules))
    openers = _openers({**places, **forms})
    return Lexicon(script(language), known, forms, places, without_spaces, stems, openers)


def _openers(forms: Forms) -> dict[str, frozenset[str]]:
    return {
        first: frozenset(form.rest[0] for form in found)
        for first, found in forms.items()
        if all(form.rest for form in found)
    }


def _stems(places: Forms, endings: Endings) -> dict[str, tuple[Stem, ...]]:
    found: defaultdict[str, list[Stem]] = defaultdict(list)
    for name, forms in places.items():
        meaning = forms[-1].meaning
        if forms[-1].rest or meaning.rule not in CITIES or meaning.also or len(name) <= STEM:
            continue
        text, may_follow = endings.inflected(name)
        if len(text) >= STEM:
            found[text[:STEM]].append(Stem(text, may_follow, meaning))
    return {
        start: tuple(sorted(stems, key=lambda stem: -len(stem.text)))
        for start, stems in found.items()
    }


@lru_cache(maxsize=40)
def _places(group: str, rules: Rules) -> Forms:
    """The capitals, larger cities and provinces in a script, for all languages that use it."""
    return _by_first_word(_meanings(shared_forms(group, rules), "", rules))


def _meanings(
    forms: Iterable[tuple[str, Meaning]], language: str, rules: Rules
) -> dict[tuple[str, ...], Meaning]:
    """Forms cut into words, each with the first meaning given."""
    meanings: dict[tuple[str, ...], Meaning] = {}
    doubtful = doubtful_forms(rules)
    for form, meaning in forms:
        small = meaning.rule in ("adjective", "demonym") and meaning.case == "any"
        if small and len(form) < SHORTEST and language not in UNSPACED:
            continue
        words = tuple(words_of(folded(form)))
        if not words:
            continue
        known = meanings.get(words)
        if known is None:
            also = doubtful.get((words, meaning.rule))
            meanings[words] = meaning._replace(also=also) if also else meaning
        elif meaning.case == "any" and known.case == "capital" and known.codes == meaning.codes:
            meanings[words] = known._replace(case="any")  # the Hungarian for Japan and Japanese
    return meanings


def _by_first_word(meanings: Mapping[tuple[str, ...], Meaning]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, tuple[Form, ...]] = {}
    alone: dict[Meaning, tuple[Form, ...]] = {}  # most forms are one word: they share their tuples
    for words, meaning in meanings.items():
        first, rest = words[0], words[1:]
        form = (
            alone.setdefault(meaning, (Form((), meaning),)) if not rest else (Form(rest, meaning),)
        )
        found[first] = found[first] + form if first in found else form
    for first, forms in found.items():
        if len(forms) > 1:
            found[first] = _longest_first(forms)
    return found


def _longest_first(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Forms of equal length stay in order: a language's own before those that its script shares."""
    return tuple(sorted(forms, key=lambda form: -len(form.rest)))


def _unspaced(
    meanings: Mapping[tuple[str, ...], Meaning], places: Forms, language: str
) -> Mapping[str, tuple[tuple[str, Meaning], ...]]:
    if language not in UNSPACED:
        return {}
    found: defaultdict[str, dict[str, Meaning]] = defaultdict(dict)
    for first, forms in places.items():
        for form in forms:
            joined = "".join((first, *form.rest))
            found[joined[:2]][joined] = form.meaning
    for words, meaning in meanings.items():
        joined = "".join(words)
        found[joined[:2]][joined] = meaning
    return {
        pair: tuple(sorted(forms.items(), key=lambda item: -len(item[0])))
        for pair, forms in found.items()
        if len(pair) == 2 and pair >= FIRST_UNSPACED
    }
