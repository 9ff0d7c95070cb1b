"""the tables of places as rows by language, and what a row means."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from index.enrich.country_forms import folded, words_of
from index.enrich.country_languages import CAPITALIZED_ADJECTIVES
from index.enrich.rules import Rules


class Meaning(NamedTuple):
    """What a form stands for: countries (several when only the article can tell), and its kind.

    `codes` is empty for a phrase that means no country although it contains one ("Gulf of
    Guinea"). `case` is `any`, `capital` (a name: its first letter is a capital), `exact` (an
    abbreviation: all its letters are), `qualifier` (a capital, and only after a comma, as in
    "Paris, Tex.") or `exact qualifier`. `also` is `person` or `word` when it means that as well.
    """

    codes: tuple[str, ...]
    rule: str
    case: str
    also: str = ""


@lru_cache(maxsize=16)
def by_group(table: str, rules: Rules) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """A table's rows by language or script: code, kind, names."""
    found: defaultdict[str, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
    for row in rules.rows(table, 4):
        if table in ("country-forms.tsv", "country-adjectives.tsv"):
            language, code, kind, names = row
            found[language].append((code, kind, tuple(names.split("|"))))
        else:
            code, kind, name, languages = row
            entry = (code, kind, (name,))
            for language in languages.split(" "):
                found[language].append(entry)
    return dict(found)


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
}
"""The kinds of the tables that are a rule of another name, with its case and what it also means."""


@lru_cache(maxsize=4)
def doubtful_forms(rules: Rules) -> dict[tuple[tuple[str, ...], str], str]:
    """What else a form of a rule may be."""
    return {
        (tuple(words_of(folded(word))), kind): also
        for also, kinds, words in rules.rows("country-doubtful.tsv")
        for kind in kinds.split(" ")
        for word in words.split("|")
    }
