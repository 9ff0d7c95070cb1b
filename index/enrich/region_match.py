"""the search for names of regions in a text: whole words, or runs where none are parted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.enrich import words
from index.enrich.country_forms import Endings, folded, lowered, words_of
from index.enrich.country_languages import UNSPACED, WITH_ENGLISH, base, script
from index.enrich.region_tables import called, misleading, regions
from index.enrich.rules import Rules
from index.enrich.runs import Runs

ABBREVIATION = 6
"""A form all in capitals is an abbreviation when it has no more letters than this."""

_OPENING, _CLOSING = frozenset('«“"„『《'), frozenset('»”"“』》')
_SHORT_GAP = re.compile(r"\s{1,2}|[-‑–'’·・ ]|")


class Found(NamedTuple):
    """A region's name at `text[start:end]`."""

    start: int
    end: int
    name: str


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
    runs: Runs[str]


def find(text: str, language: str, rules: Rules) -> list[Found]:
    """The regions that a text names, in order, the longest name where several fit.

    What stands alone in quotation marks is the name of something else, a newspaper mostly.
    """
    names = lexicon(base(language), rules)
    found = _unspaced(text, names) if names.runs else _spaced(text, base(language), names)
    return [each for each in found if each.name and not _is_quoted(text, each)]


def _spaced(text: str, language: str, names: Lexicon) -> Iterator[Found]:
    cut = words.cut(text, script(language))
    forms, free = names.forms, 0
    for at in [at for at, word in enumerate(cut.words) if word in forms]:
        for form in forms[cut.words[at]] if at >= free else ():
            if form.rest and not _goes_on(cut, at, form.rest):
                continue
            start, end = cut.span(at, at + len(form.rest))
            if _has_case(text[start:end], form.case):
                free = at + len(form.rest) + 1
                yield Found(start, end, form.name)
                break


def _goes_on(cut: words.Words, at: int, rest: tuple[str, ...]) -> bool:
    """Whether the rest of a name follows the word at `at`, with short gaps."""
    last = at + len(rest)
    return tuple(cut.words[at + 1 : last + 1]) == rest and all(
        _SHORT_GAP.fullmatch(cut.gap(number)) for number in range(at + 1, last + 1)
    )


def _unspaced(text: str, names: Lexicon) -> Iterator[Found]:
    low = lowered(text)
    free = 0
    for start, end, name in names.runs.find(low):
        if start < free:
            continue
        free = end
        beside = low[max(start - 1, 0) : start] + low[end : end + 1]
        if not (low[start:end].isascii() and any(map(_is_latin, beside))):
            yield Found(start, end, name)


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _has_case(words: str, case: str) -> bool:
    if case == "any":
        return True
    if case == "exact":
        return not any(map(str.islower, words))
    return any(map(str.isupper, words)) or not any(map(str.islower, words))


def _is_quoted(text: str, found: Found) -> bool:
    before = text[max(found.start - 1, 0) : found.start]
    return before in _OPENING and text[found.end : found.end + 1] in _CLOSING


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
        return Lexicon({}, Runs(runs))
    forms: dict[str, tuple[Form, ...]] = {}
    for parts, found in sorted(known.items(), key=lambda item: -len(item[0])):
        forms[parts[0]] = (*forms.get(parts[0], ()), found)
    return Lexicon(forms, Runs({}))


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
