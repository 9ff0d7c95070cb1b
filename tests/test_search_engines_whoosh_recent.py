"""what was evaluated lately is kept, within its limit."""

from __future__ import annotations

import numpy as np

from search.engines.whoosh.matches import Listed
from search.engines.whoosh.recent import Recent


def listed(count: int) -> Listed:
    return Listed(np.arange(count), np.ones(count))


def test_what_was_asked_lately_is_known() -> None:
    recent: Recent[str] = Recent()
    first = listed(5)
    recent.keep("a", first)
    recent.keep("a", listed(5))
    assert recent.get("a") is first
    assert recent.get("b") is None


def test_the_least_recently_used_go_when_the_limit_is_passed() -> None:
    size = listed(100).nbytes
    recent: Recent[str] = Recent(limit=4 * size)
    for name in "abcd":
        recent.keep(name, listed(100))
    assert recent.get("a")
    recent.keep("e", listed(100))
    assert recent.get("a")
    assert recent.get("b") is None


def test_what_is_too_large_is_not_kept() -> None:
    recent: Recent[str] = Recent(limit=5000)
    recent.keep("a", listed(1000))
    assert recent.get("a") is None
