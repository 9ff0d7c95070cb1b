"""the stories of a commit: a file beside the segments that numbers the story of each document.

A writer takes over what the last commit found, and compares only what is new.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import Storage

from index.engine import IndexDamaged
from index.engines.whoosh.arrays import Arrays, ArrayWriter, Unsigned, narrow
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.storage import INDEX_NAME
from index.engines.whoosh.toc import Beside, Toc
from index.stories.grouping import Texts, days, group
from index.stories.sketch import Sketches

_NEW = -1
"""The story of a document that was not compared with others yet."""


class Storybook:
    """The stories of the segments that a writer changes, by the names of the segments."""

    def __init__(self, toc: Toc | None, storage: Storage) -> None:
        self._storage = storage
        self._stories: dict[str, NDArray[np.int64]] = {}
        if toc is None:
            return
        verify_stories(storage, toc)
        found, at = read_stories(storage, toc), 0
        for segment in toc.segments:
            size = segment.documents
            told = np.zeros(size, np.int64) if found is None else found[at : at + size]
            self._stories[segment.id] = told.astype(np.int64)
            at += size

    def forget(self, files: Sequence[SegmentFile]) -> None:
        """Take deleted documents out of their stories; what is left of those is compared anew."""
        told = [(self._of(file), file.live) for file in files]
        lost = [stories[~live & (stories > 0)] for stories, live in told]
        gone = np.unique(np.concatenate([np.zeros(0, np.int64), *lost]))
        for file, (stories, live) in zip(files, told, strict=True):
            if len(gone):
                stories[np.isin(stories, gone)] = _NEW
            stories[~live] = 0
            self._stories[file.segment.id] = stories

    def merge(self, chosen: Sequence[SegmentFile], merged: str) -> None:
        """Take note that segments became one, without their deleted documents."""
        self._stories[merged] = np.concatenate([self._of(file)[file.live] for file in chosen])

    def save(self, files: Sequence[SegmentFile], generation: int) -> Beside | None:
        """Find the stories of what is new and write those of all; None where there are none."""
        told = np.concatenate([np.zeros(0, np.int64), *map(self._of, files)])
        stories = told
        if (told == _NEW).any():
            live = np.concatenate([file.live for file in files])
            stories = group(_texts(files, live), told, (told == _NEW) & live)
        if not stories.any():
            return None
        file = ArrayWriter(self._storage, f"{INDEX_NAME}_{generation}.stories")
        file.write("stories", narrow(stories))
        return Beside(f"{INDEX_NAME}_{generation}.stories", file.close())

    def _of(self, file: SegmentFile) -> NDArray[np.int64]:
        known = self._stories.get(file.segment.id)
        return np.full(len(file), _NEW, np.int64) if known is None else known


def _texts(files: Sequence[SegmentFile], live: NDArray[np.bool_]) -> Texts:
    """What is compared; a deleted document is like none."""
    sketches = Sketches.join(file.sketches for file in files)
    sketches.minima[~live] = 0
    lengths = np.concatenate([file.lengths["body"].astype(np.uint32) for file in files])
    dates = np.concatenate([file.dates.astype(np.uint32) for file in files])
    return Texts(sketches, lengths, days(dates))


def read_stories(storage: Storage, toc: Toc) -> Unsigned | None:
    """For each document of a commit the number of its story, 0 when it is alone in it.

    None when no story has two.
    """
    if toc.stories is None:
        return None
    arrays = Arrays(storage, toc.stories.name, toc.stories.checksum)
    stories = arrays["stories"]
    if len(stories) != sum(segment.documents for segment in toc.segments):
        raise IndexDamaged(f"{toc.stories.name} does not hold the documents that it should.")
    return stories


def verify_stories(storage: Storage, toc: Toc) -> None:
    """Verify the checksum of the stories of a commit; `IndexDamaged` when it does not match."""
    if toc.stories is not None:
        Arrays(storage, toc.stories.name, toc.stories.checksum).check()
        read_stories(storage, toc)
