"""text to terms, per language: the same for every engine, at index and at query time.

Every position of a text holds its folded form and, where they differ from it, its stem, marked with
`STEM`, and the form in which it was written, behind `SURFACE`, so that neither can be mistaken for
a word. Scripts that write no spaces are cut into n-grams that share the position at which they
begin. The cut depends on the script alone, so that a query has the same positions in every
language. The length of a field is its number of positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from index.analysis import grams
from index.analysis.asking import Asked, asked, slots, written
from index.analysis.coding import LONGEST, Cut, alone, are_words, cut, hyphened, reduced
from index.analysis.folding import fold
from index.analysis.languages import LANGUAGES
from index.analysis.script import PIECE, RUN
from index.analysis.stems import STEM, Forms, Slot, forms_of, whole
from index.analysis.surface import SURFACE, is_surface
from index.analysis.words import split

__all__ = [
    "LANGUAGES",
    "LONGEST",
    "RUN",
    "STEM",
    "SURFACE",
    "Asked",
    "Cut",
    "Forms",
    "Slot",
    "Token",
    "are_words",
    "asked",
    "cut",
    "fold",
    "is_surface",
    "is_word",
    "length",
    "reduced",
    "slots",
    "terms",
    "tokens",
    "written",
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
    """Every term of a text in that language, with offsets; several may share a position.

    They stand in the order of the text, and those of a position as `Slot` has them.
    """
    found: list[Token] = []
    forms, position = forms_of(language), 0
    wholes = {halves.start(): halves for halves in hyphened(text)}
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
                halves = wholes[start + a]
                term = whole(forms[halves[1] + halves[2]])
                found.insert(-len(slot[1:]) or len(found), Token(term, *halves.span(), position))
            position += bool(slot)
    return found


def _of_run(run: str, start: int, position: int, *, simple: bool) -> Iterator[Token]:
    units = grams.units(run, simple=simple)
    written = [run[a:b] for _, a, b in units]
    for i, slot in enumerate(grams.document([text for text, _, _ in units], written)):
        for n, term in enumerate(slot):
            end = units[i if is_surface(term) else i + n][2]
            yield Token(term, start + units[i][1], start + end, position + i)


def terms(text: str, language: str) -> tuple[list[str], list[int]]:
    """The terms of a text in that language and the position of each: `tokens` without offsets, and
    without forms as written where they do not tell words of that language apart."""
    slots = list(chain.from_iterable(map(_known(language).__getitem__, text.split())))
    return list(chain.from_iterable(slots)), [p for p, slot in enumerate(slots) for _ in slot]


@lru_cache(maxsize=256)
def distinct(text: str, language: str) -> frozenset[str]:
    """The different terms of a text in that language; those of the last texts are remembered."""
    slots = chain.from_iterable(map(_known(language).__getitem__, set(text.split())))
    return frozenset(chain.from_iterable(slots))


class _Known(dict[str, tuple[Slot, ...]]):
    """The terms of each position of a chunk of text in one language; the first ones are kept."""

    def __init__(self, language: str) -> None:
        self._forms = forms_of(language)
        self._precise = self._forms.accents

    def __missing__(self, chunk: str) -> tuple[Slot, ...]:
        word = alone(chunk, self._forms)
        if word and word != chunk:
            found = self[word]
        elif word:
            slot = self._forms.made(word)
            found = (slot,) if slot else ()
        else:
            found = tuple(cut((chunk,), self._forms).of(0))
        if not self._precise:
            found = tuple(slot[:-1] if is_surface(slot[-1]) else slot for slot in found)
        if len(chunk) <= LONGEST and len(self) < _KEPT:
            self[chunk] = found
        return found


_known = lru_cache(maxsize=64)(_Known)


def length(positions: Sequence[int]) -> int:
    """The length of a field as ranking counts it: the number of its positions."""
    return positions[-1] + 1 if positions else 0


def is_word(term: str) -> bool:
    """Whether a term is a folded form of what stands in a text: no stem, no form as written."""
    return not (term.startswith(STEM) or SURFACE in term)
