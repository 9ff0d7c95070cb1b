"""searches over HTTP beside Datasette: `python -m bench.http`, with wrk on the loopback.

Each server is alone while it is measured, and they take turns. Half of Dateline's turns have an
article added each second: no request may fail for that.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import msgspec
from rich.table import Table

from bench.corpus import CORPORA
from bench.peers.datasette import Datasette
from bench.peers.dateline import Dateline
from bench.probes import Probe, choose
from bench.speed import CONSOLE, FOLDER, build
from index.article import Document
from index.engines import open_index

_SILENT = subprocess.DEVNULL
SCRIPT = """
local paths = {%s}
local at = 0
init = function(args) math.randomseed(tonumber(args[1])) at = math.random(#paths) end
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  local e = summary.errors
  io.stderr:write(string.format(
    '{"requests": %%d, "seconds": %%f, "median": %%f, "high": %%f, "errors": %%d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


class Load(msgspec.Struct):
    """What wrk measured; `median` and `high`, the 99th percentile, in milliseconds."""

    requests: int
    seconds: float
    median: float
    high: float
    errors: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def main() -> None:
    """Build what is missing, measure in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=sorted(CORPORA), default="news")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--connections", type=int, default=8)
    given = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not here: it makes the requests. On Debian: apt install wrk")
    folder = FOLDER / given.data
    build("dateline", Dateline(), given.data, anew=False)
    build("datasette", Datasette(), given.data, anew=False)
    probes = choose(CORPORA[given.data]())
    peer = Datasette()
    rows: list[tuple[str, Load]] = []
    for turn in range(given.turns):
        with linked(folder / "dateline") as copy:
            adding = bool(turn % 2)
            with served(dateline(copy)) as port, commits(copy, adding) as count:
                load = ask(port, list(map(address, probes)), given)
            name = "dateline" + (f", {count()} commits meanwhile" if adding else "")
            rows.append((name, load))
        with served(partial(peer.command, folder / "datasette")) as port:
            rows.append(("datasette", ask(port, list(map(peer.address, probes)), given)))
    CONSOLE.print(told(rows, given))


def address(probe: Probe) -> str:
    """The address in our API that asks a probe."""
    asked = [("q", probe.text), *([("country", probe.country)] if probe.country else [])]
    return f"/api/v1/search?{urlencode(asked)}"


def dateline(folder: Path) -> Callable[[int], list[str]]:
    """The command that serves an index with two workers at a port."""
    command = [sys.executable, "-m", "web.cli", "serve", "--workers", "2", "--index"]
    return lambda port: [*command, f"whoosh:{folder}", "--port", str(port)]


@contextmanager
def linked(folder: Path) -> Iterator[Path]:
    """A copy of an index that can be written to: its files never change, so links will do."""
    copy = folder.with_suffix(".copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, copy_function=os.link)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


@contextmanager
def served(command: Callable[[int], list[str]]) -> Iterator[int]:
    """A server on a free port while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(command(port), stdout=_SILENT, stderr=_SILENT)
    try:
        for _ in range(600):
            try:
                urlopen(f"http://127.0.0.1:{port}/", timeout=60).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def commits(folder: Path, adding: bool) -> Iterator[Callable[[], int]]:
    """Add an article each second while the block runs; how often that was."""
    stop, made = threading.Event(), [0]

    def add() -> None:
        while adding and not stop.wait(1):
            with open_index(f"whoosh:{folder}").write() as writer:
                writer.add(Document(f"added {made[0]}", "Added", "The market was told.", "en"))
            made[0] += 1

    thread = threading.Thread(target=add)
    thread.start()
    try:
        yield lambda: made[0]
    finally:
        stop.set()
        thread.join()


def ask(port: int, paths: Sequence[str], given: argparse.Namespace) -> Load:
    """Let wrk ask the addresses over and over, after every one was asked once."""
    for path in paths:
        urlopen(f"http://127.0.0.1:{port}{path}", timeout=60).close()
    script = FOLDER / "wrk.lua"
    script.write_text(SCRIPT % ", ".join(map(json.dumps, paths)), encoding="utf-8")
    sizes = ["-t1", f"-c{given.connections}", f"-d{given.seconds}s", "--timeout", "30s"]
    command = ["wrk", *sizes, "-s", str(script), f"http://127.0.0.1:{port}", "--", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return msgspec.json.decode(done.stderr, type=Load)


def told(rows: Sequence[tuple[str, Load]], given: argparse.Namespace) -> Table:
    """The table of all turns."""
    title = f"{given.data}: {given.connections} connections, {given.seconds} s each"
    marks = ("requests/s", "median ms", "99th ms", "99th / median", "errors")
    table = Table("server", *marks, title=title)
    for name, load in rows:
        figures = (load.rate, load.median, load.high, load.high / load.median)
        table.add_row(name, *(f"{figure:,.1f}" for figure in figures), str(load.errors))
    return table


if __name__ == "__main__":
    main()
