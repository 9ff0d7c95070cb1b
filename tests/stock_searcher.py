"""the reading half on stock Whoosh: its matchers and its BM25F under our query tree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from statistics import mean
from typing import Any as Anything

import stock_index as stock
from whoosh import query as wq
from whoosh import scoring
from whoosh.filedb.filestore import Storage
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.query.qcore import Query as WhooshQuery
from whoosh.searching import SearchContext
from whoosh.searching import Searcher as WhooshSearcher

from index.analysis import is_surface, is_word, terms
from index.article import Document, decode
from index.engine import NotSupported, Stats
from index.schema import SCHEMA, TEXT_FIELDS, sort_date
from search import ranking
from search.query import (
    All,
    Any,
    Everything,
    Filter,
    Fuzzy,
    Match,
    Most,
    Not,
    Nothing,
    Prefix,
    Query,
    Range,
    Request,
    Sequence,
    Terms,
    Wildcard,
)
from search.results import Bucket, Hit, Results

_VALUES = {field.name: field.values for field in SCHEMA}
_MANY = 1_000_000.0
"""More than any sum of scores: what one more matched part is worth in `Most`."""

_NEARLY_ZERO = 1e-12
"""The score of what is not scored; Whoosh takes 0 for "not given" and makes it 1."""


class _Leaf(WhooshQuery):  # type: ignore[misc]
    """A node of ours among Whoosh's: it is asked for matchers and never rewritten."""

    def estimate_size(self, reader: Anything) -> int:
        """An upper bound of the number of documents."""
        return int(reader.doc_count_all())

    def is_leaf(self) -> bool:
        """There is nothing below."""
        return True


