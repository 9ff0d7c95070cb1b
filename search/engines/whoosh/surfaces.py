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
    return None if found is None else at, found


def occurrences(form: Chosen, frequencies: Integers) -> Mask:
    """Which occurrences of a term are meant."""
    found = np.full(int(frequencies.sum()), form.others)
    found[form.occurrences] = not form.others
    return found


def often(frequencies: Integers, chosen: Mask | None) -> Scores:
    """How many occurrences each posting has, or of those that are meant."""
    if chosen is None:
        return frequencies.astype(np.float32)
    begins = frequencies.cumsum(dtype=np.int64) - frequencies
    return np.add.reduceat(chosen, begins, dtype=np.float32)
