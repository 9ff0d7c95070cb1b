"""the queries that speed is measured with: chosen by how many articles have their words."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from index.analysis import is_word, terms
from index.article import Document

Mode = Literal["all", "any", "phrase", "prefix"]


@dataclass(frozen=True, slots=True)
class Probe:
    """A query every engine is asked: folded words, how they combine, and a country filter."""

    kind: str
    words: tuple[str, ...]
    mode: Mode = "all"
    country: str | None = None

    @property
    def text(self) -> str:
        """The query as a person would type it."""
        joined = (" OR " if self.mode == "any" else " ").join(self.words)
        if self.mode == "phrase":
            return f'"{joined}"'
        return joined + "*" if self.mode == "prefix" else joined


BANDS = {
    "rare": (3e-5, 6e-4),
    "medium": (2e-3, 8e-3),
    "common": (2e-2, 6e-2),
    "very common": (0.12, 1.0),
}
"""The share of all articles that have a word of each band."""


def choose(documents: Iterable[Document]) -> list[Probe]:
    """36 probes for a corpus, the same ones every time; half of them also with a country filter.

    Words are those of the largest language of the corpus, so that several of them meet.
    """
    frequency, pairs, countries, size = _count(documents)
    picker = random.Random(7)
    bands: dict[str, list[str]] = defaultdict(list)
    for word, count in sorted(frequency.items()):
        for band, (low, high) in BANDS.items():
            if low <= count / size < high and len(word) > 2 and word.isascii() and word.isalpha():
                bands[band].append(word)
    for words in bands.values():
        picker.shuffle(words)
    chosen = [Probe(band, (word,)) for band in BANDS for word in bands[band][:4]]
    common, medium = bands["common"], bands["medium"] + bands["common"]
    modes: tuple[Mode, Mode] = ("all", "any")
    for mode in modes:
        for n in (2, 3):
            for start in (10, 20, 30):
                several = (*common[start : start + n - 1], medium[start])
                chosen.append(Probe(f"{n} words, {mode}", several, mode))
    phrases = [pair for pair, count in sorted(pairs.items()) if count >= 20]
    chosen += [Probe("phrase", pair, "phrase") for pair in picker.sample(phrases, 4)]
    chosen += [Probe("prefix", (word[:4],), "prefix") for word in common[40:44]]
    filters = [code for code, _ in countries.most_common(4)]
    narrowed = [
        Probe(f"{p.kind}, country", p.words, p.mode, filters[i % len(filters)])
        for i, p in enumerate(chosen[::2])
    ]
    return chosen + narrowed


def _count(
    documents: Iterable[Document],
) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str], int]:
    frequency: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    countries: Counter[str] = Counter()
    size = 0
    for document in documents:
        size += 1
        countries.update(document.countries)
        if document.language != "en":
            continue
        words = [term for term in terms(document.text, "en")[0] if is_word(term)]
        frequency.update(set(words))
        if size % 20 == 0:
            pairs.update(p for p in pairwise(words) if all(map(str.isalpha, p)))
    return frequency, pairs, countries, size
