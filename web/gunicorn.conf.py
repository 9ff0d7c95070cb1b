"""how gunicorn runs the site: a process for each core, with threads for slow readers."""
# ruff: noqa: N999 - the name that gunicorn looks for

from __future__ import annotations

import os
import re
import shutil
import socket
import struct
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from string import ascii_lowercase
from threading import Thread
from typing import Any

from gunicorn.http import message

from index.engine import EngineError
from search.searcher import Searcher
from search.suggest import suggest

wsgi_app = "web.wsgi:create()"
bind = os.environ.get("DATELINE_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY") or min(4, os.cpu_count() or 1))
threads = int(os.environ.get("DATELINE_THREADS") or 4)
worker_class = "gthread"
preload_app = True  # one copy of code and mapped index for all workers
graceful_timeout = 10
timeout = 60
keepalive = 5
accesslog = os.environ.get("DATELINE_ACCESS_LOG") or None
loglevel = os.environ.get("DATELINE_LOG_LEVEL", "warning")

# A query is a pasted paragraph at times, and a character of most scripts takes nine bytes of an
# address. gunicorn's own ceiling of 8190 would refuse 900 Chinese characters. What is longer than
# the site reads is told by the site, which knows how, up to this.
limit_request_line = message.MAX_REQUEST_LINE = 1024 * 1024

# `curl '...?q=été'` sends letters as they were typed, and so do other programs. RFC 9112 wants them
# percent-encoded and newer versions of gunicorn refuse them; they are harmless, controls are not.
message.RFC9112_TARGET_INVALID = re.compile(r"[^\x21-\x7e\x80-\xff]")

PATIENCE = int(os.environ.get("DATELINE_PATIENCE") or 20)
"""Seconds after which a reader who neither sends nor takes anything is let go: each holds a thread,
and gunicorn itself would wait for ever."""

# Workers count apart; prometheus_client adds them up through files in this folder.
_meters = os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="dateline-"))


def when_ready(server: Any) -> None:
    """Say where the site is; give its sockets, which pass it on, an end to their patience."""
    for listener in server.LISTENERS:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", PATIENCE, 0))
    address = ", ".join(f"http://{at[0]}:{at[1]}" for at in _addresses(server))
    print(f"Dateline is at {address}", flush=True)


def _addresses(server: Any) -> Iterator[tuple[Any, Any]]:
    for listener in server.LISTENERS:
        host, port = listener.getsockname()[:2]
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - told, not bound
        yield (f"[{host}]" if ":" in host else host), port


def post_worker_init(worker: Any) -> None:
    """Open the index before the first request comes; where that fails, requests tell why."""
    archive = worker.wsgi.extensions["dateline"]
    with suppress(EngineError, OSError):
        archive.refresh()
        Thread(target=_complete, args=(archive.searcher,), daemon=True).start()


def _complete(searcher: Searcher) -> None:
    """Complete each letter once: the first letter that somebody types takes the longest."""
    with suppress(EngineError, OSError):
        for letter in ascii_lowercase:
            suggest(searcher, letter)


def child_exit(_: Any, worker: Any) -> None:
    """Take a worker that ended out of the live gauges."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - it reads the variable above

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_: Any) -> None:
    """Remove the folder of the meters."""
    shutil.rmtree(_meters, ignore_errors=True)
