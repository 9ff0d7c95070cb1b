"""the ISO 3166 code that a country's name in any language, or a code, stands for."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import NamedTuple

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


@lru_cache(maxsize=4096)
def codes_of_name(name: str, rules: Rules) -> tuple[str, ...]:
    """All countries that a name may mean ("Congo" is two of them), or the one of a code.

    Where languages differ the English name wins, then the code that most of them mean.
    """
    code = _codes(rules).get(name.strip().upper())
    if code:
        return (code,)
    votes: Counter[str] = Counter()
    shared = ""
    for meant, weight in _named(rules).so_called(_key(name)):
        if "/" in meant:
            shared = meant
        else:
            votes[meant] += weight
    if shared and _share(_key(name), tuple(shared.split("/")), rules):
        return tuple(shared.split("/"))
    return (max(votes, key=votes.__getitem__),) if votes else ()


def _share(key: str, codes: tuple[str, ...], rules: Rules) -> bool:
    """Whether countries share a name: all have longer names with that one in them.

    So "Korea" is two countries and "Georgia" is one, which shares its name with a mere state.
    """
    own = {code for code, longer in _named(rules).every() if code in codes and key in longer}
    return own.issuperset(codes)


class _Named(NamedTuple):
    """All names of countries, a line each: dictionaries of them took ten times the memory.

    `keys` are the names folded and `called` as they are written, in UTF-8, a line each; `codes` and
    `weights` say what each means and how many languages call it so. `hashes` of the keys are
    sorted, and `lines` are the lines that they are of. Of two strings one in 10^19 has the hash of
    the other, so that keys need not be compared.
    """

    keys: bytes
    called: bytes
    codes: tuple[str, ...]
    weights: array[int]
    hashes: array[int]
    lines: array[int]

    def so_called(self, key: str) -> Iterator[tuple[str, int]]:
        """The codes of the lines that have this key, with their weights, in their order."""
        sought = hash(key)
        at = bisect_left(self.hashes, sought)
        while at < len(self.hashes) and self.hashes[at] == sought and key:
            line = self.lines[at]
            yield self.codes[line], self.weights[line]
            at += 1

    def every(self) -> Iterator[tuple[str, str]]:
        """Every name, folded, after its code."""
        return zip(self.codes, self.keys.decode().split("\n"), strict=True)


@lru_cache(maxsize=4)
def _named(rules: Rules) -> _Named:
    codes: list[str] = []
    weights = array("H")
    called: list[str] = []
    for code, name, weight in _rows(rules):
        codes.append(intern(code))
        weights.append(weight)
        called.append(name)
    written = "\n".join(called)
    del called
    keys = [" ".join(words_of(line)) for line in folded(written).split("\n")]
    hashes = list(map(hash, keys))
    lines = sorted(range(len(keys)), key=hashes.__getitem__)
    return _Named(
        "\n".join(keys).encode(),
        written.encode(),
        tuple(codes),
        weights,
        array("q", (hashes[line] for line in lines)),
        array("I", lines),
    )


def _rows(rules: Rules) -> Iterator[tuple[str, str, int]]:
    """Every name of a country, or of several, after its code, before its weight."""
    for code, _kind, name, languages in (r[:4] for r in rules.each("country-names.tsv", 4)):
        if all(map(_is_code, code.split("/"))):
            spoken = languages.split(" ")
            yield code, name, len(spoken) + ENGLISH * ("en" in spoken)
    for _language, code, kind, names in (r[:4] for r in rules.rows("country-forms.tsv", 4)):
        if kind in NAMES and all(map(_is_code, code.split("/"))):
            for name in names.split("|"):
                yield code, name, OWN_TABLE


def alike(name: str, rules: Rules) -> tuple[str, ...]:
    """The names of countries in any language that begin as this one does and are about as long."""
    named, first = _named(rules), _key(name)[:1]
    written = named.called.decode().split("\n")
    found = (
        other
        for (code, key), other in zip(named.every(), written, strict=True)
        if key[:1] == first and "/" not in code and abs(len(other) - len(name)) <= SLIP
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4)
def _codes(rules: Rules) -> dict[str, str]:
    """The codes of ISO 3166-1 with two and three letters, and the historical ones of our tables."""
    codes = {
        alias: found[0]
        for alias, found in get_global("territory_aliases").items()
        if len(found) == 1 and alias.isalpha() and len(found[0]) == 2
    }
    ours = {row[1] for row in rules.rows("country-forms.tsv", 4)} | set(_named(rules).codes)
    return codes | {code: code for code in sorted(ours) if _is_code(code)}


def _is_code(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code.isupper()


def _key(name: str) -> str:
    return " ".join(words_of(folded(name)))
