"""which topics a story is about, by the weighted terms of the list for its language."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

from index.article import Evidence, Place
from index.enrich.rules import DEFAULT, Rules
from index.enrich.story import Story
from index.enrich.topic_match import find
from index.enrich.topic_names import LEVEL, NAMES, name_of, top
from index.enrich.topic_patterns import Term
from index.enrich.vocabulary import read

__all__ = ["NAMES", "Topics", "derive", "name_of"]

# What tunes the choice. Set on one half of the collections in docs/enrichment.md, reported on
# the other half.
TITLE = 2.0
"""What a term in the headline counts, against one in the text."""
LEAD = 1.5
"""The same for a term in the first `LEAD_LENGTH` characters."""
LEAD_LENGTH = 400
REPEAT = 0.5
"""What each doubling of a term's count adds to its weight."""
OFTEN = {
    "arts, culture, entertainment and media": 1.4,
    "conflict, war and peace": 0.65,
    "crime, law and justice": 0.65,
    "disaster, accident and emergency incident": 1.15,
    "education": 0.75,
    "health": 1.2,
    "human interest": 0.75,
    "labour": 0.65,
    "lifestyle and leisure": 1.05,
    "politics and government": 1.15,
    "religion": 1.3,
    "science and technology": 1.3,
    "society": 0.65,
    "sport": 1.45,
}
"""How much rather the words of a topic name the subject than its setting; 1 if not listed.

Courts, schools, employers, families and attacks appear in stories about something else; matches,
concerts and sermons hardly do.
"""
LEAST = (1.0, 800, 4.0)
"""The score needed to say anything: for a short text, one more each so many characters, at most."""
SHARE = (1.0, 0.55, 0.7)
"""What a first, second and third topic must reach of the best one's score ..."""
LEAST_FURTHER = 4.0
"""... and the score that a second or third needs at least, ..."""
FURTHER_TERMS = 2
"""... from so many terms, one of them in the headline or the lead: not what comes up later."""
SECOND_SHARE = 0.3
"""What a name of the second level must reach of its topic's score ..."""
SECOND_LEAST = 4.0
"""... the score it needs at least, ..."""
SECOND_ALONE = 7.0
"""... and the score that it needs when a single term speaks for it."""
SURE = 4.0
"""The score at which confidence has reached 63% of the topic's share of all scores."""
SHOWN, SHOWN_BELOW = 8, 4
"""How many terms are shown as evidence for a topic, and for a name of the second level."""


class Topics(Struct, frozen=True):
    """The topics of a story, best first, each followed by its name of the second level if any.

    At most three are of the top level. `evidence` holds the terms that decided for each.
    """

    topics: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class _Found(Struct, gc=False):
    """A term of the story: where it stands first, what it counts, and how often it occurs."""

    term: Term
    start: int
    end: int
    place: Place
    factor: float
    count: int = 1

    @property
    def worth(self) -> float:
        """What one of weight 1 adds to a score."""
        if self.count == 1:
            return self.factor
        return self.factor * (1 + REPEAT * math.log2(self.count))


_Spoken = dict[str, list[tuple[float, _Found]]]
"""The terms that speak for each name of either level, and how much each says."""


def derive(story: Story, rules: Rules = DEFAULT) -> Topics:
    """The topics of a story: those its source states, else one to three that its terms speak for.

    A stated topic that `name_of` does not know is left out. Confidence is the topic's share of
    all scores, less where the evidence is thin.
    """
    stated = _with_tops(name_of(name, rules) for name in story.article.topics)
    if stated:
        return Topics(stated, tuple(map(_stated, stated)))
    spoken = _speak(_find(story, rules))
    scores = {name: _often(name) * sum(said for said, _ in each) for name, each in spoken.items()}
    totals = _totals(scores)
    chosen = _with_second(_choose(totals, spoken, len(story.body)), scores, spoken)
    evidence = (e for topic in chosen for e in _evidence(topic, spoken, totals, story))
    return Topics(chosen, tuple(evidence))


def _with_tops(names: Iterable[str | None]) -> tuple[str, ...]:
    known = [name for name in names if name]
    return tuple(dict.fromkeys(each for name in known for each in (top(name), name)))


