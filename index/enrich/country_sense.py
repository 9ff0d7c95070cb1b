"""which of a text's places are meant: doubtful names, and names that several countries share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from index.enrich.country_beside import CITIES, GAP, NEIGHBOURS, Placed, readings
from index.enrich.country_context import AFFILIATION, Context
from index.enrich.country_person import first_names, words_at

SURE = {
    "name": 0.95, "abbreviation": 0.9, "adjective": 0.9, "demonym": 0.9, "capital": 0.85,
    "historical": 0.9, "state": 0.8, "city": 0.75, "metonym": 0.8, "dateline": 0.9,
    "institution": 0.5, "event": 0.9,
}  # fmt: skip
"""How sure a mention is by its rule, from 0 to 1."""

DOUBTFUL = 0.5
"""What is left of that when the name is also a person's or an everyday word."""

SHARED = 0.7
"""What is left of it when several countries have the name."""

DOT = "·"
"""What stands between the names of a person in Chinese."""

PREDECESSORS = {"RU": "SU", "RS": "YU", "CZ": "CS"}
"""States of ISO 3166-3 and those that have their capitals now."""

NAMED = frozenset(("name", "abbreviation", "adjective", "demonym", "historical"))
"""Rules that name a country itself, and not a place in it."""

ADDRESS = 15
"""Characters between an institution and its address ("Centers for Disease Control in Atlanta")."""

FEW_KNOW = frozenset(("part", "small"))
"""What says of a meaning that it is a province or town that few have heard of."""

LOCAL = frozenset(("state", "institution"))
"""Rules whose mentions show that a story is set in a country, and not only about its politics."""

INSIDE = LOCAL | {"city"}
"""Rules whose mentions name a place in a country, or an office of it."""


class Mention(Struct, frozen=True, gc=False):
    """One country named in one place of a story.

    `confidence` is how sure it is that it is meant, `share` how much it says about the story.
    """

    code: str
    rule: str
    place: Literal["title", "text"]
    start: int
    end: int
    confidence: float
    share: float = 1.0


def decide(placed: Sequence[Placed], dateline: int, context: Context) -> list[Mention]:
    """The mentions that count, each with one country; the surest evidence settles the rest.

    `dateline` is where the dateline's place ends in the text, 0 when there is none.
    """
    meant = readings(placed)
    doubts = [_is_doubtful(each, context) for each in placed]
    persons = {words_at(each) for each in placed if context.is_surname(each.found)}
    strangers = first_names(placed, context)
    support = _Support(placed, meant, doubts)
    mentions = []
    for at, (each, codes) in enumerate(zip(placed, meant, strict=True)):
        found, rule = each.found, each.found.meaning.rule
        code = support.choose(codes, rule)
        code = support.at_the_time(code, rule)
        opens = each.place == "text" and found.end <= dateline and found.meaning.also != "part"
        is_place = opens or codes != found.meaning.codes
        sure = is_place or not doubts[at] or _stands_as_place(placed, doubts, at, context)
        confidence = _confidence(each, context, support.sure[code], stands=sure)
        if persons and words_at(each) in persons and not is_place and not context.is_place(found):
            confidence = 0.0  # "Jack London ... London wrote"
        if at in strangers and not opens:
            confidence = 0.0
        if len(codes) > 1 and rule not in CITIES and not support.sure[code]:
            confidence *= SHARED
        if confidence:
            rule = "dateline" if opens else rule
            share = 1.0 if opens else context.share(found, each.text)
            mention = Mention(code, rule, each.place, found.start, found.end, confidence, share)
            mentions.append(mention)
    texts: dict[str, str] = {each.place: each.text for each in placed}
    for at in range(1, len(mentions)):
        mentions[at] = _beside(mentions[at - 1], mentions[at], texts, context)
    return mentions


def _beside(
    before: Mention, mention: Mention, texts: Mapping[str, str], context: Context
) -> Mention:
    """A mention, with a smaller share when what stands right before it says that it has one."""
    gap = mention.start - before.end
    is_address = before.rule == "institution" and before.code == mention.code and gap <= ADDRESS
    if is_address and mention.place == before.place:
        return replace(mention, share=min(mention.share, AFFILIATION))
    if mention.place != before.place or not 0 < gap <= GAP:
        return mention
    if gap > 1 and texts[mention.place][before.end : mention.start].isalpha():
        return mention  # a word of a script without spaces
    share = context.share_beside(gap, (before.code, mention.code), (before.share, mention.share))
    return mention if share == mention.share else replace(mention, share=share)


