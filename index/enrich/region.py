"""the regions of a story: those whose countries it is about, and those that it names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from index.article import Evidence, Place
from index.enrich.country import Countries
from index.enrich.region_match import find
from index.enrich.region_tables import around, regions
from index.enrich.rules import DEFAULT, Rules
from index.enrich.story import Story
from index.enrich.vocabulary import read

SHARE = 0.25
"""An article about many countries is about the regions that have this share of them."""
LEAD = 300
"""A region named in the headline or in so many first characters is what a story is about;"""
OFTEN = 2
"""named further on, it is from so many times on, or when the story is about no country at all."""
SURE = 0.9
"""The confidence of a region that is named; by a country it is that of the country."""
MOST = 500
"""So many names of regions are looked at."""


class Regions(Struct, frozen=True):
    """Regions by the names of `regions.tsv`, those that the story names first, with the evidence.

    One that comes by its countries is `contains ML, NE`, one around another `contains Sahel`.
    """

    regions: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def derive(story: Story, countries: Countries, rules: Rules = DEFAULT) -> Regions:
    """The regions of a story that is about these countries."""
    named = _named(story, countries, rules)
    evidence = [each for spans in named.values() for each in spans]
    for name, spans in named.items():
        for outer in around(name, rules):
            sure, rule = spans[0].confidence, f"contains {name}"
            evidence.append(Evidence("region", outer, rule, "text", 0, 0, "", sure))
    evidence += _by_country(countries, rules)
    chosen = dict.fromkeys([*named, *(each.value for each in evidence)])
    return Regions(tuple(chosen), tuple(evidence))


def _by_country(countries: Countries, rules: Rules) -> list[Evidence]:
    """Evidence for the regions of the countries: most countries first, then the smaller region."""
    having = _having(countries.about, rules)
    sure: dict[str, float] = {}
    for each in countries.evidence if having else ():
        sure.setdefault(each.value, each.confidence)
    return [
        Evidence("region", name, rule, "text", 0, 0, "", max(sure.get(c, SURE) for c in codes))
        for name, rule, codes in having
    ]


@lru_cache(maxsize=4096)
def _having(about: tuple[str, ...], rules: Rules) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The regions that have enough of these countries, each with the rule, and with those it has.

    Most stories are about the same few countries: what they bring is remembered.
    """
    inside: dict[str, list[str]] = {}
    for code in about:
        for name in _of_country(rules).get(code, ()):
            inside.setdefault(name, []).append(code)
    enough = [name for name, codes in inside.items() if len(codes) >= SHARE * len(about)]
    enough.sort(key=lambda name: (-len(inside[name]), len(regions(rules)[name].members)))
    return tuple((n, f"contains {', '.join(inside[n])}", tuple(inside[n])) for n in enough)


@lru_cache(maxsize=4)
def _of_country(rules: Rules) -> dict[str, tuple[str, ...]]:
    """The regions that a country brings, in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for region in regions(rules).values():
        for code in region.members if region.by_country else ():
            found[code] = (*found.get(code, ()), region.name)
    return found


def _named(story: Story, countries: Countries, rules: Rules) -> dict[str, list[Evidence]]:
    """The regions that the story names so that it is about them, each with the places."""
    lead = len(story.body) - len(story.body.lstrip()) + LEAD
    found: dict[str, list[Evidence]] = {}
    telling: set[str] = set()
    for item in _items(story, rules):
        if not _in_a_country(item, countries):
            found.setdefault(item.value, []).append(item)
            if item.place == "title" or item.start < lead or not countries.about:
                telling.add(item.value)
    return {name: spans for name, spans in found.items() if name in telling or len(spans) >= OFTEN}


def _items(story: Story, rules: Rules) -> Iterator[Evidence]:
    """The names of regions in the story's strings."""
    reading = read(story.title, story.body, story.language, rules)
    begins = reading.words.body
    for start, end, name in find(reading)[:MOST]:
        place: Place = "title" if start < begins else "text"
        shift = 0 if place == "title" else begins
        words = reading.words.text[start:end]
        yield Evidence("region", name, "name", place, start - shift, end - shift, words, SURE)


def _in_a_country(item: Evidence, countries: Countries) -> bool:
    """Whether the name is a part of a country's: "South Africa"."""
    return any(
        other.start <= item.start and item.end <= other.end and other.place == item.place
        for other in countries.evidence
    )
