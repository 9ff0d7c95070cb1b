"""the years of a result as a chart: bars in the coordinates of an SVG, and the axis below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.results import Bucket

WIDTH, HEIGHT, FLOOR = 320, 112, 92
"""The size of the drawing; bars stand on the floor, the years are written below it."""
TOP = 13
BARS = 100
"""The most bars that are told apart in a panel; a longer span is drawn in steps of years."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
GAP = 0.18
"""The part of a bar's place that is left empty beside it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The articles of one step of years: `y` and `height` stated, the hatched part estimated.

    `share` is the part of all articles of these years, from 0 to 1, or None in absolute counts.
    """

    low: int
    high: int
    count: int
    estimated: int
    share: float | None
    x: float
    place: float
    width: float
    y: float
    height: float
    hatched_y: float
    hatched_height: float

    @property
    def years(self) -> str:
        """The years as people write them."""
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, the years to write on the axis (x, year, anchor) and the value at full height."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int, str], ...]
    top: float
    step: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR


def chart(
    counted: Iterable[Bucket], base: Mapping[int, int] | None = None, *, width: int = WIDTH
) -> Chart | None:
    """The chart of year buckets; None when no year is known.

    With `base`, the number of articles of each year that pass the other filters, bars are drawn
    as shares of it.
    """
    years = {int(b.value): b for b in counted if b.value.isdigit()}
    if not years:
        return None
    first, last = min(years), max(years)
    step = next((step for step in STEPS if (last - first) / step < BARS), STEPS[-1])
    first -= first % step
    groups = range(first, last + 1, step)
    summed = [_sum(years, low, low + step - 1, base) for low in groups]
    values = [count if share is None else share for count, _, share in summed]
    top = max(values) or 1
    place = width / max(len(summed), 8)
    bars = tuple(
        _bar(low, low + step - 1, found, (index * place, place, top))
        for index, (low, found) in enumerate(zip(groups, summed, strict=True))
    )
    return Chart(bars, _ticks(bars, width), top, step, width)


def by_year(counted: Iterable[Bucket]) -> dict[int, int]:
    """The number of articles of each year that is known."""
    return {int(bucket.value): bucket.count for bucket in counted if bucket.value.isdigit()}


Sums = tuple[int, int, float | None]


def _sum(years: Mapping[int, Bucket], low: int, high: int, base: Mapping[int, int] | None) -> Sums:
    found = [years[year] for year in range(low, high + 1) if year in years]
    count, estimated = sum(b.count for b in found), sum(b.estimated for b in found)
    if base is None:
        return count, estimated, None
    whole = sum(base.get(year, 0) for year in range(low, high + 1))
    return count, estimated, min(1.0, count / whole) if whole else 0.0


def _bar(low: int, high: int, found: Sums, where: tuple[float, float, float]) -> Bar:
    count, estimated, share = found
    x, place, top = where
    room = FLOOR - TOP
    height = room * (count if share is None else share) / top
    if count:
        height = max(height, 1.5)
    hatched = height * min(1.0, estimated / count) if count else 0.0
    gap = place * GAP if place > 4 else 0.4
    return Bar(
        low=low,
        high=high,
        count=count,
        estimated=estimated,
        share=share,
        x=round(x + gap / 2, 2),
        place=round(place, 2),
        width=round(place - gap, 2),
        y=round(FLOOR - height + hatched, 2),
        height=round(height - hatched, 2),
        hatched_y=round(FLOOR - height, 2),
        hatched_height=round(hatched, 2),
    )


def _ticks(bars: tuple[Bar, ...], width: int) -> tuple[tuple[float, int, str], ...]:
    """First and last year, and one in the middle when there is room."""
    centre = [(round(bar.x + bar.width / 2, 2), bar.low) for bar in bars]
    if len(bars) == 1:
        return ((*centre[0], "middle"),)
    ends = [(bars[0].x, bars[0].low, "start"), (bars[-1].x + bars[-1].width, bars[-1].high, "end")]
    if len(bars) >= 9 and bars[-1].x > width * 0.6:
        ends.insert(1, (*centre[len(bars) // 2], "middle"))
    return tuple(ends)
