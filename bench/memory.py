"""the memory of a serving process: `python -m bench.memory INDEX`, in a process of its own.

Private memory is what the process does not share with others: the `Private_*` rows of Linux's
/proc/self/smaps. They also have what was touched of files that no other process maps just now: of
the index's files, which all processes of a server share, that is told apart.
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

_INDEX_FILES = (".seg", ".stories", ".del")
_MAPPING = re.compile(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+ *(.*)")
_PRIVATE = re.compile(r"Private_\w+: +(\d+) kB")


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
    print(f"the program: {private()}")
    prepare()
    client = create_app(open_searcher(index)).test_client()
    print(f"with the index opened: {private()}")
    for query in asked:
        if client.get(f"/api/v1/search?{query}").status_code != 200:
            raise SystemExit(f"{query} was not answered")
    print(f"after {len(asked)} searches: {private()}")


def private() -> str:
    """The megabytes that only this process holds, and beside them those of index files."""
    held = {True: 0, False: 0}
    of_index = False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if mapping := _MAPPING.match(line):
            of_index = Path(mapping[1]).suffix in _INDEX_FILES
        elif private := _PRIVATE.match(line):
            held[of_index] += int(private[1])
    own, files = (f"{held[kind] / 1024:,.0f} MB" for kind in (False, True))
    return f"{own}, and {files} touched of the index's files"


if __name__ == "__main__":
    main()
