"""which of a text's places are meant: doubtful names, and names that several countries share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.enrich.country_match import Found

SURE = {
    "name": 0.95, "abbreviation": 0.9, "adjective": 0.9, "capital": 0.85, "historical": 0.9,
    "state": 0.8, "city": 0.75, "metonym": 0.8, "dateline": 0.9,
}  # fmt: skip
"""How sure a mention is by its rule, from 0 to 1."""

DOUBTFUL = 0.5
"""What is left of that when the name is also a person's or an everyday word."""

SHARED = 0.7
"""What is left of it when several countries have the name."""

GAP = 5
"""Characters between two places of a list: a comma, or "and" in most languages."""

PREPOSITIONS = frozenset((
    "in", "to", "from", "of", "near", "at", "across", "through", "into", "inside", "outside",
    "around", "via", "leave", "leaving", "visit", "naar", "uit", "van", "te", "bij", "nach",
    "aus", "von", "à", "en", "au", "de", "depuis", "vers", "desde", "hacia", "em", "para",
    "da", "do", "a", "i", "til", "från", "till", "fra", "w", "we", "z", "ze", "v", "ve", "u",
    "na",
))  # fmt: skip
"""Words after which a doubtful name is a place ("in Jordan")."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One country named in one place of a story."""

    code: str
    rule: str
    place: Literal["title", "text"]
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A form found in one of the story's strings."""

    found: Found
    place: Literal["title", "text"]


def decide(placed: Iterable[Placed]) -> list[Mention]:
    """The mentions that count, each with one country; the surest evidence settles the rest."""
    placed = list(placed)
    sure = Counter(
        each.found.meaning.codes[0]
        for each in placed
        if len(each.found.meaning.codes) == 1 and not each.found.meaning.doubtful
    )
    mentions = []
    for at, each in enumerate(placed):
        meaning = each.found.meaning
        code = max(meaning.codes, key=lambda code: sure[code])
        confidence = SURE[meaning.rule]
        if len(meaning.codes) > 1 and not sure[code]:
            confidence *= SHARED
        if meaning.doubtful and not _stands_as_place(each.found) and not _in_a_list(placed, at):
            if _stands_as_person(each.found) or not sure[code]:
                continue
            confidence *= DOUBTFUL
        mentions.append(
            Mention(code, meaning.rule, each.place, each.found.start, each.found.end, confidence)
        )
    return mentions


def _stands_as_place(found: Found) -> bool:
    return found.before.lower() in PREPOSITIONS and not found.after[:1].isupper()


def _in_a_list(placed: list[Placed], at: int) -> bool:
    """Whether another place stands right beside it ("Mali, Niger and Chad")."""
    here = placed[at]
    return any(
        other.place == here.place
        and not other.found.meaning.doubtful
        and 0 < max(other.found.start - here.found.end, here.found.start - other.found.end) <= GAP
        for other in placed[max(at - 1, 0) : at + 2]
    )


def _stands_as_person(found: Found) -> bool:
    return found.before[:1].isupper() or found.after[:1].isupper()
