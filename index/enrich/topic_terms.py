"""the term lists of the languages: which there are, and how their tables are read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.enrich.rules import DEFAULT, PACKAGED, Rules, RulesError
from index.enrich.topic_fold import beginning, exact
from index.enrich.topic_names import name_of, top
from index.enrich.topic_patterns import PATTERN, Term, Terms

NOTHING = "-"
"""The topic of a row whose phrases must not count."""

EVERY = "mul"
"""The list that holds for every language."""

_SAME = {"pcm": "en", "sco": "en", "nb": "no", "nn": "no", "yue": "zh", "bs": "hr", "sr": "hr"}


def read(name: str, rules: Rules = DEFAULT, language: str = "") -> dict[str, dict[str, float]]:
    """A list: for each term, folded as in a language, the topics it speaks for, with weights.

    Of two rows for the same term and topic the later wins, so that a user's list overrides the
    program's; weight 0 takes the term away from a topic and from what lies below it. Raises
    `RulesError` naming the list and the row when a topic or a weight is not one.
    """
    lists: dict[str, dict[str, float]] = {}
    for row in rules.rows(name, 3):
        topic, weight, words = _checked(name, row, rules)
        for word in filter(PATTERN.search, words.split(",")):
            topics = lists.setdefault(_folded(word.strip(), language), {})
            if topic and weight:
                topics[topic] = weight
            else:
                for gone in [each for each in topics if topic in ("", each, top(each))]:
                    del topics[gone]
    return lists


def _folded(term: str, language: str) -> str:
    """A term as the words of texts are folded, each of its own by whether a star stands there."""

    def folded(found: re.Match[str]) -> str:
        word = found.group()
        return beginning(word, language) if "*" in word else exact(word, language)

    return PATTERN.sub(folded, unicodedata.normalize("NFC", term.lower()))


def _checked(name: str, row: tuple[str, ...], rules: Rules) -> tuple[str, float, str]:
    if len(row) != 3 or not row[1].replace(".", "", 1).isdecimal():
        said = " | ".join(row)
        raise RulesError(f"{rules.where(name, row)}: not a topic, a weight and terms: {said}")
    topic = "" if row[0] == NOTHING else name_of(row[0], rules)
    if topic is None:
        raise RulesError(f"{rules.where(name, row)}: no such topic: {row[0]}")
    return topic, float(row[1]), row[2]


@lru_cache(maxsize=256)
def terms(language: str, rules: Rules = DEFAULT) -> Terms:
    """The terms for a language: those that hold for every language, under its own list."""
    lists = read(f"topics.{EVERY}.tsv", rules) | read(f"topics.{EVERY}.tsv", rules, language)
    if language in languages(rules):
        lists |= read(f"topics.{language}.tsv", rules, language)
    return Terms(language, (Term(text, tuple(topics.items())) for text, topics in lists.items()))


@lru_cache(maxsize=8)
def languages(rules: Rules = DEFAULT) -> frozenset[str]:
    """The languages that have a list of their own."""
    folders = [PACKAGED, *([rules.folder] if rules.folder else [])]
    names = (path.name.split(".") for folder in folders for path in folder.glob("topics.*.tsv"))
    return frozenset(name[1] for name in names if len(name) == 3) - {EVERY}


@lru_cache(maxsize=1024)
def list_for(language: str) -> str:
    """The code of the list that serves a language, known by its BCP 47 code."""
    primary = language.partition("-")[0]
    return _SAME.get(primary, primary)
