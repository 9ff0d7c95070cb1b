"""which of the countries that a story names it is about: a weight for each mention, and a bar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import log2

from index.enrich.country_sense import Mention

TITLE = 4.0
"""A mention in the headline."""

LEAD = 2.0
"""A mention in the lead: the first `LEAD_LENGTH` characters of the story."""

DATELINE = 2.0
"""The place of the dateline, once."""

BODY = 1.0
"""A mention elsewhere."""

LEAD_LENGTH = 350

BAR = 0.3
"""A country is what the story is about when it weighs this share of the heaviest one."""


def weigh(mentions: Iterable[Mention], lead: int) -> dict[str, float]:
    """Each country's weight, heaviest first; `lead` is where in the text the story begins."""
    counts: defaultdict[str, list[float]] = defaultdict(list)
    for mention in mentions:
        counts[mention.code].append(mention.confidence * _weight(mention, lead))
    weights = {code: _sum(found) for code, found in counts.items()}
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def _weight(mention: Mention, lead: int) -> float:
    if mention.place == "title":
        return TITLE
    if mention.rule == "dateline":
        return DATELINE
    return LEAD if mention.start < lead + LEAD_LENGTH else BODY


def _sum(weights: list[float]) -> float:
    """Every mention counts, but the tenth less than the first."""
    return max(weights) * log2(1 + sum(weights) / max(weights))


def about(weights: dict[str, float]) -> tuple[str, ...]:
    """The countries that the story is about, heaviest first."""
    bar = BAR * max(weights.values(), default=0.0)
    return tuple(code for code, weight in weights.items() if weight >= bar)
