"""the world map: every shape whole, on the drawing, and shaded by what it holds."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from archive_site import site
from lxml import html

from search.results import Bucket
from web.atlas import HEIGHT, LEVELS, SHAPES, WIDTH, codes, lands, path, project, rings, unwrapped


def test_the_projection_has_its_published_size() -> None:
    east, north = project(180, 0), project(0, 84)
    assert east == pytest.approx((WIDTH, 392), abs=1)
    assert project(-180, 0)[0] == pytest.approx(0, abs=1)
    assert project(0, 0) == (WIDTH / 2, 392)
    assert 0 <= north[1] < 60


def test_a_ring_over_the_180th_meridian_is_cut_there() -> None:
    ring = [(170.0, 10.0), (-170.0, 10.0), (-170.0, -10.0), (170.0, -10.0), (170.0, 10.0)]
    pieces = list(unwrapped(ring))
    assert len(pieces) == 2
    for piece in pieces:
        longitudes = [x for x, _ in piece]
        assert max(longitudes) - min(longitudes) == 10
    whole = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)]
    assert list(unwrapped(whole)) == [whole]


def test_a_shape_is_read_from_its_arcs_in_either_direction() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [40, 0], [0, 40]], [[0, 0], [40, 40]]],
    }
    found = list(rings(topology, {"type": "Polygon", "arcs": [[0, ~1]]}))
    assert len(found) == 1
    assert found[0][0] == found[0][-1] == project(0, 0)
    assert path(found[0]).startswith("M800 392l")
    assert path(found[0][:2]) == ""


def test_every_shape_lies_on_the_drawing() -> None:
    drawn = ET.fromstring(SHAPES.read_bytes())
    assert drawn.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    land = drawn[0]
    ids = [shape.get("id") for shape in land]
    assert set(ids) == codes()
    assert len(ids) == len(codes()) > 200
    assert {"FR", "JP", "RU", "FJ", "SG", "XK", "VA"} <= codes()
    for shape in land:
        if shape.get("cx"):
            assert 0 <= float(shape.get("cx", "")) <= WIDTH
            assert 0 <= float(shape.get("cy", "")) <= HEIGHT


def test_shades_rise_with_the_number_of_articles() -> None:
    found = lands([Bucket("FR", 1000), Bucket("JP", 30), Bucket("ML", 1), Bucket("unknown", 9),
                   Bucket("SU", 5), Bucket("DE", 0)])  # fmt: skip
    assert [land.code for land in found] == ["FR", "JP", "ML"]
    levels = [land.level for land in found]
    assert levels == sorted(levels, reverse=True)
    assert (levels[0], levels[-1]) == (LEVELS, 1)
    assert lands([]) == ()


def test_the_map_is_clicked_as_the_list_is() -> None:
    client = site().test_client()
    found: Any = html.document_fromstring(client.get("/search?country=JP").text)
    shown = found.cssselect(".world a")
    links = {a.xpath("string(title)").split(":")[0]: a.get("href") for a in shown}
    assert links["Germany"] == "/search?country=JP&country=DE"
    assert links["Japan"] == "/search"
    assert found.cssselect(".world")[0].get("aria-hidden") == "true"
