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
from index.analysis.stems import Forms, Slot, forms_of, whole
from index.analysis.words import split

_AROUND: Final = ".,;:!?()[]«»“”„‘’'\"-–—…%$€£/|*•#+=<>{}،؛؟۔।"
"""Signs that may stand around a word: what is left of most chunks is a plain word."""
LONGEST: Final = 24
"""Characters of a chunk that is kept; longer ones seldom come again."""
_RUNS: Final = 6
"""The same of a chunk in a script without spaces, which is a sentence or a part of one."""
_PIECE: Final = re.compile(f"(\n)|({grams.PLAIN.pattern})(?!{FOLLOWS_RUN})|{PIECE.pattern}")
"""A piece of joined chunks: the first group is what stands between them, the second a plain run."""
_BREAK, _RUN = 1, 2


class Chunks(dict[str, int]):
    """A number for each chunk of text in one language; `numbers` gives the next one.

    `new` holds the new ones by their numbers until someone takes them; `characters` are about those
    of chunks without spaces among them.
    """

    def __init__(self, language: str, numbers: Iterator[int]) -> None:
        self.forms = forms_of(language)
        self._next = numbers
        self.forget()

    def __missing__(self, chunk: str) -> int:
        number, longest = next(self._next), LONGEST
        self.new[number] = chunk
        if not chunk.isascii() and RUN.match(chunk, len(chunk) >> 1):
            longest = _RUNS
            self.characters += len(chunk)
        if len(chunk) <= longest:
            self[chunk] = number
        return number

    def forget(self) -> None:
        """Take the new ones for done."""
        self.new: dict[int, str] = {}
        self.characters = 0


def alone(chunk: str, forms: Forms) -> str:
    """The word, in small letters, that is all of a chunk but signs around it; "" if none is."""
    word = chunk.strip(_AROUND)
    plain = word.isalnum() and (word.isascii() or not RUN.search(word))
    return forms.lowered(word) if plain else ""


def each_alone(chunks: Sequence[str], forms: Forms) -> list[str]:
    """`alone` of each chunk; many together take less time."""
    words = [chunk.strip(_AROUND) for chunk in chunks]
    text = "\n".join(words)
    runs = not text.isascii() and RUN.search(text)
    lower = words if forms.dotless else text.lower().split("\n")
    return [
        (small if small.isalnum() else word)
        if word.isalnum() and not (runs and not word.isascii() and RUN.search(word))
        else ""
        for word, small in zip(words, lower, strict=True)
    ]


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
    wholes = {halves.start(): halves[1] + halves[2] for halves in hyphened(text)}
    found = Cut([], [], [], [])
    words: dict[tuple[str, str], int] = {}
    for piece in _PIECE.finditer(simplify(text) if forms.simple else text):
        word = piece[0]
        if piece.lastindex == _BREAK:
            units: list[int] = []
            found.chunks.append(units)
        elif piece.lastindex == _RUN:
            units.append(~len(found.runs))
            found.runs.append(word)
            found.written.append(text[piece.start() : piece.end()])
        elif RUN.match(word):
            more = grams.document(*grams.written(word, text[piece.start() : piece.end()]))
            units += range(len(found.slots), len(found.slots) + len(more))
            found.slots.extend(more)
        else:
            for a, b in split(word):
                key = word[a:b], wholes.get(piece.start() + a, "")
                if key not in words:
                    words[key] = len(found.slots)
                    found.slots.append(())
                units.append(words[key])
    made = forms.many([word for word, _ in words])
    joined = list(filter(None, dict.fromkeys(both for _, both in words)))
    terms = dict(zip(joined, map(whole, forms.many(joined)), strict=True))
    for (_, both), at, slot in zip(words, words.values(), made, strict=True):
        found.slots[at] = (slot[0], terms[both], *slot[1:]) if both and slot else slot
    return found


def hyphened(text: str) -> Iterable[re.Match[str]]:
    """The words of a text that are written in two halves."""
    return HYPHENED.finditer(text) if any(map(text.__contains__, HYPHENS)) else ()
