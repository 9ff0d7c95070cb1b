"""the dates that sources state, as ISO 8601 cut to the precision that is known.

A stated date is a whole string: as programs write it, or as people do, who `index.enrich.dates`
understands. A slip there is not guessed at: no part of 31 February is taken.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from index.enrich.dates import BUDDHIST, find

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?", re.DOTALL)
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{2,6}.*)?", re.DOTALL)
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_FIGURES = re.compile(r"\d+")
_LONGEST = 80
"""Characters of a date in words, with the day of the week and the time beside it."""
_EARLIEST_SECONDS = 100_000_000
_MILLISECONDS = 100_000_000_000


def iso_date(value: str) -> str | None:
    """`2020`, `2020-01` or `2020-01-31` for a date in ISO 8601, as in mail or in words; else None.

    The day is that of the text itself, whatever its time zone. An unknown month or day, written
    as 00, cuts the date, and so does `03/04/2020`, which may be either.
    """
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return iso_moment(int(value))
    match = _ISO.fullmatch(value) or _BASIC.fullmatch(value)
    if match:
        return _cut([part or "0" for part in match.groups()])
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return _written(value)


def _written(value: str) -> str | None:
    """The one date that a person wrote, alone or beside a weekday and a time, if it is whole."""
    mentions = list(find(value, "en")) if len(value) <= _LONGEST else []
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    said = value[mention.start : mention.end]
    if mention.month is None:
        return mention.iso if said == value else None
    known = {mention.year, mention.year + BUDDHIST, mention.month, mention.day}
    if not known.issuperset(map(int, _FIGURES.findall(said))):
        return None
    return mention.iso if mention.day or said == value else None


def iso_moment(value: float) -> str | None:
    """The UTC day of a Unix time in seconds or milliseconds; a number of four digits is a year."""
    if 1000 <= value <= 9999 and value == int(value):
        return str(int(value))
    if 19000101 <= value <= 21001231 and value == int(value):
        return iso_date(str(int(value)))
    if abs(value) >= _MILLISECONDS:
        value /= 1000
    if value < _EARLIEST_SECONDS:
        return None
    try:
        return datetime.fromtimestamp(value, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _cut(parts: list[str]) -> str | None:
    year, month, day = (int(part) for part in parts)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
