"""which topics an article is about, by the weighted terms of the list for its language."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from index.article import Evidence, Place
from index.enrich.story import Story
from index.enrich.topic_names import NAMES, name_of, top
from index.enrich.topic_terms import Match, Term, languages, terms

__all__ = ["NAMES", "Topics", "derive", "name_of"]

# What tunes the choice. Set on one half of the public collections, reported on the other.
TITLE = 2.0
"""How much a term in the headline weighs against one in the text."""
LEAD = 1.5
"""The same for a term in the first `LEAD_LENGTH` characters."""
LEAD_LENGTH = 400
REPEAT = 0.5
"""What each doubling of a term's count adds to its weight."""
LEAST = 1.0
"""The score under which nothing is said."""
SHARE = (1.0, 0.55, 0.7)
"""What a first, second and third topic must reach of the best one's score."""
LEAST_SECOND = 4.0
SHOWN = 8
"""How many terms are shown as evidence for a topic."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of an article, best first, and the evidence for each."""

    topics: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    match: Match
    place: Place


def derive(story: Story) -> Topics:
    """The topics of a story: those its source states, else one to three that its terms speak for.

    A stated topic that `name_of` does not know is left out. Confidence is the topic's share of
    all scores, less where the evidence is thin.
    """
    stated = dict.fromkeys(filter(None, map(name_of, story.article.topics)))
    if stated:
        return Topics(tuple(stated), tuple(map(_stated, stated)))
    found = _find(story)
    scores = _score(found)
    chosen = _choose(scores)
    return Topics(chosen, tuple(e for topic in chosen for e in _show(topic, found, scores, story)))


def _stated(topic: str) -> Evidence:
    return Evidence("topic", topic, "stated", "metadata", 0, 0, "", 1.0)


def _find(story: Story) -> list[_Found]:
    listed = terms(_list_for(story))
    found = [_Found(match, "title") for match in listed.match(story.title)]
    return found + [_Found(match, "text") for match in listed.match(story.body)]


def _list_for(story: Story) -> str:
    """The language whose list is used: the story's own, else one of its script, else none."""
    language = story.language.partition("-")[0]
    return language if language in languages() else "mul"


def _score(found: list[_Found]) -> dict[str, float]:
    """The score of each topic: the weights of its terms, more for the title, the lead, repeats."""
    weights: dict[Term, float] = defaultdict(float)
    counts: dict[Term, int] = defaultdict(int)
    for each in found:
        term, factor = each.match.term, 1.0
        if each.place == "title":
            factor = TITLE
        elif each.match.start < LEAD_LENGTH:
            factor = LEAD
        weights[term] = max(weights[term], factor)
        counts[term] += 1
    scores: dict[str, float] = defaultdict(float)
    for term, factor in weights.items():
        grown = factor * (1 + REPEAT * math.log2(counts[term]))
        for topic, weight in term.topics:
            scores[topic] += weight * grown
    return scores


def _choose(scores: dict[str, float]) -> tuple[str, ...]:
    totals: dict[str, float] = defaultdict(float)
    for topic, score in scores.items():
        totals[top(topic)] += score
    ranked = sorted(totals.items(), key=lambda item: (-item[1], NAMES.index(item[0])))[:3]
    chosen: list[str] = []
    for (topic, score), share in zip(ranked, SHARE, strict=False):
        least = LEAST_SECOND if chosen else LEAST
        if score < max(least, share * ranked[0][1]):
            break
        chosen.append(topic)
    return tuple(chosen)


def _show(
    topic: str, found: list[_Found], scores: dict[str, float], story: Story
) -> list[Evidence]:
    total = sum(scores.values())
    confidence = round(scores[topic] / total * (1 - math.exp(-scores[topic] / 4)), 2)
    first: dict[Term, _Found] = {}
    for each in found:
        if any(top(name) == topic for name, _ in each.match.term.topics):
            first.setdefault(each.match.term, each)
    best = sorted(first.values(), key=lambda each: -max(w for _, w in each.match.term.topics))
    return [_evidence(topic, each, story, confidence) for each in best[:SHOWN]]


def _evidence(topic: str, found: _Found, story: Story, confidence: float) -> Evidence:
    start, end = found.match.start, found.match.end
    words = (story.title if found.place == "title" else story.body)[start:end]
    return Evidence("topic", topic, "terms", found.place, start, end, words, confidence)
