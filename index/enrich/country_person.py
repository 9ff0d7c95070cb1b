"""countries' names that are a person's first name in a story: "Kenya Moore ... Moore said"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.enrich.country_beside import Placed
from index.enrich.country_context import Context


def first_names(placed: Sequence[Placed], context: Context) -> frozenset[int]:
    """The numbers of the places that are a person's first name.

    They are names that the table has as first names, with a capitalized word behind them that comes
    back alone and never in small letters. Where nothing else speaks for the country, its bare name
    is the person's too ("Kenya smiled").
    """
    surnames: dict[str, set[str]] = defaultdict(set)
    texts = {each.place: each.text for each in placed}.values()
    for each in placed:
        name, after = words_at(each), each.found.after
        is_name = after.istitle() and after.lower() not in context.companies | context.civic
        if name in context.first and is_name and _is_surname(after, name, texts):
            surnames[name].add(after)
    found: set[int] = set()
    for name, known in surnames.items():
        here = {at for at, each in enumerate(placed) if words_at(each) == name}
        persons = {at for at in here if placed[at].found.after in known}
        code = placed[min(here)].found.meaning.codes[0]
        places = [each.found for at, each in enumerate(placed) if at not in here]
        is_told = any(code in place.meaning.codes for place in places) or any(
            context.is_place(placed[at].found) for at in here - persons
        )
        found |= persons if is_told else here
    return frozenset(found)


def words_at(each: Placed) -> str:
    """The words of a place in small letters."""
    return each.text[each.found.start : each.found.end].lower()


def _is_surname(word: str, first: str, texts: Iterable[str]) -> bool:
    """Whether a word stands somewhere without that first name and no word in capitals behind it."""
    joined = "\n".join(texts)
    if re.search(rf"\b{re.escape(word.lower())}\b", joined):
        return False
    alone = re.compile(rf"(?:(\w+)\W)?\b{re.escape(word)}\b(?! [A-Z])")
    before = ((match[1] or "").lower() for match in alone.finditer(joined))
    return any(each != first for each in before)
