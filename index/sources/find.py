"""which files there are to read under the paths that a person names."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from index.sources.raw import SUFFIXES, Format, Reject, Source

STANDARD_INPUT = "-"


class SourceMissing(Exception):
    """A path that was named does not exist."""


@dataclass(slots=True)
class Found:
    """The sources in order, the folders that may not be listed, and how many other files there
    were, by their suffix."""

    sources: list[Source] = field(default_factory=list)
    closed: list[Reject] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """The bytes of all sources; those of a stream are not known and count as none."""
        return sum(source.size for source in self.sources)


def find(paths: Iterable[str], *, without: Path | None = None) -> Found:
    """The files under these paths: folders recursively, names sorted, hidden ones left out.

    A file that is named itself is read whatever its name is. `without` is a file that is being
    written meanwhile, and so is not read. `SourceMissing` when a path does not exist.
    """
    found = Found()
    for name in paths:
        if name == STANDARD_INPUT:
            found.sources.append(Source(name, "stdin", None, 0))
            continue
        path = Path(name)
        if path.is_dir():
            _find_in(path, found)
        elif os.path.lexists(path):
            found.sources.append(_named(path))
        else:
            raise SourceMissing(f"{name}: there is no such file or folder")
    sources = [source for source in found.sources if not _same(source.path, without)]
    found.sources = _told_apart(sources)
    return found


def _same(path: str, other: Path | None) -> bool:
    """Whether a path leads to another file; files of other names are not looked at."""
    if other is None or Path(path).name != other.name:
        return False
    return other.exists() and other.samefile(path)


def _told_apart(sources: list[Source]) -> list[Source]:
    """The sources with their whole path as id where two files would be one article.

    So it is with `x.txt` in each of two folders that are named.
    """
    files: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        files[source.id].add(source.path)
    return [
        replace(source, id=_id(_whole(source.path))) if len(files[source.id]) > 1 else source
        for source in sources
    ]


def _whole(path: str) -> str:
    parts = [part for part in PurePosixPath(Path(path).as_posix()).parts if part != ".."]
    return _stem("/".join(parts))


def _named(path: Path) -> Source:
    """A file that was named itself; a pipe or device is read as a stream."""
    regular = path.is_file()
    format = format_of(path.name)
    return Source(
        str(path), _id(_stem(path.name) if format else path.name), format, _size(path, regular)
    )


def _size(path: Path, regular: bool) -> int:
    return path.stat().st_size if regular else 0


def _find_in(folder: Path, found: Found) -> None:
    files = _walk(folder, found)
    ids = [_id(_stem(file.relative_to(folder).as_posix())) for file in files]
    shared = Counter(ids)
    for file, id in zip(files, ids, strict=True):
        # `a.txt` beside `a.html` would be one article: both keep their suffix.
        unique = id if shared[id] == 1 else _id(file.relative_to(folder).as_posix())
        found.sources.append(
            Source(str(file), unique, format_of(file.name), _size(file, file.is_file()))
        )


def _walk(folder: Path, found: Found) -> list[Path]:
    """The files to read in a folder and below it; a folder inside itself (by links) is left out."""
    files: list[Path] = []
    waiting: list[tuple[Path, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while waiting:
        path, above = waiting.pop()
        try:
            if path.is_dir():
                status = path.stat()
                here = (status.st_dev, status.st_ino)
                inside = [] if here in above else sorted(path.iterdir(), reverse=True)
                seen = above | {here}
                waiting += [(entry, seen) for entry in inside if not entry.name.startswith(".")]
                continue
        except OSError as error:
            found.closed.append(Reject(str(path), None, f"cannot be listed: {error.strerror}"))
            continue
        if format_of(path.name) and not _special(path):
            files.append(path)
        else:
            found.skipped[_suffix(path.name)] += 1
    return files


def _special(path: Path) -> bool:
    """Whether it is a pipe, socket or device, whose reading might never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def format_of(name: str) -> Format | None:
    """The format that a file's name promises, or None."""
    return SUFFIXES.get(_suffix(name.lower().removesuffix(".gz")))


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _stem(name: str) -> str:
    """A path without `.gz` and without the suffix of its format."""
    if name.lower().endswith(".gz"):
        name = name[:-3]
    return str(PurePosixPath(name).with_suffix(""))


def _id(name: str) -> str:
    """A path as an id that stands in a URL: composed letters, no control characters or ends."""
    clean = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    return "".join("_" if unicodedata.category(c)[0] == "C" else c for c in clean).strip("/ ")
