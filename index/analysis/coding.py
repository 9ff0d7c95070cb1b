"""chunks of text as numbers: the fast way through analysis, which meets each chunk once.

Splitting at white space and looking up is many times as fast as matching words, and most chunks
between white space of an archive are among some ten thousand, punctuation included. So a text is
first the numbers of its chunks; what is new among them is cut into words later, all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from index.analysis import grams
from index.analysis.han import simplify
from index.analysis.script import FOLLOWS_RUN, HYPHENED, HYPHENS, PIECE, RUN
from index.analysis.stems import Forms, Slot, forms_of
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

    Chunks that are sure to have the same terms have the same number: words in capitals and small
    letters, with signs around or without. `words` and `others` hold the new ones, words and what
    has to be cut, by their numbers, until someone takes them; `characters` are those of chunks
    without spaces among them.
    """

    def __init__(self, language: str, numbers: Iterator[int]) -> None:
        self.forms = forms_of(language)
        self._next = numbers
        self.words: dict[int, str] = {}
        self.others: dict[int, str] = {}
        self.characters = 0

    def __missing__(self, chunk: str) -> int:
        word = alone(chunk, self.forms)
        longest = LONGEST
        if word:
            number = self._of_word(word)
        else:
            number = self._new(chunk, self.others)
            if not chunk.isascii() and RUN.search(chunk):
                longest = _RUNS
                self.characters += len(chunk)
        if len(chunk) <= longest:
            self[chunk] = number
        return number

    def forget(self) -> None:
        """Take the new ones for done."""
        self.words, self.others, self.characters = {}, {}, 0

    def _of_word(self, word: str) -> int:
        known = self.get(word)
        if known is None:
            known = self._new(word, self.words)
            if len(word) <= LONGEST:
                self[word] = known
        return known

    def _new(self, chunk: str, among: dict[int, str]) -> int:
        number = next(self._next)
        among[number] = chunk
        return number


def alone(chunk: str, forms: Forms) -> str:
    """The word, in small letters, that is all of a chunk but signs around it; "" if none is."""
    word = chunk.strip(_AROUND)
    plain = word.isalnum() and (word.isascii() or not RUN.search(word))
    return forms.lowered(word) if plain else ""


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
    wholes = {whole.start(): whole[1] + whole[2] for whole in hyphened(text)}
    slots: list[Slot] = []
    runs: list[str] = []
    written: list[str] = []
    found: list[list[int]] = []
    known: dict[tuple[str, str], int] = {}
    for piece in _PIECE.finditer(simplify(text) if forms.simple else text):
        word = piece[0]
        if piece.lastindex == _BREAK:
            units: list[int] = []
            found.append(units)
        elif piece.lastindex == _RUN:
            units.append(~len(runs))
            runs.append(word)
            written.append(text[piece.start() : piece.end()])
        elif RUN.match(word):
            more = grams.document(*grams.written(word, text[piece.start() : piece.end()]))
            units += range(len(slots), len(slots) + len(more))
            slots += more
        else:
            for a, b in split(word):
                key = word[a:b], wholes.get(piece.start() + a, "")
                if key not in known:
                    known[key] = len(slots)
                    slots.append(_slot(forms, *key))
                units.append(known[key])
    return Cut(slots, runs, written, found)


def _slot(forms: Forms, word: str, whole: str) -> Slot:
    """The terms of a word and, if it is the first of two halves, of the whole."""
    made = forms.made(word)
    return (made[0], forms.whole(whole), *made[1:]) if whole and made else made


def hyphened(text: str) -> Iterable[re.Match[str]]:
    """The words of a text that are written in two halves."""
    return HYPHENED.finditer(text) if any(map(text.__contains__, HYPHENS)) else ()
