"""the words of a query, read together: which texts hold them, and their worth there.

What counts as one term (the forms of a word, all that a prefix finds, a place of a phrase) is a
group. A key is the number of a text, as the postings count them, and above it, from bit
`Snapshot.shift` on, that of a group: so a few calls do the work for all groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from index.analysis import is_surface
from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.forms import Chosen
from index.engines.whoosh.gathering import Lists, Place, gather
from index.engines.whoosh.postings import Postings
from index.engines.whoosh.records import FIELDS
from index.schema import TEXT_FIELDS
from search import ranking
from search.engines.whoosh.lists import Keys, Mask, Scores, member, merged, spread, sums
from search.engines.whoosh.matches import Listed
from search.engines.whoosh.nearness import Slots, near
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.surfaces import counting, often, standing, weights
from search.query import Fuzzy, Prefix, Terms, Wildcard
from search.query import Sequence as Phrase

Pattern: TypeAlias = Prefix | Wildcard | Fuzzy
Words: TypeAlias = Terms | Phrase | Pattern

_MANY: Final = 64
"""The words of a pattern that finds more are read without a loop over them."""
_RARE: Final = 256
"""But those of them that so many texts hold one by one, which is faster for each posting."""
_WEIGHT: Final = [ranking.WEIGHT[field] * (ranking.K1 + 1) for field in TEXT_FIELDS]


class Group(NamedTuple):
    """Terms that count as one: the fields they are looked for in, where they stand, what an
    occurrence of each counts for, the languages in which it counts, and which of its occurrences
    do, None for all."""

    fields: Sequence[str]
    places: list[Place]
    weights: list[float]
    spoken: list[Mask | None]
    forms: list[Chosen | None]


class Held(NamedTuple):
    """The keys that hold some groups, rising, and how often each does, weighted."""

    groups: int
    keys: Keys
    frequencies: Scores


def read(snapshot: Snapshot, nodes: Sequence[Words]) -> list[Listed]:
    """What each node matches, with the sum of its fields' scores."""
    words = [node for node in nodes if isinstance(node, Terms)]
    found: dict[Words, Listed] = {}
    if words:
        groups = [
            _group(snapshot, n, node.terms, node.fields, node.languages)
            for n, node in enumerate(words)
        ]
        lists = gather(_places(groups))
        held = _held(snapshot, groups, lists, counting(groups, lists))
        found.update(zip(words, _listed(snapshot, held), strict=True))
    for node in nodes:
        if isinstance(node, Phrase):
            found[node] = _phrase(snapshot, node)
        elif not isinstance(node, Terms):
            (found[node],) = _listed(snapshot, _spelled(snapshot, node))
    return [found[node] for node in nodes]


def _group(
    snapshot: Snapshot,
    number: int,
    terms: Sequence[str],
    fields: Sequence[str],
    languages: Sequence[tuple[str, ...]] = (),
) -> Group:
    group = Group(fields, [], [], [], [])
    spoken = map(snapshot.spoken, languages) if languages else [None] * len(terms)
    each = list(zip(terms, weights(terms), spoken, strict=True))
    written = any(map(is_surface, terms))
    for file, base in snapshot.based:
        postings, offset = file.postings, base * FIELDS + (number << snapshot.shift)
        for term, weight, mask in each:
            at = postings.terms.find(term.encode())
            form = None
            if written:
                at, form = standing(file, term)
            if at is not None:
                group.places.append(Place(postings, at, offset))
                group.weights.append(weight)
                group.spoken.append(mask)
                group.forms.append(form)
    return group


def _places(groups: Sequence[Group]) -> list[Place]:
    return [place for group in groups for place in group.places]


def _held(snapshot: Snapshot, groups: Sequence[Group], lists: Lists, chosen: Mask | None) -> Held:
    counts, keys, _ = lists
    frequencies: Scores = often(lists, chosen)
    weights = [weight for group in groups for weight in group.weights]
    if weights.count(1.0) < len(weights):
        frequencies *= np.array(weights, np.float32).repeat(counts)
    kept = _counting(snapshot, groups, lists)
    if chosen is not None:
        kept = (frequencies > 0) & (True if kept is None else kept)
    if kept is not None:
        at = kept.nonzero()[0]
        keys, frequencies = keys[at], frequencies[at]
    if any(len(group.places) > 1 for group in groups):
        keys, frequencies = merged(keys, frequencies, len(groups) << snapshot.shift)
    return Held(len(groups), keys, frequencies)


