"""the facet panel: what each value is called, how many articles it has, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from index.article import UNKNOWN
from search.answer import Question
from search.labels import label
from search.query import Filter
from search.results import Bucket
from web.address import address, cleared, excluded, included, released
from web.arguments import PARAMETERS
from web.languages import gettext

SHOWN = 8
"""How many values a panel shows before `more`; what is selected is always among them."""

FEWEST = 4
"""How many values a panel shows at least, with those that no result has to make up the number."""

Order = Literal["count", "name"]


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet in a panel, and the addresses that select, exclude and release it."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    estimated: int
    select: str
    exclude: str
    release: str


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


def title(facet: str) -> str:
    """What a facet is called in the reader's language."""
    names = {
        "country": gettext("Country"),
        "year": gettext("Year"),
        "topic": gettext("Topic"),
        "language": gettext("Language"),
        "dated": gettext("Dating"),
        "mentioned": gettext("Also mentioned"),
        "title": gettext("Headline"),
    }
    return names.get(facet, facet)


def name(facet: str, value: str, locale: str) -> str:
    """What a value of a facet is called in the reader's language."""
    if facet == "topic" and value != UNKNOWN:
        called = gettext(value)
        return called[:1].upper() + called[1:]
    if facet == "dated":
        names = {"stated": gettext("year stated"), "estimated": gettext("year estimated")}
        return names.get(value, gettext("year unknown"))
    return label(facet, value, locale)


def buckets(counted: Iterable[Bucket], held: Mapping[str, int], made: Filter) -> tuple[Bucket, ...]:
    """The values of a facet that were counted, then, at zero, the others that the archive holds.

    A value that is asked for or ruled out but that nothing holds is there too, so that it can
    be taken back.
    """
    known = {bucket.value: bucket for bucket in counted}
    for value in (*made.include, *made.exclude, *sorted(held, key=lambda v: (-held[v], v))):
        known.setdefault(value, Bucket(value, 0, value in made.include, value in made.exclude))
    return tuple(known.values())


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
    if shown is not None:
        some = sum(bucket.count > 0 for bucket in others)
        others = others[: max(min(shown, max(some, FEWEST)) - len(chosen), 2)]
    kept = {bucket.value for bucket in chosen + others}
    order = [bucket for bucket in values if bucket.value in kept]
    return Panel(
        facet=facet,
        title=title(facet),
        parameter=PARAMETERS[facet],
        rows=tuple(row(facet, bucket, question, locale) for bucket in order),
        total=len(values),
        active=bool(question.filters.get(facet)),
        clear=address(cleared(question, facet)),
        full=address(question, "pages.values", facet=facet),
    )


def row(facet: str, bucket: Bucket, question: Question, locale: str) -> Row:
    """A value with the addresses it leads to."""
    release = address(released(question, facet, bucket.value))
    return Row(
        value=bucket.value,
        label=name(facet, bucket.value, locale),
        count=bucket.count,
        selected=bucket.selected,
        excluded=bucket.excluded,
        estimated=bucket.estimated,
        select=release if bucket.selected else address(included(question, facet, bucket.value)),
        exclude=release if bucket.excluded else address(excluded(question, facet, bucket.value)),
        release=release,
    )


def sought(rows: Iterable[Row], find: str, order: Order) -> tuple[Row, ...]:
    """The rows whose name has what was typed, in the order that is wanted."""
    wanted = find.casefold().strip()
    kept = [row for row in rows if wanted in row.label.casefold() or wanted in row.value.casefold()]
    if order == "name":
        kept.sort(key=lambda row: (row.value == UNKNOWN, row.label.casefold()))
    return tuple(kept)
