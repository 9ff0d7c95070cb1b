"""what may stand after `country:`, `year:` and the other fields with fixed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Literal

from index.article import UNKNOWN
from index.enrich.country import codes_of
from index.enrich.country_codes import alike
from index.enrich.region_tables import region_of, regions
from index.enrich.rules import DEFAULT
from index.enrich.topic_names import NAMES, name_of
from search import days
from search.labels import language_of, names
from search.query import Any, Match, Query, Range

Dated = Literal["year", "date"]

SEVERAL_WORDS = frozenset({"country", "mentioned", "region", "language", "topic", "date"})
"""Fields whose values may be several words without quotation marks, as in `country:South Korea`."""

_UNKNOWN = frozenset({UNKNOWN, "none", "?"})
_DATED = ("stated", "estimated", UNKNOWN)
_YEAR = re.compile(r"\d{4}")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
TO = re.compile(r"\.\.+|[…‒–—―~〜～至到]")  # between years or dates, beside a hyphen between years
_SPAN = re.compile(rf"(.*?)(?:{TO.pattern})(.*)", re.DOTALL)
_YEARS = re.compile(r"(\d{4})[-‐‑﹣－](\d{4})")
_COMPARED = re.compile(r"([<>]=?|[≤≥])(.*)", re.DOTALL)


def resolve(field: str, text: str) -> Query | None:
    """What a field is asked for with this value, None where the value makes no sense there."""
    text = text.strip().strip(",;")
    if field in ("year", "date"):
        if field == "year" and text.casefold() in _UNKNOWN:
            return Match("year", (UNKNOWN,))
        dated: Dated = "year" if field == "year" else "date"
        ranges = [_range(dated, part.strip()) for part in text.split(",") if part.strip()]
        found = [each for each in ranges if each is not None]
        if len(found) < len(ranges):
            return _range(dated, text)
        return Any(tuple(found)) if len(found) > 1 else next(iter(found), None)
    values = _one(field, text)
    if not values and "," in text:
        each = [_one(field, part.strip()) for part in text.split(",") if part.strip()]
        values = tuple(dict.fromkeys(v for part in each for v in part)) if all(each) else ()
    return Match(field, values) if values else None


def _one(field: str, text: str) -> tuple[str, ...]:
    if field != "source" and text.casefold() in _UNKNOWN:
        return (UNKNOWN,)
    return _READERS[field](text)


def _country(text: str) -> tuple[str, ...]:
    codes = codes_of(text)
    return codes if all(codes_of(code) == (code,) for code in codes) else ()


def _region(text: str) -> tuple[str, ...]:
    name = region_of(text)
    return (name,) if name else ()


def _language(text: str) -> tuple[str, ...]:
    code = language_of(text)
    return (code,) if code else ()


def _topic(text: str) -> tuple[str, ...]:
    name = name_of(text)
    start = text.casefold()
    if name or len(start) < 3:
        return (name,) if name else ()
    return tuple(topic for topic in NAMES if topic.startswith(start))


def _source(text: str) -> tuple[str, ...]:
    # Only whole names are known: a pattern taken for one would find nothing, and not say so.
    return (text.casefold(),) if text and "*" not in text else ()


def _dated(text: str) -> tuple[str, ...]:
    return (text.casefold(),) if text.casefold() in _DATED else ()


_READERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "country": _country,
    "mentioned": _country,
    "region": _region,
    "language": _language,
    "topic": _topic,
    "source": _source,
    "dated": _dated,
}


def _range(field: Dated, text: str) -> Range | None:
    """A year or date, `2015..2020`, `2015..`, `..2020`, `>2015`, `<=2020-03`."""
    read = _year if field == "year" else _date
    compared, span = _COMPARED.fullmatch(text), _SPAN.fullmatch(text)
    if field == "year":
        span = span or _YEARS.fullmatch(text)
    if compared:
        ends = read(compared[2])
        return _beyond(field, compared[1], ends) if ends else None
    low, high = (span[1], span[2]) if span else (text, text)
    first, last = read(low.strip()), read(high.strip())
    if not (low or high) or (low and not first) or (high and not last):
        return None
    return _between(field, first and first[0], last and last[1])


def _between(field: Dated, low: int | None, high: int | None) -> Range:
    if low is not None and high is not None and low > high:
        if field == "year":
            low, high = high, low
        else:
            low, high = _first(high), _last(low)
    return Range(field, low, high)


def _beyond(field: Dated, sign: str, ends: tuple[int, int]) -> Range:
    low, high = ends
    step = _next_year if field == "year" else _next_date
    match sign:
        case ">":
            return Range(field, step(high, 1), None)
        case "<":
            return Range(field, None, step(low, -1))
        case ">=" | "≥":
            return Range(field, low, None)
        case _:
            return Range(field, None, high)


def _year(text: str) -> tuple[int, int] | None:
    return (int(text), int(text)) if _YEAR.fullmatch(text) and int(text) else None


def _date(text: str) -> tuple[int, int] | None:
    """The ends of a day, month or year as yyyymmdd: what is open runs from 00 to 99.

    An article dated only `2015-03` sorts as 20150300, so it lies in its month and its year.
    """
    parts = _DATE.fullmatch(text) or _DATE.fullmatch(days.iso(text) or "")
    if not parts or not int(parts[1]):
        return None
    year, month, day = int(parts[1]), int(parts[2] or 0), int(parts[3] or 0)
    try:
        date(year, month if parts[2] else 1, day if parts[3] else 1)
    except ValueError:
        return None
    low = year * 10000 + month * 100 + day
    return low, low if day else low + (99 if month else 9999)


def _first(end: int) -> int:
    """The low end of the same day, month or year that `end` is the high end of."""
    return end // 10000 * 10000 if end % 10000 == 9999 else end - end % 100 * (end % 100 == 99)


def _last(start: int) -> int:
    """The high end of the same day, month or year that `start` is the low end of."""
    return start + (9999 if not start % 10000 else 99 if not start % 100 else 0)


def _next_year(end: int, step: int) -> int:
    return min(max(end + step, 1), 9999)


def _next_date(end: int, step: int) -> int:
    """The nearest end after a high end (step 1), or before a low end (step -1)."""
    year, month, day = end // 10000, end // 100 % 100, end % 100
    if day in (0, 99):
        month = month + step if month not in (0, 99) else 0
        if month in (0, 13):
            return _next_year(year, step) * 10000 + (9999 if step < 0 else 0)
        return year * 10000 + month * 100 + (99 if step < 0 else 0)
    try:
        near = date(year, month, day) + timedelta(days=step)
    except OverflowError:
        return end + step
    return near.year * 10000 + near.month * 100 + near.day


def spell_range(range_: Range) -> str:
    """A range as `resolve` reads it: `2015`, `2015-03..2015-06`, `2015..`."""
    low, high = _text(range_.low), _text(range_.high)
    return low if low == high else f"{low}..{high}"


def _text(end: int | None) -> str:
    if end is None:
        return ""
    if end < 10000:
        return f"{end:04}"
    year, month, day = f"{end // 10000:04}", end // 100 % 100, end % 100
    if month in (0, 99):
        return year
    return f"{year}-{month:02}" if day in (0, 99) else f"{year}-{month:02}-{day:02}"


def nearest(field: str, text: str) -> str | None:
    """What may be meant: the name (of a country, region ...) most like this one, or None.

    English names come first; names of countries in every other language follow. A date that can
    be read in two ways is told in both, a year by its four figures.
    """
    if field == "date":
        read = days.meant(text, lambda each: _range("date", each) is not None)
        return f"({' OR '.join(read)})" if len(read) > 1 else next(iter(read), None)
    if field == "year":
        return next(iter(_YEAR.findall(text)), None)
    kind = {"mentioned": "country"}.get(field, field)
    if kind not in ("country", "region", "language", "topic"):
        return None
    near = _closest(text, _choices(kind), 0.7)
    if near or kind != "country":
        return near
    return _closest(text, [name for name in alike(text, DEFAULT) if _country(name)], 0.8)


def _closest(text: str, names: Iterable[str], likeness: float) -> str | None:
    """The name most like a text, if it is so like it: a share of the letters of both.

    Names that have too few of its letters are passed over first: to compare them takes long.
    """
    sought = text.casefold()
    letters = set(sought)
    called = {name.casefold(): name for name in names}
    some = (
        name
        for name in called
        if len(letters.difference(name)) <= len(sought) - (len(sought) + len(name)) * likeness / 2
    )
    near = get_close_matches(sought, some, 1, likeness)
    return called[near[0]] if near else None


def _choices(kind: str) -> tuple[str, ...]:
    if kind == "region":
        return tuple(regions())
    return NAMES if kind == "topic" else tuple(names(kind).values())
