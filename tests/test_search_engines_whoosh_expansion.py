"""fuzzy words are told apart as one word from another is, however many there are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.distance import distance
from search.engines.whoosh.expansion import characters, within

words = st.text("abcé東😀", min_size=1, max_size=9)


@given(words, st.lists(words, min_size=1, max_size=12), st.integers(1, 3))
def test_the_words_within_some_edits_are_those_whose_distance_is_no_larger(
    wanted: str, others: list[str], edits: int
) -> None:
    points, lengths = characters("".join(f"{other}\0" for other in others).encode())
    found = within(edits, np.array(list(map(ord, wanted)), np.uint32), points, lengths)
    assert found.tolist() == [distance(wanted, other, edits) <= edits for other in others]
