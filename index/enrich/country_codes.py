"""the ISO 3166 code that a country's name in any language, or a code, stands for."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from babel.core import get_global

from index.enrich.country_forms import folded, words_of
from index.enrich.rules import Rules

NAMES = frozenset(("name", "abbr", "historical"))
"""The kinds of forms that name a country as a whole."""

ENGLISH, OWN_TABLE = 10_000, 100
"""How many languages an English name, and a name of our own table, count for in a tie."""


def code_of_name(name: str, rules: Rules) -> str | None:
    """The code that a name or a code of ISO 3166 means, `None` when nothing is called so.

    A name that means several countries ("Congo") has no code.
    """
    return _codes(rules).get(name.strip().upper()) or _codes_by_name(rules).get(_key(name))


@lru_cache(maxsize=4)
def _codes_by_name(rules: Rules) -> dict[str, str]:
    """Where languages differ the English name wins, then the code that most of them mean."""
    votes: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, _kind, name, languages in rules.rows("country-names.tsv", 4):
        if not _is_code(code):
            continue
        spoken = languages.split(" ")
        votes[_key(name)][code] += len(spoken) + (ENGLISH if "en" in spoken else 0)
    for _language, code, kind, names in rules.rows("country-forms.tsv", 4):
        if kind in NAMES and _is_code(code):
            for name in names.split("|"):
                votes[_key(name)][code] += OWN_TABLE
    return {name: max(found, key=lambda code: found[code]) for name, found in votes.items()}


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
