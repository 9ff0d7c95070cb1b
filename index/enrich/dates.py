"""dates in running text, in figures and in the words of many languages, with their offsets.

What a source states as the date is read by `index.sources.dates`, which knows the formats of
machines, and asks here for dates in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from index.enrich.rules import DEFAULT, Rules, RulesError

EARLIEST = 1500
"""No newspaper is older, and smaller numbers are seldom years."""
AT_HAND = 2060
"""A year up to this one needs no look at the calendar."""
BUDDHIST = 543
"""So many years the Thai calendar is ahead."""
BUDDHIST_FROM, BUDDHIST_TO = 2400, 2650
"""Years of the Thai calendar lie between."""

_YEAR = re.compile(r"(?<![\d.,:/])(?<![$€£¥₹#])(\d{4})(?![\d%‰]|[.,:]\d|-(?!19|20)\d{3,4})")
_FIGURES = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})(?:(?P<s>[-/])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?"
    r"|\.\s?(?P<m3>\d{1,2})\.\s?(?P<d3>\d{1,2}))"
    r"|(?P<d2>\d{1,2})(?P<s2>[-/.])\s?(?P<m2>\d{1,2})(?P=s2)\s?(?P<y2>\d{4}))(?!\d|[-/]\d)"
)
_YEAR_OR_FIGURES = re.compile(rf"{_FIGURES.pattern}|(?P<year>{_YEAR.pattern})")
_FOUR = re.compile(r"\d\d\d\d")
"""Written out, since `re` skips to where a class fits, but not to where a repeated one does."""
_RUN = re.compile(r"\d(?:[\d/-]|\.\s?(?=\d))*")
"""What can hold a year or a date in figures: digits and the marks between them."""
_UNITS = re.compile(
    r"(?P<y>\d{4})\s*[年년]\s*(?:(?P<m>\d{1,2})\s*[月월]\s*(?:(?P<d>\d{1,2})\s*[日号일])?)?"
)
_WORD = r"[^\W\d_](?:[^\W\d_]|(?!\w)[\u0900-\u0d7f\u0e00-\u0e7f'’‌])*"
_DAY = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|[ºª°.]|-?[а-яії]{1,2})?"
_LINK = r"(?:\s+(?:de|del|di|of|d[’']|ng|ta|לְ))?"
_WORDS = re.compile(_WORD)
_JOINED, _LETTERS = re.compile("[\u0900-\u0d7f\u0e00-\u0e7f'’\u200c]"), re.compile(r"[^\W\d_]+")
"""What words have inside beside letters; and words without it, which are found much faster."""
_BEFORE = re.compile(
    rf"(?:(?P<d>{_DAY})[\s\-]*(?:(?:de|di|of|ng)\s+|d[’'])?)?(?P<m>{_WORD})(?:\s(?P<m2>{_WORD}))?"
    rf"[.,،]?{_LINK}[\s\-]*$"
)
_AMERICAN = re.compile(rf"(?P<m>{_WORD})\.?\s+(?P<d>{_DAY})\s*,?\s*$")
_NUMBERED = re.compile(r"(?:(?<!\d)(?P<d>\d{1,2})\s+)?tháng\s+(?P<m>\d{1,2})(?:\s+năm|[,/])?\s*$")
_AFTER = re.compile(
    rf"\s*(?:[.,]|-?[a-zа-я]{{1,4}}\.?|m\.|оны)?\s+(?:(?P<d1>{_DAY})\s+)?(?P<m>{_WORD})\s+(?P<d>{_DAY})?"
)
_THAI = re.compile(r"[\u0e00-\u0e7f]")


_NUMBERS = frozenset(map(str, range(1, 13)))


class Mention(Struct, frozen=True, gc=False):
    """A date at `text[start:end]`: the year, and month and day as far as they are given."""

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The date in ISO 8601, cut to what is known."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@cache
def _months(rules: Rules) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    plain: dict[str, int] = {}
    special: dict[tuple[str, str], int] = {}
    for name, number, *language in rules.rows("months.tsv", 2):
        if number not in _NUMBERS:
            where = rules.where("months.tsv", (name, number))
            raise RulesError(f"{where}: `{number}` is no month, as `{name}` should be")
        if language:
            special[name, language[0]] = int(number)
        else:
            plain[name] = int(number)
    return plain, special


def find(
    text: str, language: str = "", start: int = 0, end: int | None = None, *, rules: Rules = DEFAULT
) -> Iterator[Mention]:
    """The dates and years in `text[start:end]`, in order, each as precise as the text is.

    Where day and month cannot be told apart (`03/04/2017` in English) only the year is given.
    """
    if start or end is not None:  # words beyond the ends do not count
        if not may_stand(text, start, len(text) if end is None else end):
            return
        yield from (
            replace(mention, start=mention.start + start, end=mention.end + start)
            for mention in find(text[start:end], language, rules=rules)
        )
        return
    at, end = 0, len(text)
    for run in _RUN.finditer(text):
        if run.end() - run.start() < 4 or run.start() < at:
            continue
        match = _YEAR_OR_FIGURES.search(text, run.start(), min(end, run.end() + 8))
        if match is None or match.start() >= run.end():
            continue
        mention = _mention(text, match, language, rules)
        if mention is not None and mention.year > BUDDHIST_FROM:
            mention = _buddhist(text, mention)
        if mention is not None:
            at = mention.end
            yield mention


def may_stand(text: str, start: int, end: int) -> bool:
    """Whether there are the four figures of a year in `text[start:end]`."""
    return _FOUR.search(text, start, end) is not None


@lru_cache(maxsize=4)
def named(text: str) -> bool:
    """Whether there are such figures anywhere in a text; more than half of the news has none."""
    return _FOUR.search(text) is not None


def _buddhist(text: str, mention: Mention) -> Mention | None:
    """A year of the Thai calendar as ours; None where no Thai stands beside it."""
    near = text[max(0, mention.start - 12) : mention.end + 12]
    return replace(mention, year=mention.year - BUDDHIST) if _THAI.search(near) else None


def _mention(text: str, match: re.Match[str], language: str, rules: Rules) -> Mention | None:
    start, end = match.span()
    if match["y"]:
        return checked(start, end, match["y"], match["m"] or match["m3"], match["d"] or match["d3"])
    if match["y2"]:
        first, second = int(match["d2"]), int(match["m2"])
        if second > 12 >= first:
            first, second = second, first
        elif language == "en" and match["s2"] == "/" and first <= 12 and first != second:
            return checked(start, end, match["y2"], None, None)
        return checked(start, end, match["y2"], second, first)
    units = _UNITS.match(text, start)
    if units:
        return checked(start, units.end(), units["y"], units["m"], units["d"])
    return _in_words(text, start, end, language, rules)


def _in_words(text: str, start: int, end: int, language: str, rules: Rules) -> Mention | None:
    year = text[start:end]
    window = max(0, start - 40)
    left = text[window:start]
    american = _AMERICAN.search(left) if any(map(str.isdigit, left[-6:])) else None
    if american and (month := _month(american["m"], language, rules)):
        return checked(window + american.start(), end, year, month, american["d"])
    if "tháng" in left and (numbered := _NUMBERED.search(left)):
        return checked(window + numbered.start(), end, year, numbered["m"], numbered["d"])
    before = _BEFORE.search(left) if _names_a_month(left, language, rules) else None
    if before:
        for words in (f"{before['m']} {before['m2']}", before["m2"] or "", before["m"]):
            if month := _month(words, language, rules):
                alone = words == before["m2"]
                at = before.start("m2") if alone else before.start()
                return checked(window + at, end, year, month, None if alone else before["d"])
    after = _AFTER.match(text, end)
    if after and (month := _month(after["m"], language, rules)):
        day = after["d"] or after["d1"]
        return checked(start, after.end() if after["d"] else after.end("m"), year, month, day)
    return checked(start, end, year, None, None)


def _names_a_month(left: str, language: str, rules: Rules) -> bool:
    """Whether the last words before a year may name its month, alone or in pairs."""
    plain, special = _months(rules)
    cut = _WORDS if _JOINED.search(left) else _LETTERS
    words = cut.findall(left.casefold())[-4:]
    words += list(map(" ".join, pairwise(words)))
    if not plain.keys().isdisjoint(words):
        return True
    return any((word, language) in special for word in words)


def _month(words: str, language: str, rules: Rules) -> int | None:
    plain, special = _months(rules)
    folded = words.casefold()
    return special.get((folded, language)) or plain.get(folded)


def checked(
    start: int, end: int, year: str, month: str | int | None, day: str | int | None
) -> Mention | None:
    """The mention, less precise where month or day are none; None where the year is none."""
    number = int(year)
    if not (EARLIEST <= number <= AT_HAND or _is_far(number)):
        return None
    month = int(month) if month else None
    day = int(re.sub(r"\D", "", day)) if isinstance(day, str) else day
    if month is None or not 1 <= month <= 12:
        return Mention(start, end, number)
    try:
        date(number, month, day or 1)
    except ValueError:
        day = None
    return Mention(start, end, number, month, day or None)


def _is_far(number: int) -> bool:
    """Whether a year is one that people plan for, or one of the Thai calendar."""
    return AT_HAND < number <= latest() + 60 or BUDDHIST_FROM < number <= BUDDHIST_TO


def latest() -> int:
    """The last year in which an article can have appeared: the present one."""
    return date.today().year
