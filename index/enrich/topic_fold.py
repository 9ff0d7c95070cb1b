"""how a word of a topic list and a word of a text are made comparable."""

from __future__ import annotations

import re
import unicodedata

# Marks that belong to a word in the scripts where `\w` leaves them out.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e"
TOKEN = re.compile(rf"[\w{_MARKS}]+")
"""A run of letters, digits and marks: hyphens and apostrophes end a token."""

_STRIPPED = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC = str.maketrans("أإآٱىةی\u06a9", "ااااي\u0647ي\u0643")


def fold(text: str) -> str:
    """The text without case, accents, vowel points and the spelling variants of Arabic."""
    if text.isascii():
        return text.lower()
    plain = _STRIPPED.sub("", unicodedata.normalize("NFD", text.casefold()))
    return unicodedata.normalize("NFC", plain).translate(_ARABIC)
