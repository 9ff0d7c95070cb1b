"""how well answers are ranked: `python -m bench.relevance`, through the engine that is shipped.

Every article is enriched and indexed in memory, and every query is asked as a reader would, its
language unknown. Constants were tuned on the queries with even numbers; the odd ones are held back.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import judged
from bench.judged import Asked, Collection
from index.engines import open_index
from index.enrich import enrich
from search.answer import Question, ask
from search.engines import open_searcher
from search.searcher import Searcher

DEPTH = 10
"""Only the first ten hits count."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A collection to measure on, the measure, and the figures to compare with.

    `baseline` is plain BM25 and `target` what is to be reached, by language; both were recorded
    before this program was written.
    """

    name: str
    load: Callable[[], Collection]
    measure: Callable[[Sequence[str], frozenset[str]], float]
    baseline: dict[str, float]
    target: dict[str, float]


def reciprocal_rank(found: Sequence[str], relevant: frozenset[str]) -> float:
    """1 / rank of the first relevant hit, 0 when there is none: its mean is MRR@10."""
    return next((1 / rank for rank, id in enumerate(found, 1) if id in relevant), 0.0)


def gain(found: Sequence[str], relevant: frozenset[str]) -> float:
    """Normalized discounted cumulative gain with binary gains: its mean is nDCG@10."""
    discounts = [1 / math.log2(rank + 1) for rank in range(1, DEPTH + 1)]
    best = sum(discounts[: len(relevant)])
    gained = sum(d for d, id in zip(discounts, found, strict=False) if id in relevant)
    return gained / best if best else 0.0


_ALONE = {"ar": 0.933, "de": 0.942, "en": 0.958, "es": 0.951, "ru": 0.942, "zh": 0.958}
_POOLED = {"ar": 0.90, "de": 0.90, "en": 0.94, "es": 0.94, "ru": 0.93, "zh": 0.88}


def _alone(language: str) -> Measured:
    return Measured(
        f"XQuAD {language}",
        lambda: judged.questions("xquad", language),
        reciprocal_rank,
        {},
        {language: _ALONE[language]},
    )


COLLECTIONS: dict[str, Measured] = {
    "pooled": Measured(
        "XQuAD, six languages in one index",
        judged.pooled,
        reciprocal_rank,
        _POOLED,
        {language: figure - 0.01 for language, figure in _ALONE.items()},
    ),
    **{language: _alone(language) for language in judged.LANGUAGES},
    "jaquad": Measured(
        "JaQuAD",
        lambda: judged.questions("jaquad", "ja"),
        reciprocal_rank,
        {"ja": 0.751},
        {"ja": 0.83},
    ),
    "time": Measured(
        "TIME 1963", lambda: judged.topical("time1963"), gain, {"en": 0.742}, {"en": 0.78}
    ),
    "cranfield": Measured(
        "Cranfield", lambda: judged.topical("cranfield"), gain, {"en": 0.390}, {"en": 0.42}
    ),
}


def main() -> None:
    """Measure what is asked for and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help=f"some of {', '.join(COLLECTIONS)}; else all")
    names = parser.parse_args().only or list(COLLECTIONS)
    if unknown := set(names) - set(COLLECTIONS):
        parser.error(f"no such collection: {', '.join(sorted(unknown))}")
    if not judged.DATA.exists():
        sys.exit(f"{judged.DATA} is not here; this needs the test collections beside the project")
    table = Table(
        "collection", "language", "measure", "tuned", "held back", "all", "baseline", "target"
    )
    for name in names:
        add(table, COLLECTIONS[name])
    Console(width=110).print(table)


def add(table: Table, measured: Measured) -> None:
    """Measure on one collection and add a row for each language."""
    collection = measured.load()
    searcher = indexed(collection, measured.name)
    scores: dict[str, list[tuple[int, float]]] = {}
    for number, asked in enumerate(track(collection.queries, measured.name, transient=True)):
        score = measured.measure(found(searcher, asked), asked.relevant)
        scores.setdefault(asked.language, []).append((number % 2, score))
    measure = "MRR@10" if measured.measure is reciprocal_rank else "nDCG@10"
    for language, scored in sorted(scores.items()):
        halves = [[score for half, score in scored if half == which] for which in (0, 1)]
        means = [statistics.mean(half) for half in (*halves, halves[0] + halves[1])]
        known = (measured.baseline.get(language), measured.target.get(language))
        cells = ["" if figure is None else f"{figure:.3f}" for figure in known]
        table.add_row(measured.name, language, measure, *map("{:.4f}".format, means), *cells)


def indexed(collection: Collection, name: str) -> Searcher:
    """The articles of a collection, enriched and indexed in memory."""
    url = f"whoosh::{name}"
    with open_index(url).write(rebuild=True) as writer:
        for article in track(collection.articles, f"{name}: indexing", transient=True):
            writer.add(enrich(article))
    return open_searcher(url)


def found(searcher: Searcher, asked: Asked) -> list[str]:
    """The ids of the first hits for a query."""
    answer = ask(searcher, Question(asked.text, size=DEPTH, facets=()))
    return [hit.document.id for hit in answer.results.hits]


if __name__ == "__main__":
    main()