def _counting(snapshot: Snapshot, groups: Sequence[Group], lists: Lists) -> Mask | None:
    """Which postings are in a field that is asked for, of a document in a language in which their
    term counts; None for all."""
    spoken = [mask for group in groups for mask in group.spoken]
    limited = any(len(group.fields) < FIELDS for group in groups)
    if not spoken or not (limited or any(mask is not None for mask in spoken)):
        return None
    language = snapshot.columns["language"]
    every = np.ones(len(language.sets), np.bool_)
    terms = np.arange(len(spoken)).repeat(lists.counts)
    masks = np.array([every if mask is None else mask for mask in spoken])
    counting: Mask = masks[terms, language.ordinals[_texts(snapshot, lists.keys) // FIELDS]]
    if limited:
        asked = [[f in g.fields for f in TEXT_FIELDS] for g in groups for _ in g.places]
        counting &= np.array(asked)[terms, lists.keys & (FIELDS - 1)]
    return counting


def _texts(snapshot: Snapshot, keys: Keys) -> Keys:
    """The texts that keys stand for."""
    return keys & ((1 << snapshot.shift) - 1)


def _spelled(snapshot: Snapshot, node: Pattern) -> Held:
    """The keys that hold the words a pattern stands for, and how often."""
    found = [
        (file.postings, known.find(node), base * FIELDS)
        for (file, base), known in zip(snapshot.based, snapshot.spellings, strict=True)
    ]
    if sum(len(numbers) for _, numbers, _ in found) <= _MANY:
        places = [Place(p, n, offset) for p, numbers, offset in found for n in numbers.tolist()]
        _, keys, often = gather(places)
    else:
        lists = [_read_many(*each) for each in found]
        keys, often = (np.concatenate(part) for part in zip(*lists, strict=True))
    if len(node.fields) < FIELDS:
        asked = np.array([field in node.fields for field in TEXT_FIELDS])
        at = asked[keys & (FIELDS - 1)].nonzero()[0]
        keys, often = keys[at], often[at]
    return Held(1, *merged(keys, often.astype(np.float32), 1 << snapshot.shift))


def _read_many(postings: Postings, terms: Keys, offset: int) -> tuple[Keys, Integers]:
    rare = postings.counts[terms] < _RARE
    lists = [postings.read(term) for term in terms[~rare].tolist()]
    lists.append(postings.read_many(terms[rare])[1:])
    texts, often = (np.concatenate(part) for part in zip(*lists, strict=True))
    return texts + offset, often


def _phrase(snapshot: Snapshot, node: Phrase) -> Listed:
    """Where the slots stand as they must, and the sum of what the slots are worth.

    How rare a slot is counts field by field: few titles have a phrase.
    """
    groups = [_group(snapshot, n, terms, node.fields) for n, terms in enumerate(node.positions)]
    lists = gather(_places(groups))
    chosen = counting(groups, lists)
    held = _held(snapshot, groups, lists, chosen)
    begins = np.arange(held.groups + 1) << snapshot.shift
    texts = _texts(snapshot, held.keys)
    slots = [
        (texts[a:b], held.frequencies[a:b])
        for a, b in pairwise(held.keys.searchsorted(begins).tolist())
    ]
    space = snapshot.size * FIELDS
    keys, *others = sorted((keys for keys, _ in slots), key=len)
    for other in others:
        keys = keys[member(other, keys, space)]
    sizes = [len(group.places) for group in groups]
    lists = lists._replace(keys=_texts(snapshot, lists.keys))
    asked = Slots(_places(groups), lists, sizes, chosen)
    keys = near(keys, asked, slop=node.slop, longest=snapshot.longest)
    scores = np.zeros(len(keys), np.float32)
    fields = keys & (FIELDS - 1)
    for own, frequencies in slots:
        holding = np.bincount(own & (FIELDS - 1), minlength=FIELDS).tolist()
        often = spread(own, frequencies, keys, space)
        factors = np.array(_factors(snapshot, holding), np.float32)
        scores += _worth(snapshot, keys, often) * factors[fields]
    docs, scores = sums(keys // FIELDS, scores)
    return Listed(docs, snapshot.size, scores)


def _listed(snapshot: Snapshot, held: Held) -> list[Listed]:
    """The documents of each group, and the sum of their scores in each field."""
    groups, keys, often = held
    fields = _fields(snapshot, held)
    scores = _worth(snapshot, _texts(snapshot, keys) if groups > 1 else keys, often)
    holding = np.bincount(fields, minlength=groups * FIELDS).reshape(groups, FIELDS).tolist()
    factors = [_factors(snapshot, [max(counts)] * FIELDS) for counts in holding]
    scores *= np.array(factors, np.float32).reshape(-1)[fields]
    docs, scores = sums(keys // FIELDS, scores)
    if groups == 1:
        return [Listed(docs, snapshot.size, scores)]
    begins = (np.arange(groups + 1) << snapshot.shift) // FIELDS
    bounds = docs.searchsorted(begins).tolist()
    docs &= begins[1] - 1
    return [Listed(docs[a:b], snapshot.size, scores[a:b]) for a, b in pairwise(bounds)]


def _fields(snapshot: Snapshot, held: Held) -> Keys:
    """`group * FIELDS + field` of each key."""
    fields: Keys = held.keys & (FIELDS - 1)
    if held.groups > 1:
        fields += (held.keys >> snapshot.shift) * FIELDS
    return fields


def _factors(snapshot: Snapshot, holding: Sequence[int]) -> list[float]:
    """What all is multiplied with in each field, given how many documents hold a group there."""
    pairs = zip(_WEIGHT, holding, strict=True)
    return [weight * ranking.idf(snapshot.size, count) for weight, count in pairs]


def _worth(snapshot: Snapshot, texts: Keys, often: Scores) -> Scores:
    """The score by BM25F, but for the factor, of each text that holds a term so often."""
    scores: Scores = snapshot.norms[texts]
    scores += often
    np.divide(often, scores, out=scores)
    return scores
