"""speed against peers: `python -m bench.speed`, each figure a ratio within one run.

All engines are asked the same probes in turn, A B C A B C, so that a machine that slows down slows
all of them. Indexes are built once in var/bench and kept; `--build` times building them anew.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import time
from collections import defaultdict
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.corpus import CORPORA
from bench.peers import Peer
from bench.peers.dateline import Dateline
from bench.peers.fts5 import Fts5
from bench.peers.tantivy import Tantivy
from bench.peers.whoosh import StockWhoosh
from bench.probes import Probe, choose

FOLDER = Path("var/bench")
PEERS: dict[str, type[Peer]] = {
    "dateline": Dateline,
    "tantivy": Tantivy,
    "fts5": Fts5,
    "whoosh": StockWhoosh,
}
Times = dict[str, dict[Probe, list[float]]]
"""Seconds of each ask, by engine and probe."""


def main() -> None:
    """Build what is missing, measure, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=sorted(CORPORA), default="reuters")
    parser.add_argument("--peers", default="dateline,tantivy,fts5,whoosh")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--build", action="store_true", help="build the indexes anew")
    given = parser.parse_args()
    peers = {name: PEERS[name]() for name in given.peers.split(",")}
    console = Console()
    for name, peer in peers.items():
        build(name, peer, given.data, anew=given.build, console=console)
        peer.open(FOLDER / given.data / name)
    probes = choose(CORPORA["news" if given.data == "million" else given.data]())
    times = measure(peers, probes, given.rounds)
    console.print(summary(times, given.data))
    console.print(by_kind(times))


def build(name: str, peer: Peer, data: str, *, anew: bool, console: Console) -> None:
    """Build an index unless it is there, and say how long it took and how big it is."""
    folder = FOLDER / data / name
    if folder.exists() and not anew:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    documents = list(CORPORA[data]()) if data != "million" else CORPORA[data]()
    began = time.perf_counter()
    peer.build(documents, folder)
    seconds = time.perf_counter() - began
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    text = sum(len(d.title.encode()) + len(d.text.encode()) for d in CORPORA[data]())
    console.print(f"{name}: built in {seconds:.1f} s, {size / text:.2f} x the text")


def measure(peers: dict[str, Peer], probes: list[Probe], rounds: int) -> Times:
    """Ask every probe of every peer in turn; the first round warms up and is not counted."""
    times: Times = {name: defaultdict(list) for name in peers}
    for round_ in track(range(rounds + 1), "Asking", transient=True):
        for probe in probes:
            for name, peer in peers.items():
                began = time.perf_counter()
                peer.ask(probe)
                if round_:
                    times[name][probe].append(time.perf_counter() - began)
    return times


def _medians(times: Times, name: str) -> list[float]:
    return sorted(1000 * statistics.median(seconds) for seconds in times[name].values())


def summary(times: Times, data: str) -> Table:
    """Median and 95th percentile over the probes in milliseconds, and Dateline's ratio to each."""
    table = Table("engine", "median ms", "95th ms", "Dateline / it", "at the 95th", title=data)
    ours = _medians(times, "dateline")
    for name in times:
        theirs = _medians(times, name)
        middle, high = len(theirs) // 2, int(len(theirs) * 0.95)
        ratios = (ours[middle] / theirs[middle], ours[high] / theirs[high])
        table.add_row(
            name, f"{theirs[middle]:.2f}", f"{theirs[high]:.2f}", *map("{:.3f}".format, ratios)
        )
    return table


def by_kind(times: Times) -> Table:
    """The median of each kind of probe, in milliseconds."""
    table = Table("milliseconds", *times, title="median by kind of query")
    kinds: dict[str, list[Probe]] = defaultdict(list)
    for probe in next(iter(times.values())):
        kinds[probe.kind].append(probe)
    for kind, probes in kinds.items():
        cells = [
            statistics.median(s for probe in probes for s in times[name][probe]) for name in times
        ]
        table.add_row(kind, *(f"{1000 * cell:.2f}" for cell in cells))
    return table


if __name__ == "__main__":
    main()
