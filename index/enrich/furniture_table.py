"""the rows of furniture.tsv, compiled for look-up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from index.enrich.lines import BULLETS, fold, opening
from index.enrich.rules import Rules, RulesError

KINDS = (
    "headline",
    "date",
    "byline",
    "credit",
    "caption",
    "comments",
    "related",
    "share",
    "copyright",
    "site",
    "tags",
    "navigation",
)
"""What furniture can be."""
SECTION = "section"
"""A kind of row that is no furniture: the name of a section, which is no headline either."""
USES = ("line", "heading", "start", "lead", "byline", "caption", "credit")
"""How the words of a row are looked for; furniture.tsv explains each."""
START = 4
"""By so many first characters phrases are found that open a line."""
EDGES = 20
"""So many marks may stand around the words of a line."""
_NOTHING = frozenset(("", "0"))
NEVER = r"(?!)"
"""A pattern that matches nothing, for a list without words."""
PARTS, PHRASE = 16, 6
"""So many words has a line made of phrases at most, and so many has one of its phrases."""
_BETWEEN = re.compile(r"[\s|:：/·•,،、;()（）]+")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""A letter of a script that puts no space between words."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows by use; `starts` is keyed by the first `START` characters, or all of a short phrase.

    No line that a row claims whole is longer than `longest`; `firsts` are the first words of such
    rows. A row of `starts` is the phrase, its
    kind, and whether a mark or the line's end must follow.
    """

    longest: int
    lines: dict[str, str]
    headings: dict[str, str]
    starts: dict[str, tuple[tuple[str, str, bool], ...]]
    firsts: frozenset[str]
    captions: tuple[str, ...]
    byline: re.Pattern[str]
    alone: re.Pattern[str]
    closing: re.Pattern[str]
    photo: re.Pattern[str]

    def opened_by(self, words: str) -> str | None:
        """The kind of a line that opens with a phrase of the table, the longest phrase first."""
        begins = words[:START]
        if not begins.isalpha():
            begins = words[:80].lstrip(BULLETS)[:START]
        if not (self._opens(begins.casefold()) or _any_digit(begins)):
            return None
        opened = opening(words[:80])
        rows = (self.starts.get(opened[:size], ()) for size in range(START, 0, -1))
        for phrase, kind, marked in chain.from_iterable(rows):
            if not opened.startswith(phrase):
                continue
            rest = opened[len(phrase) :]
            if marked and rest.strip() and rest.lstrip()[0] not in ":：.|»>】–—-=":
                continue
            if rest[:1].isalnum() and phrase[-1].isalnum() and not UNSPACED.match(phrase[-1]):
                continue
            return kind
        return None

    def _opens(self, begins: str) -> bool:
        starts = self.starts
        return (
            begins[:2] in starts
            or begins[:3] in starts
            or begins[:START] in starts
            or begins[:1] in starts
        )

    def composed(self, words: str) -> str | None:
        """The kind of a line that is nothing but phrases for whole lines, such as a share bar.

        `Share this article: Facebook Twitter`, `Print | Email`, `Comments (3)`. Numbers count for
        nothing; the first phrase gives the kind.
        """
        first = words.partition(" ")[0]
        if not first.isalpha():
            first = _BETWEEN.split(words, maxsplit=1)[0]
        first = fold(first)
        if first not in self.firsts and first not in _NOTHING:
            return None
        cut = iter(_BETWEEN.split(words))
        first = next((part for part in map(fold, cut) if part not in _NOTHING), "")
        if first not in self.firsts:
            return None
        parts = [first, *(part for part in map(fold, cut) if part not in _NOTHING)]
        if len(parts) > PARTS:
            return None
        kinds: list[str] = []
        at = 0
        while at < len(parts):
            ends = range(min(len(parts), at + PHRASE), at, -1)
            end = next((e for e in ends if " ".join(parts[at:e]) in self.lines), at)
            if end == at:
                return None
            kinds.append(self.lines[" ".join(parts[at:end])])
            at = end
        return None if SECTION in kinds else kinds[0]


@cache
def table_of(rules: Rules) -> Table:
    """The compiled table of a set of rules."""
    exact: dict[str, dict[str, str]] = {"line": {}, "heading": {}}
    starts: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    words: dict[str, list[str]] = {"byline": [], "caption": [], "credit": []}
    for kind, how, text, *_ in rules.rows("furniture.tsv", 3):
        if kind not in {*KINDS, SECTION} or how not in USES or not text.strip():
            where = rules.where("furniture.tsv", (kind, how, text))
            known = f"kinds are {', '.join((*KINDS, SECTION))}; uses are {', '.join(USES)}"
            raise RulesError(f"{where}: no such kind or use as in `{kind}, {how}, {text}`; {known}")
        if how in exact:
            exact[how][fold(text)] = kind
        elif how in {"start", "lead"}:
            starts[opening(text)[:START]].append((opening(text), kind, how == "lead"))
        else:
            words[how].append(text)
    agency = rf"(?:{_any(words['credit'])})"
    several = rf"{agency}(?:\s*(?:[/,&+]|and|und|et|y|e|en)\s*[\w. ]{{2,20}}){{0,3}}"
    return Table(
        longest=max(map(len, (*exact["line"], *exact["heading"])), default=0) + EDGES,
        lines=exact["line"],
        headings=exact["heading"],
        starts={key: tuple(sorted(rows, key=_longest)) for key, rows in starts.items()},
        firsts=frozenset(line.split()[0] for line in exact["line"] if line),
        captions=tuple(word.casefold() for word in words["caption"]),
        byline=_byline(words["byline"]),
        alone=re.compile(rf"[\s\-–—|(\[（【]*{several}[\s)\]）】.|]*$"),
        closing=re.compile(rf"[(\[（【]\s*{several}\s*[)\]）】]$"),
        photo=re.compile(rf"(?<=\w)/{agency}(?:\s+(?:photo|images?))?[\s)\]]*$"),
    )


def _any_digit(words: str) -> bool:
    return not words.isalpha() and any(map(str.isdigit, words))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or NEVER


def _longest(row: tuple[str, str, bool]) -> int:
    return -len(row[0])


def _byline(words: Iterable[str]) -> re.Pattern[str]:
    name = r"[^\W\d_a-zß-öø-ÿа-яё][\w.'’\-]*"
    link = (
        r"(?:d[aeiou][lns]?|della|l[ae]|v[ao]n|der|ter|bin|[ae]l|a?nd|und|et?|y|en|og|och|in|for|&)"
    )
    names = rf"{name}(?:,?\s+(?:{link}\s+)*{name}|\s*[,/|&]\s*{name})+"
    return re.compile(rf"(?:(?i:{_any(words)}))\s+{names}\W*$")
