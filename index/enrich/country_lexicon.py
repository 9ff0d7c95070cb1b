"""what each language calls the countries and their places: tables turned into dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from babel.core import get_global

from index.enrich.country_forms import Endings, folded, words_of
from index.enrich.rules import Rules

CAPITALIZED_ADJECTIVES = frozenset((
    "af", "cy", "en", "ga", "gd", "fy", "id", "ms", "nl", "so", "sw", "tl", "fil", "tr", "yo",
))  # fmt: skip
"""Languages that write "Malian" with a capital as English does; elsewhere small letters do."""

WITH_ENGLISH = frozenset((
    "unknown", "af", "am", "bem", "bn", "ceb", "cy", "fil", "ga", "ha", "hi", "id", "ig",
    "jv", "lg", "ln", "mg", "mi", "ms", "ny", "om", "pcm", "rn", "rw", "sm", "sn", "so", "st",
    "sw", "ti", "tl", "tn", "ts", "ve", "wo", "xh", "yo", "zu",
))  # fmt: skip
"""Languages whose news often names places as English does: the English names hold there too."""

UNSPACED = frozenset((
    "zh", "yue", "ja", "th", "my", "km", "lo", "bo",
))  # fmt: skip
"""Languages that do not put spaces between words."""

SHORTEST = 4
"""Letters that an adjective in small letters must have: the Spanish for Lao also makes "la"."""

SCRIPTS = {
    "Arab": "ar arz ckb fa ku ps sd ug ur", "Hebr": "he yi", "Grek": "el", "Hang": "ko",
    "Cyrl": "ba be bg cv kk ky mk mn ru sr tg tt uk", "Hani": "zh yue", "Kana": "ja",
    "Thai": "th", "Deva": "hi mr ne", "Beng": "as bn", "Taml": "ta", "Telu": "te", "Geor": "ka",
    "Armn": "hy", "Ethi": "am ti", "Gujr": "gu", "Mlym": "ml", "Knda": "kn", "Guru": "pa",
    "Sinh": "si", "Mymr": "my", "Khmr": "km", "Laoo": "lo",
}  # fmt: skip
SCRIPT_OF = {language: script for script, found in SCRIPTS.items() for language in found.split()}


class Meaning(NamedTuple):
    """What a form stands for: countries (several when only the article can tell), and its kind.

    `codes` is empty for a phrase that means no country although it contains one ("Gulf of
    Guinea"). `case` is `any`, `capital` (a name: its first letter is a capital), `exact` (an
    abbreviation: all its letters are) or `qualifier` (a capital, and only after a comma, as in
    "Paris, Tex."). `doubtful` words are also people or everyday words.
    """

    codes: tuple[str, ...]
    rule: str
    case: str
    doubtful: bool = False


class Form(NamedTuple):
    """A meaning and the words that must follow the first one."""

    rest: tuple[str, ...]
    meaning: Meaning


class Lexicon(NamedTuple):
    """A language's forms: by their first word, longest first, or by their first two characters."""

    language: str
    forms: dict[str, tuple[Form, ...]]
    unspaced: dict[str, tuple[tuple[str, Meaning], ...]]


TABLES = (
    "country-forms.tsv",
    "country-names.tsv",
    "country-adjectives.tsv",
    "country-languages.tsv",
    "places-geonames.tsv",
    "places-cldr.tsv",
)
"""Where a form stands in several tables, the first one that has it holds."""


@lru_cache(maxsize=40)
def lexicon(language: str, rules: Rules) -> Lexicon:
    """The forms of a language, given by its BCP 47 code or `unknown`; the tables are read once."""
    meanings: dict[tuple[str, ...], Meaning] = {}
    doubtful = _doubtful(rules)
    for form, meaning in _forms(language, rules):
        words = tuple(words_of(folded(form)))
        too_short = meaning.rule == "adjective" and meaning.case == "any" and len(form) < SHORTEST
        if not words or words in meanings or (too_short and language not in UNSPACED):
            continue
        in_doubt = meaning.rule in doubtful.get(words, ())
        meanings[words] = meaning._replace(doubtful=True) if in_doubt else meaning
    by_first: defaultdict[str, list[Form]] = defaultdict(list)
    unspaced: defaultdict[str, list[tuple[str, Meaning]]] = defaultdict(list)
    for words, meaning in meanings.items():
        by_first[words[0]].append(Form(words[1:], meaning))
        if language in UNSPACED and len(words[0]) > 1:
            joined = "".join(words)
            unspaced[joined[:2]].append((joined, meaning))
    return Lexicon(
        language,
        {w: tuple(sorted(f, key=lambda form: -len(form.rest))) for w, f in by_first.items()},
        {w: tuple(sorted(f, key=lambda form: -len(form[0]))) for w, f in unspaced.items()},
    )


