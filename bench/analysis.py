"""how fast text becomes terms: `python -m bench.analysis`, by language, in one process.

The first pass meets every word for the first time in the process, the second one knows them: an
archive lies between, the closer to the second the larger it is. Tokens are positions.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.corpus import CORPORA
from index.analysis import LANGUAGES, length, terms
from index.analysis.languages import primary


def main() -> None:
    """Measure on the articles of each language and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=sorted(CORPORA), default="news")
    parser.add_argument("--articles", type=int, default=2000, help="at most so many a language")
    given = parser.parse_args()
    texts: dict[str, list[str]] = defaultdict(list)
    for document in track(CORPORA[given.data](), "Reading", transient=True):
        if len(texts[document.language]) < given.articles:
            texts[document.language].append(document.text)
    table = Table(
        "language",
        "stemmer",
        "articles",
        "tokens",
        "terms a token",
        "first",
        "second",
        title="M tokens/s",
    )
    for code in sorted(texts):
        table.add_row(*_row(code, texts[code]))
    Console().print(table)


def _row(code: str, texts: list[str]) -> tuple[str, ...]:
    first, tokens, held = _pass(code, texts)
    second, _, _ = _pass(code, texts)
    row = LANGUAGES.get(primary(code))
    figures = (f"{len(texts):,}", f"{tokens:,}", f"{held / max(tokens, 1):.2f}")
    speeds = (f"{tokens / seconds / 1e6:.2f}" for seconds in (first, second))
    return (code, row.stemmer if row else "", *figures, *speeds)


def _pass(code: str, texts: list[str]) -> tuple[float, int, int]:
    """Processor seconds, tokens and terms of analyzing every text."""
    tokens = held = 0
    began = time.process_time()
    for text in texts:
        found, positions = terms(text, code)
        tokens += length(positions)
        held += len(found)
    return time.process_time() - began, tokens, held


if __name__ == "__main__":
    main()
