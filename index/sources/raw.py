"""what moves between finding, reading and parsing: sources, raw pieces of them, and rejects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LONGEST = 16 * 1024 * 1024
"""The most bytes that one article may have; a longer one is rejected, so that memory is bounded."""

SHOWN = 64 * 1024
"""How many characters of a rejected record are kept."""


class Format(Enum):
    """What a file holds."""

    TEXT = "text"
    LINES = "JSON lines"
    JSON = "JSON"
    HTML = "HTML"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".jsonl": Format.LINES,
    ".ndjson": Format.LINES,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
}
"""The file names that are read, each also with `.gz` behind it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its path, the id that its articles get, its format and its size in bytes.

    `path` is `-` for standard input. `format` None means that its first bytes decide.
    """

    path: str
    id: str
    format: Format | None
    size: int


@dataclass(frozen=True, slots=True)
class Raw:
    """A piece of a source that holds whole records, as bytes.

    `line` is the number of its first line (from 1). `taken` is how many bytes of the source were
    read for it, which for compressed files is less than it holds.
    """

    source: Source
    format: Format
    data: bytes
    line: int = 1
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """A record, or (`line` None) a whole file, that could not be read; `raw` is how it began."""

    path: str
    line: int | None
    reason: str
    raw: str = ""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}: line {self.line}"
        return f"{where}: {self.reason}"
