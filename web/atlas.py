"""the world map: countries shaded by their number of articles; run it to draw the shapes anew.

The shapes in `static/world.svg` are Natural Earth's (public domain), drawn by

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python -m web.atlas package/countries-110m.json package/countries-50m.json

in the Equal Earth projection (Šavrič, Patterson and Jenny, 2018). A country too small for the first
file is a dot where the second has it.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from search.results import Bucket

SHAPES = Path(__file__).parent / "static/world.svg"
WIDTH, HEIGHT = 1600, 740
"""The drawing, in the units of the shapes."""
SCALE, SOUTH, NORTH = 295.5, -57.0, 84.0
"""Units for each unit of the projection, and the parallels between which the map is cut."""
LEVELS = 5
"""Steps of shade; each is as wide as the others on a logarithmic scale."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_OTHER = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
"""Shapes without an ISO number, and the country whose articles are shown on them."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """A country that has articles: its code, their number, and its shade from 1 to `LEVELS`."""

    code: str
    count: int
    level: int
    selected: bool


def lands(buckets: Iterable[Bucket]) -> tuple[Land, ...]:
    """The countries of a facet that the map has, that have articles and are not left out."""
    drawn = codes()
    held = [b for b in buckets if b.count and not b.excluded and b.value in drawn]
    most = math.log1p(max((bucket.count for bucket in held), default=1))
    return tuple(
        Land(
            bucket.value,
            bucket.count,
            max(1, math.ceil(LEVELS * math.log1p(bucket.count) / most)),
            bucket.selected,
        )
        for bucket in held
    )


@cache
def codes() -> frozenset[str]:
    """The countries that the map has."""
    return frozenset(re.findall(r'id="([A-Z]{2})"', SHAPES.read_text(encoding="utf-8")))


def project(longitude: float, latitude: float) -> Point:
    """A place on the drawing, from degrees."""
    latitude = max(SOUTH, min(NORTH, latitude))
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    a1, a2, a3, a4 = _A
    x = (
        2
        * math.sqrt(3)
        * math.radians(longitude)
        * math.cos(theta)
        / (3 * (9 * a4 * t2 * t6 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    )
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return WIDTH / 2 + SCALE * x, 392 - SCALE * y


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> Iterator[list[Point]]:
    """The rings of a shape of a TopoJSON file, projected."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for part in parts:
        for ring in part:
            line: list[Point] = []
            for number in ring:
                arc = _arc(topology, number if number >= 0 else ~number)
                line += arc[::-1] if number < 0 else arc
            for piece in unwrapped(line):
                yield [project(*point) for point in piece]


def unwrapped(line: list[Point]) -> Iterator[list[Point]]:
    """A ring cut at the 180th meridian, where it crosses it, into what lies on either side."""
    turned = [line[0]]
    for longitude, latitude in line[1:]:
        around = round((turned[-1][0] - longitude) / 360)
        turned.append((longitude + 360 * around, latitude))
    for shift in (-360, 0, 360):
        piece = [(max(-180.0, min(180.0, x + shift)), y) for x, y in turned]
        if any(-180 < x < 180 for x, _ in piece):
            yield piece


def _arc(topology: dict[str, Any], number: int) -> list[Point]:
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    line = []
    for dx, dy in topology["arcs"][number]:
        x, y = x + dx, y + dy
        line.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return line


def path(ring: list[Point]) -> str:
    """A ring as SVG path data in whole units, "" when nothing is left of it."""
    points = [(round(x), round(y)) for x, y in ring]
    kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    if len(kept) < 4:
        return ""
    steps = pairwise(kept[:-1])
    moves = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in steps)
    return f"M{kept[0][0]} {kept[0][1]}l{moves}z".replace(" -", "-")


def _code(geometry: dict[str, Any]) -> str | None:
    aliases = get_global("territory_aliases")
    found = aliases.get(str(geometry.get("id", "")), ())
    return found[0] if found else _OTHER.get(geometry["properties"]["name"])


def drawing(coarse: dict[str, Any], fine: dict[str, Any]) -> str:
    """The whole file of shapes: one for each country, and `land` for all of them."""
    shapes: dict[str, str] = {}
    for geometry in coarse["objects"]["countries"]["geometries"]:
        code = _code(geometry)
        if code and code != "AQ":
            shapes[code] = shapes.get(code, "") + "".join(map(path, rings(coarse, geometry)))
    dots: dict[str, Point] = {}
    for geometry in fine["objects"]["countries"]["geometries"]:
        code = _code(geometry)
        if code and code != "AQ" and not shapes.get(code):
            dots[code] = _middle(max(rings(fine, geometry), key=len))
    lines = [f'<path id="{code}" d="{shapes[code]}"/>' for code in sorted(shapes) if shapes[code]]
    lines += [
        f'<circle id="{code}" cx="{x:.0f}" cy="{y:.0f}" r="5"/>'
        for code, (x, y) in sorted(dots.items())
    ]
    inside = "\n".join(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f'<g id="land">\n{inside}\n</g>\n</svg>\n'
    )


def _middle(ring: list[Point]) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


if __name__ == "__main__":
    coarse, fine = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    SHAPES.write_text(drawing(coarse, fine), encoding="utf-8")
