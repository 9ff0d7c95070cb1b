"""what the words around a place say: whether it is one, and how much the story says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.enrich.country_languages import FIRST_UNSPACED
from index.enrich.country_match import Found
from index.enrich.rules import Rules, RulesError

TABLE = "country-context.tsv"

REACH = 60
"""Characters before a place in which a word still tells how it is meant."""

AFFILIATION, BORDER, JOURNEY, KIND, VENUE = 0.3, 0.4, 0.6, 0.3, 0.4
"""How much of a mention is left that only says where someone works, what lies next to the story's
country, where someone has been, what an illness or a kitchen is called, or where people meet."""

BREAKS = (". ", "\n", "; ", ": ", "! ", "? ")
"""What parts a place from words before it that have nothing to do with it."""

TERRITORY_GAP, PARENT = 3, 0.2
"""Characters between a territory and the country that it belongs to ("Cayenne, French Guiana,
France"), and the share that is left of the country."""

SHORTEST_ACRONYM = 3

ENDING = 2
"""Letters of the ending that a person's name may have."""

CITIES = frozenset(("city", "capital"))

LINKS = frozenset(("of", "de", "di", "du", "da", "do", "del", "van"))
"""Words that stand between a kind of division and its name ("province of Uige")."""

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")

_STRAIN = re.compile(r"/[^/\n]+/(?=[\w-]*\d)")
"""A place in the name of a virus or a sample: "A/Fujian/411/2002"."""


class Asides:
    """What each word that may stand before a place leaves of the mention."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        """The table has words by kind; those of an institute begin longer words as well."""
        self._words = {
            **dict.fromkeys(table["journey"], JOURNEY),
            **dict.fromkeys(table["border"], BORDER),
        }
        self._institutes = tuple(table["affiliation"])

    def share(self, before: str) -> float:
        """What the words of a text's last clause, in small letters, leave of what comes after."""
        is_institute = any(map(before.__contains__, self._institutes))
        if not is_institute and self._words.keys().isdisjoint(before.split()):
            return 1.0
        words = _last_clause(before).split()
        if is_institute and any(word.startswith(self._institutes) for word in words):
            return AFFILIATION
        return min((self._words.get(word, 1.0) for word in words), default=1.0)


class Context(NamedTuple):
    """The words of the table, compiled."""

    prepositions: frozenset[str]
    divisions: frozenset[str]
    dollars: tuple[str, ...]
    money: frozenset[str]
    kinds: frozenset[str]
    companies: frozenset[str]
    civic: frozenset[str]
    asides: Asides
    affiliations: re.Pattern[str]
    parents: dict[str, str]
    traits: frozenset[str]
    trait_runs: tuple[str, ...]
    venues: tuple[str, ...]
    given: frozenset[str]
    articles: frozenset[str]
    counts: re.Pattern[str]
    first: frozenset[str]
    tally: re.Pattern[str]
    inside: frozenset[str]

    @classmethod
    def of(cls, rules: Rules) -> Context:
        """The context that the rules describe; `RulesError` when a row says nothing known."""
        return _context(rules)

    def is_money(self, word: str) -> bool:
        """Whether a word beside a country's name makes it a sum of money."""
        if not word:
            return False
        small = word.lower()
        return small.startswith(self.dollars) or small.removesuffix("s") in self.money

    def counted(self, text: str) -> int:
        """The largest number of countries that a text gives in figures, 0 when it gives none."""
        if _FIGURE.search(text) is None:
            return 0
        return max(map(int, self.counts.findall(text)), default=0)

    def is_surname(self, found: Found) -> bool:
        """Whether a city's name follows a person's ("Jack London", "Джека Лондона")."""
        if not found.before[:1].isupper():
            return False
        small = found.before.lower()
        return any(small[: len(small) - cut] in self.given for cut in range(ENDING + 1))

    def is_place(self, found: Found) -> bool:
        """Whether a doubtful name stands where a place does."""
        before = self.inside if found.meaning.also == "small" else self.prepositions
        return found.before.lower() in before and not found.after[:1].isupper()

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
        if text[found.end : found.end + 1] == "/" and _STRAIN.match(text, max(found.start - 1, 0)):
            return KIND
        if self._is_of_a_kind(found) or text.startswith(self.trait_runs, found.end):
            return KIND
        if found.after and self.affiliations.match(text, found.end):
            return AFFILIATION
        if _is_acronym(found.before) and not text[found.start : found.end].isupper():
            return AFFILIATION
        before = text[max(found.start - REACH, 0) : found.start].lower()
        share = self.asides.share(before)
        if found.meaning.rule in CITIES and found.before.lower() in self.prepositions:
            is_venue = any(word.startswith(self.venues) for word in _last_clause(before).split())
            return min(share, VENUE) if is_venue else share
        return share

    def _is_of_a_kind(self, found: Found) -> bool:
        """Whether the words beside a name make it that of something else."""
        before, after = found.before.lower(), found.after.lower()
        if found.meaning.rule == "adjective" and not self.traits.isdisjoint((before, after)):
            return True
        return after in self.kinds

    def share_beside(self, gap: int, codes: tuple[str, str], shares: tuple[float, float]) -> float:
        """The share of the second of two places with so many characters between them.

        It may only say whose the territory before it is; and in a list ("bordering Mali, Niger
        and Chad") what is said of the first place holds for the others.
        """
        before, share = shares
        if gap <= TERRITORY_GAP and self.parents.get(codes[0]) == codes[1]:
            return PARENT
        return min(before, share) if gap > 1 else share


def _last_clause(before: str) -> str:
    """What stands in its sentence of a text that ends before a place."""
    return before[max(map(before.rfind, BREAKS)) + 1 :]


@lru_cache(maxsize=4)
def _context(rules: Rules) -> Context:
    words: dict[str, list[str]] = {}
    for row in rules.rows(TABLE, 3):
        what, listed = row[:2]
        if what not in KINDS:
            raise RulesError(f"{rules.where(TABLE, row)}: no such kind of words as `{what}`")
        words.setdefault(what, []).extend([listed] if what == "territory" else listed.split("|"))
    starts = "|".join(map(re.escape, words["affiliation"]))
    codes = [row.split("|") for row in words["territory"]]
    counts = "|".join(map(re.escape, words["countries"]))
    return Context(
        frozenset(words["preposition"]),
        frozenset(words["division"]),
        tuple(words["dollar"]),
        frozenset(words["money"]),
        frozenset(words["kind"]),
        frozenset(words["company"]),
        frozenset(words["civic"]),
        Asides(words),
        re.compile(rf"(?: [A-Z]\w+){{0,5}}? (?i:{starts})"),
        {territory: row[0] for row in codes for territory in row[1:]},
        frozenset(words["trait"]),
        tuple(word for word in words["trait"] if word >= FIRST_UNSPACED),
        tuple(words["venue"]),
        frozenset(words["given"]),
        frozenset(words["article"]),
        re.compile(rf"(?<![\d.,])(\d{{1,3}})(?!\d)\s?(?:\w+ ){{0,2}}?(?i:{counts})"),
        frozenset(words["first"]),
        _tally(words["tally"], words["number"]),
        frozenset(words["inside"]),
    )


def _tally(links: Sequence[str], numbers: Sequence[str]) -> re.Pattern[str]:
    """How a number follows a country: " (9 cases)", ", with 38", " has reported one"."""
    digit = r"(?!(?:19|20)\d\d\b)\d"
    inside = rf"\s?\((?:n\s?=\s?)?{digit}[\d.,]*(?: \w+){{0,2}}[),;]"
    link, number = ("|".join(map(re.escape, words)) for words in (links, numbers))
    return re.compile(rf"{inside}|,? (?:{link}) (?:{digit}|(?:{number})\b)")


KINDS = frozenset((
    "article", "preposition", "division", "dollar", "money", "affiliation", "border", "civic",
    "company", "countries", "first", "given", "inside", "journey", "kind", "number", "tally",
    "territory", "trait", "venue",
))  # fmt: skip


def _is_acronym(word: str) -> bool:
    """Whether a word is an organization's ("MSF Belgium", "WHO Kosovo")."""
    return len(word) >= SHORTEST_ACRONYM and word.isupper() and word.isascii()
