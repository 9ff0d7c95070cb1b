"""articles that a librarian labelled, and how well the term lists agree with the labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from index.article import Article, Document
from index.enrich.document import enrich
from index.enrich.rules import DEFAULT, Rules
from index.enrich.topic import name_of
from index.enrich.topic_names import top


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article as enrichment sees it without its labels, and the top-level names it was given."""

    document: Document
    labels: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """How often a topic was given and found: `labelled`, `found` (among up to three), `right`."""

    labelled: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of those found that were labelled so; 0 when none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those labelled that were found; 0 when none was labelled."""
        return self.right / self.labelled if self.labelled else 0.0


@dataclass(slots=True)
class Evaluation:
    """The lists against the labels.

    `first` counts the articles whose first topic is a label, `among` those with a label among up
    to three, `none` those without a topic. `astray` are the terms that spoke most often for a
    topic that was not a label: how often they did, and how often they spoke for one that was.
    """

    articles: int = 0
    first: int = 0
    among: int = 0
    none: int = 0
    topics: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    astray: list[tuple[str, str, int, int]] = field(default_factory=list)


Unknown = Callable[[str, Article], None]
"""What is told of a label that is no topic, and of the article that has it."""


def labelled(
    articles: Iterable[Article], rules: Rules = DEFAULT, unknown: Unknown | None = None
) -> Iterator[Labelled]:
    """The articles that carry a label which `name_of` knows; `unknown` is told of other labels."""
    for article in articles:
        names = {label: name_of(label, rules) for label in article.topics}
        known = [name for name in names.values() if name]
        for label, name in names.items():
            if unknown and not name:
                unknown(label, article)
        if known:
            document = enrich(replace(article, topics=()), rules)
            yield Labelled(document, tuple(dict.fromkeys(map(top, known))))


def evaluate(cases: Iterable[Labelled]) -> Evaluation:
    """Score the topics that the lists find against the labels."""
    result = Evaluation()
    spoken: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for case in cases:
        found = tuple(dict.fromkeys(map(top, case.document.topics)))
        result.articles += 1
        result.first += found[:1] != () and found[0] in case.labels
        result.among += not set(found).isdisjoint(case.labels)
        result.none += not found
        for name in {*found, *case.labels}:
            score = result.topics[name]
            score.labelled += name in case.labels
            score.found += name in found
            score.right += name in found and name in case.labels
        for word, name in _words(case.document):
            spoken[word, name][name in case.labels] += 1
    result.astray = sorted(
        ((word, name, count[False], count[True]) for (word, name), count in spoken.items()),
        key=lambda row: (row[3] - row[2], row),
    )
    result.astray = [row for row in result.astray if row[2] > row[3]]
    return result


def _words(document: Document) -> set[tuple[str, str]]:
    return {
        (each.words.casefold(), top(each.value))
        for each in document.evidence
        if each.facet == "topic" and each.words
    }
