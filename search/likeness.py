"""the first hits of a pasted sentence, ranked again by their likeness to the very best of them.

Articles that answer a long question are like each other (the cluster hypothesis), while one that
merely has many of its words is like none of them. So the scores of the first hits are smoothed
along their likeness, as in Diaz, "Regularizing ad hoc retrieval scores" (2005): a form of
pseudo-relevance feedback that changes the order of the first hits alone, never which articles are
found, how many, or in which facets. A sentence that one article has nearly all of was pasted from
it, or is its headline: then what else is like it matters less, and for all of it not at all.

Of a few words that no article has all of, the first hits are ranked again too, though not by
likeness: few words may mean several things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import distinct, fold, terms
from search import partial, ranking, tongue
from search.query import All, Most, Query, Request, Terms
from search.results import Hit, Results
from search.rewrite import scored
from search.searcher import Searcher

_Floats = NDArray[np.float64]


def search(searcher: Searcher, request: Request) -> Results:
    """The results of a request; when it asks by relevance for a sentence, or for some of a few
    words, reranked."""
    parts = tuple(dict.fromkeys(scored(request.query)))
    sentence = len(parts) >= ranking.SENTENCE
    if request.sort != "relevance" or not request.limit or not (sentence or _some(request.query)):
        return searcher.search(request)
    offset, stop = request.offset, request.offset + request.limit
    wide = (
        request
        if offset >= ranking.RERANKED
        else replace(request, offset=0, limit=max(stop, ranking.RERANKED))
    )
    results = searcher.search(wide)
    first = max(ranking.RERANKED - wide.offset, 0)
    share = ranking.LIKENESS if sentence else 0.0
    least = (1 - share) * (1 - ranking.TONGUE)
    rest = (msgspec.structs.replace(hit, score=hit.score * least) for hit in results.hits[first:])
    hits = (*reranked(results.hits[:first], parts, share), *rest)
    return replace(results, hits=hits[offset - wide.offset : stop - wide.offset])


def _some(query: Query) -> bool:
    """Whether a query asks for some of a few words."""
    return any(
        isinstance(part, Most) for part in (query.parts if isinstance(query, All) else [query])
    )


def reranked(
    hits: tuple[Hit, ...], parts: Sequence[Query] = (), share: float = ranking.LIKENESS
) -> tuple[Hit, ...]:
    """The hits, the best first, in the order of their smoothed scores; `parts` were asked for.

    A score is taken times `1 - TONGUE * (1 - search.tongue.fit)`. To it is added
    `PARTS * highest * search.partial.credit` for the words asked for that the text has only in
    parts. Then it becomes
    `(1 - share) * score + share * highest * likeness`, where likeness is the mean cosine to
    the `EXEMPLARS` best, weighted by their scores, as a part of the highest; `share` shrinks where
    the best one lacks few of the words (`LACKING`).
    """
    scores = np.array([hit.score for hit in hits], np.float64)
    if len(hits) < 2 or scores[0] <= 0:
        return hits
    texts = [hit.document.body[: ranking.READ] for hit in hits]
    languages = [hit.document.language for hit in hits]
    words, several = partial.words(parts), len(set(languages)) > 1
    telling = share or words or (parts and several)  # else the texts would not be looked at
    found = list(map(terms, texts, languages)) if share else []
    if parts and telling:
        held: list[AbstractSet[str]] = [set(each) for each, _ in found]
        held = held or list(map(distinct, texts, languages))
        scores *= 1 - ranking.TONGUE * (1 - tongue.fit(parts, languages, held))
        if words:
            credit = partial.credit(words, list(map(fold, texts)), held)
            scores += credit * (ranking.PARTS * scores.max())
        share *= min(_lacking(parts, held[int(scores.argmax())]) / ranking.LACKING, 1)
    smoothed = _smoothed(scores, found, share) if share else scores
    order = np.argsort(-smoothed, kind="stable").tolist()
    return tuple(msgspec.structs.replace(hits[at], score=float(smoothed[at])) for at in order)


def _lacking(parts: Sequence[Query], held: AbstractSet[str]) -> float:
    """The share of the words asked for that a text with these terms lacks; 1 of no words."""
    asked = [part.terms for part in parts if isinstance(part, Terms)]
    return sum(held.isdisjoint(terms) for terms in asked) / len(asked) if asked else 1.0


def _smoothed(scores: _Floats, found: list[tuple[list[str], list[int]]], share: float) -> _Floats:
    """The scores of texts with these terms and positions, smoothed along their likeness."""
    best = np.argsort(-scores, kind="stable")[: ranking.EXEMPLARS]
    vectors = _vectors([_counts(*each) for each in found])
    likeness = vectors @ (scores[best] @ vectors[best])
    smoothed = share / (likeness.max() or 1.0) * scores[best[0]] * likeness
    return np.asarray((1 - share) * scores + smoothed)


def _vectors(counts: list[Counter[str]]) -> _Floats:
    """A row of length 1 for each text: its terms' saturated frequencies times their idf.

    Both are BM25's, with these texts as the collection; a term that one of them alone has likens
    it to no other.
    """
    holding = Counter(chain.from_iterable(counts))
    columns = {term: at for at, term in enumerate(t for t, n in holding.items() if n > 1)}
    frequency = np.zeros((len(counts), len(columns)))
    for row, counted in zip(frequency, counts, strict=True):
        shared = [term for term in counted if term in columns]
        row[[columns[term] for term in shared]] = [counted[term] for term in shared]
    lengths = np.array([counted.total() for counted in counts])
    b = ranking.B["body"]
    norms = ranking.K1 * (1 - b + b * lengths / (lengths.mean() or 1))
    held = np.array([holding[term] for term in columns])
    idf = np.log(1 + (len(counts) - held + 0.5) / (held + 0.5))
    weights = frequency / (frequency + norms[:, None] + (norms[:, None] == 0)) * idf
    return np.asarray(weights / (np.linalg.norm(weights, axis=1, keepdims=True) + 1e-9))


def _counts(found: list[str], positions: list[int]) -> Counter[str]:
    """How often each term stands in a text, one term a position: the last, which is the stem or
    the pair of characters."""
    return Counter(dict(zip(positions, found, strict=True)).values())
