"""what lists, tallies, headings and counts of countries say about what a story is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.enrich.country_sense import Mention

TALLIED = 3
"""So many countries that have a number after them are a tally ("Canada (9 cases), Italy (1)", "Chad
with 38 and Mali with 160"), and what the story counts is what it is about."""

LIST = 12
"""So many countries in a row are a list or a table; a story most of whose countries stand in such
lists is about all that do ..."""

DOMINANT = 5.0
"""... unless one country weighs so many times as much as the next: "Russia reported ...; last year
there were cases in ..." is about Russia."""

GAP = 40
"""Characters between two countries of one row."""

APPENDIX, APPENDED = 0.66, 8
"""A row of so many countries in the last third of a longer story is a footnote, and what it adds is
nothing that the story is about, unless it lists the countries that the opening counts."""

LONG = 2500
"""Characters of a longer story."""

EXAMPLES = 3
"""Where the opening counts so many times the countries that the story names ("214 countries have
reported cases"), those that it names are examples."""

COUNTED = 0.1
"""How far a row of countries may be from the number that the opening gives, as a share of it."""

HEADINGS = 2
"""So many countries that each head a section are what the story is about."""

_HEADS = frozenset(("name", "abbreviation", "historical"))
"""The rules by whose names a section is called."""

_HEADED = re.compile(r"[^\S\n]*(?::|\n|\Z|\([^()\n]{1,40}\)[.:])")

_MARKS = " \t\xa0•·*-–—#.)(0123456789"
"""What may stand before a heading in its line."""


class Lists:
    """How the countries of a story stand in rows."""

    def __init__(
        self, mentions: Sequence[Mention], text: str, *, many: int, tally: re.Pattern[str]
    ) -> None:
        """The mentions are in order; `text` is the body, whose opening counts `many` countries, and
        `tally` is how a number follows a country."""
        self.inside = [mention for mention in mentions if mention.place == "text"]
        self._named = {mention.code for mention in mentions}
        self._titled = {mention.code for mention in mentions if mention.place == "title"}
        self._text, self._many, self._tally = text, many, tally
        self._rows = [(run[0].start, {each.code for each in run}) for run in _runs(self.inside)]

    def are_examples(self) -> bool:
        """Whether the story is about many more countries than it names."""
        return self._many >= max(LIST, EXAMPLES * len(self._named))

    def appended(self) -> frozenset[str]:
        """The countries that only stand in an appendix."""
        end = len(self._text.rstrip())
        if end < LONG:
            return frozenset()
        listed: set[str] = set()
        told = set(self._titled)
        for start, codes in self._rows:
            is_appendix = len(codes) >= APPENDED and start > APPENDIX * end
            (listed if is_appendix else told).update(codes)
        return frozenset(listed - told - self._counted())

    def listed(self, told: Mapping[str, float]) -> frozenset[str]:
        """The countries that a story is about by where they stand; `told` has all weights."""
        if self.are_examples():
            return self._tallied() | self._headings()
        listed = frozenset[str]().union(*(codes for _, codes in self._rows if len(codes) >= LIST))
        if 2 * len(listed) < len(told) or _is_dominated(told):
            listed = frozenset()
        return listed | self._counted() | self._tallied() | self._headings()

    def _counted(self) -> frozenset[str]:
        """The countries of rows that are as long as the opening says."""
        if self._many < LIST:
            return frozenset()
        off = COUNTED * self._many
        rows = (codes for _, codes in self._rows if abs(len(codes) - self._many) <= off)
        return frozenset[str]().union(*rows)

    def _tallied(self) -> frozenset[str]:
        """The countries that a tally counts."""
        counts = self._tally.match
        codes = {mention.code for mention in self.inside if counts(self._text, mention.end)}
        return frozenset(codes if len(codes) >= TALLIED else ())

    def _headings(self) -> frozenset[str]:
        """The countries that stand alone in a line, or before a colon, with a text below."""
        heads = [mention for mention in self.inside if self._is_heading(mention)]
        far = [*(after.start for after in heads[1:]), len(self._text)]
        codes = {head.code for head, end in zip(heads, far, strict=False) if end - head.end > GAP}
        return frozenset(codes if len(codes) >= HEADINGS else ())

    def _is_heading(self, mention: Mention) -> bool:
        if mention.rule not in _HEADS or not _HEADED.match(self._text, mention.end):
            return False
        line = self._text.rfind("\n", 0, mention.start) + 1
        return not self._text[line : mention.start].strip(_MARKS)


def _is_dominated(told: Mapping[str, float]) -> bool:
    """Whether one country outweighs all others; `told` is in order, the heaviest first."""
    first, second, *_ = (*told.values(), 0.0, 0.0)
    return 0.0 < DOMINANT * second <= first


def _runs(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions that stand close together."""
    run: list[Mention] = []
    for mention in mentions:
        if run and mention.start - run[-1].end > GAP:
            yield run
            run = []
        run.append(mention)
    if run:
        yield run
