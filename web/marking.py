"""an article as one of the results of a search: its matches, and the results beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.article import Document, Span
from search.answer import Question, ask, understood
from search.marking import Wanted, marks, wanted
from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Beside:
    """The results before and after one, and how many there are."""

    previous: Document | None
    next: Document | None
    total: int


def matches(
    searcher: Searcher, document: Document, question: Question
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the title and the text of an article have what the question asks for."""
    if not question.text.strip():
        return (), ()
    query = understood(searcher, question)
    title, body = wanted(query, "title"), wanted(query, "body")
    return (
        _spans(document.title, body if document.title_derived else title, document.language),
        _spans(document.text, body, document.language),
    )


def _spans(text: str, want: Wanted, language: str) -> tuple[Span, ...]:
    """The matches in a text; those that touch or overlap, as bigrams do, are one."""
    found: list[Span] = []
    for start, end, _ in marks(text, want, language, within=None):
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return tuple(found)


def neighbours(searcher: Searcher, question: Question, rank: int) -> Beside:
    """The results before and after the one of this rank (from 1)."""

    def at(place: int) -> tuple[Document | None, int]:
        found = ask(searcher, replace(question, page=place, size=1, facets=())).results
        return (found.hits[0].document if found.hits else None), found.listed

    previous = at(rank - 1)[0] if rank > 1 else None
    following, total = at(rank + 1)
    return Beside(previous, following, total)