class _Support:
    """What the mentions that leave no doubt say for each country."""

    def __init__(
        self,
        placed: Sequence[Placed],
        meant: Sequence[tuple[str, ...]],
        doubts: Sequence[bool],
    ) -> None:
        self.sure: defaultdict[str, int] = defaultdict(int)
        self.local: defaultdict[str, int] = defaultdict(int)
        self.inside: defaultdict[str, int] = defaultdict(int)
        self.named: defaultdict[str, int] = defaultdict(int)
        for each, codes, is_doubtful in zip(placed, meant, doubts, strict=True):
            rule = each.found.meaning.rule
            if len(codes) == 1 and not is_doubtful:
                self.sure[codes[0]] += 1
                self.named[codes[0]] += rule in NAMED
                self.local[codes[0]] += rule in LOCAL
                self.inside[codes[0]] += rule in INSIDE

    def choose(self, codes: tuple[str, ...], rule: str) -> str:
        """Which of several countries is meant, the first when nothing speaks for another.

        A small namesake ("Athens" in Georgia) is meant when the article names places around it
        and, but for such names, nothing of the large city's country. "Georgia" is the state when
        the article names other places in America and none near the country.
        """
        if len(codes) > 1 and (rule in CITIES or codes[0] in NEIGHBOURS):
            first, other = codes
            near = sum(self.sure[code] for code in (first, *NEIGHBOURS.get(first, ())))
            there = self.inside if codes[0] in NEIGHBOURS else self.local
            return other if there[other] and not near else first
        return max(codes, key=self.sure.__getitem__) if len(codes) > 1 else codes[0]

    def at_the_time(self, code: str, rule: str) -> str:
        """The state whose capital a city was then: Moscow in a story that names no Russia."""
        before = PREDECESSORS.get(code)
        if before and rule not in NAMED and self.sure[before] and not self.named[code]:
            return before
        return code


def _confidence(each: Placed, context: Context, sure: int, *, stands: bool) -> float:
    """How sure a mention is, 0 when it is none; `stands` when there is no doubt of a place."""
    found = each.found
    confidence = SURE[found.meaning.rule]
    if context.is_money(found.after) or context.is_money(found.before):
        return 0.0
    if found.meaning.rule == "adjective" and found.after.lower() in context.companies:
        return 0.0
    if stands:
        return confidence
    if _stands_as_person(each, context):
        return 0.0
    if found.meaning.also == "person":
        return confidence
    return confidence * DOUBTFUL if sure and found.meaning.also != "small" else 0.0


def _stands_as_place(
    placed: Sequence[Placed], doubts: Sequence[bool], at: int, context: Context
) -> bool:
    """Whether a name stands beside another place, or where only a place can."""
    found = placed[at].found
    if _in_a_list(placed, doubts, at) or context.is_division(found, placed[at].text):
        return True
    return found.meaning.also != "part" and context.is_place(found)


def _is_doubtful(each: Placed, context: Context) -> bool:
    """Whether a name may be a person's, or a part of something else's ("Delta Air Lines")."""
    found = each.found
    if found.meaning.also:
        return True
    if found.meaning.rule in CITIES and found.before and context.is_surname(found):
        return found.after.lower() not in context.civic
    is_city = found.meaning.rule == "city" and found.after.lower() not in context.civic
    return is_city and _stands_as_person(each, context)


def _in_a_list(placed: Sequence[Placed], doubts: Sequence[bool], at: int) -> bool:
    """Whether another place stands right beside it ("Mali, Niger and Chad").

    Beside a province or town that few know it must be one of the same country ("Zulia, Venezuela").
    """
    here = placed[at]
    own = set(here.found.meaning.codes) if here.found.meaning.also in FEW_KNOW else None
    for beside in (at - 1, at + 1):
        if not 0 <= beside < len(placed) or doubts[beside]:
            continue
        other = placed[beside]
        gap = max(other.found.start - here.found.end, here.found.start - other.found.end)
        related = own is None or not own.isdisjoint(other.found.meaning.codes)
        if 1 < gap <= GAP and related and other.place == here.place:
            return True
    return False


def _stands_as_person(each: Placed, context: Context) -> bool:
    """Whether a name is part of a longer one ("Paris Hilton", "巴黎·希尔顿")."""
    found = each.found
    follows = found.before[:1].isupper() and found.before.lower() not in context.articles
    if follows or found.after[:1].isupper():
        return True
    return DOT in (each.text[found.start - 1 : found.start], each.text[found.end : found.end + 1])
