"""questions asked of several engines in turn, timed, and told as tables of ratios.

Times are of the processor: none of the engines waits for anything, and other programs on the
machine disturb them least.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.table import Table

from bench.probes import Probe

Asker = tuple[Callable[[Probe], Any], Callable[[Any], Any]]
"""How an engine prepares a probe, which is not timed, and how it answers, which is."""
Times = dict[str, dict[Probe, float]]
"""Milliseconds of an answer, by engine and probe."""

PATIENCE = 30.0
"""Seconds after which an engine is not asked another round; each is asked one in any case."""
OURS, NEW, FIRST = "dateline", "dateline, new words", "dateline, first asked"


def measure(askers: Mapping[str, Asker], probes: Sequence[Probe], rounds: int) -> Times:
    """Ask every probe of every engine in turn: the median of all rounds but the first.

    The first one warms up; an engine whose patience is out after it has no other.
    """
    seconds: dict[str, dict[Probe, list[float]]] = {name: defaultdict(list) for name in askers}
    gc.collect()
    gc.freeze()
    for _ in range(rounds + 1):
        asked = [name for name in askers if _spent(seconds[name]) < PATIENCE]
        for probe in probes:
            for name in asked:
                prepare, answer = askers[name]
                query = prepare(probe)
                began = time.process_time()
                answer(query)
                seconds[name][probe].append(time.process_time() - began)
    return {name: _settled(taken) for name, taken in seconds.items()}


def _spent(taken: Mapping[Probe, list[float]]) -> float:
    return sum(map(sum, taken.values()))


def _settled(taken: Mapping[Probe, list[float]]) -> dict[Probe, float]:
    return {probe: 1000 * statistics.median(all_[1:] or all_) for probe, all_ in taken.items()}


def _marks(times: Mapping[Probe, float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(times.values())
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


def summary(times: Times, title: str) -> Table:
    """Median and 95th percentile in milliseconds, and the ratio of each of our ways to them."""
    ways = [name for name in (OURS, NEW, FIRST) if name in times]
    table = Table("engine", "median ms", "95th ms", *(f"{way} / it" for way in ways), title=title)
    for name, taken in times.items():
        theirs = _marks(taken)
        ratios = [
            "  ".join(f"{a / b:.3g}" for a, b in zip(_marks(times[way]), theirs, strict=True))
            for way in ways
        ]
        told = [""] * len(ways) if name in ways else ratios
        table.add_row(name, *(f"{mark:.2f}" for mark in theirs), *told)
    return table


def by_kind(times: Times, title: str) -> Table:
    """The median of each kind of probe, in milliseconds."""
    table = Table("milliseconds", *times, title=title)
    kinds: dict[str, list[Probe]] = defaultdict(list)
    for probe in next(iter(times.values())):
        kinds[probe.kind].append(probe)
    for kind, probes in kinds.items():
        cells = [statistics.median(taken[probe] for probe in probes) for taken in times.values()]
        table.add_row(kind, *(f"{cell:.2f}" for cell in cells))
    return table
