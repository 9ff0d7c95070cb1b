"""page furniture: the parts of a page's text that are not the story, found by table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.article import Span
from index.enrich import dateline, dates
from index.enrich.furniture_table import SECTION, UNSPACED, Table, table_of
from index.enrich.lines import Line, fold, split
from index.enrich.rules import DEFAULT, Rules

SHORT = 160
"""Longest line, in Latin characters, that a `line`, `lead` or `byline` row can claim."""
LONG = 400
"""Longest line that a caption or the teaser of another article can be."""
TOP, BOTTOM = 8, 4
"""A byline stands among so many first or last lines."""
ALONE = 60
"""A credit alone on its line is no longer than this."""
TAIL = 140
"""A signature stands in so many last characters of its line."""
LISTED = 15
"""So many lines at most belong to a heading such as "Related articles"."""


_MARK = re.compile(r"[:：/©|]\s*(?:©\s*)?")
_GIVEN = re.compile(r"\s*(?:\b(?:credits?|by|courtesy)\b)?\s*$", re.IGNORECASE)
_NAMED = re.compile(r"[^\W_a-zß-öø-ÿа-яё].{0,69}(?<![.!?。])$")
_GIFTS = (" credit", " credits", " by", " courtesy")
_CLOSERS = ")）]】"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com?|org|net|info|news|press|eu|[a-z]{2})",
    re.IGNORECASE,
)
"""A line that is nothing but a web address or the name of a site (`example.co.uk`)."""
_OFFICE = re.compile(
    r"(?P<site>[^,\n]{2,40}), (?P<place>[^\W\d_a-zß-öø-ÿа-яё][\w .'’-]{1,30}?)[\s.]*"
)
"""A source and the place of its office: `BBC News, Johannesburg`."""


def find(text: str, rules: Rules = DEFAULT) -> tuple[Span, ...]:
    """The furniture of a text, sorted and without overlap. The headline is not looked for here."""
    table = table_of(rules)
    lines = split(text)
    spans: list[Span] = []
    owed = 0  # lines that the heading above may still claim
    kind: str | None = None
    for number, line in enumerate(lines):
        folded = fold(line.words) if len(line.words) <= table.longest else ""
        heading = table.headings.get(folded)
        if heading:
            spans.append(Span(line.start, line.end, heading))
            owed, kind = LISTED, heading
            continue
        edge = number < TOP or number >= len(lines) - BOTTOM
        found = _of_line(line, folded, table, edge=edge)
        if found is None and owed and kind and _listed(line):
            owed -= 1
            found = Span(line.start, line.end, kind)
        elif found is None:
            owed = 0
        if found is not None:
            spans.append(found)
    spans.extend(_repeated(lines, spans))
    spans.extend(_dates(text, lines, rules))
    return merge(spans)


def of_source(text: str, source: str | None) -> tuple[Span, ...]:
    """The lines near the top or the end that hold nothing but the name of the article's source."""
    name = fold(source or "")
    lines = split(text) if name else ()
    edges = lines if len(lines) <= TOP + BOTTOM else (*lines[:TOP], *lines[-BOTTOM:])
    return tuple(Span(line.start, line.end, "site") for line in edges if fold(line.words) == name)


def is_section(words: str, rules: Rules = DEFAULT) -> bool:
    """Whether a line is only the name of a section, such as `Background` or `Politik`."""
    return table_of(rules).lines.get(fold(words)) == SECTION


def _listed(line: Line) -> bool:
    """Whether a line under a heading looks like the title of another article, not like prose."""
    return line.fits(SHORT) and not line.ends_sentence


def _of_line(line: Line, folded: str, table: Table, *, edge: bool) -> Span | None:
    is_long = not line.fits(LONG)
    kind = None
    if not is_long and line.fits(SHORT):
        kind = table.lines.get(folded) or table.composed(line.words)
        if kind is None and edge:
            kind = _at_edge(line.words, table)
        if kind is None and line.fits(ALONE) and table.alone.match(line.words):
            kind = "credit"
    if kind is None and not is_long:
        kind = table.opened_by(line.words)
    if kind:
        return None if kind == SECTION else Span(line.start, line.end, kind)
    return _at_end(line, table, is_long=is_long)


