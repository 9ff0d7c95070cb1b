"""days and months as people type them: in figures in the usual orders, or in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from unicodedata import normalize

from index.enrich.dates import find

_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})(?:\2(\d{1,2}))?")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_DAY = re.compile(r"(?<!\d)(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_ENDS = re.compile(r"(\d{4})\s*-\s*(\d{4})")
_LONGEST = 40
"""Characters of a date in words."""


def iso(text: str) -> str | None:
    """The one date that is meant as ISO 8601, as precise as it is; None where none is, or two."""
    text = normalize("NFKC", text).strip()
    if whole := _YEAR_FIRST.fullmatch(text):
        return "-".join(f"{int(part):02}" for part in (whole[1], whole[3], whole[4]) if part)
    if month := _MONTH.fullmatch(text):
        return f"{month[2]}-{int(month[1]):02}"
    typed = _DAY.fullmatch(text)
    if typed:
        readings = {_iso(typed, day_first=True), _iso(typed, day_first=False)} - {""}
        return readings.pop() if len(readings) == 1 and len(typed[4]) == 4 else None
    return _in_words(text)


def _in_words(text: str) -> str | None:
    """A date as `feb 1987` and `1987年2月26日`; none when a year and a space begin it."""
    if len(text) > _LONGEST or re.match(r"\d{4}\s", text):
        return None
    for found in find(text):
        if (found.start, found.end) == (0, len(text)) and found.month:
            return found.iso
    return None


def meant(text: str, sensible: Callable[[str], bool]) -> tuple[str, ...]:
    """What a date, or a span of dates, may mean that is not clear: day first, then month first.

    Only what is `sensible` is proposed, as `1987-02-03` or `1987-02-03..1987-04-03`.
    """
    text = normalize("NFKC", text)
    readings = [
        _read(text, day_first=True),
        _read(text, day_first=False),
        _ENDS.sub(r"\1..\2", text),
    ]
    return tuple(dict.fromkeys(each for each in readings if each != text and sensible(each)))


def _read(text: str, *, day_first: bool) -> str:
    """A text with its dates in one order; as it is where one of them makes no sense so."""
    typed = [_iso(each, day_first=day_first) for each in _DAY.finditer(text)]
    return _DAY.sub(lambda _: typed.pop(0), text) if all(typed) else text


def _iso(typed: re.Match[str], *, day_first: bool) -> str:
    """A date in figures, "" when there is none such; two figures are the latest year that was."""
    day, month = (int(typed[1]), int(typed[3])) if day_first else (int(typed[3]), int(typed[1]))
    year = int(typed[4])
    if len(typed[4]) == 2:
        year += 2000 if year <= date.today().year % 100 else 1900
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
