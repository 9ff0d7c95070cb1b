"""where words stand as they were written: some of the occurrences of their folded forms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.analysis.surface import is_surface, parts
from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.forms import Chosen
from index.engines.whoosh.segment import SegmentFile
from search import ranking
from search.engines.whoosh.lists import Mask, Scores


def weights(terms: Sequence[str]) -> tuple[float, ...]:
    """What an occurrence of each of some alternatives counts for: forms as written all alike."""
    if terms and is_surface(terms[0]):
        return (ranking.FIRST,) * len(terms)
    return ranking.weights(len(terms))


def standing(file: SegmentFile, term: str) -> tuple[int | None, Chosen | None]:
    """The number of a term in a segment, of a form as written that of its folded form, and which
    of its occurrences are meant, None for all. There is no number where it does not stand."""
    folded, written = parts(term)
    at = file.postings.terms.find(folded.encode())
    if at is None or not is_surface(term):
        return at, None
    found = file.forms.chosen(at, b"" if written == folded else written.encode())
    if found is not None and found.others and not len(found.occurrences):
        return at, None
    return None if found is None else at, found


def among(chosen: Chosen, numbers: Integers) -> Mask:
    """Which of some occurrences of a term, by their numbers, are meant."""
    listed = np.sort(chosen.occurrences)
    at = listed.searchsorted(numbers)
    found = at < len(listed)
    found[found] = listed[at[found]] == numbers[found]
    return found ^ chosen.others


def often(frequencies: Integers, chosen: Chosen | None) -> Scores:
    """How many occurrences each posting has, or of those that are meant."""
    if chosen is None:
        return frequencies.astype(np.float32)
    ends = frequencies.cumsum(dtype=np.int64)
    listed = np.bincount(ends.searchsorted(chosen.occurrences, "right"), minlength=len(ends))
    return (frequencies - listed if chosen.others else listed).astype(np.float32)
