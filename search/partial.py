"""words that a text has only in parts: compounds, and forms that no stem brings together.

`Amazonaswald` asks for `Wald`, and `Produktionsstätte` for `Produktion`, in languages whose
compounds nobody listed. What a text lacks of a query's words is looked for as groups of letters,
which is what n-gram indexing finds (McNamee and Mayfield, "Character n-gram tokenization", 2004),
here only in the first hits of a pasted sentence, so that it costs no room in the index and changes
their order alone. Groups of letters meet by chance, so half of the credit is for whole beginnings
and ends of the word: those that a word of the text begins with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search import ranking
from search.query import Query, Terms

_Floats = NDArray[np.float64]


def words(parts: Sequence[Query]) -> list[tuple[str, ...]]:
    """The alternatives of each word asked for, the folded form first; none where no word is long
    enough for two parts."""
    slots = dict.fromkeys(part.terms for part in parts if isinstance(part, Terms))
    return list(slots) if any(map(_long, slots)) else []


def _long(slot: tuple[str, ...]) -> bool:
    return len(slot[0]) >= 2 * ranking.LETTERS and slot[0].isalpha()


def credit(
    asked: Sequence[tuple[str, ...]], texts: Sequence[str], held: Sequence[AbstractSet[str]]
) -> _Floats:
    """How much of the words each text has in parts: a share of what all words are worth.

    `texts` are folded and `held` are the terms of each. A word is worth its inverse document
    frequency in these texts. One long enough for two parts adds that times the square of the share
    of it that a text without the word has: the mean of the share of its groups of letters, weighed
    by their own inverse document frequency, and of the share of its letters that the text has as a
    beginning and an end of the word.
    """
    found = np.zeros(len(texts))
    worth = 0.0
    begun = _by_beginning([slot[0] for slot in filter(_long, asked)], held)
    for slot in asked:
        having = np.array([not terms.isdisjoint(slot) for terms in held])
        idf = float(ranking.idf(len(texts), int(having.sum())))
        worth += idf
        if _long(slot) and not having.all():
            parts = _covered(_groups(slot[0]), texts) + _met(slot[0], begun, texts, held)
            found += idf * ~having * (parts / 2) ** 2
    return found / worth if worth else found


def _by_beginning(
    words: Sequence[str], held: Sequence[AbstractSet[str]]
) -> Mapping[str, list[str]]:
    """The terms of all texts that begin with a group of letters of the words, by that group."""
    found: dict[str, list[str]] = {group: [] for word in words for group in _groups(word)}
    width = ranking.LETTERS
    for term in set().union(*held) if found else ():
        if term[:width] in found:
            found[term[:width]].append(term)
    return found


def _met(
    word: str,
    begun: Mapping[str, list[str]],
    texts: Sequence[str],
    held: Sequence[AbstractSet[str]],
) -> _Floats:
    """The share of a word that each text has as a beginning and an end of it; 1 for all of it.

    A word of the text may go on after its part: `Demonstranten` has 8 letters of `demonstration`.
    """
    fronts = _shared(word, begun)
    ends: dict[str, int] = {}
    for at in range(len(word) - ranking.LETTERS, ranking.LETTERS - 2, -1):
        end = word[at:]
        whole = (term for term in begun[end[: ranking.LETTERS]] if term.startswith(end))
        ends |= dict.fromkeys(whole, len(end))
    shares = [
        len(word) if word in text else min(_most(fronts, terms) + _most(ends, terms), len(word))
        for text, terms in zip(texts, held, strict=True)
    ]
    return np.array(shares) / len(word)


def _most(letters: Mapping[str, int], terms: AbstractSet[str]) -> int:
    return max((count for term, count in letters.items() if term in terms), default=0)


def _shared(word: str, begun: Mapping[str, list[str]]) -> dict[str, int]:
    """How many letters of the word's beginning each term begins with, of those with enough."""
    return {term: _alike(word, term) for term in begun[word[: ranking.LETTERS]]}


def _alike(word: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(word), len(other)))


def _covered(groups: Sequence[str], texts: Sequence[str]) -> _Floats:
    """The share of the groups that each text has, weighed by how few have them."""
    has = np.array([[group in text for group in groups] for text in texts], np.float64)
    rarity = np.log(1 + (len(texts) - has.sum(axis=0) + 0.5) / (has.sum(axis=0) + 0.5))
    return np.asarray(has @ (rarity / rarity.sum()))


@lru_cache(maxsize=4096)
def _groups(word: str) -> tuple[str, ...]:
    width = ranking.LETTERS
    return tuple(dict.fromkeys(word[at : at + width] for at in range(len(word) - width + 1)))
