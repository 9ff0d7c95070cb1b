"""which of the countries that a story names it is about: a weight for each mention, and a bar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
    "state": 0.4, "metonym": 0.3, "institution": 0.3,
}  # fmt: skip
"""How much of that a rule is worth, 1 where nothing is said: "French" says less than "France"."""

SATURATION = 0.8
"""The power to which the sum over the text is raised: a tenth mention says less than a first."""

BAR = 0.4
"""A country is what the story is about when it weighs this share of the heaviest one.

A share, and no fixed weight, so that long and short stories are judged alike.
"""

LIST, LIST_GAP = 12, 40
"""So many countries, with no more characters between one and the next, are a list or a table; a
story most of whose countries stand in such lists is about all that do.

All of these were chosen on one half of Reuters-21578 and of WHO's outbreak news together, and
judged on the other half: docs/enrichment.md has the figures.
"""

ASIDE = 4
"""Characters between "Dakar" and "Senegal" that make the two one mention."""


def weigh(mentions: Sequence[Mention], lead: int) -> dict[str, float]:
    """Each country's weight, heaviest first; `lead` is where in the text the story begins."""
    once: defaultdict[str, float] = defaultdict(float)
    repeated: defaultdict[str, float] = defaultdict(float)
    opened = False
    for at, mention in enumerate(mentions):
        worth = mention.confidence * RULES.get(mention.rule, 1.0)
        if mention.place == "title":
            once[mention.code] = max(once[mention.code], TITLE * worth)
            continue
        if not opened:
            once[mention.code] += OPENING
            opened = True
        if mention.rule == "dateline":
            once[mention.code] += DATELINE
        elif not _is_repeated(mention, mentions[at + 1 : at + 2]):
            in_lead = mention.start < lead + LEAD_LENGTH
            repeated[mention.code] += worth * (LEAD if in_lead else 1.0)
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


def about(weights: Mapping[str, float], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The countries that the story is about, heaviest first."""
    bar = BAR * max(weights.values(), default=0.0)
    listed = _listed(mentions)
    if 2 * len(listed) < len(weights):
        listed = frozenset()
    return tuple(code for code, weight in weights.items() if weight >= bar or code in listed)


def _listed(mentions: Sequence[Mention]) -> frozenset[str]:
    """The countries that stand in lists."""
    listed: set[str] = set()
    run: set[str] = set()
    end = 0
    for mention in mentions:
        if mention.place == "text":
            if mention.start - end > LIST_GAP:
                run = set()
            run.add(mention.code)
            end = mention.end
            if len(run) >= LIST:
                listed |= run
    return frozenset(listed)