def _forms(language: str, rules: Rules) -> Iterator[tuple[str, Meaning]]:
    """Every form of a language, the one that holds first."""
    yield from _language_forms(language, rules)
    if language in WITH_ENGLISH:
        yield from _language_forms("en", rules)


def _language_forms(language: str, rules: Rules) -> Iterator[tuple[str, Meaning]]:
    groups = {language, SCRIPT_OF.get(language, "Latn"), "*"}
    endings = Endings.of(language, rules)
    for table in TABLES:
        for code, kind, names in _rows(table, rules, groups):
            meaning = _meaning(code, kind, language)
            for name in names:
                for form in endings.forms(name, kind, table == "country-languages.tsv"):
                    yield form, meaning
                if kind == "name":
                    adjective = _meaning(code, "adj", language)
                    yield from ((form, adjective) for form in endings.derived(name))


def _rows(table: str, rules: Rules, groups: set[str]) -> Iterator[tuple[str, str, list[str]]]:
    for group in sorted(groups, key=lambda group: (group == "*", group[:1].isupper())):
        yield from _by_group(table, rules).get(group, ())


@lru_cache(maxsize=16)
def _by_group(table: str, rules: Rules) -> dict[str, list[tuple[str, str, list[str]]]]:
    """A table's rows by language or script: code, kind, names."""
    found: defaultdict[str, list[tuple[str, str, list[str]]]] = defaultdict(list)
    for row in rules.rows(table):
        if table.startswith(("country-forms", "country-adjectives")):
            language, code, kind, names = row
            found[language].append((code, kind, names.split("|")))
        else:
            code, kind, name, languages = row
            for language in languages.split(" "):
                found[language].append((code, kind, [name]))
    return dict(found)


def _meaning(code: str, kind: str, language: str) -> Meaning:
    codes = () if code == "-" else tuple(code.split("/"))
    if kind == "abbr":
        return Meaning(codes, "abbreviation", "exact")
    if kind == "postal":
        return Meaning(codes, "state", "qualifier")
    if kind == "town":
        return Meaning(codes, "city", "capital", doubtful=True)
    if kind == "adj":
        return Meaning(codes, "adjective", "capital" if _capitalizes(language) else "any")
    return Meaning(codes, "name" if kind == "skip" else kind, "any" if not codes else "capital")


def _capitalizes(language: str) -> bool:
    return language in CAPITALIZED_ADJECTIVES


@lru_cache(maxsize=4)
def _doubtful(rules: Rules) -> dict[tuple[str, ...], frozenset[str]]:
    """Forms that are also something else, with the kinds of meaning that are then in doubt."""
    return {
        tuple(words_of(folded(word))): frozenset(kinds.split(" "))
        for kinds, words in rules.rows("country-doubtful.tsv")
        for word in words.split("|")
    }


@lru_cache(maxsize=4)
def _codes_by_name(rules: Rules) -> dict[str, str]:
    votes: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, _kind, name, languages in rules.rows("country-names.tsv"):
        spoken = languages.split(" ")
        votes[_key(name)][code] += len(spoken) + (10_000 if "en" in spoken else 0)
    for _language, code, kind, names in rules.rows("country-forms.tsv"):
        if kind in ("name", "abbr", "historical") and code.isalpha():
            for name in names.split("|"):
                votes[_key(name)][code] += 100
    return {name: max(found, key=lambda code: found[code]) for name, found in votes.items()}


@lru_cache(maxsize=4)
def _codes(rules: Rules) -> dict[str, str]:
    """The codes of ISO 3166-1 with two and three letters, and the historical ones of our tables."""
    aliases = get_global("territory_aliases")
    codes = {
        alias: found[0]
        for alias, found in aliases.items()
        if len(found) == 1 and alias.isalpha() and len(found[0]) == 2
    }
    for table in ("country-names.tsv", "country-forms.tsv"):
        codes |= {code: code for row in rules.rows(table) for code in row[:2] if _is_code(code)}
    return codes


def _is_code(code: str) -> bool:
    return len(code) == 2 and code.isupper()


def _key(name: str) -> str:
    return " ".join(words_of(folded(name)))


def code_of_name(name: str, rules: Rules) -> str | None:
    """The code that a name or a code of ISO 3166 means, `None` when nothing is called so."""
    return _codes(rules).get(name.strip().upper()) or _codes_by_name(rules).get(_key(name))
