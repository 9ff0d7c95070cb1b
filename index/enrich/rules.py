"""the tables that enrichment follows: the package's own, with a folder of the user's on top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGED = Path(__file__).parent / "data"

NEW_LANGUAGE = re.compile(r"topics\.[a-z]{2,3}\.tsv")
"""The tables that the package need not have: topic terms of a language without a list."""

REMOVE = "!"
"""First column of a user's row that takes the rows away that begin with its other columns."""


class RulesError(ValueError):
    """A table cannot be read; the message names the file and the line."""


class Rules(NamedTuple):
    """Which tables hold; hashable, so that each part keeps what it compiled from them in a cache.

    `folder` holds files with the names of the package's own tables. Their rows come after the
    package's, and where a table has a key the later row wins; `!<TAB>columns...` takes rows away.
    """

    folder: Path | None = None

    def rows(self, name: str, columns: int = 1) -> tuple[tuple[str, ...], ...]:
        """The rows of one table (`months.tsv`), comments and empty lines left out.

        `RulesError` when a row of the user's has fewer than so many columns, or the file is no
        text in UTF-8. `FileNotFoundError` when neither has such a table.
        """
        own = self.folder / name if self.folder else None
        if own is None or not own.exists():
            return tuple(_read(PACKAGED / name))
        rows = list(_read(PACKAGED / name)) if (PACKAGED / name).exists() else []
        for number, row in _numbered(own):
            if row[0] == REMOVE:
                rows = [kept for kept in rows if kept[: len(row) - 1] != row[1:]]
            elif len(row) < columns:
                raise RulesError(f"{own}, line {number}: {len(row)} columns where {columns} belong")
            else:
                rows.append(row)
        return tuple(rows)

    def each(self, name: str, columns: int = 1) -> Iterator[tuple[str, ...]]:
        """The same rows one by one: a large table, held whole, takes ten times its size."""
        if self.folder and (self.folder / name).exists():
            yield from self.rows(name, columns)
        else:
            yield from _read(PACKAGED / name)

    def where(self, name: str, row: tuple[str, ...]) -> str:
        """The file and line where a row of a table stands, for a message about it."""
        paths = [self.folder / name] if self.folder else []
        for path in (*paths, PACKAGED / name):
            for number, other in _numbered(path) if path.exists() else ():
                if other[: len(row)] == row:
                    return f"{path if path.parent != PACKAGED else name}, line {number}"
        return name


def _read(path: Path) -> Iterator[tuple[str, ...]]:
    return (row for _, row in _numbered(path))


def _numbered(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RulesError(f"{path} is not text in UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield number, tuple(line.split("\t"))


DEFAULT = Rules()
"""The package's own tables alone."""


@cache
def load(folder: str | None) -> Rules:
    """The rules with a user's folder on top.

    `RulesError` when there is no such folder, or a file in it that no table of the package is
    called like: a slip of the pen should not go unnoticed.
    """
    if folder is None:
        return DEFAULT
    path = Path(folder)
    if not path.is_dir():
        raise RulesError(f"no folder of rules at {folder}")
    tables = {table.name for table in PACKAGED.glob("*.tsv")}
    for own in sorted(path.glob("*.tsv")):
        if own.name not in tables and not NEW_LANGUAGE.fullmatch(own.name):
            raise RulesError(
                f"{own}: no table has this name; there are {', '.join(sorted(tables))}"
            )
    return Rules(path)
