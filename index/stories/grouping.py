"""which articles are versions of one story, found by their sketches.

Candidates are articles that agree in three given bytes of their sketches; of those, neighbours by
date are compared. What is alike is joined, and in each heap so joined everything must be like its
longest article, so that a chain of small steps does not lead from one story to another.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.stories.sketch import SAMPLES, Integers, Mask, Sketches

CONTAINED: Final = 0.7
"""Versions share so much of the shorter one, as a share of its shingles."""
RESEMBLING: Final = 0.3
"""And so much of all that either has: a short item inside a long round-up is no version of it."""
DAYS: Final = 3
"""They appear within so many days of each other, where both days are known."""
SLACK: Final = 0.8
"""An article joined by way of others needs only this share of both towards the longest of them: a
sketch of 32 bytes is off by 0.09."""
EQUAL: Final = 0.9
"""What resembles so much is a version whatever its date."""
AGREEING: Final = 0.5
"""And of the numbers that the text with fewer gives, if it has `NUMBERS`, the other has this share,
beyond what two sets of so many bits have in common by chance."""
NUMBERS: Final = 3

_BANDS: Final = tuple(
    tuple((i + step) % SAMPLES for step in steps)
    for steps in ((0, 1, 5), (0, 2, 9))
    for i in range(SAMPLES)
)
"""Which bytes two articles have to agree in to be compared: any three of these. Of versions that
resemble each other by 0.4 to 0.5, 97 in 100 do in one of them; of those above, all."""
_WINDOW: Final = 3
"""Candidates are compared with so many that follow by date."""
_FEW: Final = 8
"""Only candidates for new articles are sorted when there are so many times more articles."""
_SINGLE: Final = 32
"""So many new articles are compared with all others, one by one."""
_CHUNK: Final = 1 << 18


class Texts(NamedTuple):
    """What is compared: sketches, lengths in positions, days (NaN when not known)."""

    sketches: Sketches
    lengths: Integers
    days: NDArray[np.float32]


def days(dates: Integers) -> NDArray[np.float32]:
    """Days from the beginning of 1970 of dates as yyyymmdd; NaN for one that names no day."""
    years, months, day = dates // 10_000, dates // 100 % 100, dates % 100
    first = ((years.astype(np.int64) - 1970) * 12 + months.astype(np.int64) - 1).astype("<M8[M]")
    found = first.astype("<M8[D]").astype(np.int64) + day.astype(np.int64) - 1
    return np.where((months > 0) & (day > 0), found, np.nan).astype(np.float32)


def alike(texts: Texts, left: Integers, right: Integers, share: float = 1.0) -> Mask:
    """Whether the articles of each pair are versions of one story, given a share of the bars."""
    found = np.zeros(len(left), np.bool_)
    for at in range(0, len(left), _CHUNK):
        cut = slice(at, at + _CHUNK)
        found[cut] = _alike(texts, left[cut], right[cut], share)
    return found


def _alike(texts: Texts, left: Integers, right: Integers, share: float) -> Mask:
    minima, numbers = texts.sketches
    equal = (minima[left] == minima[right]).mean(axis=1, dtype=np.float32)
    shorter = np.minimum(texts.lengths[left], texts.lengths[right])
    both = texts.lengths[left].astype(np.int64) + texts.lengths[right]
    contained = equal * both / ((1 + equal) * np.maximum(shorter, 1))
    apart = np.abs(texts.days[left] - texts.days[right])
    one, other = np.bitwise_count(numbers[left]), np.bitwise_count(numbers[right])
    fewer, chance = np.minimum(one, other), one * (other / np.float32(32))
    agreeing = np.bitwise_count(numbers[left] & numbers[right]) - chance
    found = (equal >= RESEMBLING * share) & (contained >= CONTAINED * share)
    found &= ~(apart > DAYS) | (equal >= EQUAL)
    return np.asarray(found & ((fewer < NUMBERS) | (agreeing >= AGREEING * (fewer - chance))))


def group(texts: Texts, stories: Integers, fresh: Mask) -> NDArray[np.int64]:
    """The story of each article: the same number for versions of one, 0 for an article alone.

    `stories` says so for all that are not `fresh`, which are not compared with each other again.
    """
    sketched: Mask = np.asarray(texts.sketches.minima.any(axis=1))
    roots = _roots(np.where(fresh, 0, stories))
    before, new = roots, fresh & sketched
    compare = _one_by_one if np.count_nonzero(new) <= _SINGLE else _in_bands
    roots = compare(texts, roots, sketched, new)
    _centred(texts, roots, _enlarged(roots, before))
    return _numbered(roots)


def _roots(stories: Integers) -> NDArray[np.int64]:
    """For each article the first one of its story, itself if it is alone."""
    roots = np.arange(len(stories))
    told = stories.nonzero()[0]
    first = np.zeros(int(stories.max(initial=0)) + 1, np.int64)
    first[stories[told[::-1]]] = told[::-1]
    roots[told] = first[stories[told]]
    return roots


def _one_by_one(
    texts: Texts, roots: NDArray[np.int64], sketched: Mask, new: Mask
) -> NDArray[np.int64]:
    """The roots when each new article is joined with all that are like it."""
    minima = texts.sketches.minima
    for doc in new.nonzero()[0].tolist():
        # Eight comparisons are added at a time, as the bytes of one number, and then those bytes.
        equal = (minima == minima[doc]).view(np.uint64)
        counts = np.zeros(len(minima), np.uint64)
        for part in equal.T:
            counts += part
        counts *= np.uint64(0x0101010101010101)
        near = ((counts >> np.uint64(56) >= RESEMBLING * SAMPLES) & sketched).nonzero()[0]
        near = near[near != doc]
        near = near[alike(texts, np.full(len(near), doc), near)]
        roots = _joined(roots, np.full(len(near), doc), near)
    return roots


def _in_bands(
    texts: Texts, roots: NDArray[np.int64], sketched: Mask, new: Mask
) -> NDArray[np.int64]:
    """The roots when new articles are joined with what is like them and agrees in a band."""
    among = sketched.nonzero()[0]
    rows = np.ascontiguousarray(texts.sketches.minima[among].T)
    order = np.nan_to_num(texts.days[among], nan=-1.0).astype(np.int64) + (1 << 31)
    for band in _BANDS:
        a, b, c = (rows[i].astype(np.uint32) for i in band)
        keys = a << np.uint32(16) | b << np.uint32(8) | c
        chosen = _shared(keys, new[among])
        left, right = _neighbours(keys[chosen], order[chosen], among[chosen])
        apart = (roots[left] != roots[right]) & (new[left] | new[right])
        left, right = left[apart], right[apart]
        joined = alike(texts, left, right)
        roots = _joined(roots, left[joined], right[joined])
    return roots


def _shared(keys: NDArray[np.uint32], new: Mask) -> NDArray[np.int64]:
    """Where the keys stand that a new article has, unless most are new."""
    if np.count_nonzero(new) * _FEW > len(new):
        return np.arange(len(keys))
    wanted = np.zeros(1 << 24, np.bool_)
    wanted[keys[new]] = True
    return wanted[keys].nonzero()[0]


def _neighbours(
    keys: NDArray[np.uint32], order: Integers, docs: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of documents with equal keys that are near each other in order."""
    sort = (keys.astype(np.uint64) << np.uint64(32) | order.astype(np.uint64)).argsort()
    keys, docs = keys[sort], docs[sort]
    pairs = [(docs[:-w], docs[w:], keys[:-w] == keys[w:]) for w in range(1, _WINDOW + 1)]
    left = np.concatenate([first[same] for first, _, same in pairs])
    return left, np.concatenate([second[same] for _, second, same in pairs])


