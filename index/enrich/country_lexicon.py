"""what each language calls the countries and their places: tables turned into dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from index.enrich.country_forms import (
    ACCENTS_MATTER,
    Endings,
    folded,
    without_accents,
    words_of,
)
from index.enrich.country_languages import (
    FIRST_UNSPACED,
    UNSPACED,
    WITH_ENGLISH,
    base,
    script,
)
from index.enrich.country_tables import Meaning, Row, by_group, doubtful_forms, meaning_of
from index.enrich.rules import Rules

CITIES = frozenset(("city", "capital"))

LANGUAGES = "country-languages.tsv"
"""The table whose names are not forms themselves: only the adjectives made from them are."""

GEONAMES = "places-geonames.tsv"
"""Shared by all languages in a script, but for the rows marked `inflected`."""

PEOPLES = "country-peoples.tsv"
"""The table whose adjectives are forms themselves, and names of languages in their way."""

DIVISIONS = "places-divisions.tsv"

TABLES = (
    "country-forms.tsv",
    "country-names.tsv",
    "country-adjectives.tsv",
    LANGUAGES,
    PEOPLES,
    GEONAMES,
    "places-cldr.tsv",
    DIVISIONS,
)
"""Where a form stands in several tables, the first one that has it holds."""

SHORTEST = 4
"""Letters that an adjective in small letters must have: the Spanish for Lao also makes "la"."""


SHORTEST_CITY = 5
"""Letters that a city's name must have to be inflected: a case of Aba is Polish for "so"."""


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


@lru_cache(maxsize=120)
def lexicon(language: str, rules: Rules) -> Lexicon:
    """The forms of a language, given by its BCP 47 code or `unknown`; the tables are read once."""
    language = base(language)
    meanings = _meanings(_forms(language, rules), language, rules)
    places = _places(script(language), rules)
    forms = _by_first_word(meanings)
    for first in forms.keys() & places.keys():
        forms[first] = _longest_first((*forms[first], *places[first]))
    known = frozenset(forms.keys() | places.keys())
    without_spaces = _unspaced(meanings, places, language)
    stems = _stems(places, Endings.of(language, rules))
    return Lexicon(script(language), known, forms, places, without_spaces, stems)


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
    rows = (*by_group(GEONAMES, rules).get(group, ()), *_parts(group, rules))
    forms = (
        (form, meaning_of(code, kind, "", name))
        for code, kind, names in rows
        for name in names
        for form in dict.fromkeys((name, without_accents(name)))
    )
    return _by_first_word(_meanings(forms, "", rules))


def _parts(group: str, rules: Rules) -> Iterator[Row]:
    return (row for row in by_group(DIVISIONS, rules).get(group, ()) if row[1] == "part")


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


def _forms(language: str, rules: Rules) -> Iterator[tuple[str, Meaning]]:
    """Every form of a language, the one that holds first."""
    yield from _language_forms(language, rules)
    if language in WITH_ENGLISH:
        for form, meaning in _language_forms("en", rules):
            # "Mo" and "Miss" are American states after a comma in English alone.
            if language == "unknown" or "qualifier" not in meaning.case:
                yield form, meaning


def _language_forms(language: str, rules: Rules) -> Iterator[tuple[str, Meaning]]:
    """The names themselves before what the endings make: Nigeria is no case of Niger."""
    endings = Endings.of(language, rules)
    rows = [
        (table, code, kind, name)
        for table, groups in _tables(language)
        for group in groups
        for code, kind, names in by_group(table, rules).get(group, ())
        if kind != "part"
        for name in names
        if table != GEONAMES or len(name) >= SHORTEST_CITY
    ]
    for table, code, kind, name in rows:
        if table != LANGUAGES:
            yield from _spelled(name, meaning_of(code, kind, language, name), language)
    for table, code, kind, name in rows:
        meaning = meaning_of(code, kind, language, name)
        if kind == "abbr":
            meaning = meaning._replace(case="initials")
        for form in endings.forms(name, kind, names_a_language=table in (LANGUAGES, PEOPLES)):
            yield from _spelled(form, meaning, language)
        if kind == "name":
            adjective = meaning_of(code, "adj", language, name)
            yield from ((form, adjective) for form in endings.derived(name))


def _tables(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The tables in order, each with the groups of its rows that a language takes."""
    own = (language, script(language), "*")
    for table in TABLES:
        if table != GEONAMES:
            yield table, own
        elif script(language) == "Latn":
            yield table, ("inflected",)


def _spelled(form: str, meaning: Meaning, language: str) -> Iterator[tuple[str, Meaning]]:
    """A form, and the form without its accents where those are often left out."""
    yield form, meaning
    if language not in ACCENTS_MATTER and not form.isascii():
        yield without_accents(form), meaning
