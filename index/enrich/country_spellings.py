"""every form that a language gives the names in the tables, the one that holds first."""

from __future__ import annotations

from collections.abc import Iterator

from index.enrich.country_forms import ACCENTS_MATTER, Endings, without_accents
from index.enrich.country_languages import WITH_ENGLISH, WITH_FRENCH, script
from index.enrich.country_tables import Meaning, meaning_of, rows_of
from index.enrich.rules import Rules

LANGUAGES = "country-languages.tsv"
"""The table whose names are not forms themselves: only the adjectives made from them are."""

GEONAMES = "places-geonames.tsv"
"""Shared by all languages in a script, but for the rows marked `inflected`."""

PEOPLES = "country-peoples.tsv"
"""The table whose adjectives are forms themselves, and names of languages in their way."""

NAMES = "country-names.tsv"

DIVISIONS = "places-divisions.tsv"

TOWNS = "places-towns.tsv"
"""The table of small towns, each in the language of its country, and doubtful everywhere."""

TABLES = (
    "country-forms.tsv",
    NAMES,
    "country-adjectives.tsv",
    LANGUAGES,
    PEOPLES,
    GEONAMES,
    "places-cldr.tsv",
    DIVISIONS,
    TOWNS,
)
"""Where a form stands in several tables, the first one that has it holds."""

SHORTEST_CITY = 5
"""Letters that a city's name must have to be inflected: a case of Aba is Polish for "so"."""


def shared_forms(group: str, rules: Rules) -> Iterator[tuple[str, Meaning]]:
    """The capitals, larger cities and provinces that all languages in a script call alike."""
    parts = (row for row in rows_of(DIVISIONS, group, rules) if row[1] == "part")
    for code, kind, names in (*rows_of(GEONAMES, group, rules), *parts):
        for name in names:
            for form in dict.fromkeys((name, without_accents(name))):
                yield form, meaning_of(code, kind, "", name)


def all_forms(language: str, rules: Rules) -> Iterator[tuple[str, Meaning]]:
    """Every form of a language, the one that holds first."""
    yield from _language_forms(language, rules)
    for code, kind, names in rows_of(NAMES, "fr", rules) if language in WITH_FRENCH else ():
        for name in names:
            yield from _spelled(name, meaning_of(code, kind, language, name), language)
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
        for code, kind, names in rows_of(table, group, rules)
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
        bare = without_accents(form)
        if bare != form:
            yield bare, meaning
