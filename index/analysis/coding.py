"""chunks of text to the codes of their positions: the fast way through analysis, which remembers.

Most chunks between white space of an archive are among some ten thousand, punctuation included, so
that splitting at white space and looking up is many times as fast as matching words. Who keeps
something else than terms (numbers of terms, say) gives the code of a position, and it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import add
from typing import Final, Generic, TypeVar

from index.analysis import grams
from index.analysis.han import simplify
from index.analysis.script import HYPHENED, HYPHENS, PIECE, RUN
from index.analysis.stems import Slot, forms_of
from index.analysis.words import split

Code = TypeVar("Code")

_AROUND: Final = ".,;:!?()[]«»“”„‘’'\"-–—…"
"""Signs that may stand around a word: what is left of most chunks is a plain word."""
_KEPT: Final = 200_000
"""Chunks, and pairs of characters, that are kept for each language: the first ones are common."""
_LONGEST: Final = 24
"""Characters of a chunk that is kept; longer ones seldom come again."""


class Chunks(dict[str, Code], Generic[Code]):
    """The codes of the positions of each chunk of text, joined, in one language.

    `code` gives that of a position from its terms (for none, what joins without a trace).
    """

    def __init__(
        self, language: str, code: Callable[[Slot], Code], joined: Callable[[Iterable[Code]], Code]
    ) -> None:
        self._forms, self._code, self._joined = forms_of(language), code, joined
        self._pairs = _Pairs(code)

    @property
    def kept(self) -> int:
        """How many chunks and pairs are remembered."""
        return len(self) + len(self._pairs)

    def __missing__(self, chunk: str) -> Code:
        word = chunk.strip(_AROUND)
        if word.isalnum() and (word.isascii() or not RUN.search(word)):
            known = self._forms.lowered(word)
            found = self[known] if known != chunk else self._code(self._forms.made(word))
        else:
            found = self._joined(self._pieces(chunk))
        if len(chunk) <= _LONGEST and len(self) < _KEPT:
            self[chunk] = found
        return found

    def _pieces(self, chunk: str) -> Iterator[Code]:
        wholes = {whole.start(): whole[1] + whole[2] for whole in hyphened(chunk)}
        for piece in PIECE.finditer(simplify(chunk) if self._forms.simple else chunk):
            word, start = piece[0], piece.start()
            if RUN.match(word):
                yield self._of_run(word)
                continue
            for a, b in split(word):
                slot = self._forms[word[a:b]]
                whole = wholes.get(start + a) if slot else None
                yield self._code((slot[0], self._forms.whole(whole), *slot[1:]) if whole else slot)

    def _of_run(self, run: str) -> Code:
        if grams.PLAIN.fullmatch(run):
            return self._joined(map(self._pairs.__getitem__, map(add, run, chain(run[1:], ("",)))))
        return self._joined(map(self._code, grams.document(grams.texts(run))))


class _Pairs(dict[str, Code], Generic[Code]):
    """The code of each character of a plain run, by the pair that begins there or, at the end of
    the run, by itself."""

    def __init__(self, code: Callable[[Slot], Code]) -> None:
        self._code = code

    def __missing__(self, pair: str) -> Code:
        found = self._code((pair[0], pair) if len(pair) > 1 else (pair,))
        if len(self) < _KEPT:
            self[pair] = found
        return found


def hyphened(text: str) -> Iterable[re.Match[str]]:
    """The words of a text that are written in two halves."""
    return HYPHENED.finditer(text) if any(map(text.__contains__, HYPHENS)) else ()
