"""which of the countries that a story names it is about: a weight for each mention, and a bar."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from index.enrich.country_lists import Lists
from index.enrich.country_sense import Mention

TITLE = 3.0
"""What a mention in the headline adds, once."""

DATELINE = 3.0
"""What the place of the dateline adds, once."""

OPENING = 2.0
"""What being the first country of the text adds."""

LEAD = 3.0
"""A mention in the lead, the first `LEAD_LENGTH` characters of the story; one further on is 1."""

LEAD_LENGTH = 150

RULES = {
    "abbreviation": 0.8, "adjective": 0.85, "demonym": 0.85, "capital": 0.8, "city": 0.7,
    "state": 0.4, "metonym": 0.3, "institution": 0.3, "event": 0.3,
}  # fmt: skip
"""How much of that a rule is worth, 1 where nothing is said: "French" says less than "France"."""

SATURATION = 0.8
"""The power to which the sum over the text is raised: a tenth mention says less than a first."""

BAR = 0.4
"""A country is what the story is about when it weighs this share of the heaviest one.

A share, and no fixed weight, so that long and short stories are judged alike.
"""

FLOOR = 0.5
"""What a country weighs at least to be what a story is about: the address of an institute alone, in
a story that names no other place, does not make it so."""

SURVEY, SURVEY_BAR = 5.0, 0.25
"""A story of so many countries, counted by how evenly they weigh (Hill's number of order 2, the
inverse of Simpson's index: countries of equal weight count one each), is a survey, and the share of
the heaviest that makes a story about a country is this one."""

SCATTERED, SCATTERED_BAR = 5, 0.2
"""So is a story of so many countries that names none of them twice.

All of these were chosen on one half of Reuters-21578 and of WHO's outbreak news together, and
judged on the other half: docs/enrichment.md has the figures.
"""

ASIDE = 4
"""Characters between "Dakar" and "Senegal" that make the two one mention."""


def weigh(mentions: Sequence[Mention], lead: int) -> dict[str, float]:
    """Each country's weight, heaviest first; `lead` is where in the text the story begins."""
    once: defaultdict[str, float] = defaultdict(float)
    repeated: defaultdict[str, float] = defaultdict(float)
    opened, held = False, 0.0
    for at, mention in enumerate(mentions):
        worth = mention.confidence * mention.share * RULES.get(mention.rule, 1.0)
        if mention.place == "title":
            once[mention.code] = max(once[mention.code], TITLE * worth)
            continue
        if not opened and mention.share == 1.0 and mention.rule != "event":
            once[mention.code] += OPENING
            opened = True
        if mention.rule == "dateline":
            once[mention.code] += DATELINE
        elif _is_repeated(mention, mentions[at + 1 : at + 2]):
            held = max(held, worth) if mention.start < lead + LEAD_LENGTH else 0.0
        else:
            in_lead = mention.start < lead + LEAD_LENGTH
            repeated[mention.code] += max(worth, held) * (LEAD if in_lead else 1.0)
            held = 0.0
    weights = {code: once[code] + repeated[code] ** SATURATION for code in {**once, **repeated}}
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def _is_repeated(mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether the next words name the same country again."""
    return any(
        after.code == mention.code
        and after.place == mention.place
        and after.start - mention.end <= ASIDE
        for after in following
    )


def about(weights: Mapping[str, float], lists: Lists) -> tuple[str, ...]:
    """The countries that the story is about, heaviest first."""
    appended = lists.appended()
    told = {code: weight for code, weight in weights.items() if code not in appended}
    share = BAR if lists.are_examples() else _share(told, lists.inside)
    bar = max(share * max(told.values(), default=0.0), FLOOR)
    listed = lists.listed(told)
    return tuple(code for code, weight in told.items() if weight >= bar or code in listed)


def _share(told: Mapping[str, float], inside: Sequence[Mention]) -> float:
    """The share of the heaviest country's weight that makes a story about another one."""
    often = Counter(mention.code for mention in inside)
    if len(often) >= SCATTERED and max(often.values()) == 1:
        return SCATTERED_BAR
    return SURVEY_BAR if _diversity(told.values()) >= SURVEY else BAR


def _diversity(weights: Collection[float]) -> float:
    """How many countries of equal weight would be as diverse."""
    squares = sum(weight * weight for weight in weights)
    return sum(weights) ** 2 / squares if squares else 0.0
