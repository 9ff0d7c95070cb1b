"""the words by which articles like one are found: often in it, seldom in others of its language."""

from __future__ import annotations

from collections import Counter

from index.analysis import is_surface, terms
from index.article import Document
from search import ranking
from search.engines.whoosh.snapshot import Snapshot
from search.small_stems import small_terms

MOST = 40
"""Terms of an article that its like are sought by."""
_READ = 20_000
"""Characters of it that are looked at: a longer one has said by then what it is about."""
_COMMON = 0.2
"""A term that a larger share of the articles in its language have tells nothing ..."""
_FEW, _SMALL = 20, 100
"""... unless those are no more than so many; and what a term is worth is reckoned as among so many
articles at least, since a language with two of them has no rare words."""


def telling(document: Document, snapshot: Snapshot) -> list[str]:
    """The terms that tell most of what an article is about, the best first.

    In an archive of many languages a small language's every word is rare, so a term is weighed
    among the articles of its own; small words are left out, and what stands in no other article
    finds none. Of the five articles found most alike, in an index of six languages of very
    different sizes, 58% have the article's topic; 54% when weighed among all (news of BBC and
    MasakhaNEWS).
    """
    spoken = dict(snapshot.spoken_by)
    size = max(spoken.get(document.language, 0), _SMALL)
    most = max(_FEW, _COMMON * size)
    small = small_terms(document.language)
    worth: dict[str, float] = {}
    titled = set(terms(document.title, document.language)[0])
    for term, count in Counter(terms(document.body[:_READ], document.language)[0]).items():
        held = 0 if term in small or is_surface(term) else snapshot.holding(term)
        if 1 + (term in titled) < held <= most:  # else no other article has it, or too many
            worth[term] = count * ranking.idf(size, held)
    return sorted(worth, key=lambda term: (-worth[term], term))[:MOST]
