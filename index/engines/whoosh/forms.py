"""the forms in which words were written: of each folded form, which of its occurrences has which.

In a segment such a form takes no postings: it stands at some of the places of its folded form, so
it is enough to know which. The form that most occurrences have is known by its name alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import zstandard

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, Integers, ends, ranges
from index.engines.whoosh.listing import FAR, MARK, Held, Listed
from index.engines.whoosh.occurrences import Numbers, begins
from index.engines.whoosh.offsets import Offsets, write_offsets

_FRAME: Final = 256
"""So many forms are compressed together."""


class Chosen(NamedTuple):
    """Some of the occurrences of a term, by their numbers in its postings; with `others`, all but
    these."""

    occurrences: Numbers
    others: bool


@dataclass
class FormsWriter:
    """Takes the forms of consecutive words, and writes them at the end."""

    _terms: list[Numbers] = field(default_factory=list)
    _written: list[bytes] = field(default_factory=list)
    _sizes: list[Numbers] = field(default_factory=list)
    _gaps: list[Bytes] = field(default_factory=list)
    _count: int = 0

    def take(self, forms: Listed, count: int) -> None:
        """Take the forms of the next words, so many."""
        self._terms.append(forms.words + self._count)
        self._written += forms.written
        self._sizes.append(forms.sizes)
        self._gaps.append(forms.gaps)
        self._count += count

    def write(self, file: ArrayWriter) -> None:
        """Write them."""
        nothing = np.zeros(0, np.int64)
        terms = np.concatenate([nothing, *self._terms])
        write_offsets(file, "forms.terms", np.diff(terms, prepend=0))
        write_offsets(file, "forms.gaps", np.concatenate([nothing, *self._sizes]))
        file.write("forms.gaps", np.concatenate([np.zeros(0, np.uint8), *self._gaps]))
        compress = zstandard.ZstdCompressor(level=6).compress
        runs = range(0, len(self._written), _FRAME)
        frames = [compress(MARK.join(self._written[at : at + _FRAME])) for at in runs]
        file.write("forms.written", np.frombuffer(b"".join(frames), np.uint8))
        file.write("forms.frames", ends(np.array(list(map(len, frames)), np.int64)))


class Forms:
    """The forms of the words of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._terms, self._at = Offsets(arrays, "forms.terms"), Offsets(arrays, "forms.gaps")
        self._gaps: Bytes = arrays["forms.gaps"]
        self._frames: Integers = arrays["forms.frames"]
        self._written: Bytes = arrays["forms.written"]

    def chosen(self, term: int, written: bytes) -> Chosen | None:
        """Which occurrences of a term have a form, b"" for the folded one; None where none has."""
        first, last = self._span(term, term + 1)
        entries, forms = np.arange(first, last), self._names(first, last)
        listed = np.diff(self._at.take(np.arange(first, last + 1))) > 0
        if written in forms and listed[forms.index(written)]:
            return Chosen(self._listed(entries[[forms.index(written)]])[1], others=False)
        if written in forms or (not written and listed.all()):
            return Chosen(self._listed(entries[listed])[1], others=True)
        return None

    def held(self, start: int, totals: Numbers) -> Held:
        """The forms of the terms from number `start`, of which each has so many occurrences."""
        first, last = self._span(start, start + len(totals))
        entries, written = np.arange(first, last), self._names(first, last)
        terms, starts = self._terms.take(entries + 1) - start, begins(totals)
        form = np.full(int(totals.sum()), -1, np.int64)
        most = (np.diff(self._at.take(np.arange(first, last + 1))) == 0).nonzero()[0]
        counts = totals[terms[most]]
        form[ranges(starts[terms[most]], counts)] = most.repeat(counts)
        which, ordinals = self._listed(entries)
        form[starts[terms[which]] + ordinals] = which
        bare = np.array([not each for each in written], np.bool_)
        places = (form >= 0).nonzero()[0]
        places = places[~bare[form[places]]]
        form = form[places]
        return Held(terms, written, form, places - starts[terms[form]])

    def _span(self, start: int, stop: int) -> tuple[int, int]:
        """The forms of the terms from `start` to `stop`."""
        return max(self._terms.first(start) - 1, 0), max(self._terms.first(stop) - 1, 0)

    def _listed(self, entries: Numbers) -> tuple[Numbers, Numbers]:
        """The occurrences in the lists of some forms: the place of each form, and the number."""
        at, stop = self._at.take(entries), self._at.take(entries + 1)
        gaps = self._gaps[ranges(at, stop - at)]
        steps = np.where(gaps == 0, FAR, gaps).astype(np.int64)
        which = np.arange(len(entries)).repeat(stop - at)
        sums = np.append(0, steps.cumsum())
        begins = (stop - at).cumsum() - (stop - at)
        ordinals = sums[1:] - 1 - sums[begins][which]
        kept = gaps > 0
        return which[kept], ordinals[kept]

    def _names(self, first: int, last: int) -> list[bytes]:
        """How some forms are written."""
        if first == last:
            return []
        expand = zstandard.ZstdDecompressor().decompress
        found: list[bytes] = []
        begin = first // _FRAME
        for frame in range(begin, (last - 1) // _FRAME + 1):
            data = self._written[self._frames[frame] : self._frames[frame + 1]].tobytes()
            found += expand(data).split(MARK)
        return found[first - begin * _FRAME : last - begin * _FRAME]
