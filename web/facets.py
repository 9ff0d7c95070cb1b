"""the facet panel: what each value is called, how many articles it has, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.article import UNKNOWN
from index.enrich.region_tables import around, regions
from index.enrich.topic_names import LEVEL
from search.answer import Question
from search.labels import label
from search.query import Filter
from search.results import Bucket
from web.address import Nearby, address
from web.arguments import PARAMETERS
from web.languages import gettext

SHOWN = 8
"""How many values a panel shows before `more`; what is selected is always among them."""

FEWEST = 4
"""How many values a panel shows at least, with those that no result has to make up the number."""

FIRST = ("year",)
"""The facets whose panels stand above the others: the chart belongs beside the first results."""

Order = Literal["count", "name"]


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet in a panel, and the addresses that select, exclude and release it.

    A `child` stands below the value that it is a part of, and is called by its own name alone.
    """

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    estimated: int
    select: str
    exclude: str
    release: str
    child: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A facet: the rows that are shown, how many there are in all, and whether it filters."""

    facet: str
    title: str
    parameter: str
    rows: tuple[Row, ...]
    total: int
    active: bool
    clear: str
    full: str


def rank(facet: str) -> bool:
    """Where the panel of a facet stands: sorting by it keeps the order of the others."""
    return facet not in FIRST


def title(facet: str) -> str:
    """What a facet is called in the reader's language."""
    names = {
        "country": gettext("Country"),
        "region": gettext("Region"),
        "year": gettext("Year"),
        "topic": gettext("Topic"),
        "language": gettext("Language"),
        "dated": gettext("Dating"),
        "mentioned": gettext("Also mentioned"),
        "title": gettext("Headline"),
    }
    return names.get(facet, facet)


@lru_cache(maxsize=8192)
def name(facet: str, value: str, locale: str) -> str:
    """What a value of a facet is called in the reader's language."""
    if facet == "dated":
        names = {"stated": gettext("year stated"), "estimated": gettext("year estimated")}
        return names.get(value, gettext("year unknown"))
    called = label(facet, value, locale)
    return _capital(called).replace(LEVEL, " › ") if facet == "topic" else called


def short(facet: str, value: str, locale: str) -> str:
    """A value by its own name alone, without that of the value that it is a part of."""
    if facet != "topic" or LEVEL not in value:
        return name(facet, value, locale)
    return _capital(label(facet, value, locale).rpartition(LEVEL)[2])


def _capital(called: str) -> str:
    return called[:1].upper() + called[1:]


def buckets(counted: Iterable[Bucket], held: Iterable[str], made: Filter) -> tuple[Bucket, ...]:
    """The values of a facet that were counted, then, at zero, the others that the archive holds.

    A value that is asked for or ruled out but that nothing holds is there too, so that it can
    be taken back.
    """
    known = {bucket.value: bucket for bucket in counted}
    for value in (*made.include, *made.exclude):
        known.setdefault(value, Bucket(value, 0, value in made.include, value in made.exclude))
    return (*known.values(), *[Bucket(value, 0) for value in held if value not in known])


def panel(
    facet: str,
    values: Iterable[Bucket],
    question: Question,
    locale: str,
    *,
    shown: int | None = SHOWN,
) -> Panel:
    """The panel of a facet, `unknown` last; `shown` None gives every value."""
    values = sorted(values, key=lambda bucket: bucket.value == UNKNOWN)
    chosen = [bucket for bucket in values if bucket.selected or bucket.excluded]
    others = [bucket for bucket in values if not (bucket.selected or bucket.excluded)]
    if shown is not None and facet == "topic":
        others = _opened(others, chosen)
    if shown is not None:
        some = sum(bucket.count > 0 for bucket in others)
        others = others[: max(min(shown, max(some, FEWEST)) - len(chosen), 2)]
    kept = {bucket.value for bucket in chosen + others}
    order = [bucket for bucket in values if bucket.value in kept]
    if shown is not None:
        order = _below(order)
    present = {bucket.value for bucket in order} if shown is not None else set()
    near = Nearby(question, facet)
    return Panel(
        facet=facet,
        title=title(facet),
        parameter=PARAMETERS[facet],
        rows=tuple(
            row(facet, bucket, near, locale, child=not present.isdisjoint(_around(bucket.value)))
            for bucket in order
        ),
        total=len(values),
        active=bool(question.filters.get(facet)),
        clear=near.cleared,
        full=address(question, "pages.values", facet=facet),
    )


def _parent(value: str) -> str:
    """The value that one of a second level is a part of, "" for one of the first."""
    top, level, _ = value.partition(LEVEL)
    return top if level else ""


def _around(value: str) -> tuple[str, ...]:
    """The values that a value is a part of, the outermost first: its topic, or regions."""
    if value in regions():
        return tuple(around(value))[::-1]
    parent = _parent(value)
    return (parent,) if parent else ()


def _opened(others: list[Bucket], chosen: list[Bucket]) -> list[Bucket]:
    """The values of the first level, and of the second those below a value that is chosen."""
    open_below = {bucket.value for bucket in chosen} | {_parent(b.value) for b in chosen}
    return [b for b in others if not _parent(b.value) or _parent(b.value) in open_below]


def _below(order: list[Bucket]) -> list[Bucket]:
    """The values, each that is a part of another right after that one."""
    place = {bucket.value: n for n, bucket in enumerate(order)}
    return sorted(
        order,
        key=lambda bucket: [
            place[value] for value in (*_around(bucket.value), bucket.value) if value in place
        ],
    )


def row(facet: str, bucket: Bucket, near: Nearby, locale: str, *, child: bool = False) -> Row:
    """A value with the addresses it leads to."""
    release = near.released(bucket.value)
    return Row(
        value=bucket.value,
        label=short(facet, bucket.value, locale) if child else name(facet, bucket.value, locale),
        count=bucket.count,
        selected=bucket.selected,
        excluded=bucket.excluded,
        estimated=bucket.estimated,
        select=release if bucket.selected else near.included(bucket.value),
        exclude=release if bucket.excluded else near.excluded(bucket.value),
        release=release,
        child=child,
    )


def sought(rows: Iterable[Row], find: str, order: Order) -> tuple[Row, ...]:
    """The rows whose name has what was typed, in the order that is wanted; years fall."""
    wanted = find.casefold().strip()
    kept = [row for row in rows if wanted in row.label.casefold() or wanted in row.value.casefold()]
    by_name = order == "name"

    def place(row: Row) -> tuple[bool, int, int, str]:
        newest = -int(row.value) if row.value.isdigit() else 0
        return (row.value == UNKNOWN, 0 if by_name else -row.count, newest, row.label.casefold())

    return tuple(sorted(kept, key=place))
