"""what the gazetteer takes from CLDR's names of money and languages: a country's adjective."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, parse  # of files of the Unicode Consortium's own

from index.enrich.country_forms import folded, words_of
from index.enrich.gazetteer_cldr import (
    COUNTRY_OF_LANGUAGE,
    HISTORICAL_SCRIPTS,
    NOT_COUNTRIES,
    Row,
    plain_language,
)
from index.enrich.gazetteer_divisions import FOLDER

UNITS = 3
"""In so many countries' money a word must occur to be a unit (krone, dollar) and no adjective."""

ALIKE, ALIKE_LANGUAGE = 3, 4
"""Letters in which an adjective begins like its country, or like that country's language."""

SHORTEST = 4

UNLIKE = frozenset(("US",))
"""Countries whose adjective begins like no name of theirs ("amerikansk")."""

VARIANTS = {
    "en_US": "US", "en_GB": "GB", "en_AU": "AU", "en_CA": "CA", "pt_BR": "BR", "es_MX": "MX",
    "de_AT": "AT", "de_CH": "CH", "fr_CA": "CA",
}  # fmt: skip
"""Languages whose name is that of another language and a country's adjective."""

FORMER = {"SUR": "SU", "DDM": "DD", "CSK": "CS", "YUD": "YU"}
NO_COUNTRY = frozenset((
    "ANG", "CHE", "CHW", "CSD", "EUR", "GEK", "GNS", "GQE", "GWE", "RHD", "TPE", "USN", "USS",
    "YDD", "YUM", "YUN", "YUR",
))  # fmt: skip
LONGEST_ABBREVIATION = 4

CONTINENT = "019"
"""America, whose name begins like the adjective of the United States in most languages."""

_ODD = re.compile(r"[\d()（）/–]")


class _Locale(NamedTuple):
    """What one file of CLDR says: names by code, money with all its plurals."""

    territories: Mapping[str, list[str]]
    languages: Mapping[str, list[str]]
    currencies: Mapping[str, list[str]]


def adjectives(sources: Path) -> Iterator[Row]:
    """Adjectives (and abbreviations: the "ASV" of "ASV dolārs") of countries, by language."""
    for path in sorted((sources / FOLDER / "main").glob("*.xml")):
        locale = _read(path)
        if locale.currencies and not path.stem.replace("_", "-").endswith(HISTORICAL_SCRIPTS):
            language = plain_language(path.stem.replace("_", "-"))
            yield from _unshared({*_of_money(locale), *_of_languages(locale)}, language)


def _unshared(found: set[tuple[str, str]], language: str) -> Iterator[Row]:
    """The forms that only one country has."""
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for code, form in found:
        countries[folded(form)].add(code)
    for code, form in sorted(found):
        if len(countries[folded(form)]) == 1:
            kind = "abbr" if form.isupper() and len(form) <= LONGEST_ABBREVIATION else "adj"
            yield Row(code, kind, form, language)


def _read(path: Path) -> _Locale:
    root = parse(path).getroot()  # noqa: S314 (see the import)
    names = root.find("localeDisplayNames")
    money = root.findall("numbers/currencies/currency")
    return _Locale(
        _texts(() if names is None else names.findall("territories/territory")),
        _texts(() if names is None else names.findall("languages/language")),
        {
            element.get("type", ""): [
                name.text for name in element.findall("displayName") if name.text
            ]
            for element in money
        },
    )


def _texts(elements: Iterator[Element] | tuple[()] | list[Element]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for element in elements:
        if element.text and "↑" not in element.text:
            found[element.get("type", "")].append(element.text)
    return found


def _of_money(locale: _Locale) -> Iterator[tuple[str, str]]:
    forms = {
        (country, name)
        for currency, names in locale.currencies.items()
        if (country := _country(currency))
        for name in names
        if not _ODD.search(name)
    }
    units = _units(forms)
    beginnings = _beginnings(locale)
    known = {folded(name) for names in locale.territories.values() for name in names}
    for country, name in forms:
        alike = beginnings.get(country, frozenset())
        adjective = _adjective(name, units, alike, is_unlike=country in UNLIKE)
        if adjective and folded(adjective) not in known:
            yield country, adjective


def _country(currency: str) -> str | None:
    """The country whose money it is, by ISO 4217; `None` for that of several."""
    country = FORMER.get(currency, currency[:2])
    several = country.startswith("X") or country in NOT_COUNTRIES or currency in NO_COUNTRY
    return None if several else country


def _units(forms: set[tuple[str, str]]) -> frozenset[str]:
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for country, name in forms:
        for word in words_of(folded(name)):
            countries[word].add(country)
    return frozenset(word for word, found in countries.items() if len(found) >= UNITS)


def _beginnings(locale: _Locale) -> dict[str, frozenset[str]]:
    """How the adjectives of a country may begin."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, names in locale.territories.items():
        country = "US" if code == CONTINENT else code
        for name in names:
            found[country].update(word[:ALIKE] for word in words_of(folded(name)))
    for language, code in COUNTRY_OF_LANGUAGE.items():
        for name in locale.languages.get(language, ()):
            found[code[:2]].update(word[:ALIKE_LANGUAGE] for word in words_of(folded(name)))
    return {
        country: frozenset(start for start in starts if len(start) >= ALIKE)
        for country, starts in found.items()
    }


def _adjective(
    name: str, units: frozenset[str], beginnings: frozenset[str], *, is_unlike: bool
) -> str | None:
    """The words of a name that are the country's, when one other word is left: the unit."""
    words = name.split(" ")
    if len(words) < 2:
        return None
    small = [folded(word) for word in words]
    alike = [at for at, word in enumerate(small) if word.startswith(tuple(beginnings))]
    if not alike and is_unlike:
        alike = [at for at, word in enumerate(small) if word not in units]
        if len(alike) != 1 or not (len(words[alike[0]]) >= SHORTEST or name[0].isupper()):
            return None
    chosen = range(alike[0], alike[-1] + 1) if alike else range(0)
    others = [word for at, word in enumerate(small) if at not in chosen]
    left = [word for word in others if word not in units]
    one = not left if len(left) < len(others) else len(left) == 1
    return " ".join(words[at] for at in chosen) if chosen and others and one else None


def _of_languages(locale: _Locale) -> Iterator[tuple[str, str]]:
    """The "American" of American English."""
    for variant, country in VARIANTS.items():
        plain = {folded(name) for name in locale.languages.get(variant[:2], ())}
        for name in locale.languages.get(variant, ()):
            words = [] if _ODD.search(name) else name.split(" ")
            rest = [word for word in words if folded(word) not in plain]
            if len(words) == 2 and len(rest) == 1 and len(rest[0]) >= SHORTEST:
                yield country, rest[0]
