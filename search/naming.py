"""what the words of a query name: a country, a region or a topic, in any language."""

from __future__ import annotations

from collections.abc import Sequence

from index.enrich.country import codes_of
from index.enrich.region_tables import region_of
from index.enrich.topic_names import name_of
from search.query import Match

WORDS = 4
"""Words that a name may have."""
_SHORT = 3
"""Latin letters of a word that is a name only in capitals: US, UK, but not us, in, it."""


def named(text: str) -> tuple[Match, ...]:
    """What is called so in some language: each country that shares the name, a region or a topic;
    () when nothing is."""
    if text.isascii() and len(text) <= _SHORT and not text.isupper():
        return ()
    countries = codes_of(text)
    if countries:
        return tuple(Match("country", (code,)) for code in countries)
    region, topic = region_of(text), name_of(text)
    if region:
        return (Match("region", (region,)),)
    return (Match("topic", (topic,)),) if topic else ()


def part_of_name(at: int, words: Sequence[str]) -> bool:
    """Whether a word of these, alone or with its neighbours, names something."""
    return any(
        named(" ".join(words[start:stop]))
        for start in range(max(at - WORDS + 1, 0), at + 1)
        for stop in range(at + 1, min(start + WORDS, len(words)) + 1)
    )
