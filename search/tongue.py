"""how well the language of each of the first hits fits the words of a pasted sentence.

Names and numbers are the same in many languages, so an article in another one may have more of a
sentence's rare words than the article that was meant. But only the language of the sentence has
its small words too: what the first hits of each language have of them between themselves tells
which it is, as far as it can be told, without guessing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from search.query import Query, Terms


def fit(
    asked: Sequence[Query], languages: Sequence[str], held: Sequence[AbstractSet[str]]
) -> NDArray[np.float64]:
    """For each text the share of the words asked for that its language has, 0 to 1.

    A language has a word when one of its texts does; its share is taken as a part of the largest.
    `languages` and `held` are the language and the terms of each text.
    """
    words = [part for part in asked if isinstance(part, Terms)]
    found: dict[str, set[str]] = defaultdict(set)
    for language, terms in zip(languages, held, strict=True):
        found[language] |= terms
    if len(found) < 2 or not words:
        return np.ones(len(languages))
    shares = {
        language: sum(not _valid(word, language).isdisjoint(terms) for word in words)
        for language, terms in found.items()
    }
    most = max(shares.values()) or 1
    return np.array([shares[language] / most for language in languages])


def _valid(word: Terms, language: str) -> set[str]:
    """The terms of a word that count in a language."""
    limits = word.languages or ((),) * len(word.terms)
    return {
        term
        for term, codes in zip(word.terms, limits, strict=True)
        if not codes or language in codes
    }
