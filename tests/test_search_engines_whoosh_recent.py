"""what was evaluated lately is kept, within its limit."""

from __future__ import annotations

from functools import partial

import numpy as np

from search.engines.whoosh.matches import Listed
from search.engines.whoosh.recent import Recent


def listed(count: int) -> Listed:
    return Listed(np.arange(count), count)


def test_what_was_asked_lately_is_not_made_again() -> None:
    recent, first = Recent(), listed(5)
    assert recent.get("a", lambda: first) is first
    assert recent.get("a", lambda: listed(5)) is first


def test_the_least_recently_used_go_when_the_limit_is_passed() -> None:
    size = listed(100).nbytes
    recent, made = Recent(limit=4 * size), {name: listed(100) for name in "abcde"}
    for name in "abcd":
        recent.get(name, partial(made.__getitem__, name))
    recent.get("a", lambda: listed(100))
    recent.get("e", lambda: made["e"])
    assert recent.get("a", lambda: listed(100)) is made["a"]
    assert recent.get("b", lambda: listed(100)) is not made["b"]


def test_what_is_too_large_is_not_kept() -> None:
    recent, large = Recent(limit=5000), listed(1000)
    recent.get("a", lambda: large)
    assert recent.get("a", lambda: listed(1000)) is not large
