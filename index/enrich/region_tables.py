"""the tables of regions: which countries each has, and what every language calls it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from index.enrich.country_codes import code_of_name
from index.enrich.country_forms import folded, words_of
from index.enrich.country_languages import base
from index.enrich.rules import DEFAULT, Rules, RulesError

NONE = "-"
HOW = frozenset(("country", "name"))
MISLEADING = frozenset(("017", "018", "019"))
"""Codes that CLDR names as people name one country in it: Central and South Africa, America."""


class Region(NamedTuple):
    """A region, its code in UN M49 or "", its countries, and the region that it lies within or "".

    `by_country` says that an article comes to it by being about one of its countries.
    """

    name: str
    code: str
    by_country: bool
    within: str
    members: frozenset[str]


@lru_cache(maxsize=4)
def regions(rules: Rules = DEFAULT) -> dict[str, Region]:
    """The regions by name, in the order of the table; `RulesError` when a row makes no sense."""
    found: dict[str, Region] = {}
    for row in (row[:5] for row in rules.rows("regions.tsv", 5)):
        name, code, how, within, members = row
        if how not in HOW:
            at = rules.where("regions.tsv", row)
            raise RulesError(f"{at}: {name} is neither by country nor by name but `{how}`")
        inside = frozenset() if members == NONE else frozenset(members.split(" "))
        found[name] = Region(
            name, code.strip(NONE), how == "country", "" if within == NONE else within, inside
        )
    for region in found.values():
        if region.within and region.within not in found:
            raise RulesError(f"regions.tsv: {region.name} lies within {region.within}, no region")
        _outwards(region, found)
    return found


def _outwards(region: Region, found: dict[str, Region]) -> None:
    """`RulesError` when a region lies within itself."""
    seen = {region.name}
    while region.within in found:
        region = found[region.within]
        if region.name in seen:
            raise RulesError(f"regions.tsv: {region.name} lies within itself")
        seen.add(region.name)


def around(name: str, rules: Rules = DEFAULT) -> Iterator[str]:
    """The regions that one lies within, the nearest first."""
    known = regions(rules)
    while within := known[name].within:
        yield within
        name = within


@lru_cache(maxsize=4)
def _written(rules: Rules) -> dict[tuple[str, str], tuple[str, ...]]:
    """The forms of our own table by region and language; `RulesError` for a region unheard of."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in (row[:3] for row in rules.rows("region-names.tsv", 3)):
        name, languages, forms = row
        if name not in regions(rules) and name != NONE:
            at = rules.where("region-names.tsv", row)
            raise RulesError(f"{at}: there is no region {name} in regions.tsv")
        for language in languages.split(" "):
            found[name, language] += forms.split("|")
    return {key: tuple(forms) for key, forms in found.items()}


def called(region: Region, language: str, rules: Rules = DEFAULT) -> tuple[str, ...]:
    """What a language calls a region, the usual name first; () when no table knows.

    CLDR's name counts unless a country is called the same.
    """
    forms = list(_written(rules).get((region.name, base(language)), ()))
    name = _territories(language).get(region.code) if region.code not in MISLEADING else None
    if name and name not in forms and code_of_name(name, rules) is None:
        forms.append(name)
    return tuple(forms)


@lru_cache(maxsize=120)
def misleading(language: str, rules: Rules = DEFAULT) -> tuple[str, ...]:
    """The phrases of a language that have the name of a region in them and mean none."""
    return _written(rules).get((NONE, base(language)), ())


@lru_cache(maxsize=256)
def _territories(language: str) -> dict[str, str]:
    """What CLDR calls regions in a language, {} when it does not have the language."""
    known = _from_cldr().get(language)
    if known is not None:
        return dict(pair.split("=") for pair in known.split("|") if known != NONE)
    try:
        return dict(Locale.parse(language.replace("-", "_")).territories)
    except (ValueError, UnknownLocaleError):
        return {}


@lru_cache(maxsize=1)
def _from_cldr() -> dict[str, str]:
    """The names of regions by language, as the table has them: no locale need be read for it."""
    return {row[0]: row[1] for row in DEFAULT.rows("region-cldr.tsv", 2)}


@lru_cache(maxsize=4096)
def region_of(name: str, rules: Rules = DEFAULT) -> str | None:
    """The region that is called so in any language of the tables, or None."""
    return _by_name(rules).get(_key(name))


@lru_cache(maxsize=4)
def _by_name(rules: Rules) -> dict[str, str]:
    """Regions by what they are called: their own names first, then the languages in order."""
    known = regions(rules)
    found = {_key(name): name for name in known}
    languages = dict.fromkeys(("en", *(language for _, language in _written(rules))))
    for language in languages:
        for region in known.values():
            for form in called(region, language, rules):
                found.setdefault(_key(form), region.name)
    return found


def _key(name: str) -> str:
    return " ".join(words_of(folded(name)))
