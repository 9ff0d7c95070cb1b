"""what the words around a place say: whether it is one, and how much the story says of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index.enrich.country_match import Found
from index.enrich.rules import Rules, RulesError

TABLE = "country-context.tsv"

REACH = 60
"""Characters before a place in which a word still tells how it is meant."""

ASIDE = {"affiliation": 0.3, "border": 0.4, "journey": 0.6, "kind": 0.3}
"""How much of a mention is left that only says where someone works, what lies next to the story's
country, where someone has been, or what an illness is called."""

SHORTEST_ACRONYM = 3

LINKS = frozenset(("of", "de", "di", "du", "da", "do", "del", "van"))
"""Words that stand between a kind of division and its name ("province of Uige")."""

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?;:\n](?=\s|$)")


class Context(NamedTuple):
    """The words of the table, compiled."""

    prepositions: frozenset[str]
    divisions: frozenset[str]
    dollars: tuple[str, ...]
    money: frozenset[str]
    kinds: frozenset[str]
    companies: frozenset[str]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    affiliations: re.Pattern[str]
    parents: dict[str, str]

    @classmethod
    def of(cls, rules: Rules) -> Context:
        """The context that the rules describe; `RulesError` when a row says nothing known."""
        return _context(rules)

    def is_money(self, word: str) -> bool:
        """Whether a word beside a country's name makes it a sum of money."""
        small = word.lower()
        return small.startswith(self.dollars) or small.removesuffix("s") in self.money

    def is_place(self, found: Found) -> bool:
        """Whether a doubtful name stands where a place does."""
        return found.before.lower() in self.prepositions and not found.after[:1].isupper()

    def is_division(self, found: Found, text: str) -> bool:
        """Whether a word for a kind of division stands beside a name."""
        if not self.divisions.isdisjoint((found.before.lower(), found.after.lower())):
            return True
        if found.before.lower() not in LINKS:
            return False
        words = _WORD.findall(text[max(found.start - REACH, 0) : found.start])
        return len(words) > 1 and words[-2].lower() in self.divisions

    def share(self, found: Found, text: str) -> float:
        """How much of a mention counts, from 0 to 1, for what the story is about."""
        if found.after.lower() in self.kinds:
            return ASIDE["kind"]
        if _is_acronym(found.before) and not text[found.start : found.end].isupper():
            return ASIDE["affiliation"]
        before = text[max(found.start - REACH, 0) : found.start]
        breaks = [match.end() for match in _SENTENCE.finditer(before)]
        near = before[breaks[-1] :] if breaks else before
        found_roles = [ASIDE[role] for role, words in self.before if words.search(near)]
        if self.affiliations.match(text, found.end):
            found_roles.append(ASIDE["affiliation"])
        return min(found_roles, default=1.0)


@lru_cache(maxsize=4)
def _context(rules: Rules) -> Context:
    words: dict[str, list[str]] = {}
    for what, listed, _where in (row[:3] for row in rules.rows(TABLE, 3)):
        if what not in KINDS:
            raise RulesError(f"{TABLE}: no such kind of words as `{what}`")
        words.setdefault(what, []).extend([listed] if what == "territory" else listed.split("|"))
    starts = "|".join(map(re.escape, words["affiliation"]))
    codes = [row.split("|") for row in words["territory"]]
    return Context(
        frozenset(words["preposition"]),
        frozenset(words["division"]),
        tuple(words["dollar"]),
        frozenset(words["money"]),
        frozenset(words["kind"]),
        frozenset(words["company"]),
        (
            ("affiliation", re.compile(rf"\b(?:{starts})", re.IGNORECASE)),
            *((role, _whole(words[role])) for role in ("border", "journey")),
        ),
        re.compile(rf"(?: [A-Z]\w+){{0,5}}? (?i:{starts})"),
        {territory: row[0] for row in codes for territory in row[1:]},
    )


KINDS = frozenset((
    "preposition", "division", "dollar", "money", "affiliation", "border", "company", "journey",
    "kind", "territory",
))  # fmt: skip


def _is_acronym(word: str) -> bool:
    """Whether a word is an organization's ("MSF Belgium", "WHO Kosovo")."""
    return len(word) >= SHORTEST_ACRONYM and word.isupper() and word.isascii()


def _whole(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
