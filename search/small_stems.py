"""stems that tell nothing: those that a word shares with the small words of a language.

`Paris` has the stem of `para` in Portuguese, `come` that of `com`, and `comida` that of `como` in
Spanish: asked for by it, nearly every article of the language would be found, before those that
have the word, which would itself be worth nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from index.analysis import Asked, is_word, terms
from index.enrich import function_words

_SHORT = 3
"""Letters of a stem that unrelated words share: longer ones are of words that belong together."""


def without(asked: Iterable[Asked], languages: tuple[str, ...]) -> tuple[Asked, ...]:
    """What is asked for at each position, without such stems in the languages where they are; the
    folded form, which comes first, stays, and a word that is small itself keeps its stem."""
    return tuple(_without(each, languages) for each in asked)


def _without(asked: Asked, languages: tuple[str, ...]) -> Asked:
    exact, *others = zip(*asked, strict=True)
    if all(len(term) > _SHORT + (not is_word(term)) for term, _ in others):
        return asked
    kept = [exact]
    for term, codes in others:
        spoken = codes or languages
        telling = tuple(code for code in spoken if not _shared(term, exact[0], code))
        if telling:
            kept.append((term, codes if len(telling) == len(spoken) else telling))
    return Asked(tuple(term for term, _ in kept), tuple(codes for _, codes in kept))


def _shared(term: str, exact: str, language: str) -> bool:
    """Whether a short term stands for a small word of a language that was not asked for."""
    if len(term) > _SHORT + (not is_word(term)):
        return False
    small = small_terms(language)
    return term in small and exact not in small


@lru_cache(maxsize=256)
def small_terms(language: str) -> frozenset[str]:
    """The folded forms and the stems of a language's small words."""
    return frozenset(terms("\n".join(function_words.small_words(language)), language)[0])
