"""how runs of scripts without spaces are cut: every character and every pair, by position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from index.analysis.folding import bare
from index.analysis.han import simplify
from index.analysis.script import UNIT
from index.analysis.surface import surface, surface_term

Slot = tuple[str, ...]

PLAIN = re.compile(
    "[\u3005\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]++"
)
"""Characters without marks that fold to themselves: nearly all of Chinese, Japanese and Korean."""


@cache
def _folded(unit: str) -> str:
    return bare(unit)


def units(run: str, *, simple: bool = False) -> list[tuple[str, int, int]]:
    """The characters of a run as a reader sees them, folded, each with its range of the run.

    What folds to nothing (a joiner, a mark that stands alone) is none. With `simple` a traditional
    Chinese character is its simplified one.
    """
    run = simplify(run) if simple else run
    if PLAIN.fullmatch(run):
        return [(character, i, i + 1) for i, character in enumerate(run)]
    found = ((_folded(unit[0]), unit.start(), unit.end()) for unit in UNIT.finditer(run))
    return [unit for unit in found if unit[0]]


def texts(run: str, *, simple: bool = False) -> list[str]:
    """The characters of a run, as `units` gives them, without their ranges."""
    run = simplify(run) if simple else run
    if PLAIN.fullmatch(run):
        return list(run)
    return [text for text in map(_folded, UNIT.findall(run)) if text]


def written(run: str, before: str) -> tuple[list[str], list[str]]:
    """The characters of a run as `texts` gives them, and as they stand in the same run before its
    characters were simplified."""
    pairs = zip(map(_folded, UNIT.findall(run)), UNIT.findall(before), strict=True)
    kept = [pair for pair in pairs if pair[0]]
    return [text for text, _ in kept], [unit for _, unit in kept]


def document(texts: list[str], units: Sequence[str] = ()) -> list[Slot]:
    """What a document holds at each position: the character, and the pair that begins there.

    With the characters as they stand in the text, also how one was written that folding changed.
    """
    found: list[Slot] = [(first, first + second) for first, second in pairwise(texts)]
    found += [(texts[-1],)] if texts else []
    if units and units != texts:
        terms = map(surfaced, texts, units)
        found = [(*slot, term) if term else slot for slot, term in zip(found, terms, strict=True)]
    return found


@cache
def surfaced(folded: str, unit: str) -> str:
    """The term for a character as it was written, "" where it was written as it is folded."""
    form = surface(unit)
    return "" if form == folded else surface_term(folded, form)


def query(texts: list[str], *, followed: bool) -> list[Slot]:
    """What a query asks for: the pairs; a last character alone when a word follows the run."""
    found: list[Slot] = [(first + second,) for first, second in pairwise(texts)]
    return [*found, (texts[-1],)] if texts and (followed or not found) else found
