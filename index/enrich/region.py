"""the regions of a story: those whose countries it is about, and those that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.article import Evidence, Place
from index.enrich.country import Countries
from index.enrich.country_forms import Endings, folded, words_of
from index.enrich.country_languages import FIRST_UNSPACED, UNSPACED, WITH_ENGLISH, base, script
from index.enrich.country_lexicon import Form, Lexicon
from index.enrich.country_match import Found, find
from index.enrich.country_tables import Meaning
from index.enrich.region_tables import around, called, misleading, regions
from index.enrich.rules import DEFAULT, Rules
from index.enrich.story import Story

_OPENING, _CLOSING = frozenset('«“"„『《'), frozenset('»”"“』》')
_LATIN = re.compile(r"[A-Za-z]+")

SHARE = 0.25
"""An article about many countries is about the regions that have this share of them."""
LEAD = 300
"""A region named in the headline or in so many first characters is what a story is about;"""
OFTEN = 2
"""named further on, it is from so many times on, or when the story is about no country at all."""
SURE = 0.9
"""The confidence of a region that is named; by a country it is that of the country."""


@dataclass(frozen=True, slots=True)
class Regions:
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
            words = spans[0]
            rule = f"contains {name}"
            evidence.append(Evidence("region", outer, rule, "text", 0, 0, "", words.confidence))
    evidence += _by_country(countries, rules)
    chosen = dict.fromkeys([*named, *(each.value for each in evidence)])
    return Regions(tuple(chosen), tuple(evidence))


def _by_country(countries: Countries, rules: Rules) -> list[Evidence]:
    """Evidence for the regions of the countries: most countries first, then the smaller region."""
    about = countries.about
    sure = {each.value: each.confidence for each in reversed(countries.evidence)}
    found = []
    for region in regions(rules).values() if about else ():
        inside = [code for code in about if code in region.members] if region.by_country else []
        if inside and len(inside) >= SHARE * len(about):
            rule = f"contains {', '.join(inside)}"
            confidence = max(sure.get(code, SURE) for code in inside)
            item = Evidence("region", region.name, rule, "text", 0, 0, "", confidence)
            found.append((-len(inside), len(region.members), item))
    return [item for _, _, item in sorted(found, key=lambda each: each[:2])]


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
    """The regions that are named, but for what stands alone in quotation marks: a newspaper."""
    names = lexicon(story.language, rules)
    text: tuple[tuple[Place, str, Iterable[Found]], ...] = (
        ("title", story.title, find(story.title, names)),
        ("text", story.article.text, (*find(story.body, names), *_abbreviated(story, rules))),
    )
    for place, words, found in text:
        for each in found:
            start, end = each.start, each.end
            quoted = words[start - 1 : start] in _OPENING and words[end : end + 1] in _CLOSING
            if not quoted or not start:
                name = each.meaning.codes[0]
                yield Evidence("region", name, "name", place, start, end, words[start:end], SURE)


def _in_a_country(item: Evidence, countries: Countries) -> bool:
    """Whether the name is a part of a country's: "South Africa"."""
    return any(
        other.start <= item.start and item.end <= other.end and other.place == item.place
        for other in countries.evidence
    )


def _abbreviated(story: Story, rules: Rules) -> Iterator[Found]:
    """The abbreviations in Latin letters that a language without spaces joins to its words."""
    if base(story.language) in UNSPACED:
        known = _abbreviations(base(story.language), rules)
        for match in _LATIN.finditer(story.body):
            if match[0] in known:
                yield Found(match.start(), match.end(), known[match[0]], "", "")


@lru_cache(maxsize=12)
def _abbreviations(language: str, rules: Rules) -> dict[str, Meaning]:
    return {form: meaning for form, meaning in _forms(language, rules) if meaning.case == "exact"}


@lru_cache(maxsize=120)
def lexicon(language: str, rules: Rules) -> Lexicon:
    """What a language calls the regions, in every form, for the search that finds countries."""
    language = base(language)
    meanings: dict[tuple[str, ...], Meaning] = {}
    for form, meaning in _forms(language, rules):
        words = tuple(words_of(folded(form)))
        if words and not (language in UNSPACED and meaning.case == "exact"):
            meanings.setdefault(words, meaning)
    forms: dict[str, tuple[Form, ...]] = {}
    unspaced: dict[str, list[tuple[str, Meaning]]] = {}
    for words, meaning in sorted(meanings.items(), key=lambda item: -len(item[0])):
        forms[words[0]] = (*forms.get(words[0], ()), Form(words[1:], meaning))
        joined = "".join(words)
        if language in UNSPACED and len(joined) > 1 and joined >= FIRST_UNSPACED:
            unspaced.setdefault(joined[:2], []).append((joined, meaning))
    longest = {
        pair: tuple(sorted(each, key=lambda form: -len(form[0]))) for pair, each in unspaced.items()
    }
    return Lexicon(script(language), frozenset(forms), forms, {}, longest)


def _forms(language: str, rules: Rules) -> Iterator[tuple[str, Meaning]]:
    endings = Endings.of(language, rules)
    for form in misleading(language, rules):
        yield form, Meaning((), "name", "any")
    for region in regions(rules).values():
        for form in called(region, language, rules):
            meaning = Meaning((region.name,), "name", _case(form))
            yield form, meaning
            if meaning.case == "capital":
                inflected = endings.forms(form, "name", names_a_language=False)
                yield from ((each, meaning) for each in inflected)
        if language in WITH_ENGLISH:
            english = called(region, "en", rules)
            yield from ((form, Meaning((region.name,), "name", _case(form))) for form in english)


def _case(form: str) -> str:
    """How a form must be written: an abbreviation as it is, a name with a capital."""
    if not any(map(str.isupper, form)):
        return "any"
    return "exact" if form.isupper() and len(form) <= 6 else "capital"
