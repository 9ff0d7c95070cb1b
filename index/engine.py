"""what an engine that holds an index can be asked to do, and every way in which it can fail.

EngineError
  IndexMissing        nothing is indexed at that address yet
  IndexDamaged        a file of the index is missing, truncated or not ours
  IndexLocked         another process is writing to it
  NotSupported        this engine cannot do that
  EngineUnavailable   the engine does not answer
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from index.article import Document

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

DEFAULT_INDEX = "whoosh:var/index"
"""Where the index is when neither `--index` nor `$DATELINE_INDEX` says so."""


class EngineError(Exception):
    """An engine could not do what was asked; the message says what and the way out."""


class IndexMissing(EngineError):
    """Nothing is indexed at that address yet."""


class IndexDamaged(EngineError):
    """A file of the index is missing, truncated or not ours."""


class IndexLocked(EngineError):
    """Another process is writing to the index."""


class NotSupported(EngineError):
    """This engine cannot do that."""


class EngineUnavailable(EngineError):
    """The engine does not answer."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds. `facets` has, for each facet, the number of documents of each value."""

    documents: int
    terms: int
    tokens: int
    bytes: int
    generation: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Builder(Protocol):
    """Turns documents into a part of an index, in any process."""

    def add(self, document: Document) -> None:
        """Analyze a document and keep the result."""

    @property
    def size(self) -> int:
        """About how many bytes are held in memory."""

    def flush(self) -> Any:
        """What was added since the last flush, as a part that `Writer.attach` takes; picklable."""


class Spread(Protocol):
    """Calls a picklable function with each of some picklable arguments, as `map` does: the results
    come in order, but other processes may make them."""

    def __call__(
        self, work: Callable[[_Given], _Made], given: Iterable[_Given], /
    ) -> Iterator[_Made]:
        """The results."""


class Writer(Protocol):
    """One change to an index: seen by readers whole when it ends well, else not at all."""

    def builder(self) -> Callable[[], Builder]:
        """A picklable maker of builders, for this process or for workers."""

    def attach(self, part: Any) -> None:
        """Take a part in; a document replaces the one that has the same id."""

    def add(self, document: Document) -> None:
        """Take one document in; it replaces the one that has the same id."""

    def delete(self, id: str) -> bool:
        """Remove the document that has this id; whether there was one."""

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """For each facet, the number of documents of each value among those that the change brings.

        Before `settle`, which puts them together with others.
        """

    def settle(self, told: Callable[[int, int], None], spread: Spread = map) -> None:
        """Put the parts together as far as is due, which the commit would do else.

        `told` hears now and then how much is done of one such merge, and how much that is in all.
        `spread` has other processes do a part of it.
        """


class Index(Protocol):
    """The writing half of an engine. One writer at a time; readers are never blocked."""

    def write(self, *, rebuild: bool = False) -> AbstractContextManager[Writer]:
        """Begin a change; commit it when the block ends, drop it when the block raises.

        With `rebuild` the change starts from an empty index, and the old one is served until
        the commit. `IndexLocked` when another process is writing.
        """

    def documents(self) -> Iterator[Document]:
        """Every document, in the order of the index; `IndexMissing` where there is no index."""

    def stats(self) -> Stats:
        """What the index holds; `IndexMissing` where there is no index."""

    def check(self) -> None:
        """Verify every file; `IndexDamaged` names the first that is not as it was written."""

    def close(self) -> None:
        """Let go of files."""
