"""the form in which a word was written: what `="exact form"` asks for, beside the folded form.

Where a word was written as it is folded, its folded form says all. Where it was not, one more term
stands at its position: the folded form, `SURFACE`, and the form as written. It says all that the
folded form does, and sorts right behind it, so that an engine need not keep both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from index.analysis.letters import Letters
from index.analysis.script import INVISIBLE

SURFACE = "\x1f"
"""Parts the folded form and the form as written in the term for the latter; no word has it."""

_UNSEEN = re.compile(f"[{INVISIBLE}\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_ALIKE = str.maketrans(
    # One apostrophe is as good as another, and so are the two ways to type one Thai or Lao vowel.
    dict.fromkeys("’‘ʼ＇´`׳", "'") | {'"': "״", "ำ": "ํา", "ຳ": "ໍາ", "İ": "i"}
)
_DOTLESS = str.maketrans({"I": "ı"})


def surface(word: str, *, dotless: bool = False) -> str:
    """The word as it was written, but for what no reader minds: capitals, characters that are not
    seen, composed letters and letters in parts, and the kind of its apostrophes.

    With `dotless` the small letter of I is ı, as in Turkish.
    """
    if dotless:
        word = word.translate(_DOTLESS)
    if not word.isalnum():
        word = _UNSEEN.sub("", word)
    return unicodedata.normalize("NFC", word.translate(_ALIKE).lower())


_SURFACES = Letters(surface)


def surface_all(words: Sequence[str], *, dotless: bool = False) -> list[str]:
    """`surface` of each of many words without line breaks, together, which takes less time."""
    return _SURFACES.each([word.translate(_DOTLESS) for word in words] if dotless else words)


def surface_term(folded: str, written: str) -> str:
    """The term for a form as written. Texts have it where the two differ; a query may ask for it
    where they are the same: for the places of the folded form that have no such term."""
    return folded + SURFACE + written


def is_surface(term: str) -> bool:
    """Whether a term is one for a form as written."""
    return SURFACE in term


def told(slot: tuple[str, ...]) -> tuple[str, ...]:
    """The terms of a position, the last of which is always the one for the form as written."""
    if not slot or is_surface(slot[-1]):
        return slot
    return (*slot, surface_term(slot[0], slot[0]))


def parts(term: str) -> tuple[str, str]:
    """The folded form and the form as written of such a term."""
    folded, _, written = term.partition(SURFACE)
    return folded, written
