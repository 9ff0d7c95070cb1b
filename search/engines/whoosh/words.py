"""the words of a query, read together: which fields of documents hold them, and their worth there.

A key stands for a field of a document: `document * FIELDS + the number of the field`. What counts
as one term (the forms of a word, all that a prefix finds, a place of a phrase) is a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.gathering import Lists, Place, gather
from index.engines.whoosh.postings import Postings
from index.schema import TEXT_FIELDS
from search import ranking
from search.engines.whoosh.lists import Docs, Keys, Mask, Scores, changes, member, merged, spread
from search.engines.whoosh.matches import Listed
from search.engines.whoosh.nearness import near
from search.engines.whoosh.snapshot import FIELDS, Snapshot
from search.query import Fuzzy, Prefix, Terms, Wildcard
from search.query import Sequence as Phrase

Pattern: TypeAlias = Prefix | Wildcard | Fuzzy
Words: TypeAlias = Terms | Phrase | Pattern

_MANY: Final = 64
"""The words of a pattern that finds more are read field by field, without a loop over them."""
_RARE: Final = 256
"""But those of them that so many documents hold one by one, which is faster for each posting."""
_NUMBER: Final = {field: number for number, field in enumerate(TEXT_FIELDS)}
_WEIGHT: Final = [ranking.WEIGHT[field] * (ranking.K1 + 1) for field in TEXT_FIELDS]


class Group(NamedTuple):
    """Terms that count as one: where they stand, what an occurrence of each counts for, and the
    languages of the documents in which it counts, None for all."""

    places: list[Place]
    weights: list[float]
    spoken: list[Mask | None]


class Held(NamedTuple):
    """The keys that hold a group, rising, and how often, weighted; and its postings as they are."""

    keys: Keys
    frequencies: Scores
    places: list[Place]
    lists: Lists


def read(snapshot: Snapshot, nodes: Sequence[Words]) -> list[Listed]:
    """What each node matches, with the sum of its fields' scores."""
    groups = [list(_groups(snapshot, node)) for node in nodes]
    every = list(chain(*groups))
    held = map(_held, [snapshot] * len(every), every, _lists(every))
    found: list[Listed] = []
    for node, asked in zip(nodes, groups, strict=True):
        slots = [next(held) for _ in asked]
        if isinstance(node, Phrase):
            keys, scores = _phrase(snapshot, node, slots)
        else:
            keys, often = slots[0][:2] if isinstance(node, Terms) else _spelled(snapshot, node)
            scores = _worth(snapshot, keys, often, _factors(snapshot, keys))
        docs, scores = _by_document(keys, scores)
        found.append(Listed(docs, snapshot.size, scores))
    return found


def _groups(snapshot: Snapshot, node: Words) -> Iterator[Group]:
    """The groups whose terms a node names."""
    if isinstance(node, Terms):
        limits = node.languages or ((),) * len(node.terms)
        yield _group(snapshot, node.fields, node.terms, list(map(snapshot.spoken, limits)))
    elif isinstance(node, Phrase):
        for terms in node.positions:
            yield _group(snapshot, node.fields, terms, [None] * len(terms))


def _group(
    snapshot: Snapshot, fields: Sequence[str], terms: Sequence[str], spoken: list[Mask | None]
) -> Group:
    group = Group([], [], [])
    each = list(zip([t.encode() for t in terms], ranking.weights(len(terms)), spoken, strict=True))
    for field in fields:
        for file, base in snapshot.based:
            postings, offset = file.postings[field], base * FIELDS + _NUMBER[field]
            for term, weight, mask in each:
                number = postings.terms.find(term)
                if number is not None:
                    group.places.append(Place(postings, number, offset))
                    group.weights.append(weight)
                    group.spoken.append(mask)
    return group


def _lists(groups: Sequence[Group]) -> Iterator[Lists]:
    """The postings of each group, all read together."""
    counts, keys, often = gather([place for group in groups for place in group.places], FIELDS)
    ends = [0, *counts.cumsum().tolist()]
    first = 0
    for group in groups:
        last = first + len(group.places)
        cut = slice(ends[first], ends[last])
        yield Lists(counts[first:last], keys[cut], often[cut])
        first = last


