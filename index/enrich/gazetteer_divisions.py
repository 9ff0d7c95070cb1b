"""what the gazetteer takes from CLDR's drafts: states and provinces, by language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import parse  # of files of the Unicode Consortium's own

from index.enrich.country_forms import folded, without_accents, words_of
from index.enrich.gazetteer_cldr import NOT_COUNTRIES, Row, plain_language
from index.enrich.gazetteer_geonames import script_of

FOLDER = "cldr/3rdparty/cldr/common"
"""Where the package `cldr` holds the XML of CLDR. The JSON of the Unicode Consortium leaves out
names that were not voted on, which nearly all of these are."""

STATES_OF = frozenset((
    "AT", "AU", "BR", "CA", "CH", "CN", "DE", "ES", "GB", "IN", "MX", "NG", "RU", "UA", "US", "ZA",
))  # fmt: skip
"""Countries whose first-level divisions the news names without naming the country."""

ONLY = {"GB": frozenset({"gbeng", "gbsct", "gbwls", "gbnir"})}

ENGLISH = "en"

TYPES = 6
"""In so many countries' divisions a word must occur to be a word for a kind of division."""

SHORTEST_BY_SCRIPT = {"Hani": 3, "Hang": 3, "Kana": 3, "Ethi": 3}

LATIN_STATES_OF = frozenset(("AU", "CA", "US"))
"""Those whose divisions have mostly the same names in all languages in Latin script."""

SHORTEST = 5
"""Letters of a state that counts by itself: Goa, Acre and Pará are also everyday words."""

SHORTEST_PART = 4

SHORTEST_BARE = 3

_AFFIXES = re.compile("(?:自治区|自治區|州|省|邦|주|성)$|^(?:รัฐ|มณฑล|แคว้น|ລັດ|ပြည်နယ်)")
"""Words for state and province in scripts without spaces, as far as names do without them."""

_PARENTHESIS = re.compile(r"\s*[(（].*?[)）]|[²³]")

Names = Mapping[str, str]
"""Codes of ISO 3166-2 in small letters without the hyphen (`aouig`), and names."""


def version(sources: Path) -> str:
    """The version of CLDR whose XML is in the folder."""
    text = (sources / FOLDER / "dtd/ldml.dtd").read_text("utf-8")
    return text.partition('cldrVersion CDATA #FIXED "')[2].partition('"')[0]


def divisions(
    sources: Path, namesakes: Collection[str], everyday: Collection[str]
) -> Iterator[Row]:
    """States (of `STATES_OF`, in every language) and parts (of all countries, in Latin script).

    A name that two countries have carries both codes, one that more have is left out, and so is a
    part that is no more than a direction or one of the `everyday` words. A part may be one of the
    `namesakes`, American towns.
    """
    english = _names(sources / FOLDER / "subdivisions/en.xml")
    codes, plain = _codes(english), {*map(folded, _types(english)), *everyday}
    for key, name in english.items():
        kind = _kind(key, name)
        telling = len(name) >= SHORTEST_PART and not plain.issuperset(words_of(folded(name)))
        if name in codes and (kind != "part" or telling):
            shared = kind == "part" or codes[name] in LATIN_STATES_OF
            code = codes[name]
            if kind == "part" and without_accents(name) in namesakes and "US" not in code:
                code = f"{code}/US"
            yield Row(code, kind, name, "Latn" if shared else ENGLISH)
    for path in sorted((sources / FOLDER / "subdivisions").glob("*.xml")):
        language = plain_language(path.stem.replace("_", "-"))
        if language != ENGLISH:
            yield from _translated(_names(path), english, language)


def _translated(names: Names, english: Names, language: str) -> Iterator[Row]:
    types = _types(names)
    for key, name in names.items():
        code = key[:2].upper()
        if code in STATES_OF and key in english:
            short = _without_types(name, english[key], types) or name
            kind = _kind(key, short)
            known = kind == "part" or (short == english[key] and code in LATIN_STATES_OF)
            if not known:
                yield Row(code, kind, short, language)


def _kind(key: str, name: str) -> str:
    if key in ONLY["GB"]:
        return "name"
    code, written = key[:2].upper(), script_of(name) or "Latn"
    if written == "Latn" and code in LATIN_STATES_OF:
        return "state"
    is_long = len(name) >= SHORTEST_BY_SCRIPT.get(written, SHORTEST)
    return "state" if code in STATES_OF and is_long else "part"


def _codes(english: Names) -> dict[str, str]:
    """The countries that have a division of a name, accents apart: one, or two with an oblique."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, name in english.items():
        found[without_accents(name)].add(key[:2].upper())
    codes = {name: found[without_accents(name)] for name in english.values()}
    return {name: "/".join(sorted(those)) for name, those in codes.items() if len(those) <= 2}


def _names(path: Path) -> dict[str, str]:
    found = {}
    for element in parse(path).iter("subdivision"):  # noqa: S314 (see the import)
        key, name = element.get("type", ""), _PARENTHESIS.sub("", element.text or "").strip()
        code = key[:2].upper()
        if name and code not in NOT_COUNTRIES and key in ONLY.get(code, (key,)):
            found[key] = " ".join(name.replace("’", "'").split())
    return found


def _types(names: Names) -> frozenset[str]:
    """The words for province, region and their like: those that many countries' divisions have."""
    countries: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, name in names.items():
        for word in set(words_of(name)):
            countries[word][key[:2]] += 1
    return frozenset(word for word, found in countries.items() if len(found) >= TYPES)


def _without_types(name: str, english: str, types: frozenset[str]) -> str:
    """A name without "province of", as far as it has more words than the English one."""
    bare = _AFFIXES.sub("", name)
    if len(bare) >= SHORTEST_BARE and "State" not in english:  # the Free State is no "Free"
        name = bare
    words = name.split(" ")
    longer = len(words) - len(english.split(" "))
    while longer > 0 and words[0] in types:
        words, longer = words[1:], longer - 1
    while longer > 0 and words[-1] in types:
        words, longer = words[:-1], longer - 1
    return " ".join(words)
