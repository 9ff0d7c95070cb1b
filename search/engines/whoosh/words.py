"""the words of a query: which texts hold them, and their worth there.

A text is a field of a document; its key is `document * FIELDS + field`, as the postings count them.
What counts as one term (the forms of a word, all that a pattern finds, a position of a phrase) is a
slot.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from index.analysis import is_surface
from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.occurrences import FIELDS
from index.engines.whoosh.postings import Postings
from index.schema import TEXT_FIELDS
from search import ranking
from search.engines.whoosh.lists import (
    Keys,
    Mask,
    Scores,
    distinct,
    member,
    merged,
    spread,
    sums,
)
from search.engines.whoosh.matches import Listed
from search.engines.whoosh.nearness import Places, near
from search.engines.whoosh.snapshot import Snapshot
from search.query import Fuzzy, Prefix, Terms, Wildcard
from search.query import Sequence as Phrase

Pattern: TypeAlias = Prefix | Wildcard | Fuzzy
Words: TypeAlias = Terms | Phrase | Pattern

_WEIGHT: Final = [ranking.WEIGHT[field] * (ranking.K1 + 1) for field in TEXT_FIELDS]


class Posted(NamedTuple):
    """The postings of a term in a segment: the keys of its texts, and its frequency in each.

    And what an occurrence counts for, and the sets of languages in which it does; None for all.
    """

    postings: Postings
    number: int
    keys: Keys
    frequencies: Integers
    weight: float
    spoken: Mask | None

    def places(self, keys: Keys, stride: int, space: int) -> Places:
        """Where it stands in some of all texts: `key * stride + position`."""
        kept = member(keys, self.keys, space).nonzero()[0]
        base = self.keys[kept] * stride
        return self.postings.places(self.number, self.frequencies, kept=kept, base=base)


class Held(NamedTuple):
    """The texts that hold a slot, rising, and how often each does, weighted."""

    keys: Keys
    frequencies: Scores


def read(snapshot: Snapshot, node: Words) -> Listed:
    """The documents that hold a node, with the sum of its scores in each field."""
    if isinstance(node, Phrase):
        return _phrase(snapshot, node)
    if isinstance(node, Terms):
        slot = _slot(snapshot, node.terms, node.languages)
        keys, frequencies = _held(snapshot, slot, node.fields)
    else:
        keys, frequencies = _spelled(snapshot, node)
    scores = _worth(snapshot, keys, frequencies, [max(_held_by(keys, frequencies))] * FIELDS)
    return Listed(*sums(keys // FIELDS, scores))


def _slot(
    snapshot: Snapshot, terms: Sequence[str], languages: Sequence[tuple[str, ...]] = ()
) -> list[Posted]:
    """The postings of alternative terms in each segment that has them."""
    found: list[Posted] = []
    spoken = map(snapshot.spoken, languages) if languages else repeat(None, len(terms))
    for term, weight, codes in zip(terms, _weights(terms), spoken, strict=True):
        for file, base in snapshot.based:
            for number in file.postings.standing(term):
                keys, frequencies = file.postings.read(number)
                keys += base * FIELDS
                found.append(Posted(file.postings, number, keys, frequencies, weight, codes))
    return found


def _weights(terms: Sequence[str]) -> tuple[float, ...]:
    """What an occurrence of each of some alternatives counts for: forms as written all alike."""
    if terms and is_surface(terms[0]):
        return (ranking.FIRST,) * len(terms)
    return ranking.weights(len(terms))


def _held(snapshot: Snapshot, slot: Sequence[Posted], fields: Sequence[str]) -> Held:
    """The texts of some fields that hold any of some terms."""
    lists = [_within(fields, *_counting(snapshot, posted)) for posted in slot]
    if len(lists) == 1:
        return lists[0]
    return _merged(snapshot, lists)


def _counting(snapshot: Snapshot, posted: Posted) -> Held:
    """The texts in which a term counts, and for how much."""
    keys, frequencies = posted.keys, posted.frequencies.astype(np.float32)
    if posted.spoken is not None:
        languages = snapshot.columns["language"].ordinals
        at = posted.spoken[languages[keys // FIELDS]].nonzero()[0]
        keys, frequencies = keys[at], frequencies[at]
    if posted.weight != 1:
        frequencies *= np.float32(posted.weight)
    return Held(keys, frequencies)


def _spelled(snapshot: Snapshot, node: Pattern) -> Held:
    """The texts that hold any of the words that a pattern stands for."""
    lists: list[Held] = []
    for (file, base), spellings in zip(snapshot.based, snapshot.spellings, strict=True):
        _, keys, frequencies = file.postings.read_many(spellings.find(node))
        held = _within(node.fields, keys + base * FIELDS, frequencies.astype(np.float32))
        lists.append(held)
    return _merged(snapshot, lists)


def _within(fields: Sequence[str], keys: Keys, frequencies: Scores) -> Held:
    """The texts of some fields."""
    if len(fields) == FIELDS:
        return Held(keys, frequencies)
    asked = np.array([field in fields for field in TEXT_FIELDS])
    at = asked[keys & (FIELDS - 1)].nonzero()[0]
    return Held(keys[at], frequencies[at])


def _merged(snapshot: Snapshot, lists: Sequence[Held]) -> Held:
    keys = np.concatenate([np.zeros(0, np.int64), *(held.keys for held in lists)])
    often = np.concatenate([np.zeros(0, np.float32), *(held.frequencies for held in lists)])
    return Held(*merged(keys, often, snapshot.size * FIELDS))


def _phrase(snapshot: Snapshot, node: Phrase) -> Listed:
    """Where the slots stand as they must, and the sum of what the slots are worth.

    What a slot is worth counts field by field: few titles have a phrase.
    """
    slots = [_slot(snapshot, terms) for terms in node.positions]
    each = [_held(snapshot, slot, node.fields) for slot in slots]
    space = snapshot.size * FIELDS
    keys, *others = sorted((held.keys for held in each), key=len)
    for other in others:
        keys = keys[member(other, keys, space)]
    if len(keys):  # and no window reaches from one text into the next
        stride = snapshot.longest + len(slots) + node.slop + 1
        places = [[posted.places(keys, stride, space) for posted in slot] for slot in slots]
        keys = distinct(near(places, node.slop) // stride)
    scores = np.zeros(len(keys), np.float32)
    for own, frequencies in each:
        held = _held_by(own, frequencies)
        scores += _worth(snapshot, keys, spread(own, frequencies, keys, space), held)
    return Listed(*sums(keys // FIELDS, scores))


def _held_by(keys: Keys, frequencies: Scores) -> list[tuple[int, float]]:
    """For each field, how many texts hold a slot, and how often all of them together."""
    fields = (keys & (FIELDS - 1)).astype(np.uint8)
    held = (fields == field for field in range(FIELDS))
    return [(int(np.count_nonzero(mask)), float(frequencies @ mask)) for mask in held]


def _worth(
    snapshot: Snapshot, keys: Keys, frequencies: Scores, held: Sequence[tuple[int, float]]
) -> Scores:
    """The score by BM25F of each text that holds a slot so often; `held` is that of each field."""
    pairs = zip(_WEIGHT, held, strict=True)
    factors = [weight * ranking.worth(snapshot.size, *each) for weight, each in pairs]
    scores: Scores = snapshot.norms[keys]
    scores += frequencies
    np.divide(frequencies, scores, out=scores)
    scores *= np.array(factors, np.float32)[keys & (FIELDS - 1)]
    return scores
