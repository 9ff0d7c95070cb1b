"""the dates that machines write, as ISO 8601 cut to the precision that is known.

Dates that people write, in words and among words, are read by `index.enrich.dates`: a program's
date is a whole string in a known form, and a slip there must not be guessed at.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?", re.DOTALL)
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{2,6}.*)?", re.DOTALL)
_EARLIEST_SECONDS = 100_000_000
_MILLISECONDS = 100_000_000_000


def iso_date(value: str) -> str | None:
    """`2020`, `2020-01` or `2020-01-31` for a date in ISO 8601 or as in mail; else None.

    The day is that of the text itself, whatever its time zone. An unknown month or day, written
    as 00, cuts the date.
    """
    value = value.strip()
    match = _ISO.fullmatch(value) or _BASIC.fullmatch(value)
    if match:
        return _cut([part or "0" for part in match.groups()])
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


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