class _Near(_Leaf):
    """Documents in which every slot has a term in one window of `len(slots) + slop` positions.

    With slop 0 the slots stand at consecutive positions. Scored as the sum of the slots.
    """

    def __init__(self, field: str, node: Sequence, top: WhooshSearcher) -> None:
        self.field, self.slots, self.slop = field, node.positions, node.slop
        self.scored = wq.And([_terms(Terms(slot, (field,)), top) for slot in self.slots])

    def _positions(self, searcher: WhooshSearcher, slot: Iterable[str]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for term in slot:
            if (self.field, term) in searcher.reader():
                matcher = searcher.postings(self.field, term)
                while matcher.is_active():
                    places = matcher.value_as("positions")
                    found.setdefault(matcher.id(), set()).update(places)
                    matcher.next()
        return found

    def _near(self, places: list[set[int]]) -> bool:
        if not self.slop:
            return any(all(p + i in s for i, s in enumerate(places)) for p in places[0])
        width = len(places) - 1 + self.slop
        return any(max(pick) - min(pick) <= width for pick in product(*places))

    def matcher(self, searcher: WhooshSearcher, context: Anything = None) -> Anything:
        """The matcher over one segment."""
        found = [self._positions(searcher, slot) for slot in self.slots]
        docs = set.intersection(*(set(places) for places in found))
        kept = sorted(d for d in docs if self._near([places[d] for places in found]))
        if not kept:
            return NullMatcher()
        return wq.And([self.scored, _List(kept)]).matcher(searcher, context)


class _List(_Leaf):
    """The documents of one segment that have these numbers, each with score 0."""

    def __init__(self, docs: list[int]) -> None:
        self.docs = docs

    def matcher(self, searcher: WhooshSearcher, context: Anything = None) -> Anything:
        """The matcher over one segment."""
        return ListMatcher(self.docs, all_weights=_NEARLY_ZERO, scorer=scoring.WeightScorer(0.0))


class _AsOne(_Leaf):
    """Documents that have any of many terms, scored as if all of them were one term.

    A term of `limits` counts in documents of some languages alone.
    """

    def __init__(
        self,
        field: str,
        fields: dict[str, dict[bytes, float]],
        limits: dict[bytes, tuple[str, ...]],
        top: WhooshSearcher,
    ) -> None:
        self.field, self.limits = field, limits
        self.found = {t: w for t, w in fields[field].items() if (field, t) in top.reader()}
        held = max(_held(name, terms, limits, top) for name, terms in fields.items())
        self.worth = ranking.worth(top.doc_count_all(), *held)
        self.averages = _averages(top, field)

    def matcher(self, searcher: WhooshSearcher, context: Anything = None) -> Anything:
        """The matcher over one segment."""
        counts: dict[int, float] = defaultdict(float)
        for term, weight in self.found.items():
            if (self.field, term) in searcher.reader():
                matcher = searcher.reader().postings(self.field, term)
                codes, spoken = self.limits.get(term), _languages(searcher)
                while matcher.is_active():
                    if not codes or spoken[matcher.id()] in codes:
                        counts[matcher.id()] += weight * matcher.weight()
                    matcher.next()
        if not counts:
            return NullMatcher()
        docs = sorted(counts)
        scores = [self._score(searcher, doc, counts[doc]) for doc in docs]
        return ListMatcher(docs, scores, scorer=scoring.WeightScorer(max(scores)))

    def _score(self, searcher: WhooshSearcher, doc: int, weight: float) -> float:
        length = searcher.reader().doc_field_length(doc, self.field)
        b = ranking.B[self.field]
        average = self.averages[_languages(searcher)[doc]] or 1
        score = scoring.bm25(self.worth, weight, length, average, b, ranking.K1)
        return float(score) * ranking.WEIGHT[self.field]


@lru_cache(maxsize=8)
def _languages(searcher: WhooshSearcher) -> list[str]:
    """The language of each document of one segment."""
    documents = range(searcher.reader().doc_count_all())
    return [decode(searcher.stored_fields(doc)["document"]).language for doc in documents]


@lru_cache(maxsize=8)
def _averages(top: WhooshSearcher, field: str) -> dict[str, float]:
    """The average length of a field over the documents of each language."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for leaf, _ in top.leaf_searchers():
        for doc, language in enumerate(_languages(leaf)):
            lengths[language].append(leaf.reader().doc_field_length(doc, field) or 0)
    return {language: mean(found) for language, found in lengths.items()}


def _held(
    field: str,
    terms: dict[bytes, float],
    limits: dict[bytes, tuple[str, ...]],
    top: WhooshSearcher,
) -> tuple[int, float]:
    """How many documents have any of some terms in a field, each in the languages it counts in, and
    how often they have them, weighted, all together."""
    spoken = [language for leaf, _ in top.leaf_searchers() for language in _languages(leaf)]
    counts: dict[int, float] = defaultdict(float)
    for term, weight in terms.items():
        matcher = top.reader().postings(field, term) if (field, term) in top.reader() else None
        while matcher is not None and matcher.is_active():
            if not limits.get(term) or spoken[matcher.id()] in limits[term]:
                counts[matcher.id()] += weight * matcher.weight()
            matcher.next()
    return len(counts), sum(counts.values())


def _unscored(query: WhooshQuery) -> WhooshQuery:
    return wq.ConstantScoreQuery(query, _NEARLY_ZERO)


def _terms(node: Terms, top: WhooshSearcher) -> WhooshQuery:
    weights = ranking.weights(len(node.terms))
    if all(map(is_surface, node.terms)):
        weights = (ranking.FIRST,) * len(node.terms)
    found = {t.encode(): w for t, w in zip(node.terms, weights, strict=True)}
    limits = dict(zip(found, node.languages, strict=False))
    return _as_one(dict.fromkeys(node.fields, found), top, limits)


def _as_one(
    fields: dict[str, dict[bytes, float]],
    top: WhooshSearcher,
    limits: dict[bytes, tuple[str, ...]],
) -> WhooshQuery:
    """What each field has of many terms, scored as one word that all its fields share."""
    return wq.Or([_AsOne(field, fields, limits, top) for field in fields])


def compile(node: Query, top: WhooshSearcher) -> WhooshQuery:  # noqa: PLR0911  (a case a node)
    """Our query tree as Whoosh's."""
    match node:
        case Terms():
            return _terms(node, top)
        case Sequence():
            return wq.Or([_Near(field, node, top) for field in node.fields])
        case Prefix() | Wildcard() | Fuzzy():
            words = {f: dict.fromkeys(_expand(node, f, top), ranking.FIRST) for f in node.fields}
            return _as_one(words, top, {})
        case Match():
            return _unscored(wq.Or([wq.Term(node.field, value) for value in node.values]))
        case Range():
            name = "years" if node.field == "year" else "date"
            low = max(node.low or 0, 1)
            return _unscored(wq.NumericRange(name, low, node.high))
        case All():
            return wq.And([compile(part, top) for part in node.parts])
        case Any():
            return wq.Or([compile(part, top) for part in node.parts])
        case Most():
            parts = [compile(part, top) for part in node.parts]
            counted = parts[: node.counted]
            return wq.Or([*parts, *(wq.ConstantScoreQuery(part, _MANY) for part in counted)])
        case Not():
            return _unscored(wq.Not(compile(node.part, top)))
        case Everything():
            return _unscored(wq.Every())
        case Nothing():
            return wq.NullQuery
        case _:
            raise NotSupported(f"rewrite the query first: {type(node).__name__}")


def _expand(node: Prefix | Wildcard | Fuzzy, field: str, top: WhooshSearcher) -> list[bytes]:
    words = [t for t in top.reader().lexicon(field) if is_word(t.decode())]
    match node:
        case Prefix():
            return [t for t in words if t.decode().startswith(node.text)]
        case Wildcard():
            shape = re.escape(node.pattern).replace(r"\*", ".*").replace(r"\?", ".")
            return [t for t in words if re.fullmatch(shape, t.decode(), re.DOTALL)]
        case Fuzzy():
            return [t for t in words if edits(t.decode(), node.text) <= node.edits]


def edits(a: str, b: str) -> int:
    """The insertions, deletions, substitutions and swaps of neighbours from one word to another.

    Optimal string alignment distance: no part is edited twice.
    """
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


class StockSearcher:
    """Answers from one commit of an index that stock Whoosh holds."""

    def __init__(self, storage: Storage, *, name: str = "memory") -> None:
        self._index = stock.StockIndex(storage, name=name)
        self._generation = -1
        self.refresh()

    @classmethod
    def at(cls, location: str) -> StockSearcher:
        """The searcher over a folder, or over memory (`""`, `":name"`)."""
        return cls(stock.open_storage(location), name=location or "memory")

    def refresh(self) -> bool:
        """Move to the newest commit; whether there was a newer one."""
        index = self._index._open()
        if index.latest_generation() == self._generation:
            return False
        fields = {f"{field}_B": b for field, b in ranking.B.items()}
        self._searcher = index.searcher(weighting=scoring.BM25F(K1=ranking.K1, **fields))
        self._generation = index.latest_generation()
        self._documents: dict[int, Document] = {}
        return True

    def _document(self, number: int) -> Document:
        if number not in self._documents:
            self._documents[number] = decode(self._searcher.stored_fields(number)["document"])
        return self._documents[number]

    def _scores(self, query: Query) -> dict[int, float]:
        compiled = compile(query, self._searcher)
        context = SearchContext(weighting=self._searcher.weighting)
        found: dict[int, float] = {}
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = compiled.matcher(leaf, context)
            while matcher.is_active():
                found[matcher.id() + offset] = matcher.score()
                matcher.next()
        deleted = self._searcher.reader().is_deleted
        return {doc: score for doc, score in found.items() if not deleted(doc)}

    def search(self, request: Request) -> Results:
        """The page of hits, the total and the facet counts."""
        scores = self._scores(request.query)
        filters = {name: wanted for name, wanted in request.filters.items() if wanted}
        hits = [doc for doc in scores if _passes(self._document(doc), filters)]
        ranked = sorted(hits, key=lambda doc: self._key(doc, scores[doc], request.sort))
        page = ranked[request.offset : request.offset + request.limit]
        facets = {}
        for name in request.facets:
            others = {other: wanted for other, wanted in filters.items() if other != name}
            counted = (self._document(d) for d in scores if _passes(self._document(d), others))
            facets[name] = _buckets(name, counted, filters.get(name, Filter()), request.promised)
        shown = tuple(Hit(self._document(doc), scores[doc] % _MANY) for doc in page)
        return Results(len(hits), shown, facets)

    def _key(self, doc: int, score: float, sort: str) -> tuple[float, float, int]:
        order = self._searcher.stored_fields(doc)["order"]
        if sort == "relevance":
            return (0.0, -score, order)
        date = sort_date(self._document(doc))
        return (float(date == 0), float(-date if sort == "newest" else date), order)

    def article(self, id: str) -> Document | None:
        """The document that has this id, or None."""
        number = self._searcher.document_number(id=id)
        return None if number is None else self._document(number)

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The articles most like this one, by its most telling terms."""
        document = self.article(id)
        if document is None:
            return ()
        counts = Counter(terms(document.body, document.language)[0])
        idf = self._searcher.idf
        telling = sorted(counts, key=lambda t: (-counts[t] * idf("body", t), t))[:20]
        parts = tuple(Terms((term,), TEXT_FIELDS) for term in telling)
        results = self.search(Request(Any(parts), limit=limit + 1, facets=()))
        return tuple(hit for hit in results.hits if hit.document.id != id)[:limit]

    def words(self, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Index terms that start so, with their document counts, most frequent first."""
        return self._commonest(Prefix(prefix), limit)

    def near(self, word: str, edits: int = 1, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Index words within so many edits of this one, most frequent first."""
        return self._commonest(Fuzzy(word, edits=edits), limit)

    def _commonest(self, node: Prefix | Fuzzy, limit: int) -> tuple[tuple[str, int], ...]:
        found = _expand(node, "body", self._searcher)
        counts = {t.decode(): self._searcher.reader().doc_frequency("body", t) for t in found}
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])

    def languages(self) -> tuple[str, ...]:
        """The languages that the index holds, the most frequent first."""
        counts = self.stats().facets["language"]
        return tuple(sorted(counts, key=lambda code: (-counts[code], code)))

    def stats(self) -> Stats:
        """What the index holds."""
        return self._index.stats()

    def close(self) -> None:
        """Let go of files."""
        self._searcher.close()


def _passes(document: Document, filters: Mapping[str, Filter]) -> bool:
    for name, wanted in filters.items():
        values = _VALUES[name](document)
        bounded = wanted.low is not None or wanted.high is not None
        low, high = wanted.low or 1, wanted.high or 9999
        inside = bounded and any(v.isdigit() and low <= int(v) <= high for v in values)
        chosen = inside or any(value in wanted.include for value in values)
        if (wanted.include or bounded) and not chosen:
            return False
        if any(value in wanted.exclude for value in values):
            return False
    return True


def _buckets(
    name: str, documents: Iterable[Document], wanted: Filter, promised: bool
) -> tuple[Bucket, ...]:
    counts: Counter[str] = Counter(dict.fromkeys(wanted.include + wanted.exclude, 0))
    estimated: Counter[str] = Counter()
    for document in documents:
        values = set(_VALUES[name](document))
        if promised:
            out = values.intersection(wanted.exclude)
            values = {value for value in values if out <= {value}}
        counts.update(values)
        if name == "year" and document.year_estimated:
            estimated.update(values)
    marked = [
        Bucket(value, count, value in wanted.include, value in wanted.exclude, estimated[value])
        for value, count in counts.items()
    ]
    if name == "year":
        return tuple(sorted(marked, key=lambda b: (not b.value.isdigit(), -int_or_zero(b.value))))
    return tuple(sorted(marked, key=lambda b: (-b.count, b.value)))


def int_or_zero(value: str) -> int:
    """A year's number, 0 for `unknown`."""
    return int(value) if value.isdigit() else 0
