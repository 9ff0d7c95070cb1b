"""what the gazetteer takes from Unicode CLDR: names of countries, languages and cities."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from index.enrich.country_forms import words_of


class Row(NamedTuple):
    """A name: whose it is, what kind of thing bears it, and in which language or script."""

    code: str
    kind: str
    name: str
    language: str


PAIRS = (("CD", "CG"), ("KR", "KP"))
"""Countries that the news also calls by the word that their names share."""

REGIONS = ("003", "005", "013", "021", "419", "002", "011", "014", "015", "017")
"""Regions of UN M49 in whose names there may be a country: the Americas and Africa."""

MINIMUM_NAMES = 150
"""A language with fewer country names than this is left out: its data are a draft."""

NOT_COUNTRIES = frozenset((
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "AQ",
))  # fmt: skip

COUNTRY_OF_LANGUAGE = {
    "am": "ET", "az": "AZ", "be": "BY", "bg": "BG", "ca": "ES", "cs": "CZ", "da": "DK",
    "de": "DE", "el": "GR", "en": "GB", "es": "ES", "et": "EE", "fi": "FI", "fr": "FR",
    "he": "IL", "hr": "HR", "hu": "HU", "hy": "AM", "id": "ID", "is": "IS", "it": "IT",
    "ja": "JP",
    "ka": "GE", "kk": "KZ", "km": "KH", "ko": "KR/KP", "ky": "KG", "lo": "LA", "lt": "LT",
    "lv": "LV", "mk": "MK", "mn": "MN", "mt": "MT", "my": "MM", "ne": "NP", "nl": "NL",
    "no": "NO", "pl": "PL", "pt": "PT", "ro": "RO", "ru": "RU", "sk": "SK", "sl": "SI",
    "so": "SO", "sq": "AL", "sr": "RS", "sv": "SE", "th": "TH", "tk": "TM", "tr": "TR",
    "uk": "UA", "uz": "UZ", "vi": "VN", "zh": "CN",
}  # fmt: skip
"""Languages whose name is, in most languages, also the adjective of one country.

Left out: those of several countries (Arabic, Malay, Swahili), of a part of one (Hindi, Tamil),
and those named otherwise than their country (Persian).
"""

HISTORICAL_SCRIPTS = ("-Dsrt", "-Shaw")

_PARENTHESIS = re.compile(r"[(（].*?[)）]")


def version(sources: Path) -> str:
    """The version of CLDR in the folder."""
    package = json.loads((sources / "cldr-localenames-full/package.json").read_text("utf-8"))
    return str(package["version"])


def territories(sources: Path) -> Iterator[Row]:
    """The names of all countries in all languages, with their alternative forms."""
    for language, names in _localized(sources, "territories"):
        known = sum(1 for key, name in names.items() if _is_code(key) and name != key)
        if known < MINIMUM_NAMES:
            continue
        for key, name in names.items():
            code = key[:2]
            # Congo (DRC) and its kind keep the parenthesis out of a text's words.
            if not _is_code(code) or (key != code and not key.startswith(f"{code}-alt")):
                continue
            if name in (code, "") or _PARENTHESIS.search(name) or "chagos" in key:
                continue
            # Only the short forms are abbreviations (VS, UK), and then only in capitals.
            kind = "abbr" if name.isupper() and len(name) <= 4 and name.isalpha() else "name"
            yield Row(code, kind, _clean(name), language)
        for pair in PAIRS:
            if bare := _bare(names, pair):
                yield Row("/".join(pair), "name", bare, language)


def _bare(names: Mapping[str, str], pair: tuple[str, str]) -> str | None:
    """The one word that the names of two countries share, and no other country's name has."""
    words = [
        {word for key, name in names.items() if key[:2] == code for word in words_of(name)}
        for code in pair
    ]
    others = {word for key, name in names.items() if key[:2] not in pair for word in words_of(name)}
    shared = [word for word in words[0] & words[1] if word not in others and len(word) > 1]
    return shared[0] if len(shared) == 1 else None


def continents(sources: Path) -> Iterator[Row]:
    """Continents and their parts: South America is no America."""
    for language, names in _localized(sources, "territories"):
        for key in REGIONS:
            name = names.get(key, key)
            if name != key and not _PARENTHESIS.search(name):
                yield Row("-", "region", _clean(name), language)


def languages(sources: Path) -> Iterator[Row]:
    """The names of the languages of `COUNTRY_OF_LANGUAGE`, in every language."""
    for language, names in _localized(sources, "languages"):
        for key, code in COUNTRY_OF_LANGUAGE.items():
            name = names.get(key, key)
            if name != key and not _PARENTHESIS.search(name):
                yield Row(code, "adj", _clean(name), language)


def exemplar_cities(sources: Path, countries: Mapping[str, str]) -> Iterator[Row]:
    """The cities that give the time zones their names; `countries` maps a zone to its country."""
    for folder in sorted((sources / "cldr-dates-full/main").iterdir()):
        path = folder / "timeZoneNames.json"
        if not path.exists():
            continue
        data = json.loads(path.read_text("utf-8"))["main"][folder.name]
        zones = data["dates"]["timeZoneNames"].get("zone", {})
        for zone, city in _exemplars(zones, ""):
            if zone in countries and city != zone.rsplit("/", 1)[-1]:
                yield Row(countries[zone], "city", _clean(city), plain_language(folder.name))


def plain_language(locale: str) -> str:
    """The language of a locale; the two Norwegian standards count as one."""
    language = locale.split("-", 1)[0]
    return "no" if language in ("nb", "nn") else language


def _localized(sources: Path, what: str) -> Iterator[tuple[str, dict[str, str]]]:
    for folder in sorted((sources / "cldr-localenames-full/main").iterdir()):
        if folder.name.endswith(HISTORICAL_SCRIPTS):
            continue
        path = folder / f"{what}.json"
        if path.exists():
            data = json.loads(path.read_text("utf-8"))["main"][folder.name]
            yield plain_language(folder.name), data["localeDisplayNames"].get(what, {})


def _exemplars(zones: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in zones.items():
        if not isinstance(value, dict):
            continue
        if "exemplarCity" in value:
            yield prefix + key, value["exemplarCity"]
        yield from _exemplars(value, f"{prefix}{key}/")


def _is_code(key: str) -> bool:
    return len(key) == 2 and key.isalpha() and key.isupper() and key not in NOT_COUNTRIES


def _clean(name: str) -> str:
    return " ".join(name.replace("\u200f", "").replace("\u200e", "").split())
