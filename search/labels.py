"""facet values and what people call them: country and language names in any language, from CLDR."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from index.article import UNKNOWN
from index.enrich.region_tables import called as region_called
from index.enrich.region_tables import regions
from index.enrich.topic_names import called as topic_called
from search.autonyms import AUTONYMS

_FORMER = {
    "AN": "Netherlands Antilles",
    "CS": "Czechoslovakia",
    "DD": "East Germany",
    "SU": "Soviet Union",
    "XK": "Kosovo",
    "YD": "South Yemen",
    "YU": "Yugoslavia",
    "ZR": "Zaire",
}
"""Names of codes that ISO 3166 has withdrawn or never had, where CLDR is silent."""

_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Territories of CLDR that are not a place a story can be about as a country."""

_UNKNOWN = {
    "ar": "غير معروف", "de": "Unbekannt", "en": "Unknown", "es": "Desconocido", "fr": "Inconnu",
    "it": "Sconosciuto", "ja": "不明", "nl": "Onbekend", "pt": "Desconhecido",
    "ru": "Неизвестно", "zh": "未知",
}  # fmt: skip
_TAG = re.compile(r"([a-z]{2,3})(?:-(?:[a-z]{4}|[a-z]{2}|\d{3}))+")
"""A code of BCP 47 with a script or a region."""
_NAMED_IN = ("en", "fr", "de", "es", "it", "pt", "nl", "ru", "ar", "zh", "ja")
"""The languages in which `language_of` knows every language's name."""
_OWN = {name: code for code, name in AUTONYMS.items()}


@lru_cache(maxsize=32)
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@lru_cache(maxsize=4096)
def label(facet: str, value: str, locale: str = "en") -> str:
    """What to call a facet value in the language of `locale`; the value itself when nobody knows.

    Years are called what they are; a topic of the second level is told with the first.
    """
    if value == UNKNOWN:
        return _UNKNOWN.get(_locale(locale).language, "Unknown")
    if facet in ("country", "mentioned"):
        return str(_locale(locale).territories.get(value) or _FORMER.get(value, value))
    if facet == "region":
        return _region(value, locale)
    if facet == "language":
        return _language(value, _locale(locale))
    return topic_called(value, _locale(locale).language) if facet == "topic" else value


def _region(name: str, locale: str) -> str:
    region = regions().get(name)
    return next(iter(region_called(region, locale) if region else ()), name)


def _language(code: str, locale: Locale) -> str:
    names = locale.languages
    key = code.replace("-", "_")
    if key in names:
        return str(names[key])
    primary, _, rest = key.partition("_")
    name = str(names.get(primary, primary))
    details = {**locale.scripts, **locale.territories}
    return f"{name} ({details.get(rest, rest)})" if rest else name


@lru_cache(maxsize=1024)
def language_of(name: str) -> str | None:
    """The code of a language called by its code or its name, in its own or a large language.

    Script and region are left out, as they are of what a source states: `zh-Hant` is `zh`.
    """
    key = name.strip().casefold().replace("_", "-")
    tagged = _TAG.fullmatch(key)
    if code := _english().get(key) or _OWN.get(key):
        return code
    return _english().get(tagged[1]) if tagged else _foreign().get(key)


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """The code of each language by its code and its English name, case-folded."""
    called = {code: name for code, name in Locale("en").languages.items() if len(code) < 4}
    return {name.casefold(): code for code, name in called.items()} | {
        code: code for code in called
    }


@lru_cache(maxsize=1)
def _foreign() -> dict[str, str]:
    """The code of each language by its name in large languages.

    Apart from `_english` because it takes a while to read so many locales.
    """
    codes: dict[str, str] = {}
    for locale in _NAMED_IN:
        for code, called in _locale(locale).languages.items():
            if len(code) < 4:
                codes.setdefault(str(called).casefold(), code)
    return codes


def names(facet: str, locale: str = "en") -> dict[str, str]:
    """Every country's or language's name in the language of `locale`, by code."""
    known = _locale(locale).languages if facet == "language" else _locale(locale).territories
    codes = {str(code) for code in known} - _NO_COUNTRY
    return {c: label(facet, c, locale) for c in sorted(codes) if len(c) == 2 and c.isalpha()}