def _at_edge(words: str, table: Table) -> str | None:
    """The kind of a line that is furniture only among the first or last ones."""
    if table.byline.match(words):
        return "byline"
    if "." in words and " " not in words and _ADDRESS.fullmatch(words):
        return "site"
    office = _OFFICE.fullmatch(words) if "," in words else None
    return "byline" if office and table.lines.get(fold(office["site"])) == "site" else None


def _at_end(line: Line, table: Table, *, is_long: bool) -> Span | None:
    """A credit or a caption's signature at the end of a line; short lines are captions whole."""
    tail_at = max(0, len(line.words) - TAIL)
    tail = line.words[tail_at:]
    at = None
    if tail[-1] in _CLOSERS and (closing := table.closing.search(tail)):
        return Span(line.start + tail_at + closing.start(), line.end, "credit")
    if "/" in tail and table.photo.search(tail):
        at = None if is_long else 0
    elif (signed := _signature(tail, table)) is not None:
        at = tail_at + signed if is_long else 0
    return None if at is None else Span(line.start + at, line.end, "caption")


def _signature(tail: str, table: Table) -> int | None:
    """Where `Photo: Name` begins at the end of a line, or None."""
    if not (":" in tail or "/" in tail or "：" in tail or "©" in tail or "|" in tail):
        return None  # far cheaper than the pattern
    for mark in _MARK.finditer(tail):
        before = tail[: mark.start()].casefold().rstrip()
        if before.endswith(_GIFTS):
            before = _GIVEN.sub("", before)
        if not before.endswith(table.captions):
            continue
        word = max((w for w in table.captions if before.endswith(w)), key=len)
        at = len(before) - len(word)
        if at > 0 and tail[at - 1].isalnum() and not UNSPACED.match(word[0]):
            continue
        if _NAMED.match(tail[mark.end() :].rstrip(_CLOSERS)):
            return at - 1 if at > 0 and tail[at - 1] in "([（【" else at
    return None


def _dates(text: str, lines: tuple[Line, ...], rules: Rules) -> Iterator[Span]:
    """A header such as `date 2020-01`, and lines at either end that hold nothing but a date."""
    if not dates.named(text):
        return
    if header := dateline.header(text, rules):
        yield Span(0, header.end, "date")
    for line in dateline.bare(text, lines, rules):
        yield Span(line.start, line.end, "date")


def _repeated(lines: tuple[Line, ...], spans: list[Span]) -> Iterator[Span]:
    """A line said twice in a row is a caption, unless it is the first: that is a headline.

    Of a caption every copy is one.
    """
    if len({line.words for line in lines}) == len(lines):
        return
    taken = {(span.start, span.end) for span in spans}
    first = next((line.words for line in lines if (line.start, line.end) not in taken), "")
    captions = {line.words for line in lines if (line.start, line.end) in taken}
    for before, line in zip((None, *lines), lines, strict=False):
        if (line.start, line.end) in taken:
            continue
        if line.words in captions or (
            before is not None and before.words == line.words != first and len(line.words) > 3
        ):
            yield Span(line.start, line.end, "caption")


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans sorted and without overlap; of two that overlap, the first stays whole."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start = max(span.start, kept[-1].end) if kept else span.start
        if span.end > start:
            kept.append(Span(start, span.end, span.kind))
    return tuple(kept)


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text at the same length with the spans as spaces; newlines stay."""
    pieces, at = [], 0
    for span in spans:
        pieces.append(text[at : span.start])
        hidden = text[span.start : span.end]
        pieces.append(
            "".join("\n" if c == "\n" else " " for c in hidden)
            if "\n" in hidden
            else " " * len(hidden)
        )
        at = span.end
    pieces.append(text[at:])
    return "".join(pieces)
