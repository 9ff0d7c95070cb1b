"""what a reader asks for, as a tree of plain nodes that no engine owns.

What a person writes is Word, Phrase, Prefix, Wildcard, Fuzzy, Match, Range, and All, Any, Not
over them. `search.rewrite` turns the words into Terms and Sequence, which are all that an engine
has to know about text: the terms are those that `index.analysis` made.

Query
  Word         one word as a person typed it             -> Terms
  Phrase       words next to or near each other          -> Sequence
  Terms        any of these index terms, scored together
  Sequence     terms at consecutive positions, or near each other
  Prefix  Wildcard  Fuzzy     terms by their spelling
  Match        a document that has one of these values in a KEYWORD field
  Range        a year or a date between two ends
  All  Any  Most  Not         combinations
  Everything  Nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; `fields` empty means every text field. `exact` asks for it as it is written,
    in small letters or capitals."""

    text: str
    fields: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, next to each other; with `slop`, within so many extra positions.

    `exact` asks for them as they are written, in small letters or capitals.
    """

    text: str
    fields: tuple[str, ...] = ()
    slop: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A document that has any of these index terms in any of the fields.

    The terms of a field score as one term (`search.ranking`): the first is the folded form and
    counts for more than the others, so its document frequency is that of all of them together.
    If the first is a form as written (`index.analysis.surface`), all are, and count alike.
    The scores of the fields are summed. `languages` has for each term those of the documents in
    which it counts, () where in all; when it is () itself, every term counts everywhere.
    """

    terms: tuple[str, ...]
    fields: tuple[str, ...]
    languages: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sequence:
    """Each position holds one of its alternative terms, within one field.

    `slop` 0 asks for consecutive positions, in order. With slop n every slot has a term somewhere
    in one window of `len(positions) + n` positions, in any order (two slots that share a term may
    share a place). Scored as the sum of its slots, each as `Terms`.
    """

    positions: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that starts so (after folding).

    Prefix, Wildcard and Fuzzy find words, never stems (`index.analysis.is_word`), and score as if
    all the words they find in a field were one term.
    """

    text: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any term of this shape: `*` is any run of characters, `?` is one."""

    pattern: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any term within `edits` insertions, deletions, substitutions or swaps of neighbours."""

    text: str
    fields: tuple[str, ...] = ()
    edits: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """A document that has one of these exact values in a KEYWORD field; never scored."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """A year (yyyy) or a date (yyyymmdd) between two ends, both included; None is open."""

    field: Literal["year", "date"]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class All:
    """Documents that match every part; scores are summed."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Documents that match at least one part; scores are summed."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """Documents that match at least one part, those that match more parts always first.

    Within the same number of parts they are ranked by the sum of the scores, which is also the
    score that a hit shows. With `counted` only so many parts count, the first; the others add to
    the score alone. Allowed only as the whole query or as the one scored part of an All.
    """

    parts: tuple[Query, ...]
    counted: int | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not match the part; never scored."""

    part: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document, each with score 0."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


Query: TypeAlias = (
    Word
    | Phrase
    | Terms
    | Sequence
    | Prefix
    | Wildcard
    | Fuzzy
    | Match
    | Range
    | All
    | Any
    | Most
    | Not
    | Everything
    | Nothing
)

Sort: TypeAlias = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of one facet: any of `include`, or for years a range, and none of `exclude`."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    def __bool__(self) -> bool:
        return bool(self.include or self.exclude or self.low is not None or self.high is not None)


@dataclass(frozen=True, slots=True)
class Request:
    """A query with the facet filters, the order and the page that is wanted.

    Filters of different facets must all hold. `offset` and `limit` count hits. `facets` names the
    facets to count; each is counted under every filter but its own. With `group` a hit is a story:
    the first of its versions in the order that is asked for, and facets count stories. `story`
    narrows the search to the versions of the article that has this id. With `promised` what a
    facet's own filter rules out stays out of its counts, so that each is what choosing the value
    finds; that of a value ruled out is what asking for it instead finds.
    """

    query: Query
    filters: Mapping[str, Filter] = field(default_factory=dict)
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ("country", "region", "year", "topic", "language")
    group: bool = False
    story: str | None = None
    promised: bool = False
