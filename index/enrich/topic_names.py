"""the names of topics: the 17 top-level IPTC Media Topics, a second level, and other words."""

from __future__ import annotations

import re
from functools import lru_cache

from index.enrich.rules import DEFAULT, Rules, RulesError
from index.enrich.topic_fold import fold

NAMES: tuple[str, ...] = (
    "arts, culture, entertainment and media",
    "crime, law and justice",
    "disaster, accident and emergency incident",
    "economy, business and finance",
    "education",
    "environment",
    "health",
    "human interest",
    "labour",
    "lifestyle and leisure",
    "politics and government",
    "religion",
    "science and technology",
    "society",
    "sport",
    "conflict, war and peace",
    "weather",
)
"""The top level in the order of its codes: `NAMES[n - 1]` is `medtop:nn000000`."""

LEVEL = " > "
"""What stands between a top-level name and a second-level one."""

_CODE = re.compile(r"(?:medtop:|.*/mediatopic/)?0?(\d{7,8})/?\Z")


@lru_cache(maxsize=4096)
def name_of(text: str, rules: Rules = DEFAULT) -> str | None:
    """The English IPTC name for a code, a name or another word for a topic; None when unknown.

    Takes `medtop:16000000`, `16000000`, a mediatopic address, an English name of any level that
    the tables hold, `top > second`, and the labels and aliases of `data/topic-names.tsv` in any
    of its languages, whatever their case and accents.
    """
    first, below, second = text.partition(LEVEL.strip())
    known = _known(rules).get(_key(first))
    if not below or known is None:
        return known
    name = known + LEVEL + second.strip()
    return name if name in _levels(rules) else None


TRANSLATED = ("de", "es", "fr", "nl", "ar", "ja")
"""The languages of `data/topic-labels.tsv`, in the order of its columns."""


def called(name: str, language: str) -> str:
    """What people call a topic of either level in a language; in English where it has no word."""
    if language not in TRANSLATED:
        return name
    words = _labels(language)
    return LEVEL.join(words.get(part, part) for part in name.split(LEVEL))


@lru_cache(maxsize=len(TRANSLATED))
def _labels(language: str) -> dict[str, str]:
    column = TRANSLATED.index(language) + 1
    return {row[0]: row[column] for row in DEFAULT.rows("topic-labels.tsv")}


@lru_cache(maxsize=4096)
def top(name: str) -> str:
    """The top-level name that a name of either level begins with."""
    return name.partition(LEVEL)[0]


def _key(text: str) -> str:
    text = text.strip()
    code = _CODE.match(text)
    if code:
        return code[1].zfill(8)
    return " ".join(re.findall(r"[\w&>]+", fold(text)))


@lru_cache(maxsize=8)
def _levels(rules: Rules) -> frozenset[str]:
    return frozenset(row[0] + LEVEL + row[1] for row in rules.rows("topic-levels.tsv", 3))


@lru_cache(maxsize=8)
def _known(rules: Rules) -> dict[str, str]:
    known = {_key(name): name for name in NAMES}
    known |= {f"{number:02}000000": name for number, name in enumerate(NAMES, 1)}
    for row in rules.rows("topic-names.tsv", 3):
        for word in row[2].split(" | "):
            known.setdefault(_key(word), _top(row, "topic-names.tsv", rules))
    for row in rules.rows("topic-levels.tsv", 3):
        name, second, code = _top(row, "topic-levels.tsv", rules), *row[1:3]
        for word in filter(None, (second, code)):
            known.setdefault(_key(word), name + LEVEL + second)
    for name, *labels in rules.rows("topic-labels.tsv"):
        for word in labels if _key(name) in known else ():
            known.setdefault(_key(word), known[_key(name)])
    return known


def _top(row: tuple[str, ...], table: str, rules: Rules) -> str:
    """The name of the top level that a row begins with; `RulesError` when it is none."""
    if row[0] not in NAMES:
        where = rules.where(table, row)
        raise RulesError(
            f"{where}: no topic of the top level: {row[0]}; there are {'; '.join(NAMES)}"
        )
    return row[0]
