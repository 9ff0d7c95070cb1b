"""what each language calls the countries and their places: tables turned into dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from index.enrich.country_forms import Endings, folded, words_of
from index.enrich.country_languages import FIRST_UNSPACED, UNSPACED, base, script
from index.enrich.country_spellings import all_forms, shared_forms
from index.enrich.country_tables import Meaning, doubtful_forms
from index.enrich.rules import Rules
from index.enrich.runs import Runs

CITIES = frozenset(("city", "capital"))

SHORTEST = 4
"""Letters that an adjective in small letters must have: the Spanish for Lao also makes "la"."""


AT_ONCE = 2000
"""So many forms are folded together."""

STEM = 4
"""The letters by which a stem is found, and that it has at least."""


class Form(NamedTuple):
    """A meaning and the words that must follow the first one."""

    rest: tuple[str, ...]
    meaning: Meaning


Forms = Mapping[str, tuple[Form, ...]]
"""Forms by their first word, longest first."""


class Stem(NamedTuple):
    """What stays of a city's name in all its cases, and the endings that may follow."""

    text: str
    endings: frozenset[str]
    meaning: Meaning


Stems = Mapping[str, tuple[Stem, ...]]
"""Stems by their first `STEM` letters, the longest first."""


class Opening(NamedTuple):
    """What a word may begin: forms by the word that follows it, longest first, and forms alone."""

    going_on: Mapping[str, tuple[Form, ...]]
    alone: tuple[Form, ...]


class Openings(NamedTuple):
    """What words may begin.

    `forms` are a language's own; a word that begins forms of both has them all there. `places`
    are those that its script shares, and `stems` those of the cities as the language inflects
    them.
    """

    forms: Forms
    places: Forms
    stems: Stems

    def among(self, words: set[str]) -> dict[str, Opening]:
        """Those of these words that may begin anything."""
        found = {word: _opening(self.forms[word]) for word in self.forms.keys() & words}
        for word in self.places.keys() & words:
            if word not in found:
                found[word] = _opening(self.places[word])
        for word in words if self.stems else ():
            if word[:STEM] in self.stems and word not in found and (case := self._inflected(word)):
                found[word] = _opening(case)
        return found

    def _inflected(self, word: str) -> tuple[Form, ...]:
        """The form that a word is a case of."""
        for stem in self.stems.get(word[:STEM], ()):
            if word.startswith(stem.text) and word[len(stem.text) :] in stem.endings:
                return (Form((), stem.meaning),)
        return ()


def _opening(forms: tuple[Form, ...]) -> Opening:
    alone = tuple(form for form in forms if not form.rest)
    if len(alone) == len(forms):
        return Opening({}, forms)
    going_on: defaultdict[str, tuple[Form, ...]] = defaultdict(tuple)
    for form in forms:
        if form.rest:
            going_on[form.rest[0]] += (form,)
    return Opening(dict(going_on), alone)


class Lexicon(NamedTuple):
    """What a language calls the countries and their places.

    `openings` tells what a word may begin; `unspaced` has the forms of a language without spaces.
    """

    script: str
    openings: Openings
    unspaced: Runs[Meaning]


@lru_cache(maxsize=120)
def lexicon(language: str, rules: Rules) -> Lexicon:
    """The forms of a language, given by its BCP 47 code or `unknown`; the tables are read once."""
    language = base(language)
    meanings = _meanings(all_forms(language, rules), language, rules)
    places = _places(script(language), rules)
    forms = _by_first_word(meanings)
    for first in forms.keys() & places.keys():
        forms[first] = _longest_first((*forms[first], *places[first]))
    openings = Openings(forms, places, _stems(places, Endings.of(language, rules)))
    return Lexicon(script(language), openings, _unspaced(meanings, places, language))


def _stems(places: Forms, endings: Endings) -> dict[str, tuple[Stem, ...]]:
    found: defaultdict[str, list[Stem]] = defaultdict(list)
    for name, forms in places.items():
        meaning = forms[-1].meaning
        if forms[-1].rest or meaning.rule not in CITIES or meaning.also or len(name) <= STEM:
            continue
        text, may_follow = endings.inflected(name)
        if len(text) >= STEM:
            found[text[:STEM]].append(Stem(text, may_follow, meaning))
    return {
        start: tuple(sorted(stems, key=lambda stem: -len(stem.text)))
        for start, stems in found.items()
    }


@lru_cache(maxsize=40)
def _places(group: str, rules: Rules) -> Forms:
    """The capitals, larger cities and provinces in a script, for all languages that use it."""
    return _by_first_word(_meanings(shared_forms(group, rules), "", rules))


def _meanings(
    forms: Iterable[tuple[str, Meaning]], language: str, rules: Rules
) -> dict[tuple[str, ...], Meaning]:
    """Forms cut into words, each with the first meaning given."""
    meanings: dict[tuple[str, ...], Meaning] = {}
    doubtful = doubtful_forms(rules)
    for line, meaning in _folded(forms):
        small = meaning.case == "any" and meaning.rule in ("adjective", "demonym")
        if small and len(line) < SHORTEST and language not in UNSPACED:
            continue
        words = (line,) if line.isalpha() else tuple(words_of(line))
        if not words:
            continue
        known = meanings.get(words)
        if known is None:
            also = doubtful.get((words, meaning.rule))
            meanings[words] = meaning._replace(also=also) if also else meaning
        elif meaning.case == "any" and known.case == "capital" and known.codes == meaning.codes:
            meanings[words] = known._replace(case="any")  # the Hungarian for Japan and Japanese
    return meanings


def _folded(forms: Iterable[tuple[str, Meaning]]) -> Iterator[tuple[str, Meaning]]:
    """The same, folded: many at once takes a fraction of the time, all at once much memory."""
    left = iter(forms)
    while some := list(islice(left, AT_ONCE)):
        lines = folded("\n".join(form for form, _ in some)).split("\n")
        yield from zip(lines, (meaning for _, meaning in some), strict=True)


def _by_first_word(meanings: Mapping[tuple[str, ...], Meaning]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, tuple[Form, ...]] = {}
    alone: dict[Meaning, tuple[Form, ...]] = {}  # most forms are one word: they share their tuples
    for words, meaning in meanings.items():
        first, rest = words[0], words[1:]
        form = (
            alone.setdefault(meaning, (Form((), meaning),)) if not rest else (Form(rest, meaning),)
        )
        found[first] = found[first] + form if first in found else form
    for first, forms in found.items():
        if len(forms) > 1:
            found[first] = _longest_first(forms)
    return found


def _longest_first(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Forms of equal length stay in order: a language's own before those that its script shares."""
    return tuple(sorted(forms, key=lambda form: -len(form.rest)))


def _unspaced(
    meanings: Mapping[tuple[str, ...], Meaning], places: Forms, language: str
) -> Runs[Meaning]:
    if language not in UNSPACED:
        return Runs({})
    found = {
        "".join((first, *form.rest)): form.meaning
        for first, forms in places.items()
        for form in forms
    }
    found |= {"".join(words): meaning for words, meaning in meanings.items()}
    return Runs(
        {run: meaning for run, meaning in found.items() if len(run) > 1 and run >= FIRST_UNSPACED}
    )
