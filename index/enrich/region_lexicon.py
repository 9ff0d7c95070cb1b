"""what each language calls the regions, in every form: tables turned into dictionaries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.enrich.country_forms import Endings, folded, words_of
from index.enrich.country_languages import UNSPACED, WITH_ENGLISH
from index.enrich.region_tables import called, misleading, regions
from index.enrich.rules import Rules
from index.enrich.runs import LongestRuns

ABBREVIATION = 6
"""A form all in capitals is an abbreviation when it has no more letters than this."""


class Form(NamedTuple):
    """A name of a region: the words after the first, and how it must be written.

    `name` is "" for a phrase that means no region. `case` is `any`, `capital` (one letter at least
    is) or `exact` (all letters are).
    """

    rest: tuple[str, ...]
    name: str
    case: str


class Lexicon(NamedTuple):
    """What a language calls the regions: by their first word, and what has no spaces as runs."""

    forms: dict[str, tuple[Form, ...]]
    runs: LongestRuns[str]


@lru_cache(maxsize=120)
def lexicon(language: str, rules: Rules) -> Lexicon:
    """What a language calls the regions, in every form."""
    known: dict[tuple[str, ...], Form] = {}
    for form, name in _forms(language, rules):
        parts = tuple(words_of(folded(form)))
        if parts:
            known.setdefault(parts, Form(parts[1:], name, _case(form)))
    if language in UNSPACED:
        runs = {folded(form): name for form, name in reversed([*_forms(language, rules)])}
        return Lexicon({}, LongestRuns(runs))
    forms: dict[str, tuple[Form, ...]] = {}
    for parts, found in sorted(known.items(), key=lambda item: -len(item[0])):
        forms[parts[0]] = (*forms.get(parts[0], ()), found)
    return Lexicon(forms, LongestRuns({}))


def _forms(language: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """Every form and its region, those of the tables before those that endings make."""
    written = [(form, "") for form in misleading(language, rules)]
    written += [
        (form, region.name)
        for region in regions(rules).values()
        for form in called(region, language, rules)
    ]
    if language in WITH_ENGLISH:
        written += [
            (form, region.name)
            for region in regions(rules).values()
            for form in called(region, "en", rules)
        ]
    yield from written
    endings = Endings.of(language, rules)
    for form, name in written:
        if name and _case(form) == "capital":
            inflected = endings.forms(form, "name", names_a_language=False)
            yield from ((each, name) for each in inflected)


def _case(form: str) -> str:
    """How a form must be written: an abbreviation as it is, a name with a capital."""
    if not any(map(str.isupper, form)):
        return "any"
    return "exact" if form.isupper() and len(form) <= ABBREVIATION else "capital"
