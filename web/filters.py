"""the values of a filter, as an address has them: codes, names in any language, years, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.article import UNKNOWN
from search.query import Filter, Match, Range
from search.values import nearest, resolve
from web.faults import Fault, _

_RANGE = re.compile(r"(\d{1,4})?\s*(?:\.\.|…|–)\s*(\d{1,4})?")
_COMPARED = re.compile(r"[<>≤≥].*", re.DOTALL)
_YEAR = re.compile(r"\d{1,4}")
_CODES = {
    "country": re.compile(r"[A-Za-z]{2}"),
    "language": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"),
}
"""What is taken for a code where it is nobody's name."""

_DATED = ("stated", "estimated", UNKNOWN)
_RIGHT = {
    "country": _(
        "must be a country by code or name, as in FR or France, or unknown; got %(value)s"
    ),
    "region": _("must be the name of a region, as in Sahel, or unknown; got %(value)s"),
    "language": _(
        "must be a language by code or name, as in nl or Dutch, or unknown; got %(value)s"
    ),
    "year": _("must be as in 2015, 2015..2020, >2015 or unknown; got %(value)s"),
    "dated": _("must be stated, estimated or unknown; got %(value)s"),
}


def read_filter(facet: str, values: list[str]) -> Filter:
    """The filter that the values of one parameter state; `ValueError` has a `Fault` that says what
    would be right."""
    include: list[str] = []
    exclude: list[str] = []
    low = high = None
    for value in filter(None, map(str.strip, values)):
        bounds = _bounds(value) if facet == "year" else None
        if bounds:
            if low is not None or high is not None:
                raise ValueError(Fault(_("take one range of years, not two")))
            low, high = bounds
        elif value.startswith("-"):
            exclude += _values(facet, value[1:].strip())
        else:
            include += _values(facet, value)
    if include and (low is not None or high is not None):
        raise ValueError(Fault(_("take either single years or one range, not both")))
    return Filter(tuple(dict.fromkeys(include)), tuple(dict.fromkeys(exclude)), low, high)


def _bounds(value: str) -> tuple[int | None, int | None] | None:
    """The ends of a range of years, `2015..2020` or `>2015`; None where the value is no range."""
    compared = resolve("year", value) if _COMPARED.fullmatch(value) else None
    if isinstance(compared, Range):
        return compared.low, compared.high
    found = _RANGE.fullmatch(value)
    if not found or not any(found.groups()):
        return None
    low, high = (int(end) if end else None for end in found.groups())
    if low is not None and high is not None and low > high:
        fault = Fault(_("the range ends before it begins; write %(range)s"), range=f"{high}..{low}")
        raise ValueError(fault)
    return low, high


def _values(facet: str, value: str) -> tuple[str, ...]:
    if value.casefold() == UNKNOWN:
        return (UNKNOWN,)
    reader = _READERS.get(facet)
    return (reader(facet, value),) if reader else _named(facet, value)


def _named(facet: str, value: str) -> tuple[str, ...]:
    """A value by its code or what any language calls it, as a code: as each, where several share
    the name.

    A code that is none of ours is kept: word lists of one's own may have brought it.
    """
    found = resolve(facet, value)
    if isinstance(found, Match):
        return found.values
    code = _CODES.get(facet)
    if code and code.fullmatch(value):
        return (value.upper() if facet == "country" else value.partition("-")[0].lower(),)
    near = nearest(facet, value)
    fault = Fault(_RIGHT[facet], value=repr(value))
    if near:
        fault = Fault(_("%(fault)s; did you mean %(near)s?"), fault=fault, near=repr(near))
    raise ValueError(fault)


def _topic(facet: str, value: str) -> str:
    """A topic by its English name; what is no topic's name is looked for as it is."""
    found = resolve(facet, value)
    one = isinstance(found, Match) and len(found.values) == 1
    return found.values[0] if one and isinstance(found, Match) else value


def _year(facet: str, value: str) -> str:
    if not _YEAR.fullmatch(value):
        raise ValueError(Fault(_RIGHT[facet], value=repr(value)))
    return str(int(value))


def _dated(facet: str, value: str) -> str:
    if value.casefold() not in _DATED:
        raise ValueError(Fault(_RIGHT[facet], value=repr(value)))
    return value.casefold()


_READERS: dict[str, Callable[[str, str], str]] = {
    "topic": _topic,
    "year": _year,
    "dated": _dated,
}
