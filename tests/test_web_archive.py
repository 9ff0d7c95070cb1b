"""a site moves on to a new commit without letting requests wait for it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from index.engine import EngineError, Stats
from web.archive import Archive
from web.config import Config

LONG = Config(refresh=1000.0)


class Slow:
    """A searcher whose next commit is opened when `go` is set."""

    def __init__(self) -> None:
        self.generation, self.go, self.error = 0, threading.Event(), ""

    def refresh(self) -> bool:
        assert self.go.wait(10)
        if self.error:
            raise EngineError(self.error)
        self.generation += 1
        return True

    def stats(self) -> Stats:
        return Stats(self.generation, 0, 0, 0, self.generation, {})


def made() -> tuple[Archive, Slow]:
    """An archive that was looked at just now."""
    searcher: Any = Slow()
    archive = Archive(searcher, LONG)
    searcher.go.set()
    archive.refresh()
    searcher.go.clear()
    return archive, searcher


def joined() -> None:
    for thread in threading.enumerate():
        if thread.name == "refresh":
            thread.join(10)


def test_the_first_request_after_a_pause_sees_the_newest_commit() -> None:
    archive, searcher = made()
    archive._looked -= 2 * LONG.refresh
    searcher.go.set()
    archive.refresh()
    assert archive.stats.generation == 2


def test_a_request_among_others_does_not_wait_for_a_commit_to_be_opened() -> None:
    archive, searcher = made()
    archive._looked -= 1.5 * LONG.refresh
    state = archive.state
    archive.refresh()
    archive.refresh()
    assert archive.state == state
    searcher.go.set()
    joined()
    assert archive.stats.generation == 2
    assert archive.state != state


def test_a_process_that_gets_no_more_threads_still_moves_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive, searcher = made()
    monkeypatch.setattr(threading, "_start_new_thread", _no_more, raising=False)
    monkeypatch.setattr(threading, "_start_joinable_thread", _no_more, raising=False)
    searcher.go.set()
    for generation in (2, 3):
        archive._looked -= 1.5 * LONG.refresh
        archive.refresh()
        assert archive.stats.generation == generation


def _no_more(*_: object, **__: object) -> None:
    raise RuntimeError("can't start new thread")


def test_nobody_looks_again_before_the_time() -> None:
    archive, searcher = made()
    searcher.go.set()
    archive.refresh()
    joined()
    assert archive.stats.generation == 1


def test_what_fails_behind_the_requests_is_told_to_the_next_one() -> None:
    archive, searcher = made()
    archive._looked -= 1.5 * LONG.refresh
    searcher.error = "damaged"
    searcher.go.set()
    archive.refresh()
    joined()
    with pytest.raises(EngineError, match="damaged"):
        archive.refresh()
    searcher.error = ""
    archive.refresh()
    assert archive.stats.generation == 2
