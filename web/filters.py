"""the values of a filter, as an address has them: codes, names in any language, years, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.article import UNKNOWN
from search.query import Filter, Match
from search.values import nearest, resolve

_RANGE = re.compile(r"(\d{1,4})?\s*(?:\.\.|…|–)\s*(\d{1,4})?")
_YEAR = re.compile(r"\d{1,4}")
_CODES = {
    "country": re.compile(r"[A-Za-z]{2}"),
    "language": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"),
}
"""What is taken for a code, and for nothing else."""
_RIGHT = {
    "country": "must be a country by code or name, as in FR or France",
    "region": "must be the name of a region, as in Sahel",
    "language": "must be a language by code or name, as in nl or Dutch",
}
_DATED = ("stated", "estimated", UNKNOWN)


def read_filter(facet: str, values: list[str]) -> Filter:
    """The filter that the values of one parameter state; `ValueError` says what would be right."""
    include: list[str] = []
    exclude: list[str] = []
    low = high = None
    for value in filter(None, map(str.strip, values)):
        bounds = _RANGE.fullmatch(value) if facet == "year" else None
        if bounds and any(bounds.groups()):
            low, high = _bounds(bounds, low is not None or high is not None)
        elif value.startswith("-"):
            exclude.append(_value(facet, value[1:].strip()))
        else:
            include.append(_value(facet, value))
    if include and (low is not None or high is not None):
        raise ValueError("take either single years or one range, not both")
    return Filter(tuple(dict.fromkeys(include)), tuple(dict.fromkeys(exclude)), low, high)


def _bounds(found: re.Match[str], twice: bool) -> tuple[int | None, int | None]:
    if twice:
        raise ValueError("take one range of years, not two")
    low, high = (int(end) if end else None for end in found.groups())
    if low is not None and high is not None and low > high:
        raise ValueError(f"the range ends before it begins; write {high}..{low}")
    return low, high


def _value(facet: str, value: str) -> str:
    if value.casefold() == UNKNOWN:
        return UNKNOWN
    return _READERS.get(facet, _named)(facet, value)


def _named(facet: str, value: str) -> str:
    """A value with a code or a name: as a code, else by what any language calls it."""
    code = _CODES.get(facet)
    if code and code.fullmatch(value):
        primary, dash, rest = value.partition("-")
        return value.upper() if facet == "country" else primary.lower() + dash + rest
    found = resolve(facet, value)
    if isinstance(found, Match) and len(found.values) == 1:
        return found.values[0]
    near = nearest(facet, value)
    hint = f"; did you mean {near!r}?" if near else ""
    raise ValueError(f"{_RIGHT[facet]}, or unknown; got {value!r}{hint}")


def _topic(facet: str, value: str) -> str:
    """A topic by its English name; what is no topic's name is looked for as it is."""
    found = resolve(facet, value)
    one = isinstance(found, Match) and len(found.values) == 1
    return found.values[0] if one and isinstance(found, Match) else value


def _year(_: str, value: str) -> str:
    if not _YEAR.fullmatch(value):
        raise ValueError(f"must be as in 2015, 2015..2020 or unknown; got {value!r}")
    return str(int(value))


def _dated(_: str, value: str) -> str:
    if value.casefold() not in _DATED:
        raise ValueError(f"must be one of {', '.join(_DATED)}; got {value!r}")
    return value.casefold()


_READERS: dict[str, Callable[[str, str], str]] = {
    "topic": _topic,
    "year": _year,
    "dated": _dated,
}
