"""terms that articles labelled by a librarian suggest for the lists."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.enrich.rules import DEFAULT, Rules
from index.enrich.topic_fold import TOKEN
from index.enrich.topic_labelled import Labelled
from index.enrich.topic_match import find
from index.enrich.topic_names import NAMES
from index.enrich.topic_patterns import UNSPACED
from index.enrich.topic_terms import list_for
from index.enrich.vocabulary import read

SUPPORT = 3
"""A term must occur in so many articles with the label."""
PRIOR = 1.0
"""What is added to each count, so that rare terms do not look certain."""
SURE, TYPICAL, HINT = 0.93, 0.85, 0.7
"""What makes weight 3, 2 and 1: the chance of the topic given the term, both chances being even.

At 0.5 a term is as frequent in the topic's articles as in the others.
"""
CLEAR = 1.5
"""How many standard errors the log odds of a term must lie above zero."""
LONGEST = 4
"""Terms of languages without spaces have two to so many characters."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term for the list of a language: its topic, a weight, and what speaks for it.

    `within` of the topic's articles contain it, and `elsewhere` of the others. `z` is how many
    standard errors its log odds lie above zero.
    """

    language: str
    topic: str
    term: str
    weight: int
    within: int
    elsewhere: int
    z: float


def suggest(
    cases: Iterable[Labelled], *, most: int = 20, rules: Rules = DEFAULT
) -> list[Suggestion]:
    """Up to `most` terms for each language and topic that its list does not know yet, best first.

    Of a word and a pair of words that holds it, the word alone is proposed. Ranked by the log
    odds ratio with a prior, in standard errors (Monroe, Colaresi and Quinn, Fightin' Words, 2008),
    counting articles instead of occurrences.
    """
    by_language: dict[str, list[Labelled]] = defaultdict(list)
    for case in cases:
        by_language[list_for(case.document.language)].append(case)
    found: list[Suggestion] = []
    for language, own in sorted(by_language.items()):
        found += _for_language(language, own, most, rules)
    return found


def _for_language(
    language: str, cases: list[Labelled], most: int, rules: Rules
) -> Iterator[Suggestion]:
    sizes: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        text = f"{case.document.title}\n{case.document.body}"
        words = set(_candidates(text, language))
        for label in case.labels:
            sizes[label] += 1
            counts[label].update(words)
    everywhere = sum(counts.values(), Counter[str]())
    for topic in sorted(counts, key=NAMES.index):
        rest = sizes.total() - sizes[topic]
        ranked = sorted(
            (
                _suggestion(language, topic, (term, n, everywhere[term] - n), (sizes[topic], rest))
                for term, n in counts[topic].items()
                if n >= SUPPORT and not any(find(read("", term, language, rules)))
            ),
            key=lambda each: (-each.z, each.term),
        )
        yield from _apart([each for each in ranked if each.weight and each.z >= CLEAR])[:most]


def _apart(ranked: list[Suggestion]) -> list[Suggestion]:
    """Without the pairs of words of which a word stands in the list itself."""
    words = {each.term for each in ranked if " " not in each.term}
    return [each for each in ranked if " " not in each.term or words.isdisjoint(each.term.split())]


def _suggestion(
    language: str, topic: str, counted: tuple[str, int, int], sizes: tuple[int, int]
) -> Suggestion:
    term, within, elsewhere = counted
    inside = (within + PRIOR) / (sizes[0] + 2 * PRIOR)
    outside = (elsewhere + PRIOR) / (sizes[1] + 2 * PRIOR)
    error = math.sqrt(1 / (within + PRIOR) + 1 / (elsewhere + PRIOR))
    z = (math.log(inside / (1 - inside)) - math.log(outside / (1 - outside))) / error
    share = inside / (inside + outside)
    weight = sum(share >= least for least in (SURE, TYPICAL, HINT))
    return Suggestion(language, topic, term, weight, within, elsewhere, round(z, 2))


def _candidates(text: str, language: str) -> Iterator[str]:
    """The words and pairs of words of a text; without spaces, its runs of few characters."""
    words = [word for word in TOKEN.findall(text.lower()) if not word.isdecimal()]
    if language not in UNSPACED:
        yield from (word for word in words if len(word) > 2)
        yield from (f"{one} {two}" for one, two in pairwise(words))
        return
    for word in words:
        for size in range(2, LONGEST + 1):
            yield from (word[at : at + size] for at in range(len(word) - size + 1))
