"""sorted lists of documents say what a set or a dictionary of the same would say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search.engines.whoosh.lists import common, member, merged, spread, sums
from search.engines.whoosh.nearness import near
from search.engines.whoosh.page import order, page

SPACE = 400
docs = st.sets(st.integers(0, SPACE - 1), max_size=60).map(sorted)
few = st.sets(st.integers(0, SPACE - 1), max_size=3).map(sorted)


def array(numbers: list[int]) -> NDArray[np.int64]:
    return np.array(numbers, np.int64)


@given(docs | few, docs | few)
def test_membership_is_that_of_sets(among: list[int], asked: list[int]) -> None:
    found = member(array(among), array(asked), SPACE)
    assert found.tolist() == [doc in among for doc in asked]
    assert common(array(among), array(asked)).tolist() == sorted({*among} & {*asked})


@given(docs | few, docs | few)
def test_values_are_spread_to_the_documents_that_have_them(
    held: list[int], asked: list[int]
) -> None:
    values = np.arange(1, len(held) + 1, dtype=np.float32)
    table = dict(zip(held, values.tolist(), strict=True))
    found = spread(array(held), values, array(asked), SPACE)
    assert found.tolist() == [table.get(doc, -1) for doc in asked]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9))), st.sampled_from([31, 100_000]))
def test_values_of_the_same_document_add_up(pairs: list[tuple[int, int]], space: int) -> None:
    totals: dict[int, int] = {}
    for doc, value in pairs:
        totals[doc] = totals.get(doc, 0) + value
    rising = sorted(pairs)
    found = [
        merged(array([d for d, _ in pairs]), np.array([v for _, v in pairs], np.float32), space),
        sums(array([d for d, _ in rising]), np.array([v for _, v in rising], np.float32)),
    ]
    for keys, values in found:
        assert dict(zip(keys.tolist(), values.tolist(), strict=True)) == totals
        assert keys.tolist() == sorted(totals)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3))),
    st.sampled_from(["relevance", "newest", "oldest"]),
    st.integers(0, 12),
    st.integers(1, 6),
)
def test_a_page_is_that_of_everything_sorted_with_ties_in_order(
    hits: list[tuple[int, int]], sort: str, offset: int, limit: int
) -> None:
    def key(at: int) -> tuple[bool, int]:
        score, date = hits[at]
        if sort == "relevance":
            return False, -score
        return date == 0, -date if sort == "newest" else date

    scores = np.array([score for score, _ in hits], np.float32)
    dates = np.array([date for _, date in hits], np.uint32)
    found = page(order(scores, dates, sort), offset, limit)  # type: ignore[arg-type]
    assert found.tolist() == sorted(range(len(hits)), key=key)[offset : offset + limit]


@given(st.lists(docs.filter(bool), min_size=1, max_size=4), st.integers(0, 5))
def test_slots_stand_near_each_other_where_a_window_holds_them_all(
    slots: list[list[int]], slop: int
) -> None:
    found = near([[array(places)] for places in slots], slop).tolist()
    width = len(slots) - 1 + slop
    if slop:
        anchors = {place for places in slots for place in places}
        wanted = [
            a for a in anchors if all(any(a <= p <= a + width for p in places) for places in slots)
        ]
    else:
        wanted = [a for a in slots[0] if all(a + i in places for i, places in enumerate(slots))]
    assert found == sorted(wanted)
