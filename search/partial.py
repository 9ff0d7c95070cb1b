"""words that a text has only in parts: compounds, and forms that no stem brings together.

`Amazonaswald` asks for `Wald`, and `Produktionsstätte` for `Produktion`, in languages whose
compounds nobody listed. What a text lacks of a query's words is looked for as groups of letters,
which is what n-gram indexing finds (McNamee and Mayfield, "Character n-gram tokenization", 2004),
here only in the first hits of a pasted sentence, so that it costs no room in the index and changes
their order alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search import ranking
from search.query import Query, Terms

_Floats = NDArray[np.float64]


def words(parts: Sequence[Query]) -> list[tuple[str, ...]]:
    """The alternatives of each word that is long enough for two parts, the exact form first."""
    slots = dict.fromkeys(part.terms for part in parts if isinstance(part, Terms))
    return [slot for slot in slots if len(slot[0]) >= 2 * ranking.LETTERS and slot[0].isalpha()]


def credit(
    asked: Sequence[tuple[str, ...]], texts: Sequence[str], held: Sequence[set[str]]
) -> _Floats:
    """How much of the words each text has in parts: a share of what all words are worth.

    `texts` are folded and `held` are the terms of each. A word adds its inverse document frequency
    in these texts times the square of the share of its groups of letters that a text without the
    word has, the groups weighed by their own inverse document frequency.
    """
    found = np.zeros(len(texts))
    worth = 0.0
    for slot in asked:
        having = np.array([not terms.isdisjoint(slot) for terms in held])
        idf = float(ranking.idf(len(texts), int(having.sum())))
        worth += idf
        if not having.all():
            found += idf * ~having * _covered(_groups(slot[0]), texts) ** 2
    return found / worth if worth else found


def _covered(groups: Sequence[str], texts: Sequence[str]) -> _Floats:
    """The share of the groups that each text has, weighed by how few have them."""
    has = np.array([[group in text for group in groups] for text in texts], np.float64)
    rarity = np.log(1 + (len(texts) - has.sum(axis=0) + 0.5) / (has.sum(axis=0) + 0.5))
    return np.asarray(has @ (rarity / rarity.sum()))


@lru_cache(maxsize=4096)
def _groups(word: str) -> tuple[str, ...]:
    width = ranking.LETTERS
    return tuple(dict.fromkeys(word[at : at + width] for at in range(len(word) - width + 1)))
