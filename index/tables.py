"""tables for people: the closing summary of a run, the counts of an index, derived facets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.article import UNKNOWN, Document
from index.engine import Stats
from index.schema import FACETS
from index.summary import Summary

_PLURAL = {
    "country": "countries",
    "region": "regions",
    "year": "years",
    "topic": "topics",
    "language": "languages",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SHOWN = 8
"""How many values of a facet are named."""


def console() -> Console:
    """Where tables go: standard output, colours on a terminal only, every text taken as it is."""
    return Console(highlight=False, markup=False, emoji=False)


def printable(text: str) -> str:
    """Text without control characters: an article must not move the cursor of a terminal."""
    return _CONTROL.sub("\ufffd", text)


def counted(number: int, noun: str) -> str:
    """A number with its noun, as in `1 article` and `2,000 articles`; nouns that take an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summary_table(summary: Summary) -> Table:
    """An indexing run: what was read, what became of it, and what it is about."""
    table = _grid()
    table.add_row("read", f"{summary.read:,}", "")
    table.add_row("indexed", f"{summary.indexed:,}", "")
    if summary.repeated:
        named = printable(", ".join(summary.repeated_ids))
        table.add_row(
            "repeated", f"{summary.repeated:,}", f"ids that came again: the last counts ({named})"
        )
    table.add_row("rejected", f"{summary.rejected:,}", "")
    if summary.skipped:
        kinds = ", ".join(
            f"{printable(suffix) or 'no suffix'} {n:,}"
            for suffix, n in summary.skipped.most_common(_SHOWN)
        )
        table.add_row("skipped", f"{summary.skipped.total():,}", f"other files: {kinds}")
    for note, number in summary.notes.most_common():
        table.add_row("note", f"{number:,}", note)
    _add_facets(table, summary.facets)
    return table


def stats_table(stats: Stats) -> Table:
    """What an index holds."""
    table = _grid()
    for name, number in (
        ("articles", stats.documents),
        ("terms", stats.terms),
        ("tokens", stats.tokens),
    ):
        table.add_row(name, f"{number:,}", "")
    table.add_row("size", _bytes(stats.bytes), "")
    table.add_row("commits", f"{stats.generation + 1:,}", "")
    _add_facets(table, stats.facets)
    return table


def _grid() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _add_facets(table: Table, facets: Mapping[str, Mapping[str, int]]) -> None:
    """A row for each facet: how many values, and the most frequent ones with their counts."""
    for name in FACETS:
        counts = facets.get(name, {})
        known = {value: n for value, n in counts.items() if value != UNKNOWN}
        best = sorted(known.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
        shown = [f"{value} {n:,}" for value, n in best]
        if len(known) > len(best):
            shown.append("…")
        if counts.get(UNKNOWN):
            shown.append(f"{UNKNOWN} {counts[UNKNOWN]:,}")
        table.add_row(_PLURAL[name], f"{len(known):,}", Text(" · ".join(shown)))


def enriched_table(documents: Iterable[Document]) -> Table:
    """What was derived for each article: `also` are countries mentioned, ~ marks an estimate."""
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    widths = {"article": 5, "lang": None, "about": 2, "also": 2, "year": None, "topics": 4}
    for name, ratio in widths.items():
        table.add_column(name, overflow="fold", ratio=ratio)
    for document in documents:
        year = f"{'~' if document.year_estimated else ''}{document.year or UNKNOWN}"
        table.add_row(
            Text.assemble(
                printable(document.title),
                "\n" if document.title else "",
                (printable(document.id), "dim"),
            ),
            document.language,
            " ".join(document.countries) or UNKNOWN,
            " ".join(document.mentioned),
            year,
            Text("\n".join(document.topics) or UNKNOWN),
        )
    return table


def _bytes(number: float) -> str:
    for unit in ("bytes", "KB", "MB"):
        if number < 1000:
            return f"{number:,.0f} {unit}" if unit == "bytes" else f"{number:,.1f} {unit}"
        number /= 1000
    return f"{number:,.1f} GB"
