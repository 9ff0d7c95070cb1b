"""countries' names that are a person's first name in a story: "Kenya Moore ... Moore said"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from index.enrich.country_beside import Placed
from index.enrich.country_context import Context

_WORD = re.compile("[\\w\u0300-\u036f]+")
_CAPITAL = re.compile(" [A-Z]")


def first_names(placed: Sequence[Placed], context: Context) -> frozenset[int]:
    """The numbers of the places that are a person's first name.

    They are names that the table has as first names, with a capitalized word behind them that comes
    back alone and never in small letters. Where nothing else speaks for the country, its bare name
    is the person's too ("Kenya smiled").
    """
    pairs = {
        (name, after)
        for each in placed
        if (name := words_at(each)) in context.first
        and (after := each.found.after).istitle()
        and after.lower() not in context.companies | context.civic
    }
    if not pairs:
        return frozenset()
    surnames: dict[str, set[str]] = defaultdict(set)
    for name, surname in _surnames(pairs, {each.place: each.text for each in placed}.values()):
        surnames[name].add(surname)
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


def _surnames(pairs: Set[tuple[str, str]], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those pairs of a first name and a word in which the word stands somewhere without that name
    and no word in capitals behind it. The texts are read once, however many pairs there are."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    words = {word for _, word in pairs}
    small = {word.lower() for word in words}
    joined, last, end = "\n".join(texts) if pairs else "", "", 0
    for match in _WORD.finditer(joined):
        word = match[0]
        if word in words and not _CAPITAL.match(joined, match.end()):
            before[word].add(last if match.start() == end + 1 else "")
        if word in small:
            before[word].add(word)
        last, end = word.lower(), match.end()
    return (
        (name, word) for name, word in pairs if word.lower() not in before and before[word] - {name}
    )
