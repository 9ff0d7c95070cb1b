"""the tables that enrichment follows: the package's own, with a folder of the user's on top."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGED = Path(__file__).parent / "data"

REMOVE = "!"
"""First column of a user's row that takes the rows away that begin with its other columns."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which tables hold; hashable, so that each part keeps what it compiled from them in a cache.

    `folder` holds files with the names of the package's own tables. Their rows come after the
    package's, and where a table has a key the later row wins; `!<TAB>columns...` takes rows away.
    """

    folder: Path | None = None

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of one table (`months.tsv`), comments and empty lines left out.

        `FileNotFoundError` when neither the package nor the folder has such a table.
        """
        own = self.folder / name if self.folder else None
        rows = (
            []
            if own and own.exists() and not (PACKAGED / name).exists()
            else _read(PACKAGED / name)
        )
        if own is None or not own.exists():
            return tuple(rows)
        for row in _read(own):
            if row[0] == REMOVE:
                rows = [kept for kept in rows if kept[: len(row) - 1] != row[1:]]
            else:
                rows.append(row)
        return tuple(rows)


def _read(path: Path) -> list[tuple[str, ...]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


DEFAULT = Rules()
"""The package's own tables alone."""


@cache
def load(folder: str | None) -> Rules:
    """The rules with a user's folder; `NotADirectoryError` when there is no such folder."""
    if folder is None:
        return DEFAULT
    path = Path(folder)
    if not path.is_dir():
        raise NotADirectoryError(f"no folder of rules at {folder}")
    return Rules(path)
