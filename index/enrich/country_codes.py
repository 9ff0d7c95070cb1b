"""the ISO 3166 code that a country's name in any language, or a code, stands for."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from sys import intern

from babel.core import get_global

from index.enrich.country_forms import folded, words_of
from index.enrich.rules import Rules

NAMES = frozenset(("name", "abbr", "historical"))
"""The kinds of forms that name a country as a whole."""

ENGLISH, OWN_TABLE = 10_000, 100
"""How many languages an English name, and a name of our own table, count for in a tie."""


SLIP = 2
"""Letters that a name with a slip of the pen may be longer or shorter."""


def code_of_name(name: str, rules: Rules) -> str | None:
    """The code that a name or a code of ISO 3166 means, `None` when nothing is called so.

    A name that means several countries ("Congo") has no code.
    """
    codes = codes_of_name(name, rules)
    return codes[0] if len(codes) == 1 else None


def codes_of_name(name: str, rules: Rules) -> tuple[str, ...]:
    """All countries that a name may mean ("Congo" is two of them), or the one of a code."""
    code = _codes(rules).get(name.strip().upper())
    if code:
        return (code,)
    key = _key(name)
    if several := _shared(rules).get(key):
        return several
    code = _codes_by_name(rules).get(key)
    return (code,) if code else ()


@lru_cache(maxsize=4)
def _shared(rules: Rules) -> dict[str, tuple[str, ...]]:
    """The names that several countries share: all have longer names with that one in them.

    So "Korea" is two countries and "Georgia" is one, which shares its name with a mere state.
    """
    own = _names_by_code(rules)
    found: dict[str, tuple[str, ...]] = {}
    for code, _kind, name, _languages in (r[:4] for r in rules.rows("country-names.tsv", 4)):
        if "/" in code:
            found[_key(name)] = tuple(code.split("/"))
    for _language, code, kind, names in (r[:4] for r in rules.rows("country-forms.tsv", 4)):
        if "/" in code and kind in NAMES:
            found |= dict.fromkeys(map(_key, names.split("|")), tuple(code.split("/")))
    return {
        name: codes
        for name, codes in found.items()
        if all(any(name in longer for longer in own[code]) for code in codes)
    }


def _names_by_code(rules: Rules) -> dict[str, list[str]]:
    own: defaultdict[str, list[str]] = defaultdict(list)
    for code, _kind, name, _languages in (r[:4] for r in rules.rows("country-names.tsv", 4)):
        own[code].append(_key(name))
    for _language, code, kind, names in (r[:4] for r in rules.rows("country-forms.tsv", 4)):
        if kind in NAMES:
            own[code] += map(_key, names.split("|"))
    return own


@lru_cache(maxsize=4)
def _codes_by_name(rules: Rules) -> dict[str, str]:
    """Where languages differ the English name wins, then the code that most of them mean."""
    votes: defaultdict[tuple[str, str], int] = defaultdict(int)
    for code, _kind, name, languages in (r[:4] for r in rules.rows("country-names.tsv", 4)):
        if not _is_code(code):
            continue
        spoken = languages.split(" ")
        votes[_key(name), intern(code)] += len(spoken) + (ENGLISH if "en" in spoken else 0)
    for _language, code, kind, names in (r[:4] for r in rules.rows("country-forms.tsv", 4)):
        if kind in NAMES and _is_code(code):
            for name in names.split("|"):
                votes[_key(name), intern(code)] += OWN_TABLE
    codes: dict[str, str] = {}
    for name, code in votes:
        if votes[name, code] > votes.get((name, codes.get(name, "")), 0):
            codes[name] = code
    return codes


@lru_cache(maxsize=4)
def spellings(rules: Rules) -> dict[str, tuple[str, ...]]:
    """What every language of the tables calls the countries, by the first letter, folded."""
    names = [row[2] for row in rules.rows("country-names.tsv", 4) if _is_code(row[0])]
    for _language, code, kind, called in (r[:4] for r in rules.rows("country-forms.tsv", 4)):
        if kind in NAMES and _is_code(code):
            names += called.split("|")
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name in names:
        found[_key(name)[:1]][name] = None
    return {letter: tuple(each) for letter, each in found.items()}


def alike(name: str, rules: Rules) -> tuple[str, ...]:
    """The names of countries in any language that begin as this one does and are about as long."""
    names = spellings(rules).get(_key(name)[:1], ())
    return tuple(other for other in names if abs(len(other) - len(name)) <= SLIP)


@lru_cache(maxsize=4)
def _codes(rules: Rules) -> dict[str, str]:
    """The codes of ISO 3166-1 with two and three letters, and the historical ones of our tables."""
    codes = {
        alias: found[0]
        for alias, found in get_global("territory_aliases").items()
        if len(found) == 1 and alias.isalpha() and len(found[0]) == 2
    }
    for row in rules.rows("country-names.tsv", 4):
        if _is_code(row[0]):
            codes[row[0]] = row[0]
    for row in rules.rows("country-forms.tsv", 4):
        if _is_code(row[1]):
            codes[row[1]] = row[1]
    return codes


def _is_code(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code.isupper()


def _key(name: str) -> str:
    return " ".join(words_of(folded(name)))
