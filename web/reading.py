"""an article set for reading: matches, evidence and furniture told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.article import Document, Evidence, Span
from index.schema import FACETS

WRAPPED = 100
"""A text whose lines are all shorter was wrapped by hand: only blank lines part its paragraphs."""
_BREAK = re.compile(r"\s*\n\s*")
_BLANK = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one make-up: the number of the match (0 for none), the evidence they are."""

    text: str
    match: int = 0
    first: bool = False
    evidence: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that belong together; `kinds` names the furniture, and is empty for the story."""

    kinds: tuple[str, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]


def pieces(
    text: str, found: Sequence[Span], evidence: Iterable[tuple[int, Evidence]]
) -> list[Piece]:
    """A text cut wherever a match or a piece of evidence begins or ends."""
    spans = [(number, item) for number, item in evidence if 0 <= item.start < item.end <= len(text)]
    edges = {0, len(text)}
    edges.update(edge for span in found for edge in (span.start, span.end))
    edges.update(edge for _, item in spans for edge in (item.start, item.end))
    made = []
    for start, end in pairwise(sorted(edges)):
        number = next((n for n, s in enumerate(found, 1) if s.start <= start < s.end), 0)
        made.append(
            Piece(
                text[start:end],
                number,
                bool(number) and found[number - 1].start == start,
                tuple(n for n, item in spans if item.start <= start < item.end),
                tuple(n for n, item in spans if item.start == start),
            )
        )
    return made


def blocks(document: Document, matches: Iterable[Span], *, after: int = 0) -> tuple[Block, ...]:
    """The text of an article, furniture folded into blocks of its own; no match is in furniture.

    Matches are numbered from `after` + 1.
    """
    evidence = [(n, item) for n, item in enumerate(document.evidence) if item.place == "text"]
    found = [span for span in matches if not _inside(span, document.furniture)]
    laid = [
        (kind, _paragraph(document.text, start, end, (found, evidence)))
        for kind, start, end in _lines(document)
    ]
    made = []
    for furniture, group in groupby(laid, key=lambda line: bool(line[0])):
        lines = list(group)
        kinds = tuple(dict.fromkeys(kind for kind, _ in lines)) if furniture else ()
        made.append(Block(kinds, tuple(paragraph for _, paragraph in lines)))
    return _numbered(made, after)


def _inside(span: Span, furniture: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in furniture)


def _lines(document: Document) -> Iterator[tuple[str, int, int]]:
    """The paragraphs as (kind of furniture or "", start, end), blank ones left out."""
    text, at = document.text, 0
    runs: list[tuple[str, int, int]] = []
    for span in document.furniture:
        runs += [("", at, span.start), (span.kind or "other", span.start, span.end)]
        at = span.end
    runs.append(("", at, len(text)))
    wrapped = "\n\n" in text and max(map(len, text.splitlines()), default=0) <= WRAPPED
    between = _BLANK if wrapped else _BREAK
    for kind, start, end in runs:
        line = start
        for stop in [*between.finditer(text, start, end), None]:
            until = stop.start() if stop else end
            if text[line:until].strip():
                yield kind, line, until
            line = stop.end() if stop else end


def _paragraph(
    text: str, start: int, end: int, over: tuple[Sequence[Span], Sequence[tuple[int, Evidence]]]
) -> tuple[Piece, ...]:
    found, evidence = over
    spans = [
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in found
        if span.start < end and start < span.end
    ]
    moved = [
        (number, _moved(item, start, end))
        for number, item in evidence
        if item.start < end and start < item.end
    ]
    return tuple(pieces(text[start:end], spans, moved))


def _moved(item: Evidence, start: int, end: int) -> Evidence:
    """Evidence in the coordinates of a paragraph, as far as it reaches into it."""
    low, high = max(item.start, start) - start, min(item.end, end) - start
    return Evidence(
        item.facet, item.value, item.rule, item.place, low, high, item.words, item.confidence
    )


def _numbered(made: list[Block], number: int) -> tuple[Block, ...]:
    """The blocks with matches numbered through the article and each evidence begun once."""
    begun = set[int]()
    done = []
    for block in made:
        paragraphs = []
        for paragraph in block.paragraphs:
            line = []
            for piece in paragraph:
                number += piece.first
                fresh = tuple(n for n in piece.begins if n not in begun)
                begun.update(fresh)
                at = number if piece.match else 0
                line.append(Piece(piece.text, at, piece.first, piece.evidence, fresh))
            paragraphs.append(tuple(line))
        done.append(Block(block.kinds, tuple(paragraphs)))
    return tuple(done)


def count(made: Iterable[Block]) -> int:
    """The number of matches in an article."""
    return sum(piece.first for block in made for line in block.paragraphs for piece in line)


@dataclass(frozen=True, slots=True)
class Reason:
    """Everything that speaks for one value of a facet: the best confidence, and each place."""

    facet: str
    value: str
    confidence: float
    places: tuple[tuple[int, Evidence], ...]
    rules: tuple[str, ...]

    @property
    def words(self) -> tuple[tuple[str, int, int], ...]:
        """The distinct words it rests on: as first written, where that is, how often they come."""
        first: dict[str, tuple[str, int]] = {}
        often: dict[str, int] = {}
        for number, item in self.places:
            if item.end > item.start:
                first.setdefault(item.words.casefold(), (item.words, number))
                often[item.words.casefold()] = often.get(item.words.casefold(), 0) + 1 + item.more
        return tuple((*first[key], times) for key, times in often.items())

    @property
    def filters(self) -> bool:
        """Whether the value is one that results can be filtered by."""
        return self.facet in FACETS


def reasons(document: Document) -> dict[str, tuple[Reason, ...]]:
    """The evidence of an article by facet and value, the most certain value first."""
    grouped: dict[str, dict[str, list[tuple[int, Evidence]]]] = {}
    for number, item in enumerate(document.evidence):
        grouped.setdefault(item.facet, {}).setdefault(item.value, []).append((number, item))
    order = ("country", "region", "year", "topic", "language", "mentioned", "title")
    return {
        facet: tuple(
            sorted(
                (_reason(facet, value, places) for value, places in grouped[facet].items()),
                key=lambda reason: (-reason.confidence, -len(reason.places), reason.value),
            )
        )
        for facet in sorted(grouped, key=lambda f: order.index(f) if f in order else len(order))
    }


def _reason(facet: str, value: str, places: list[tuple[int, Evidence]]) -> Reason:
    best = max(item.confidence for _, item in places)
    rules = tuple(dict.fromkeys(item.rule for _, item in places))
    return Reason(facet, value, best, tuple(places), rules)
