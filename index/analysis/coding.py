"""chunks of text as numbers: the fast way through analysis, which meets each chunk once.

Splitting at white space and looking up is many times as fast as matching words, and most chunks
between white space of an archive are among some ten thousand, punctuation included. So a text is
first the numbers of its chunks; what is new among them is cut into words later, all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from index.analysis import grams
from index.analysis.han import simplify
from index.analysis.script import FOLLOWS_RUN, HYPHENED, HYPHENS, PIECE, RUN
from index.analysis.stems import Forms, Slot, whole
from index.analysis.words import core, is_one, split

_AROUND: Final = ".,;:!?()[]«»“”„‘’'\"-–—…%$€£/|*•#+=<>{}،؛؟۔।"
"""Signs that may stand around a word: what is left of most chunks is a plain word."""
_BESIDE: Final = _AROUND.replace("-", "")
"""Those that do not count: beside a hyphen stands no word of two halves."""
LONGEST: Final = 24
"""Characters of a chunk that is kept; longer ones seldom come again."""
_PIECE: Final = re.compile(f"(\n)|({grams.PLAIN.pattern})(?!{FOLLOWS_RUN})|{PIECE.pattern}")
"""A piece of joined chunks: the first group is what stands between them, the second a plain run,
the third another run."""
_BREAK, _PLAIN, _RUN = 1, 2, 3


def alone(chunk: str, forms: Forms) -> str:
    """The word, in small letters, that is all of a chunk but signs around it; "" if none is."""
    word = chunk.strip(_AROUND)
    plain = word.isalnum() and (word.isascii() or not RUN.search(word))
    return forms.lowered(word) if plain else ""


def reduced(chunks: Sequence[str], forms: Forms) -> list[str]:
    """Each chunk without the signs around it, and without article, possessive and capitals where
    one word is left so, as far as its terms are the same; many together take less time."""
    words = [chunk.strip(_AROUND) for chunk in chunks]
    lower = words if forms.dotless else "\n".join(words).lower().split("\n")
    return [
        small if small.isalnum() else _core(small) or chunk.strip(_BESIDE)
        for small, chunk in zip(lower, chunks, strict=True)
    ]


def _core(chunk: str) -> str:
    """The one plain word of a chunk without its article and possessive; "" if none is."""
    start, end = core(chunk, 0, len(chunk))
    word = chunk[start:end]
    plain = word.isalnum() and (word.isascii() or not RUN.search(word))
    return word if plain else ""


def are_words(chunks: Sequence[str]) -> list[bool]:
    """Whether each chunk is one word."""
    found = [chunk.isalnum() or is_one(chunk) for chunk in chunks]
    text = "\n".join(chunks)
    if text.isascii() or not RUN.search(text):
        return found
    return [one and not RUN.search(chunk) for one, chunk in zip(found, chunks, strict=True)]


class Cut(NamedTuple):
    """Chunks that were cut: the terms of their words, and their runs of plain characters.

    `chunks` has, for each chunk, the numbers of its words in `slots`, and of a run ~number.
    `written` has, for each run, its characters before they were simplified.
    """

    slots: list[Slot]
    runs: list[str]
    written: list[str]
    chunks: list[list[int]]

    def of(self, chunk: int) -> Iterator[Slot]:
        """The terms of each position of a chunk, by its number."""
        for unit in self.chunks[chunk]:
            if unit < 0:
                yield from grams.document([*self.runs[~unit]], [*self.written[~unit]])
            elif self.slots[unit]:
                yield self.slots[unit]


def cut(chunks: Iterable[str], forms: Forms) -> Cut:
    """Cut chunks, all together."""
    text = "".join(["\n" + chunk for chunk in chunks])
    wholes = {halves.start(): "\n" + halves[1] + halves[2] for halves in hyphened(text)}
    found = Cut([], [], [], [])
    units: list[int] = []
    words: dict[str, int] = {}
    for piece in _PIECE.finditer(simplify(text) if forms.simple else text):
        word, kind, start = piece[0], piece.lastindex, piece.start()
        if kind == _BREAK:
            units = []
            found.chunks.append(units)
        elif kind == _PLAIN:
            units.append(~len(found.runs))
            found.runs.append(word)
            found.written.append(text[start : piece.end()])
        elif kind == _RUN:
            more = grams.document(*grams.written(word, text[start : piece.end()]))
            units += range(len(found.slots), len(found.slots) + len(more))
            found.slots.extend(more)
        else:
            for a, b in split(word):
                at = words.setdefault(word[a:b] + wholes.get(start + a, ""), len(found.slots))
                units.append(at)
                if at == len(found.slots):
                    found.slots.append(())
    _fill(found.slots, words, forms)
    return found


def _fill(slots: list[Slot], words: dict[str, int], forms: Forms) -> None:
    """The terms of words; behind a break, the word of which one is the first half."""
    parts = [word.partition("\n") for word in words]
    made = forms.many([word for word, _, _ in parts])
    joined = list(filter(None, dict.fromkeys(both for _, _, both in parts)))
    terms = dict(zip(joined, map(whole, forms.many(joined)), strict=True))
    for (_, _, both), at, slot in zip(parts, words.values(), made, strict=True):
        slots[at] = (slot[0], terms[both], *slot[1:]) if both and slot else slot


def hyphened(text: str) -> Iterable[re.Match[str]]:
    """The words of a text that are written in two halves."""
    return HYPHENED.finditer(text) if any(map(text.__contains__, HYPHENS)) else ()
