"""a snapshot that takes over what an older one has open is the same as one opened afresh."""

from __future__ import annotations

from itertools import count

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Document
from index.engines.whoosh.index import WhooshIndex
from index.schema import TEXT_FIELDS
from search.engines.whoosh.searcher import WhooshSearcher
from search.engines.whoosh.snapshot import Snapshot
from search.query import Any, Request, Terms

_NAMES = count()
_IDS = [f"{letter}{number}" for letter in "äbz" for number in range(5)]

documents = st.builds(
    lambda id, words, country, year: Document(
        id, "Title", " ".join(words), "en", countries=country, year=year
    ),
    st.sampled_from(_IDS),
    st.lists(st.sampled_from(["ship", "harbour", "storm"]), min_size=1, max_size=4),
    st.sampled_from([(), ("FR",), ("FR", "JP")]),
    st.sampled_from([None, 1999, 2020]),
)
changes = st.lists(
    st.tuples(st.lists(documents, max_size=6), st.lists(st.sampled_from(_IDS), max_size=3)),
    min_size=2,
    max_size=6,
)
ASKED = [Terms((word,), TEXT_FIELDS) for word in ("ship", "harbour", "storm")]


def sets(snapshot: Snapshot, field: str) -> list[tuple[str, ...]]:
    column = snapshot.columns[field]
    return [column.sets[number] for number in column.ordinals.tolist()]


def change(index: WhooshIndex, added: list[Document], deleted: list[str]) -> None:
    with index.write() as writer:
        for document in added:
            writer.add(document)
        for id in deleted:
            writer.delete(id)


@given(changes)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_commit_after_commit_nothing_differs_from_what_is_opened_afresh(
    made: list[tuple[list[Document], list[str]]],
) -> None:
    name = f":snapshot-{next(_NAMES)}"
    index = WhooshIndex.at(name)
    change(index, *made[0])
    kept = WhooshSearcher.at(name)
    request = Request(Any(tuple(ASKED)), limit=50)
    for added, deleted in made[1:]:
        kept.search(request)
        kept.search(request)
        change(index, added, deleted)
        assert kept.refresh()
        fresh = WhooshSearcher.at(name)
        assert kept.search(request) == fresh.search(request)
        one, other = kept._snapshot, fresh._snapshot
        ids = [document.id for document in one.documents(one.everything)]
        assert len(ids) == len(set(ids))
        assert np.array_equal(one.norms, other.norms)
        assert all(sets(one, field) == sets(other, field) for field in one.columns)
        assert kept.stats() == fresh.stats()


def test_documents_stay_in_the_order_of_indexing_when_segments_are_merged() -> None:
    name = f":snapshot-{next(_NAMES)}"
    index = WhooshIndex.at(name)
    added = [f"{number * 7 % 20}" for number in range(20)]
    for id in added:
        change(index, [Document(id, "", "ship", "en")], [])
    change(index, [], added[:2])
    snapshot = WhooshSearcher.at(name)._snapshot
    assert 1 < len(snapshot.files) < 10
    ids = [document.id for document in snapshot.documents(snapshot.everything)]
    assert ids == added[2:]


def test_segments_stay_open_from_one_commit_to_the_next() -> None:
    name = f":snapshot-{next(_NAMES)}"
    index = WhooshIndex.at(name)
    change(index, [Document(id, "", "ship", "en") for id in "abcdefgh"], [])
    searcher = WhooshSearcher.at(name)
    (first,) = searcher._snapshot.files
    change(index, [Document("new", "", "ship", "en")], [])
    assert searcher.refresh()
    assert searcher._snapshot.files[0] is first
    change(index, [], ["a"])
    assert searcher.refresh()
    again = searcher._snapshot.files[0]
    assert again.postings is first.postings
    assert (first.live.sum(), again.live.sum()) == (8, 7)
