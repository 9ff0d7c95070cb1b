"""the engines that are measured side by side, each doing the same work in its own best way.

For every probe each answers with the total, the ten best titles, and the exact counts of country,
topic and year over all hits. Text is analyzed by us once and handed to the others as plain words,
so that all of them search the same words; only Dateline also indexes their stems.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.probes import Probe
from index.analysis import is_word, terms
from index.article import Document


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer gives back."""

    total: int
    titles: tuple[str, ...]
    facets: dict[str, dict[str, int]]


class Peer(Protocol):
    """An engine that can be built in a folder and asked."""

    name: str

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything, stored text included, and close the index."""

    def open(self, folder: Path) -> None:
        """Open what was built."""

    def ask(self, probe: Probe) -> Answer:
        """Answer one probe."""


def words(text: str, language: str) -> str:
    """The words of a text, folded and parted by spaces: what the other engines are given."""
    return " ".join(term for term in terms(text, language)[0] if is_word(term))
