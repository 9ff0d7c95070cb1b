"""the other versions of a story, and how much of each is the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from index.analysis import terms
from index.article import Document
from search.searcher import Searcher

_WORDS = 4
LISTED = 50
"""The most versions that are listed."""


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of an article, and how alike the two texts are, from 0 to 1."""

    document: Document
    alike: float


def versions(searcher: Searcher, document: Document) -> tuple[Version, ...]:
    """The other versions of the story that an article tells, the earliest first."""
    others = searcher.versions(document.id, LISTED)
    own = _shingles(document) if others else frozenset()
    return tuple(Version(other, _alike(own, _shingles(other))) for other in others)


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Dice's coefficient: the share of both texts that both have."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _shingles(document: Document) -> frozenset[tuple[str, ...]]:
    """Every four words in a row; in a script without spaces, every five characters."""
    found, positions = terms(document.body, document.language)
    words = dict(zip(positions, found, strict=True)).values()  # one a position: the last, the stem
    return frozenset(zip(*(islice(words, i, None) for i in range(_WORDS)), strict=False))
