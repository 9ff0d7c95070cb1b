"""where articles come from: files, folders and standard input, one reader for each format.

`find` lists the files, `stream` cuts them into raw pieces without understanding them, `parse`
turns a piece into articles. So one process can read while others parse. `read` does all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.article import Article
from index.sources import html, jsonlines, plain
from index.sources.find import Found, SourceMissing, find
from index.sources.raw import Format, Raw, Reject, Source
from index.sources.stream import stream

__all__ = [
    "Found",
    "Raw",
    "Reject",
    "Source",
    "SourceMissing",
    "find",
    "parse",
    "read",
    "stream",
]

_PARSERS = {
    Format.TEXT: plain.parse,
    Format.LINES: jsonlines.parse_lines,
    Format.JSON: jsonlines.parse_whole,
    Format.HTML: html.parse,
}


def parse(raw: Raw) -> Iterator[Article | Reject]:
    """The articles of a piece, in order; what cannot be read as one is a Reject."""
    return _PARSERS[raw.format](raw)


def read(paths: Iterable[str]) -> Iterator[Article | Reject]:
    """Every article under the paths, file by file in order; `-` is standard input.

    `SourceMissing` at once when a path does not exist; anything else that goes wrong concerns
    one file or one record, and is a Reject.
    """
    return _read(find(paths))


def _read(found: Found) -> Iterator[Article | Reject]:
    yield from found.closed
    for source in found.sources:
        for piece in stream(source):
            if isinstance(piece, Reject):
                yield piece
            else:
                yield from parse(piece)
