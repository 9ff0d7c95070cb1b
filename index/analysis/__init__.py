"""text to terms, per language: the same for every engine, at index and at query time.

Every position of a text holds its exact form (folded) and, where it differs, its stem, marked with
`STEM` so that it cannot be mistaken for a word. Scripts that write no spaces are cut into n-grams
that share the position at which they begin. The cut depends on the script alone, so that a query
has the same positions in every language. The length of a field is its number of positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from index.analysis import grams
from index.analysis.asking import Asked, asked, slots
from index.analysis.folding import fold
from index.analysis.languages import LANGUAGES
from index.analysis.script import HYPHENED, HYPHENS, PIECE, RUN
from index.analysis.stems import STEM, Forms, forms_of
from index.analysis.words import split

__all__ = [
    "LANGUAGES",
    "STEM",
    "Asked",
    "Slot",
    "Token",
    "asked",
    "chunks",
    "fold",
    "is_word",
    "length",
    "slots",
    "terms",
    "tokens",
]

Slot = tuple[str, ...]


class Token(NamedTuple):
    """A term where it stands: `text[start:end]` of the original text, and its position."""

    term: str
    start: int
    end: int
    position: int


def tokens(text: str, language: str) -> list[Token]:
    """Every term of a text in that language, with offsets; several may share a position."""
    found: list[Token] = []
    forms, position = forms_of(language), 0
    wholes = {whole.start(): whole for whole in _hyphened(text)}
    for piece in PIECE.finditer(text):
        word, start = piece[0], piece.start()
        if RUN.match(word):
            found += _of_run(word, start, position, simple=forms.simple)
            position = found[-1].position + 1 if found else 0
            continue
        for a, b in split(word):
            slot = forms[word[a:b]]
            found += [Token(term, start + a, start + b, position) for term in slot]
            if start + a in wholes and slot:
                whole = wholes[start + a]
                term = forms.whole(whole[1] + whole[2])
                found.insert(-len(slot[1:]) or len(found), Token(term, *whole.span(), position))
            position += bool(slot)
    return found


def _hyphened(text: str) -> Iterable[re.Match[str]]:
    return HYPHENED.finditer(text) if any(map(text.__contains__, HYPHENS)) else ()


def _of_run(run: str, start: int, position: int, *, simple: bool) -> Iterator[Token]:
    units = grams.units(run, simple=simple)
    for i, slot in enumerate(grams.document([text for text, _, _ in units])):
        for n, term in enumerate(slot):
            yield Token(term, start + units[i][1], start + units[i + n][2], position + i)


def terms(text: str, language: str) -> tuple[list[str], list[int]]:
    """The terms of a text in that language and the position of each: `tokens` without offsets."""
    slots = list(chain.from_iterable(map(chunks(language).__getitem__, text.split())))
    return list(chain.from_iterable(slots)), [p for p, slot in enumerate(slots) for _ in slot]


@lru_cache(maxsize=64)
def chunks(language: str) -> Mapping[str, tuple[Slot, ...]]:
    """The slots of each chunk of text between white space, in that language.

    A text's slots are those of its chunks, so who keeps them by chunk need not look words up.
    """
    return _Chunks(forms_of(language))


def length(positions: Sequence[int]) -> int:
    """The length of a field as ranking counts it: the number of its positions."""
    return positions[-1] + 1 if positions else 0


def is_word(term: str) -> bool:
    """Whether a term is a form that stands in a text, and not a stem."""
    return not term.startswith(STEM)


class _Chunks(dict[str, tuple[Slot, ...]]):
    """The slots of each chunk of text between white space, in one language.

    Most chunks of an archive are among a few thousand, punctuation included, so that splitting at
    white space and looking up is several times as fast as matching words.
    """

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    def __missing__(self, chunk: str) -> tuple[Slot, ...]:
        word = chunk.strip(_AROUND)
        simple = word.isalpha() and not RUN.search(word)
        slots = tuple(filter(None, [self._forms[word]] if simple else self._pieces(chunk)))
        if len(chunk) <= _LONGEST:
            if len(self) >= _KEPT:
                self.clear()
            self[chunk] = slots
        return slots

    def _pieces(self, chunk: str) -> Iterator[Slot]:
        wholes = {whole.start(): whole[1] + whole[2] for whole in _hyphened(chunk)}
        for piece in PIECE.finditer(chunk):
            word, start = piece[0], piece.start()
            if RUN.match(word):
                yield from grams.document(grams.texts(word, simple=self._forms.simple))
                continue
            for a, b in split(word):
                slot = self._forms[word[a:b]]
                whole = wholes.get(start + a) if slot else None
                yield (slot[0], self._forms.whole(whole), *slot[1:]) if whole else slot


_AROUND = ".,;:!?()[]«»“”„‘’'\"-–—…"
"""Signs that may stand around a word: what is left of most chunks is a plain word."""
_KEPT = 200_000
"""Chunks kept for each language: about 40 MB at most."""
_LONGEST = 24
"""Characters of a chunk that is kept; longer ones seldom come again."""
