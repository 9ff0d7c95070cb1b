"""the countries of a story: what it is about, what else it names, and on what evidence."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from index.article import Evidence
from index.enrich.country_beside import Placed
from index.enrich.country_codes import code_of_name, codes_of_name
from index.enrich.country_context import Context
from index.enrich.country_dateline import dateline
from index.enrich.country_lists import Lists
from index.enrich.country_match import find
from index.enrich.country_sense import Mention, decide
from index.enrich.country_weigh import LEAD_LENGTH, about, weigh
from index.enrich.rules import DEFAULT, Rules
from index.enrich.story import Story
from index.enrich.vocabulary import read


class Countries(Struct, frozen=True):
    """ISO 3166-1 codes (3166-3 for countries that are no more), each with its evidence.

    `about` is what the story is about, best first; `mentioned` are the others that it names.
    """

    about: tuple[str, ...]
    mentioned: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def derive(story: Story, rules: Rules = DEFAULT) -> Countries:
    """The countries of a story; what its source states is what it is about, whatever it names."""
    lead = len(story.body) - len(story.body.lstrip())
    placed = [
        Placed(found, "title", story.title) if found.is_title else Placed(found, "text", story.body)
        for found in find(read(story.title, story.body, story.language, rules))
    ]
    context = Context.of(rules)
    mentions = decide(placed, dateline(story.body, lead), context)
    weights = weigh(mentions, lead)
    stated = tuple(dict.fromkeys(filter(None, map(code_of, story.article.countries))))
    many = context.counted(f"{story.title}\n{story.body[: lead + LEAD_LENGTH]}") if mentions else 0
    lists = Lists(mentions, story.body, many=many, tally=context.tally)
    chosen = stated or about(weights, lists)
    evidence = [_stated(code, name) for code, name in _pairs(story, stated)]
    evidence += [_evidence(story, mention, mention.code in chosen) for mention in mentions]
    rest = tuple(code for code in weights if code not in chosen)
    return Countries(chosen, rest, tuple(evidence))


@lru_cache(maxsize=4096)
def code_of(name: str, rules: Rules = DEFAULT) -> str | None:
    """The country that a name in any language or a code of ISO 3166 means, or `None`."""
    return code_of_name(name, rules)


@lru_cache(maxsize=4096)
def codes_of(name: str, rules: Rules = DEFAULT) -> tuple[str, ...]:
    """All countries that a name or a code may mean: "Congo" is two of them."""
    return codes_of_name(name, rules)


def _pairs(story: Story, stated: tuple[str, ...]) -> list[tuple[str, str]]:
    named = {code_of(name): name for name in reversed(story.article.countries)}
    return [(code, named[code]) for code in stated]


def _stated(code: str, name: str) -> Evidence:
    return Evidence("country", code, "stated", "metadata", 0, 0, name, 1.0)


def _evidence(story: Story, mention: Mention, is_about: bool) -> Evidence:
    text = story.title if mention.place == "title" else story.article.text
    return Evidence(
        "country" if is_about else "mentioned",
        mention.code,
        mention.rule,
        mention.place,
        mention.start,
        mention.end,
        text[mention.start : mention.end],
        round(mention.confidence, 2),
    )
