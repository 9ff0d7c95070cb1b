"""what comes back from a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TypeAlias

import msgspec

from index.article import Document

Pieces: TypeAlias = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is a match."""


class Snippet(msgspec.Struct, frozen=True):
    """A passage in pieces, each with whether it is a match; `before` and `after` say it was cut."""

    pieces: Pieces = ()
    before: bool = False
    after: bool = False

    @property
    def text(self) -> str:
        """The passage as plain text."""
        return self._ends("".join(piece for piece, _ in self.pieces))

    @property
    def html(self) -> str:
        """The passage as HTML: everything escaped, each match in a `mark` element."""
        return self._ends(
            "".join(
                f"<mark>{escape(piece)}</mark>" if matched else escape(piece)
                for piece, matched in self.pieces
            )
        )

    def _ends(self, middle: str) -> str:
        return ("… " if self.before else "") + middle + (" …" if self.after else "")


class Hit(msgspec.Struct, frozen=True):
    """One article found: its document, its score, and (once made) title and passage marked.

    `lacking` are the words of the query that it does not have, where an answer was relaxed.
    `versions` counts the articles found that tell the story, itself one of them; 1 where hits were
    not grouped.
    """

    document: Document
    score: float
    title: Snippet = Snippet()
    snippet: Snippet = Snippet()
    lacking: tuple[str, ...] = ()
    versions: int = 1


class Bucket(msgspec.Struct, frozen=True):
    """One value of a facet and the number of hits that have it.

    `estimated` counts those among them whose year is only estimated (0 in other facets).
    """

    value: str
    count: int
    selected: bool = False
    excluded: bool = False
    estimated: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, the total, and the counts of each facet.

    Buckets come by falling count, then value; years by falling year with `unknown` last.
    `total` counts all articles found, and `stories`, where they were grouped, their stories; then
    buckets count stories too. `hits` is the page that was asked for.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Bucket, ...]] = field(default_factory=dict)
    stories: int | None = None

    @property
    def listed(self) -> int:
        """How many hits there are on all pages: stories where they were grouped, else articles."""
        return self.total if self.stories is None else self.stories
