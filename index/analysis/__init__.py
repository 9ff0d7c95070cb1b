"""text to terms, per language: the same for every engine, at index and at query time.

Every position of a text holds its exact form (folded) and, where it differs, its stem, marked with
`STEM` so that it cannot be mistaken for a word. Scripts that write no spaces are cut into n-grams
that share the position at which they begin. The cut depends on the script alone, so that a query
has the same positions in every language. The length of a field is its number of positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from index.analysis import grams
from index.analysis.asking import Asked, asked, slots
from index.analysis.coding import LONGEST, Chunks, Cut, alone, cut, hyphened
from index.analysis.folding import fold
from index.analysis.languages import LANGUAGES
from index.analysis.script import PIECE, RUN
from index.analysis.stems import STEM, Slot, forms_of
from index.analysis.words import split

__all__ = [
    "LANGUAGES",
    "STEM",
    "Asked",
    "Chunks",
    "Cut",
    "Slot",
    "Token",
    "asked",
    "cut",
    "fold",
    "is_word",
    "length",
    "slots",
    "terms",
    "tokens",
]

_KEPT: Final = 200_000
"""Chunks that `terms` keeps for each language."""


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
    wholes = {whole.start(): whole for whole in hyphened(text)}
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


def _of_run(run: str, start: int, position: int, *, simple: bool) -> Iterator[Token]:
    units = grams.units(run, simple=simple)
    for i, slot in enumerate(grams.document([text for text, _, _ in units])):
        for n, term in enumerate(slot):
            yield Token(term, start + units[i][1], start + units[i + n][2], position + i)


def terms(text: str, language: str) -> tuple[list[str], list[int]]:
    """The terms of a text in that language and the position of each: `tokens` without offsets."""
    slots = list(chain.from_iterable(map(_known(language).__getitem__, text.split())))
    return list(chain.from_iterable(slots)), [p for p, slot in enumerate(slots) for _ in slot]


def distinct(text: str, language: str) -> set[str]:
    """The different terms of a text in that language."""
    slots = chain.from_iterable(map(_known(language).__getitem__, set(text.split())))
    return set(chain.from_iterable(slots))


class _Known(dict[str, tuple[Slot, ...]]):
    """The terms of each position of a chunk of text in one language; the first ones are kept."""

    def __init__(self, language: str) -> None:
        self._forms = forms_of(language)

    def __missing__(self, chunk: str) -> tuple[Slot, ...]:
        word = alone(chunk, self._forms)
        if word and word != chunk:
            found = self[word]
        elif word:
            slot = self._forms.made(word)
            found = (slot,) if slot else ()
        else:
            found = tuple(cut((chunk,), self._forms).of(0))
        if len(chunk) <= LONGEST and len(self) < _KEPT:
            self[chunk] = found
        return found


_known = lru_cache(maxsize=64)(_Known)


def length(positions: Sequence[int]) -> int:
    """The length of a field as ranking counts it: the number of its positions."""
    return positions[-1] + 1 if positions else 0


def is_word(term: str) -> bool:
    """Whether a term is a form that stands in a text, and not a stem."""
    return not term.startswith(STEM)
