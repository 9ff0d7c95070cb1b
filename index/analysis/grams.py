"""how runs of scripts without spaces are cut: every character and every pair, by position."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from index.analysis.folding import fold
from index.analysis.script import UNIT


class Unit(NamedTuple):
    """A character with its marks, folded, and its range in the run."""

    text: str
    start: int
    end: int


def units(run: str) -> list[Unit]:
    """The characters of a run as a reader sees them."""
    found = []
    for unit in UNIT.finditer(run):
        text = fold(unit[0])
        if text:
            found.append(Unit(text, unit.start(), unit.end()))
    return found


def document(units: Sequence[Unit]) -> tuple[tuple[str, ...], ...]:
    """What a document holds at each position: the character, and the pair that begins there."""
    texts = [unit.text for unit in units]
    pairs = [(a, a + b) for a, b in pairwise(texts)]
    return (*pairs, (texts[-1],)) if texts else ()


def query(units: Sequence[Unit], *, followed: bool) -> tuple[tuple[str, ...], ...]:
    """What a query asks for: the pairs; a last character alone when a word follows the run."""
    texts = [unit.text for unit in units]
    pairs = [(a + b,) for a, b in pairwise(texts)]
    if texts and (followed or not pairs):
        pairs.append((texts[-1],))
    return tuple(pairs)
