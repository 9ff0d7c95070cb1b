"""the tables of places as rows by language, and what a row means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from index.enrich.country_forms import folded, words_of
from index.enrich.country_languages import CAPITALIZED_ADJECTIVES
from index.enrich.rules import Rules, RulesError

WRITTEN = frozenset(("country-forms.tsv", "country-adjectives.tsv"))
"""The tables that are written by hand, and begin with the language; the others are generated."""

KINDS = frozenset((
    "name", "abbr", "adj", "demonym", "capital", "city", "town", "small", "state", "postal",
    "metonym", "institution", "historical", "skip", "part", "region", "event",
))  # fmt: skip

_CODES = re.compile("-|[A-Z]{2}(/[A-Z]{2})*")


class Meaning(NamedTuple):
    """What a form stands for: countries (several when only the article can tell), and its kind.

    `codes` is empty for a phrase that means no country although it contains one ("Gulf of
    Guinea"). `case` is `any`, `capital` (a name: it has a capital), `exact` (an abbreviation: all
    its letters are), `initials` (one with an ending: "USAs"), `qualifier` (a capital, and only
    after a comma, as in "Paris, Tex.") or `exact qualifier`. `also` is `person` or `word` when it
    means that as well, `part` or `small` when it is a province or a town that few have heard of.
    """

    codes: tuple[str, ...]
    rule: str
    case: str
    also: str = ""


Row = tuple[str, str, tuple[str, ...]]
"""A code (or several, or "-"), a kind, and names."""


def rows_of(table: str, group: str, rules: Rules) -> Iterator[Row]:
    """A table's rows for a language or script, later ones first: the first meaning of a form holds.

    `RulesError` when a row of the table has no code of a country or no known kind.
    """
    for line in _by_group(table, rules).get(group, "").splitlines():
        code, kind, names = line.split("\t")
        # A table has few codes and kinds and very many rows: one string of each will do.
        yield intern(code), intern(kind), tuple(names.split("|"))


@lru_cache(maxsize=16)
def _by_group(table: str, rules: Rules) -> dict[str, str]:
    """The rows as lines of text, which take a tenth of the memory that rows cut up do."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in reversed(rules.rows(table, 4)):
        if table in WRITTEN:
            languages, code, kind, names = row[:4]
        else:
            code, kind, names, languages = row[:4]
        if not _CODES.fullmatch(code) or kind not in KINDS:
            where = rules.where(table, row)
            raise RulesError(f"{where}: no such code or kind as in `{code}, {kind}, {names}`")
        line = f"{code}\t{kind}\t{names}"
        for language in languages.split(" "):
            found[language].append(line)
    return {group: "\n".join(lines) for group, lines in found.items()}


def meaning_of(code: str, kind: str, language: str, name: str) -> Meaning:
    """What a row of a table means in a language."""
    codes = () if code == "-" else tuple(code.split("/"))
    if not codes:
        return Meaning(codes, "name", "any")
    if kind in ("adj", "demonym"):
        case = "capital" if language in CAPITALIZED_ADJECTIVES else "any"
        return Meaning(codes, "adjective" if kind == "adj" else kind, case)
    if kind == "postal" and name.isupper():
        return Meaning(codes, "state", "exact qualifier")
    return Meaning(codes, *_KINDS.get(kind, (kind, "capital")))


_KINDS = {
    "abbr": ("abbreviation", "exact"),
    "postal": ("state", "qualifier"),
    "town": ("city", "capital", "word"),
    "part": ("state", "capital", "part"),
    "small": ("city", "capital", "small"),
}
"""The kinds of the tables that are a rule of another name, with its case and what it also means."""


@lru_cache(maxsize=4)
def doubtful_forms(rules: Rules) -> dict[tuple[tuple[str, ...], str], str]:
    """What else a form of a rule may be; `RulesError` when a row says neither person nor word."""
    found: dict[tuple[tuple[str, ...], str], str] = {}
    table = "country-doubtful.tsv"
    for also, kinds, words in (row[:3] for row in rules.rows(table, 3)):
        if also not in ("person", "word"):
            where = rules.where(table, (also, kinds, words))
            raise RulesError(f"{where}: `{also}` is neither person nor word")
        for kind in kinds.split(" "):
            for word in words.split("|"):
                found[tuple(words_of(folded(word))), kind] = also
    return found
