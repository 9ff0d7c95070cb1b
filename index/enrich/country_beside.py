"""where a place is by what follows it ("Athens, Georgia"), and how places stand in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from index.enrich.country_match import Found

GAP = 5
"""Characters between two places of a list: a comma or an "and", but no mere space."""

CITIES = frozenset(("city", "capital"))

QUALIFIED = {
    "city": ("state", "name"), "capital": ("state", "name"), "name": ("state",),
    "state": ("name",),
}  # fmt: skip
"""What says after a comma where a place is: "Oxford, Mississippi", "Lebanon, Pennsylvania"."""

LISTING = frozenset((
    "and", "or", "und", "oder", "et", "ou", "y", "e", "o", "en", "of", "och", "og", "i", "a", "ja",
    "és", "ve", "și", "и", "та", "і", "dan", "na", "và", "και",
))  # fmt: skip
"""Words after which a list of places ends."""

NEIGHBOURS = {"GE": ("AM", "AZ", "RU", "TR", "UA")}
"""Countries that speak for one that shares its name with a state of another."""


class Placed(Struct, frozen=True, gc=False):
    """A form found in one of the story's strings, `text`."""

    found: Found
    place: Literal["title", "text"]
    text: str


def readings(placed: Sequence[Placed]) -> list[tuple[str, ...]]:
    """The countries that each name may mean, once "Birmingham, Ala." has said which one."""
    found: list[tuple[str, ...]] = []
    for at in range(len(placed)):
        found.append(_qualified(placed, at, found[-1] if found else ()))
    return found


def _qualified(placed: Sequence[Placed], at: int, city: tuple[str, ...]) -> tuple[str, ...]:
    """The same for one name; `city` is what the one before it may mean."""
    here = placed[at].found
    codes = here.meaning.codes
    if at and len(codes) > 1 and placed[at - 1].found.meaning.rule in CITIES:
        gap = here.start - placed[at - 1].found.end
        # "Savannah, Georgia": of the countries that are called so, the one that the city is in.
        if here.follows_comma and 0 < gap <= 3 and set(city) < set(codes):
            return city
    if here.meaning.rule not in QUALIFIED or at + 1 == len(placed):
        return codes
    after = placed[at + 1].found
    near = placed[at + 1].place == placed[at].place and 0 < after.start - here.end <= 3
    if not near or not after.follows_comma:
        return codes
    if here.meaning.rule == "city":
        is_closed = True
    else:
        # "Tripoli, Lebanon, ..." and "Athens, Georgia said" say where; a list goes on, and so does
        # "after the game in Abu Dhabi, Serbia won".
        is_sure = here.meaning.rule == "capital" and len(after.meaning.codes) == 1
        goes_on = after.after if is_sure else after.after.lower() in LISTING
        is_closed = not goes_on and not _follows(placed, at + 1)
    states = QUALIFIED[here.meaning.rule]
    if after.meaning.rule == "state" and here.meaning.rule == "capital":
        is_closed = True
    if not is_closed or after.meaning.rule not in states:
        return codes
    # "Brazzaville, Congo": of the countries that are called so, the one whose capital it is.
    both = tuple(code for code in codes if code in after.meaning.codes)
    if not both and after.meaning.codes[0] in NEIGHBOURS:
        return after.meaning.codes[1:] or after.meaning.codes  # "Rome, Georgia"
    # "Hamburg, Berlin, Kolín": a province that few know says nothing of a city of another country.
    return both or (codes if after.meaning.also == "part" else after.meaning.codes)


def _follows(placed: Sequence[Placed], at: int) -> bool:
    """Whether another place of a list follows."""
    after = placed[at + 1] if at + 1 < len(placed) else None
    return after is not None and 0 < after.found.start - placed[at].found.end <= GAP