def _joined(
    roots: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The roots when the two of each pair are joined: the lowest of each heap."""
    while len(left):
        a, b = roots[left], roots[right]
        parents = np.arange(len(roots))
        np.minimum.at(parents, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(further := parents[parents], parents):
            parents = further
        roots = parents[roots]
        apart = roots[left] != roots[right]
        left, right = left[apart], right[apart]
    return roots


def _enlarged(roots: NDArray[np.int64], before: NDArray[np.int64]) -> Mask:
    """Which articles are in heaps that were joined from several."""
    moved = np.zeros(len(roots), np.bool_)
    moved[roots[roots != before]] = True
    return np.asarray(moved[roots])


def _centred(texts: Texts, roots: NDArray[np.int64], changed: Mask) -> None:
    """In each changed heap, leave what is like its longest article, and again with the rest."""
    sizes = np.bincount(roots, minlength=len(roots))
    left = (changed & (sizes[roots] > 1)).nonzero()[0]
    while len(left):
        longest = left[np.lexsort((left, -texts.lengths[left].astype(np.int64), roots[left]))]
        first = np.append(True, roots[longest[1:]] != roots[longest[:-1]])
        centres = longest[first][first.cumsum() - 1]
        kept = alike(texts, centres, longest, SLACK) | first
        rest, heap = longest[~kept], roots[longest[~kept]]
        roots[longest[kept]] = centres[kept]
        # What is left of a heap is one heap again, under a root that no other has.
        _, lowest, inverse = np.unique(heap, return_index=True, return_inverse=True)
        roots[rest] = rest[lowest][inverse]
        left = rest


def _numbered(roots: NDArray[np.int64]) -> NDArray[np.int64]:
    """Stories of two or more numbered from 1 in the order of their first articles, others 0."""
    told = (np.bincount(roots, minlength=len(roots))[roots] > 1).nonzero()[0]
    first = np.zeros(len(roots), np.int64)
    first[roots[told[::-1]]] = told[::-1]
    begins = np.zeros(len(roots), np.bool_)
    begins[first[roots[told]]] = True
    numbers = np.zeros(len(roots), np.int64)
    numbers[told] = begins.cumsum()[first[roots[told]]]
    return numbers
