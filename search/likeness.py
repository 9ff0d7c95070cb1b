"""the first hits of a pasted sentence, ranked again by their likeness to the very best of them.

Articles that answer a long question are like each other (the cluster hypothesis), while one that
merely has many of its words is like none of them. So the scores of the first hits are smoothed
along their likeness, as in Diaz, "Regularizing ad hoc retrieval scores" (2005): a form of
pseudo-relevance feedback that changes the order of the first hits alone, never which articles are
found, how many, or in which facets.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import terms
from index.article import Document
from search import ranking
from search.query import Request
from search.results import Hit, Results
from search.rewrite import scored
from search.searcher import Searcher

_Floats = NDArray[np.float64]


def search(searcher: Searcher, request: Request) -> Results:
    """The results of a request; when it asks by relevance for a sentence, reranked."""
    words = len(set(scored(request.query)))
    if request.sort != "relevance" or words < ranking.SENTENCE or not request.limit:
        return searcher.search(request)
    offset, stop = request.offset, request.offset + request.limit
    if offset >= ranking.RERANKED:
        results = searcher.search(request)
        return replace(results, hits=_rescored(results.hits, np.zeros(len(results.hits))))
    results = searcher.search(replace(request, offset=0, limit=max(stop, ranking.RERANKED)))
    first, rest = results.hits[: ranking.RERANKED], results.hits[ranking.RERANKED :]
    hits = (*reranked(first), *_rescored(rest, np.zeros(len(rest))))
    return replace(results, hits=hits[offset:stop])


def reranked(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits, the best first, in the order of their smoothed scores.

    A score becomes `(1 - LIKENESS) * score + LIKENESS * highest * likeness`, where likeness is the
    mean cosine to the `EXEMPLARS` best, weighted by their scores, as a share of the highest.
    """
    scores = np.array([hit.score for hit in hits])
    if len(hits) < 2 or scores[0] <= 0:
        return hits
    vectors = _vectors([hit.document for hit in hits])
    exemplars = scores[: ranking.EXEMPLARS]
    likeness = vectors @ (exemplars @ vectors[: ranking.EXEMPLARS])
    smoothed = _rescored(hits, likeness * (scores[0] / (likeness.max() or 1.0)))
    order = sorted(range(len(hits)), key=lambda at: -smoothed[at].score)
    return tuple(smoothed[at] for at in order)


def _rescored(hits: tuple[Hit, ...], likeness: _Floats) -> tuple[Hit, ...]:
    share = ranking.LIKENESS
    return tuple(
        msgspec.structs.replace(hit, score=(1 - share) * hit.score + share * like)
        for hit, like in zip(hits, likeness.tolist(), strict=True)
    )


def _vectors(documents: list[Document]) -> _Floats:
    """A row of length 1 for each text: its terms' saturated frequencies times their idf.

    Both are BM25's, with these documents as the collection; a term that one of them alone has
    likens it to no other.
    """
    counts = [_counts(document) for document in documents]
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


def _counts(document: Document) -> Counter[str]:
    """How often each term stands in the beginning of a text, one term a position: the last,
    which is the stem or the pair of characters."""
    found, positions = terms(document.body[: ranking.READ], document.language)
    return Counter(dict(zip(positions, found, strict=True)).values())
