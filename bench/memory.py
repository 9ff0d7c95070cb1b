"""the memory of a serving process: `python -m bench.memory INDEX`, in a process of its own.

Private memory is what the process does not share with others: the `Private_*` rows of Linux's
/proc/self/smaps_rollup. The files of an index are mapped and shared.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from bench.corpus import CORPORA
from bench.probes import choose
from index.engine import DEFAULT_INDEX
from search.answer import prepare
from search.engines import open_searcher
from web import create_app


def main() -> None:
    """Choose the probes here, so that a process that has done nothing else serves them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", nargs="?", default=DEFAULT_INDEX, help="an index of --data")
    parser.add_argument("--data", choices=sorted(CORPORA), default="news")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    asked = []
    for probe in choose(CORPORA[given.data]()):
        country = {"country": probe.country} if probe.country else {}
        asked.append(urlencode({"q": probe.text, **country}))
    context = multiprocessing.get_context("spawn")
    server = context.Process(target=serve, args=(given.index, asked * given.rounds))
    server.start()
    server.join()
    raise SystemExit(server.exitcode)


def serve(index: str, asked: Sequence[str]) -> None:
    """Answer all, and tell the memory before, between and after."""
    print(f"the program: {private():,.0f} MB")
    prepare()
    client = create_app(open_searcher(index)).test_client()
    print(f"with the index opened: {private():,.0f} MB")
    for query in asked:
        if client.get(f"/api/v1/search?{query}").status_code != 200:
            raise SystemExit(f"{query} was not answered")
    print(f"after {len(asked)} searches: {private():,.0f} MB")


def private() -> float:
    """Megabytes that only this process holds."""
    rows = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return sum(map(int, re.findall(r"^Private_\w+:\s+(\d+) kB$", rows, re.MULTILINE))) / 1024


if __name__ == "__main__":
    main()