def _stated(topic: str) -> Evidence:
    return Evidence("topic", topic, "stated", "metadata", 0, 0, "", 1.0)


def _find(story: Story, rules: Rules) -> Iterable[_Found]:
    """Each term once, with the best of the places where it stands."""
    reading = read(story.title, story.body, story.language, rules)
    begins = reading.words.body
    lead = begins + len(story.body) - len(story.body.lstrip()) + LEAD_LENGTH
    found: dict[Term, _Found] = {}
    for term, start, end in find(reading):
        known = found.get(term)
        if known is not None:
            known.count += 1
        elif start < begins:
            found[term] = _Found(term, start, end, "title", TITLE)
        else:
            factor = LEAD if start < lead else 1.0
            found[term] = _Found(term, start - begins, end - begins, "text", factor)
    return found.values()


def _speak(found: Iterable[_Found]) -> _Spoken:
    spoken: _Spoken = defaultdict(list)
    for each in found:
        worth = each.worth
        for name, weight in each.term.topics:
            spoken[name].append((weight * worth, each))
    return spoken


@lru_cache(maxsize=1024)
def _often(name: str) -> float:
    return OFTEN.get(top(name), 1.0)


def _totals(scores: dict[str, float]) -> dict[str, float]:
    """The score of each top-level name, with what lies below it."""
    totals: dict[str, float] = defaultdict(float)
    for name, score in scores.items():
        totals[top(name)] += score
    return totals


def _may_follow(topic: str, spoken: _Spoken) -> bool:
    """Whether a topic of the top level may be a second or third."""
    voices = [found for _, found in _voices(topic, spoken)]
    return len(voices) >= FURTHER_TERMS and any(found.factor > 1 for found in voices)


def _choose(totals: dict[str, float], spoken: _Spoken, length: int) -> list[str]:
    ranked = sorted(totals.items(), key=lambda item: (-item[1], NAMES.index(item[0])))
    least, step, most = LEAST
    if not ranked or ranked[0][1] < min(least + length / step, most):
        return []
    chosen = [ranked[0][0]]
    for topic, score in ranked[1:]:
        if len(chosen) == len(SHARE) or score < LEAST_FURTHER:
            break
        if score >= SHARE[len(chosen)] * ranked[0][1] and _may_follow(topic, spoken):
            chosen.append(topic)
    return chosen


def _with_second(chosen: list[str], scores: dict[str, float], spoken: _Spoken) -> tuple[str, ...]:
    names: list[str] = []
    for topic in chosen:
        names.append(topic)
        below = {name: score for name, score in scores.items() if name.startswith(topic + LEVEL)}
        total = scores.get(topic, 0.0) + sum(below.values())
        name, score = max(below.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        least = SECOND_LEAST if len(spoken.get(name, ())) > 1 else SECOND_ALONE
        if score >= max(least, SECOND_SHARE * total):
            names.append(name)
    return tuple(names)


def _evidence(
    topic: str, spoken: _Spoken, totals: dict[str, float], story: Story
) -> list[Evidence]:
    """The terms that spoke loudest for a topic of either level."""
    score = totals[top(topic)]
    confidence = round(score / sum(totals.values()) * (1 - math.exp(-score / SURE)), 2)
    most = SHOWN_BELOW if LEVEL in topic else SHOWN
    loudest = sorted(_voices(topic, spoken), key=itemgetter(0), reverse=True)[:most]
    return [_item(topic, found, story, confidence) for _, found in loudest]


def _voices(topic: str, spoken: _Spoken) -> Iterable[tuple[float, _Found]]:
    """Each term that speaks for a topic or what lies below it, once."""
    if LEVEL in topic:
        return spoken[topic]
    voices: dict[int, tuple[float, _Found]] = {}
    for said in (said for name, said in spoken.items() if top(name) == topic):
        for voice in said:
            known = voices.setdefault(id(voice[1]), voice)
            if voice[0] > known[0]:
                voices[id(voice[1])] = voice
    return voices.values()


def _item(topic: str, found: _Found, story: Story, confidence: float) -> Evidence:
    start, end = found.start, found.end
    words = (story.title if found.place == "title" else story.article.text)[start:end]
    return Evidence("topic", topic, "terms", found.place, start, end, words, confidence)
