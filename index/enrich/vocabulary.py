"""what each word of a language may be for any facet: looked up once in a story, and remembered."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from typing import Literal, NamedTuple, cast

from index.enrich import region_lexicon
from index.enrich.country_languages import FIRST_UNSPACED, base
from index.enrich.country_lexicon import Opening, lexicon
from index.enrich.region_lexicon import Form
from index.enrich.rules import Rules
from index.enrich.topic_patterns import Word
from index.enrich.topic_terms import list_for, terms
from index.enrich.words import PART, Words

REMEMBERED = 50_000
"""So many different words of texts are remembered in a language before all are forgotten."""


class Entry(NamedTuple):
    """What a word is: the beginning of places (or None) and of regions, a part of topics' terms."""

    places: Opening | None
    regions: tuple[Form, ...]
    topic: Word | None


Entries = list[Entry | Literal[False]]
"""The entries of successive words, False for those that say nothing."""


class Vocabulary:
    """The words of a language that were met so far, in small letters.

    Most say nothing for any facet, and a text's words are looked up without a line of Python for
    each. `place_runs`, `region_runs` and `terms.runs` are what a language without spaces has.
    """

    def __init__(self, language: str, rules: Rules) -> None:
        """The language is a BCP 47 code or `unknown`."""
        self._entries: dict[str, Entry | Literal[False]] = {}
        places = lexicon(language, rules)
        regions = region_lexicon.lexicon(base(language), rules)
        self.script = places.script
        self.terms = terms(list_for(language), rules)
        self.place_runs, self.region_runs = places.unspaced, regions.runs
        self._openings, self._regions = places.openings, regions.forms

    def look_up(self, words: Sequence[str]) -> Entries:
        """The entries of these words."""
        known = self._entries
        entries = list(map(known.get, words))
        new = [at for at, entry in enumerate(entries) if entry is None]
        if new:
            if len(known) > REMEMBERED:
                known.clear()
                self._learn(set(words))
                return list(map(known.__getitem__, words))
            self._learn({words[at] for at in new})
            for at in new:
                entries[at] = known[words[at]]
        return cast(Entries, entries)

    def _learn(self, words: set[str]) -> None:
        self._entries.update(dict.fromkeys(words, False))
        places, topics = self._openings.among(words), self.terms.known(list(words))
        regions = self._regions
        for word in {*places, *(regions.keys() & words), *topics}:
            self._entries[word] = Entry(places.get(word), regions.get(word, ()), topics.get(word))


class Reading:
    """The words of a story, and what each of them may be.

    `entries` has an item for each word and one more. `places`, `regions` and `terms` are what may
    begin there, each with the number of its first word.
    """

    def __init__(self, words: Words, vocabulary: Vocabulary) -> None:
        self.words, self.vocabulary = words, vocabulary
        known = words.words
        if vocabulary.terms.unspaced:  # what stands between two marks there is no word
            known = [word if word < FIRST_UNSPACED else PART for word in known]
        found = vocabulary.look_up(known)
        self.entries: Entries = [*found, False]
        self.places: list[tuple[int, Opening]] = []
        self.regions: list[tuple[int, tuple[Form, ...]]] = []
        self.terms: list[tuple[int, Word]] = []
        for at, (places, regions, topic) in compress(enumerate(cast(list[Entry], found)), found):
            if topic is not None and topic.begins:
                self.terms.append((at, topic))
            if places is not None:
                self.places.append((at, places))
            if regions:
                self.regions.append((at, regions))


@lru_cache(maxsize=120)
def vocabulary(language: str, rules: Rules) -> Vocabulary:
    """The vocabulary of a language; its tables are read once."""
    known = Vocabulary(language, rules)
    gc.freeze()  # tables stay: no collection of garbage need go through them
    return known


@lru_cache(maxsize=2)
def read(title: str, body: str, language: str, rules: Rules) -> Reading:
    """A story's headline and body, looked up; that of the last one is remembered."""
    known = vocabulary(language, rules)
    return Reading(Words(title, body, known.script), known)
