"""where words stand as they were written: some of the occurrences of their folded forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np

from index.analysis.surface import is_surface, parts
from index.engines.whoosh.forms import Chosen
from index.engines.whoosh.gathering import Lists
from index.engines.whoosh.segment import SegmentFile
from search import ranking
from search.engines.whoosh.lists import Mask, Scores


class _Formed(Protocol):
    """What counts as one term."""

    @property
    def forms(self) -> Sequence[Chosen | None]:
        """Which occurrences of each of its terms are meant; None for all."""


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


def counting(groups: Sequence[_Formed], lists: Lists) -> Mask | None:
    """Which occurrences of the terms of some groups are meant; None for all."""
    forms = [form for group in groups for form in group.forms]
    if not any(forms):
        return None
    found = np.ones(int(lists.frequencies.sum()), np.bool_)
    ends = np.append(0, lists.frequencies.cumsum(dtype=np.int64))
    bounds = ends[np.append(0, np.cumsum(lists.counts, dtype=np.int64))].tolist()
    for form, (begin, end) in zip(forms, pairwise(bounds), strict=True):
        if form is not None:
            found[begin:end] = form.others
            found[begin + form.occurrences] = not form.others
    return found


def often(lists: Lists, chosen: Mask | None) -> Scores:
    """How many occurrences each posting has, or of those that are meant."""
    if chosen is None:
        return lists.frequencies.astype(np.float32)
    begins = lists.frequencies.cumsum(dtype=np.int64) - lists.frequencies
    return np.add.reduceat(chosen, begins, dtype=np.float32)
