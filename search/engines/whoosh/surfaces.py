"""where words stand as they were written: a folded form, less the other forms of its writing."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis.surface import SURFACE, parts, surface_term
from index.engines.whoosh.dictionary import Dictionary


def standing(known: Dictionary, term: str, asked: Sequence[str]) -> list[tuple[int, float]]:
    """The numbers of the terms of a segment that together tell where a form as written stands.

    Beside each stands what an occurrence of it counts for: 1, or -1 when its places are to be taken
    away, since no index holds a term for a word that is written as it is folded. `asked` are the
    alternatives of the position; those that would be taken away and brought back are left alone.
    """
    folded, written = parts(term)
    if folded != written:
        return [] if surface_term(folded, folded) in asked else _found(known, term, 1.0)
    found = _found(known, folded, 1.0)
    if found:
        others = {known.find(other.encode()) for other in asked}
        variants = range(*known.prefixed((SURFACE + folded + SURFACE).encode()))
        found += [(number, -1.0) for number in variants if number not in others]
    return found


def _found(known: Dictionary, term: str, counts: float) -> list[tuple[int, float]]:
    number = known.find(term.encode())
    return [] if number is None else [(number, counts)]