def _held(snapshot: Snapshot, group: Group, lists: Lists) -> Held:
    counts, keys, often = lists
    frequencies: Scores = often.astype(np.float32)
    if group.weights.count(1.0) < len(counts):
        frequencies *= np.array(group.weights, np.float32).repeat(counts)
    if any(mask is not None for mask in group.spoken):
        kept = _counting(snapshot, group, lists)
        keys, frequencies = keys[kept], frequencies[kept]
    if len(counts) > 1:
        keys, frequencies = merged(keys, frequencies, snapshot.size * FIELDS)
    return Held(keys, frequencies, group.places, lists)


def _counting(snapshot: Snapshot, group: Group, lists: Lists) -> Keys:
    """Where the postings stand of documents in a language in which their term counts."""
    language = snapshot.columns["language"]
    every = np.ones(len(language.sets), np.bool_)
    masks = np.array([every if mask is None else mask for mask in group.spoken])
    terms = np.arange(len(masks)).repeat(lists.counts)
    return masks[terms, language.ordinals[lists.keys // FIELDS]].nonzero()[0]


def _spelled(snapshot: Snapshot, node: Pattern) -> tuple[Keys, Scores]:
    """The keys that hold the words a pattern stands for, and how often."""
    found = [
        (file.postings[field], known.find(node), base * FIELDS + _NUMBER[field])
        for field in node.fields
        for (file, base), known in zip(snapshot.based, snapshot.spellings[field], strict=True)
    ]
    if sum(len(numbers) for _, numbers, _ in found) <= _MANY:
        places = [Place(p, n, offset) for p, numbers, offset in found for n in numbers.tolist()]
        _, keys, often = gather(places, FIELDS)
    else:
        lists = [_read_many(*each) for each in found]
        keys, often = (np.concatenate(part) for part in zip(*lists, strict=True))
    return merged(keys, often.astype(np.float32), snapshot.size * FIELDS)


def _read_many(postings: Postings, terms: Keys, offset: int) -> tuple[Keys, Integers]:
    rare = postings.counts[terms] < _RARE
    lists = [postings.read(term) for term in terms[~rare].tolist()]
    lists.append(postings.read_many(terms[rare])[1:])
    docs, often = (np.concatenate(part) for part in zip(*lists, strict=True))
    return docs * FIELDS + offset, often


def _phrase(snapshot: Snapshot, node: Phrase, slots: list[Held]) -> tuple[Keys, Scores]:
    """The keys in which the slots stand as they must, and the sum of what the slots are worth.

    How rare a slot is counts field by field: few titles have a phrase.
    """
    space = snapshot.size * FIELDS
    keys, *others = sorted((slot.keys for slot in slots), key=len)
    for other in others:
        keys = keys[member(other, keys, space)]
    lists = [(slot.places, slot.lists) for slot in slots]
    keys = near(keys, lists, slop=node.slop, longest=snapshot.longest)
    scores = np.zeros(len(keys), np.float32)
    for slot in slots if len(keys) else ():
        often = spread(slot.keys, slot.frequencies, keys, space)
        scores += _worth(snapshot, keys, often, _factors(snapshot, slot.keys, apart=True))
    return keys, scores


def _factors(snapshot: Snapshot, keys: Keys, *, apart: bool = False) -> Scores:
    """What all is multiplied with in each field, given all the keys that hold a term."""
    holding = np.bincount(keys % FIELDS, minlength=FIELDS).tolist()
    if not apart:
        holding = [max(holding)] * FIELDS
    idf = [ranking.idf(snapshot.size, count) for count in holding]
    return np.array([a * b for a, b in zip(_WEIGHT, idf, strict=True)], np.float32)


def _worth(snapshot: Snapshot, keys: Keys, often: Scores, factors: Scores) -> Scores:
    """The score by BM25F of each key that holds a term so often."""
    scores: Scores = snapshot.norms[keys]
    scores += often
    np.divide(often, scores, out=scores)
    scores *= factors[keys % FIELDS]
    return scores


def _by_document(keys: Keys, scores: Scores) -> tuple[Docs, Scores]:
    """The documents of rising keys, and the sum of the scores in their fields."""
    docs = keys // FIELDS
    starts = changes(docs).nonzero()[0]
    if len(starts) == len(docs):
        return docs, scores
    return docs[starts], np.add.reduceat(scores, starts)
