"""how fast text becomes terms: `python -m bench.analysis`, by language, in one process.

Measured is what indexing does: every text becomes the numbers of its terms. `a few` is a pass over
the first articles by a process that has met no word yet, `all` the same over all articles of the
language, and `again` a second pass over these, which knows the words. An archive is analyzed once,
so `all` is its figure: of this corpus, and the larger the archive, the nearer to `again`. `two` is
what two processes that have met no word yet do together, every other article each, by the clock,
from the moment when both have their articles. Tokens are positions.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.corpus import CORPORA
from index.analysis import LANGUAGES
from index.analysis.languages import primary
from index.engines.whoosh.numbering import Numbering


def main() -> None:
    """Measure on the articles of each language and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=sorted(CORPORA), default="news")
    parser.add_argument("--few", type=int, default=2000, help="how many articles a few are")
    parser.add_argument("--language", help="this one alone")
    given = parser.parse_args()
    texts: dict[str, list[str]] = defaultdict(list)
    for document in track(CORPORA[given.data](), "Reading", transient=True):
        if given.language in (None, document.language):
            texts[document.language].append(document.text)
    table = Table("language", "stemmer", "articles", "tokens", "terms a token", title="M tokens/s")
    for name in ("a few", "all", "again", "two"):
        table.add_column(name, justify="right")
    for code in sorted(texts):
        table.add_row(*_row(code, texts[code], given.few))
    Console().print(table)


def _row(code: str, texts: list[str], few: int) -> tuple[str, ...]:
    passes = [_pass(Numbering(), code, texts[:few])]
    numbering = Numbering()
    passes += [_pass(numbering, code, texts) for _ in range(2)]
    row = LANGUAGES.get(primary(code))
    _, tokens, held = passes[1]
    figures = (f"{len(texts):,}", f"{tokens:,}", f"{held / max(tokens, 1):.2f}")
    speeds = [f"{tokens / seconds / 1e6:.2f}" for seconds, tokens, _ in passes]
    together = f"{tokens / _together(code, texts) / 1e6:.2f}"
    return (code, row.stemmer if row else "", *figures, *speeds, together)


def _pass(numbering: Numbering, code: str, texts: Sequence[str]) -> tuple[float, int, int]:
    """Processor seconds, tokens and terms of analyzing every text."""
    began = time.process_time()
    chunks = array("I")
    for text in texts:
        chunks.extend(numbering.chunks(text, code))
    terms = numbering.coded(np.frombuffer(chunks, np.uint32)).terms
    seconds = time.process_time() - began
    return seconds, int((terms & 1).sum()), len(terms)


def _together(code: str, texts: list[str]) -> float:
    """Seconds by the clock until two processes have analyzed every other text each."""
    context = multiprocessing.get_context("spawn")
    ready, ended = context.Barrier(3), context.SimpleQueue()
    shares = [(ready, ended, code, texts[n::2]) for n in range(2)]
    processes = [context.Process(target=_share, args=share) for share in shares]
    for process in processes:
        process.start()
    ready.wait()
    began = time.perf_counter()
    last: float = max(ended.get() for _ in processes)
    for process in processes:
        process.join()
    return last - began


def _share(ready: Any, ended: Any, code: str, texts: Sequence[str]) -> None:
    ready.wait()
    _pass(Numbering(), code, texts)
    ended.put(time.perf_counter())


if __name__ == "__main__":
    main()
