"""the search page against the API: `python -m bench.page INDEX`, what a page costs beside JSON.

Both are asked the same probes in turn through the WSGI interface, in this process, in processor
time: what is compared is the work of the site, not that of a server or a network.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlencode

from flask.testing import FlaskClient
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.corpus import CORPORA
from bench.probes import Probe, choose
from index.engine import DEFAULT_INDEX
from search.answer import prepare
from search.engines import open_searcher
from web import create_app

SHOWN = {"API": "/api/v1/search", "page": "/search"}
"""What is compared, and the path of each."""
Times = dict[str, dict[Probe, list[float]]]
"""Seconds of each request, by what was asked and probe."""


def main() -> None:
    """Measure, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", nargs="?", default=DEFAULT_INDEX, help="an index of --data")
    parser.add_argument("--data", choices=sorted(CORPORA), default="news")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--language", default="en", help="the language of the interface")
    given = parser.parse_args()
    prepare()
    client = create_app(open_searcher(given.index)).test_client()
    probes = choose(CORPORA[given.data]())
    console = Console()
    times, sizes = measure(client, probes, given.rounds, given.language)
    console.print(summary(times, sizes))
    console.print(by_kind(times))


def measure(
    client: FlaskClient, probes: Iterable[Probe], rounds: int, language: str
) -> tuple[Times, dict[str, list[int]]]:
    """Ask for every probe's answer and page in turn; also the bytes of each, compressed.

    The first round warms up and is not counted.
    """
    times: Times = {name: defaultdict(list) for name in SHOWN}
    sizes: dict[str, list[int]] = {name: [] for name in SHOWN}
    headers = {"Accept-Encoding": "gzip", "Accept-Language": language}
    for round_ in track(range(rounds + 1), "Asking", transient=True):
        for probe in probes:
            country = {"country": probe.country} if probe.country else {}
            asked = urlencode({"q": probe.text, **country})
            for name, path in SHOWN.items():
                began = time.process_time()
                response = client.get(f"{path}?{asked}", headers=headers)
                taken = time.process_time() - began
                if response.status_code != 200:
                    raise SystemExit(f"{path}?{asked} answered {response.status}")
                if round_:
                    times[name][probe].append(taken)
                else:
                    sizes[name].append(len(response.data))
    return times, sizes


def summary(times: Times, sizes: dict[str, list[int]]) -> Table:
    """Milliseconds over the probes, the page's ratio to the API, and bytes sent."""
    table = Table("asked", "median ms", "95th ms", "/ API", "at the 95th", "median kB", "most kB")
    bare = spread(times["API"])
    for name in times:
        middle, high = spread(times[name])
        table.add_row(
            name,
            f"{middle:.2f}",
            f"{high:.2f}",
            f"{middle / bare[0]:.2f}",
            f"{high / bare[1]:.2f}",
            f"{statistics.median(sizes[name]) / 1000:.1f}",
            f"{max(sizes[name]) / 1000:.1f}",
        )
    return table


def spread(times: dict[Probe, list[float]]) -> tuple[float, float]:
    """The median and the 95th percentile, over the probes, of each one's median milliseconds."""
    found = sorted(1000 * statistics.median(seconds) for seconds in times.values())
    return statistics.median(found), found[int(len(found) * 0.95)]


def by_kind(times: Times) -> Table:
    """The median of each kind of probe in milliseconds, and the ratio of the two."""
    table = Table("query", *times, "page / API", title="median ms by kind of query")
    kinds: dict[str, list[Probe]] = defaultdict(list)
    for probe in times["API"]:
        kinds[probe.kind].append(probe)
    for kind, probes in kinds.items():
        api, page = (
            1000 * statistics.median(s for probe in probes for s in found[probe])
            for found in times.values()
        )
        table.add_row(kind, f"{api:.2f}", f"{page:.2f}", f"{page / api:.2f}")
    return table


if __name__ == "__main__":
    main()
