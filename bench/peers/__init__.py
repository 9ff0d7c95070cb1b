"""the engines that are measured side by side, each doing the same work in its own best way.

For every probe each answers with the total, the ten best titles, and the exact counts of country,
topic and year over all hits; and once more with a highlighted passage of each of the ten. Text is
analyzed by us and handed to the others as plain words, so that all of them search the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bench.probes import Probe
from index.analysis import STEM, is_word, terms
from index.article import Document

COUNTED = ("country", "topic", "year")
"""The facets that every engine counts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer gives back; `passages` are empty where none were asked for."""

    total: int
    titles: tuple[str, ...]
    facets: dict[str, dict[str, int]]
    passages: tuple[str, ...] = ()


class Peer(Protocol):
    """An engine that can be built in a folder and asked."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything, stored text included, and close the index."""

    def open(self, folder: Path) -> None:
        """Open what was built."""

    def prepare(self, probe: Probe) -> Any:
        """The probe as the engine takes it; not timed."""

    def find(self, query: Any) -> Answer:
        """The total, ten titles, the counts."""

    def show(self, query: Any) -> Answer:
        """The same, with ten highlighted passages."""


def words(text: str, language: str) -> str:
    """The words of a text as their stems, parted by spaces: what the other engines are given.

    Dateline finds a word by its stem too, and keeps the folded form beside it.
    """
    found: list[str] = []
    for term in terms(text, language)[0]:
        if is_word(term):
            found.append(term)
        else:  # the stem of the word before
            found[-1] = term.removeprefix(STEM)
    return " ".join(found)


def stems(probe: Probe) -> list[str]:
    """The words of a probe as `words` writes them; the beginning of a word as it is."""
    if probe.mode == "prefix":
        return list(probe.words)
    return [words(word, "en") for word in probe.words]
