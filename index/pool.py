"""worker processes that take stretches of the input and give their results back in order."""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias, TypeVar

from index.engine import Builder
from index.enrich.rules import Rules
from index.worker import TICK, Meter, begin

Stretch = TypeVar("Stretch")
Made = TypeVar("Made")
Handler: TypeAlias = Callable[[int, object], None] | signal.Handlers


class WorkerLost(Exception):
    """A worker process died: killed, or out of memory."""


@contextmanager
def workers(
    jobs: int, maker: Callable[[], Builder], *, limit: int, rules: Rules
) -> Iterator[tuple[ProcessPoolExecutor, Meter]]:
    """So many worker processes, and the meter that they share.

    They are started afresh (not forked: threads and open files stay with the parent). When the
    block raises they stop within an article.
    """
    context = multiprocessing.get_context("spawn")
    shared = context.Array(ctypes.c_ulonglong, 3)
    meter = Meter(shared)
    start = partial(begin, maker, shared, limit, rules)
    executor = ProcessPoolExecutor(jobs, context, start)
    try:
        with _handling(_ENDING, _end):
            yield executor, meter
    except BaseException:
        with _handling((*_ENDING, signal.SIGINT), signal.SIG_IGN):
            meter.stop()
            executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What asks the program to end: it does so in order, workers stop and nothing is left behind."""


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)


@contextmanager
def _handling(numbers: Iterable[int], handler: Handler) -> Iterator[None]:
    """Handle signals so for a while; those that are ignored, as `nohup` has it, stay ignored."""
    main = threading.current_thread() is threading.main_thread()
    before = {n: signal.getsignal(n) for n in numbers if main}
    heard = {n: was for n, was in before.items() if was is not signal.SIG_IGN}
    for number in heard:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, was in heard.items():
            signal.signal(number, was)


def in_order(
    executor: ProcessPoolExecutor,
    work: Callable[[Stretch], Made],
    stretches: Iterable[Stretch],
    *,
    tick: Callable[[], None],
    ahead: int,
) -> Iterator[Made]:
    """What the workers make of each stretch, in the order of the stretches.

    At most `ahead` stretches are read and not yet given back. `tick` is called while waiting.
    WorkerLost when a worker dies.
    """
    waiting: deque[Future[Made]] = deque()
    try:
        for stretch in stretches:
            with _no_interrupt():
                waiting.append(executor.submit(work, stretch))
            while len(waiting) >= ahead:
                yield _result(waiting.popleft(), tick)
        while waiting:
            yield _result(waiting.popleft(), tick)
    except BrokenProcessPool:
        raise WorkerLost(
            "A worker process ended unexpectedly: it was killed, or memory ran out. "
            "The index is as it was. Try again with fewer --jobs or less --memory."
        ) from None


def _result(future: Future[Made], tick: Callable[[], None]) -> Made:
    while not future.done():
        wait([future], timeout=TICK)
        tick()
    return future.result()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back, so that a process started here never sees it: its parent handles it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
