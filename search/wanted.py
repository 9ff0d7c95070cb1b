"""what a query asks for in one field of an article, as what marks its matches needs it."""

from __future__ import annotations

from collections.abc import Sequence as Listed
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat

from index.analysis.script import RUN
from search import ranking
from search.query import Fuzzy, Prefix, Query, Sequence, Terms, Wildcard
from search.rewrite import scored

_SMALL = 3


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """The words that a query asks for in one field.

    `terms` has the number of the word that an index term belongs to, and `limits` the languages of
    those that do not count in all; `shapes` are patterns and
    fuzzy words with theirs. `phrases` are runs of words, and `bound` are the words that count
    only in such a run.
    """

    terms: tuple[tuple[str, int], ...] = ()
    limits: tuple[tuple[str, frozenset[str]], ...] = ()
    shapes: tuple[tuple[Prefix | Wildcard | Fuzzy, int], ...] = ()
    phrases: tuple[tuple[int, ...], ...] = ()
    bound: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.terms or self.shapes)

    @lru_cache(maxsize=256)  # noqa: B019  (a frozen value, compared by identity)
    def surely(self, other: Wanted) -> frozenset[int]:
        """The words that the other asks for too, whichever of their terms a text has."""
        theirs = dict(other.terms)
        doubtful = {number for term, number in self.terms if term not in theirs}
        return frozenset(number for _, number in self.terms) - doubtful - self.bound

    @lru_cache(maxsize=256)  # noqa: B019  (a frozen value, compared by identity)
    def needed(self, other: Wanted) -> frozenset[int] | None:
        """Words of which a text has one at least wherever it has what the other asks for.

        None where these words cannot tell.
        """
        mine, limits = dict(self.terms), dict(self.limits)
        theirs = dict(other.limits)
        alike = all(t in mine and limits.get(t) == theirs.get(t) for t, _ in other.terms)
        words = frozenset(mine[term] for term, _ in other.terms if term in mine)
        return None if other.shapes or not alike or words & self.bound else words


@lru_cache(maxsize=256)
def wanted(query: Query, field: str = "body") -> Wanted:
    """The words that a rewritten query asks for in a field and that are not negated.

    Where title and body are asked for the same it is the same object.
    """
    return _wanted(tuple(part for part in scored(query) if field in getattr(part, "fields", ())))


@lru_cache(maxsize=256)
def _wanted(parts: tuple[Query, ...]) -> Wanted:
    words: dict[tuple[str, ...], int] = {}
    shapes: list[tuple[Prefix | Wildcard | Fuzzy, int]] = []
    phrases: list[tuple[int, ...]] = []
    alone: set[int] = set()
    limits: dict[str, set[str]] = {}
    free: set[str] = set()
    for part in _telling(parts):
        match part:
            case Terms(alternatives, _, languages):
                alone.add(words.setdefault(alternatives, len(words)))
                for term, codes in zip(alternatives, languages or repeat(()), strict=False):
                    limits.setdefault(term, set()).update(codes)
                    free.update(() if codes else (term,))
            case Sequence(positions, _, slop):
                free.update(chain.from_iterable(positions))
                run = tuple(words.setdefault(slot, len(words)) for slot in positions)
                phrases += [run] if not slop else []
                alone.update(run if slop else ())
            case Prefix() | Wildcard() | Fuzzy():
                shapes.append((part, -1 - len(shapes)))
    terms = {term: number for slot, number in words.items() for term in slot}
    bound = frozenset(word for run in phrases for word in run) - alone
    spoken = tuple((term, frozenset(limits[term])) for term in limits if term not in free)
    return Wanted(tuple(terms.items()), spoken, tuple(shapes), tuple(phrases), bound)


def _telling(parts: Listed[Query]) -> Listed[Query]:
    """The parts worth marking: of a sentence, not its words of up to three letters."""
    if len(parts) < ranking.SENTENCE:
        return parts
    return [part for part in parts if not (isinstance(part, Terms) and _is_small(part.terms[0]))]


def _is_small(term: str) -> bool:
    return len(term) <= _SMALL and term.isalpha() and not RUN.match(term)
