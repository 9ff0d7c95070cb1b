"""how people wrote a word of the index, which knows it only in the form that every spelling has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from weakref import WeakKeyDictionary

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
_KNOWN: WeakKeyDictionary[Searcher, dict[tuple[int, str, tuple[str, ...]], str]] = (
    WeakKeyDictionary()
)
"""Forms that were looked for lately: while a person types, the same words are offered again and
again."""


def written(searcher: Searcher, word: str, languages: tuple[str, ...] = ()) -> str:
    """The word as the articles that have it most write it: with accents, in small letters if any
    article does. With `languages` only articles in them are looked at; the word itself when none
    has it at its beginning.

    What was found is looked for anew when the index has grown by a tenth, not at each commit.
    """
    known = _KNOWN.setdefault(searcher, {})
    asked = (_grown(searcher.stats().documents), word, languages)
    form = known.get(asked)
    if form is None:
        form = _written(searcher, word, languages)
        if len(known) >= _KEPT:
            known.clear()
        known[asked] = form
    return form


def _grown(documents: int) -> int:
    """A number that changes when there are about a tenth more documents; each of few counts."""
    halvings = max(documents.bit_length() - 4, 0)
    return halvings << 4 | documents >> halvings


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
