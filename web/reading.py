"""an article set for reading: matches, evidence and furniture told apart."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from index.article import Document, Evidence, Span
from index.schema import FACETS
from web.paragraphs import paragraphs

_What = TypeVar("_What")


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
    if not (found or spans):
        return [Piece(text)] if text else []
    edges = {0, len(text)}
    edges.update(edge for span in found for edge in (span.start, span.end))
    edges.update(edge for _, item in spans for edge in (item.start, item.end))
    cuts = sorted(edges)
    marked = _covering(((n, s.start, s.end) for n, s in enumerate(found, 1)), cuts)
    proving = _covering(((n, item.start, item.end) for n, item in spans), cuts)
    begun: defaultdict[int, list[int]] = defaultdict(list)
    for number, item in spans:
        begun[item.start].append(number)
    return [
        Piece(
            text[start:end],
            matches[0] if matches else 0,
            bool(matches) and found[matches[0] - 1].start == start,
            proofs,
            tuple(begun.get(start, ())),
        )
        for (start, end), matches, proofs in zip(pairwise(cuts), marked, proving, strict=True)
    ]


def _covering(
    spans: Iterable[tuple[int, int, int]], cuts: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """For each stretch between two cuts which of (number, start, end) cover it, in one pass.

    An article may have a hundred thousand matches.
    """
    begin: defaultdict[int, list[int]] = defaultdict(list)
    stop: defaultdict[int, list[int]] = defaultdict(list)
    for number, start, end in spans:
        if start < end:
            begin[start].append(number)
            stop[end].append(number)
    covering = set[int]()
    for cut in cuts[:-1]:
        covering.difference_update(stop.get(cut, ()))
        covering.update(begin.get(cut, ()))
        yield tuple(sorted(covering))


def blocks(document: Document, matches: Iterable[Span], *, after: int = 0) -> tuple[Block, ...]:
    """The text of an article, furniture folded into blocks of its own; no match is in furniture.

    Matches are numbered from `after` + 1.
    """
    lines = list(paragraphs(document))
    bounds = [(start, end) for _, start, end in lines]
    found = _touched(((s, s.start, s.end) for s in _outside(matches, document.furniture)), bounds)
    proofs = [(n, item) for n, item in enumerate(document.evidence) if item.place == "text"]
    evidence = _touched((((n, item), item.start, item.end) for n, item in proofs), bounds)
    laid = [
        (kind, _paragraph(document.text[start:end], start, found[at], evidence[at]))
        for at, (kind, start, end) in enumerate(lines)
    ]
    made = []
    for furniture, group in groupby(laid, key=lambda line: bool(line[0])):
        run = list(group)
        kinds = tuple(dict.fromkeys(kind for kind, _ in run)) if furniture else ()
        made.append(Block(kinds, tuple(paragraph for _, paragraph in run)))
    return _numbered(made, after)


def _touched(
    spans: Iterable[tuple[_What, int, int]], lines: Sequence[tuple[int, int]]
) -> list[list[_What]]:
    """For each of the (start, end) of lines, in order, what lies at least partly in it."""
    ends = [end for _, end in lines]
    touched: list[list[_What]] = [[] for _ in lines]
    for what, start, end in spans:
        at = bisect_right(ends, start)
        while at < len(lines) and lines[at][0] < end:
            touched[at].append(what)
            at += 1
    return touched


def _outside(spans: Iterable[Span], furniture: Iterable[Span]) -> list[Span]:
    """The spans that no furniture touches."""
    wanted = list(spans)
    held = sorted((other.start, other.end) for other in furniture)
    inside = {
        id(span)
        for touching in _touched(((span, span.start, span.end) for span in wanted), held)
        for span in touching
    }
    return [span for span in wanted if id(span) not in inside]


def _paragraph(
    text: str, start: int, found: Sequence[Span], evidence: Sequence[tuple[int, Evidence]]
) -> tuple[Piece, ...]:
    """A paragraph that begins at `start`, with the matches and the evidence that lie in it."""
    end = start + len(text)
    spans = [Span(max(s.start, start) - start, min(s.end, end) - start) for s in found]
    moved = [(number, _moved(item, start, end)) for number, item in evidence]
    return tuple(pieces(text, spans, moved))


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
        laid = []
        for paragraph in block.paragraphs:
            line = []
            for piece in paragraph:
                number += piece.first
                fresh = tuple(n for n in piece.begins if n not in begun)
                begun.update(fresh)
                at = number if piece.match else 0
                line.append(Piece(piece.text, at, piece.first, piece.evidence, fresh))
            laid.append(tuple(line))
        done.append(Block(block.kinds, tuple(laid)))
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
