"""how people wrote a word of the index, which knows it only in the form that every spelling has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from index.analysis import fold
from index.analysis.han import simplify
from search.marking import marks, wanted
from search.query import Filter, Request, Terms
from search.searcher import Searcher

_ARTICLES = 3
"""Articles in which a word is looked for, and so many places of each."""
_READ = 1_500
"""Characters of an article that are looked through."""
_LONGEST_NAME = 5
"""Letters of a word in capitals that may be a name by letters, as NATO; a longer one is shouted."""

_KEPT = 4096
_KNOWN: dict[tuple[int | str | tuple[str, ...], ...], str] = {}
"""Forms that were looked for lately, by the commit and the word: while a person types, the same
words are offered again and again."""


def written(searcher: Searcher, word: str, languages: tuple[str, ...] = ()) -> str:
    """The word as the articles that have it most write it: with accents, in small letters if any
    article does. With `languages` only articles in them are looked at; the word itself when none
    has it at its beginning."""
    told = searcher.stats()
    known = (told.generation, told.documents, told.terms, told.tokens, told.bytes, word, languages)
    form = _KNOWN.get(known)
    if form is None:
        form = _written(searcher, word, languages)
        if len(_KNOWN) >= _KEPT:
            _KNOWN.clear()
        _KNOWN[known] = form
    return form


def _written(searcher: Searcher, word: str, languages: tuple[str, ...]) -> str:
    query = Terms((word,), ("body",))
    filters = {"language": Filter(include=languages)} if languages else {}
    hits = searcher.search(Request(query, filters, limit=_ARTICLES, facets=())).hits
    found = Counter(
        text
        for hit in hits
        for text in _places(hit.document.body[:_READ], query, hit.document.language)
        if word in (fold(text), simplify(fold(text)))
    )
    spellings: Counter[str] = Counter()
    for text, count in found.items():
        spellings[text.casefold()] += count
    if not spellings:
        return word
    best = min(spellings, key=lambda text: (-spellings[text], text))
    forms = [text for text in found if text.casefold() == best]
    form = min(forms, key=lambda text: (not text.islower(), -found[text], text))
    return form.lower() if form.isupper() and len(form) > _LONGEST_NAME else form


def _places(text: str, query: Terms, language: str) -> Iterator[str]:
    for start, end, _ in marks(text, wanted(query), language)[:_ARTICLES]:
        yield text[start:end]
