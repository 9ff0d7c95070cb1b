"""texts in the letters of index terms: small, without accents, each character in its place.

So words can be looked for by their letters with one pass over a text, however they are written.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.analysis import fold

ODD: Final = "\x01"
"""Stands for a character that does not become one letter."""
_UNKNOWN: Final = 0
_ODD: Final = ord(ODD)
"""What the table has for a character not met yet, and for such a one."""
_BASIC: Final = 1 << 16
_SIGNS: Final = {"’": "'", "‘": "'", "´": "'", "·": "·", "‐": "-", "‑": "-"}
"""Signs that a term may leave out and that stand in texts often, and what is read for each."""
_TABLE: Final = np.zeros(_BASIC, np.uint16)
_TABLE[:128] = [ord(chr(code).lower()) for code in range(128)]
_TABLE[0] = _ODD
_TABLE[0xD800:0xE000] = 0xFFFD
for _marks in (
    range(0x300, 0x370), range(0x591, 0x5C8), range(0x64B, 0x660),
    range(0x1AB0, 0x1AD0), range(0x1DC0, 0x1E00),
):  # fmt: skip
    _TABLE[_marks] = _ODD  # they belong to the letter before


def plain(text: str) -> tuple[str, list[int]]:
    """The text in such letters, and where a character stands that becomes none, or several.

    Those are marks, joiners and ligatures; in their place stands `ODD`.
    """
    if text.isascii():
        return text.lower(), []
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) > 2 * len(text):
        return _wide(text)
    codes = np.frombuffer(encoded, np.uint16)
    small = _TABLE.take(codes)
    odd = _odd(codes, small)
    return small.tobytes().decode("utf-16-le"), odd


def narrow(text: str) -> bytes:
    """A byte for each character: its own in ASCII, one above 127 for every other."""
    if text.isascii():
        return text.encode()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(codes, 0xFF).astype(np.uint8).tobytes()


def _wide(text: str) -> tuple[str, list[int]]:
    """The same of a text with characters beyond the basic plane, which only become small."""
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where(wide < _BASIC, wide, ord(" ")).astype(np.uint16)
    small = _TABLE.take(codes)
    odd = _odd(codes, small)
    every = np.where(wide < _BASIC, small, wide)
    return every.astype(np.uint32).tobytes().decode("utf-32-le").lower(), odd


def _odd(codes: NDArray[np.uint16], small: NDArray[np.uint16]) -> list[int]:
    """Where such characters stand; those that were not met yet are found out and filled in."""
    places = (small <= _ODD).nonzero()[0]
    if not len(places):
        return []
    unknown = small[places] == _UNKNOWN
    if unknown.any():
        _learn(codes[places[unknown]])
        small[places] = _TABLE[codes[places]]
        places = places[small[places] == _ODD]
    odd: list[int] = places.tolist()
    return odd


def _learn(codes: NDArray[np.uint16]) -> None:
    for code in np.unique(codes).tolist():
        char = chr(code)
        folded = _SIGNS.get(char) or fold(char)
        if len(folded) == 1 and ord(folded) < _BASIC:
            _TABLE[code] = ord(folded)
        else:
            _TABLE[code] = _ODD if folded[:1].isalnum() or not folded else code
