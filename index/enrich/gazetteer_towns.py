"""what the gazetteer takes from GeoNames for each language: the small towns of its countries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from index.enrich.country_languages import script
from index.enrich.gazetteer_cldr import Row
from index.enrich.gazetteer_geonames import (
    DOMINANCE,
    LATIN_NAME,
    Cities,
    is_usable,
    script_of,
)
from index.enrich.rules import DEFAULT, PACKAGED

HOMES = {
    "af": "ZA", "bg": "BG", "bs": "BA", "ca": "ES AD", "cs": "CZ", "da": "DK",
    "de": "DE AT CH LI LU", "el": "GR CY", "en": "GB IE AU NZ",
    "es": "ES MX AR CO CL PE VE EC BO PY UY CR PA CU DO GT HN NI SV", "et": "EE", "eu": "ES",
    "fi": "FI", "fr": "FR BE CH LU CI SN ML BF NE TG BJ CM GA CG CD MG GN TD CF HT DZ MA TN",
    "gl": "ES", "hr": "HR BA", "hu": "HU", "id": "ID", "is": "IS", "it": "IT CH SM", "lt": "LT",
    "lv": "LV", "ms": "MY", "nl": "NL BE SR", "no": "NO", "pl": "PL",
    "pt": "PT BR AO MZ CV", "ro": "RO MD", "ru": "RU BY KZ KG", "sk": "SK", "sl": "SI",
    "sq": "AL XK", "sv": "SE FI", "sw": "TZ KE", "tr": "TR", "uk": "UA",
    "vi": "VN",
}  # fmt: skip
"""The countries of which the news in a language names towns without saying where they are."""

ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
"""The letters of languages that share their script: GeoNames does not say whose a name is."""

SHORTEST = 5
"""Letters that a town's name must have: shorter ones are words of every language."""


SAINTS = ("San ", "Santa ", "Santo ", "São ", "Saint ", "Sant ", "Sankt ", "St ", "St. ")
"""Beginnings of names that are towns in many countries, whichever is the largest."""


def rows(cities: Cities, everyday: Collection[str]) -> Iterator[Row]:
    """The towns of 15,000 inhabitants or more that no larger city elsewhere shares its name with,
    each with a language; without those that are known to all anyway, and without common words."""
    sizes = _sizes(cities)
    for language, countries in HOMES.items():
        common = {*everyday, *_terms(language)}
        if language == "en":  # most of whose news is American
            common |= {name.casefold() for name in cities.namesakes}
        for city in cities.cities:
            if city["countrycode"] in countries.split():
                for name in _names(city, language):
                    small = name.casefold()
                    if small not in common and _is_clear(sizes[small], city["countrycode"]):
                        yield Row(city["countrycode"], "small", name, language)


def _terms(language: str) -> Iterator[str]:
    """The words of the language's list of topics, which are no names."""
    table = f"topics.{language}.tsv"
    for row in DEFAULT.rows(table, 3) if (PACKAGED / table).exists() else ():
        yield from (term.strip(" *").casefold() for term in row[2].split(","))


def _names(city: dict[str, Any], language: str) -> Iterator[str]:
    """A town's names in a language; those of a large one in Latin script all languages have."""
    written, alphabet = script(language), ALPHABETS.get(language, "")
    is_latin = written == "Latn"
    if is_latin and city["population"] >= LATIN_NAME:
        return
    for name in [city["name"]] if is_latin else dict.fromkeys(city["alternatenames"]):
        plain = name.replace("’", "'")
        is_name = plain[:1].isupper() and not plain.startswith(SAINTS) and len(plain) >= SHORTEST
        is_own = not alphabet or set(plain.lower()) <= {*alphabet, *"- "}
        if is_name and is_own and script_of(plain) == written and is_usable(plain, written):
            yield plain


def _sizes(cities: Cities) -> dict[str, Counter[str]]:
    """How many people live in the cities of a name, by country."""
    sizes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for city in cities.cities:
        for name in {city["name"].replace("’", "'"), *city["alternatenames"]}:
            sizes[name.casefold()][city["countrycode"]] += city["population"] + 1
    return sizes


def _is_clear(sizes: Counter[str], country: str) -> bool:
    """Whether a name that several countries share would mean the one in this country there."""
    others = max((size for code, size in sizes.items() if code != country), default=0)
    return others < DOMINANCE * sizes[country]
