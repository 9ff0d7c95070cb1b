"""speed against peers: `python -m bench.speed`, each figure a ratio within one run.

All engines are asked the same probes in turn, A B C A B C, so that a machine that slows down slows
all of them. Indexes are built once in var/bench and kept; `--build` times building them anew.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.corpus import CORPORA
from bench.peers import Answer, Peer
from bench.peers.bm25s import Bm25s
from bench.peers.dateline import Dateline, FirstAsked, NewWords
from bench.peers.fts5 import Fts5
from bench.peers.tantivy import OwnTokens, Tantivy
from bench.peers.whoosh import StockWhoosh
from bench.probes import Probe, choose
from bench.timing import FIRST, NEW, OURS, by_kind, measure, summary

FOLDER = Path("var/bench")
PEERS: dict[str, type[Peer]] = {
    OURS: Dateline,
    "tantivy": Tantivy,
    "tantivy-own": OwnTokens,
    "fts5": Fts5,
    "whoosh": StockWhoosh,
}
SECTIONS = {
    "find": "the engine alone",
    "show": "with ten highlighted passages",
    "road": "the whole road, of Dateline alone",
}
"""What is measured; the peers, which have no road from what a person types, do `show` there."""
CONSOLE = Console(width=110)


def main() -> None:
    """Build what is missing, measure, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=sorted(CORPORA), default="reuters")
    parser.add_argument("--peers", default="tantivy,fts5,whoosh,bm25s")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--build", action="store_true", help="build the indexes anew")
    parser.add_argument("--kinds", action="store_true", help="also by kind of query")
    given = parser.parse_args()
    names = [OURS, *given.peers.split(",")]
    known: dict[str, Any] = {**PEERS, "bm25s": Bm25s}
    engines: dict[str, Any] = {name: known[name]() for name in names}
    for name, engine in engines.items():
        build(name, engine, given.data, anew=given.build)
        engine.open(FOLDER / given.data / name)
    for name, again in ((NEW, NewWords()), (FIRST, FirstAsked())):
        engines[name] = again
        again.open(FOLDER / given.data / OURS)
    probes = choose(CORPORA["news" if given.data == "million" else given.data]())
    tell(engines, probes, given)


def tell(engines: Mapping[str, Any], probes: Sequence[Probe], given: argparse.Namespace) -> None:
    """Measure and print each section."""
    peers = {name: engine for name, engine in engines.items() if name != "bm25s"}
    CONSOLE.print(agreement(peers, probes))
    for section, what in SECTIONS.items():
        askers = {
            name: (peer.prepare, getattr(peer, section, peer.show)) for name, peer in peers.items()
        }
        for without in ((NEW,), (OURS, FIRST)):  # to forget is to forget for all of this process
            some = {name: asker for name, asker in askers.items() if name not in without}
            times = measure(some, probes, given.rounds)
            CONSOLE.print(summary(times, f"{given.data}: {what}"))
            if given.kinds:
                CONSOLE.print(by_kind(times, f"{given.data}: {what}"))
    rankers = {name: engine for name, engine in engines.items() if hasattr(engine, "rank")}
    if "bm25s" in rankers:
        plain = [p for p in probes if not p.country and (p.mode == "any" or len(p.words) == 1)]
        plain = [probe for probe in plain if probe.mode != "prefix"]
        askers = {name: (engine.prepare, engine.rank) for name, engine in rankers.items()}
        times = measure(askers, plain, given.rounds)
        CONSOLE.print(summary(times, f"{given.data}: ranking alone, any of the words"))


def build(name: str, engine: Any, data: str, *, anew: bool) -> None:
    """Build an index unless it is there, and say how long it took and how big it is."""
    folder = FOLDER / data / name
    if folder.exists() and not anew:
        return
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    documents = list(CORPORA[data]()) if data != "million" else CORPORA[data]()
    began, processor = time.perf_counter(), processor_time()
    engine.build(documents, half)
    seconds, processor = time.perf_counter() - began, processor_time() - processor
    shutil.rmtree(folder, ignore_errors=True)
    half.rename(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    count, text = 0, 0
    for document in CORPORA[data]():
        count += 1
        text += len(document.title.encode()) + len(document.text.encode())
    CONSOLE.print(
        f"{name}: {count:,} articles in {seconds:.1f} s ({processor:.1f} s of the processor), "
        f"{count / seconds:,.0f} a second, {size / text:.2f} x the text"
    )


def processor_time() -> float:
    """Seconds of the processor that this process and its ended children have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def agreement(peers: Mapping[str, Peer], probes: Sequence[Probe]) -> Table:
    """How far the engines did the same work: what each found, and which counts it gave."""
    table = Table("engine", "hits of all probes", "counts of all facets", "same total as dateline")
    found: dict[str, list[Answer]] = {
        name: [peer.find(peer.prepare(probe)) for probe in probes] for name, peer in peers.items()
    }
    for name, answers in found.items():
        counts = sum(sum(sum(c.values()) for c in a.facets.values()) for a in answers)
        pairs = zip(answers, found[OURS], strict=True)
        same = sum(abs(a.total - b.total) <= 0.01 * b.total for a, b in pairs)
        total = f"{sum(a.total for a in answers):,}"
        table.add_row(name, total, f"{counts:,}", f"{same} of {len(probes)} (within 1 %)")
    return table


if __name__ == "__main__":
    main()
