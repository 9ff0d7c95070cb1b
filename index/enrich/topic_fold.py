"""how a word of a topic list and a word of a text are made comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from index.enrich.country_forms import ENCODINGS

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


LETTERS = frozenset(("cs", "da", "fi", "hu", "no", "pl", "sk", "sv", "vi"))
"""Languages in which a marked letter is another letter: Czech "může" (can) is no museum ("muzeum"),
Vietnamese "khi" (when) no gas ("khí")."""

PLACED = frozenset(("ca", "de", "es", "fr", "gl", "it", "pt", "ro"))
"""Languages in which whole words differ by where their marks are: French "mais" and "maïs"."""

_MARK = "\u0301"
_MARKED = re.compile("[\u0300-\u036f]+")


def exact(word: str, language: str) -> str:
    """A word, composed and in small letters, as it is compared with a term that fixes all of it.

    In the languages of `PLACED` one mark stands for any, and the first letter has none: capitals
    often lack theirs ("Etat").
    """
    if language in LETTERS or word.isascii():
        return word.lower()
    if language not in PLACED:
        return fold(word)
    plain = _MARKED.sub(_MARK, unicodedata.normalize("NFD", word.casefold()))
    return plain[:1] + plain[1:].removeprefix(_MARK)


def beginning(word: str, language: str) -> str:
    """The same for a term that fixes one end of it, "econom*"."""
    return word.lower() if language in LETTERS else fold(word)


def fold_words(words: Sequence[str], script: str) -> list[str]:
    """Each of these composed words as `fold` makes it; they are mostly in a script (ISO 15924)."""
    joined = " ".join(words)
    if not joined.isascii():
        joined = _folded(joined, script)
    folded = joined.split(" ") if words else []
    return folded if len(folded) == len(words) else list(map(fold, words))


def both_folded(
    words: Sequence[str], language: str, script: str
) -> tuple[Sequence[str], Sequence[str]]:
    """These words in small letters as `exact` makes them, and as `beginning` does."""
    if language in LETTERS:
        return words, words
    folded = fold_words(words, script)
    if language not in PLACED:
        return folded, folded
    return [exact(word, language) for word in words], folded


def _folded(text: str, script: str) -> str:
    for encoding in ENCODINGS.get(script, ()):
        table, nothing, several = _bytes(encoding)
        for letter, folded in several:
            if letter in text:
                text = text.replace(letter, folded)
        try:
            return text.encode(encoding).translate(table, nothing).decode(encoding)
        except UnicodeEncodeError:
            continue
    return text.translate(_letters)


class _Letters(dict[int, str]):
    """What each letter met so far folds to."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold(chr(code))
        return folded


_letters = _Letters()


@lru_cache(maxsize=20)
def _bytes(encoding: str) -> tuple[bytes, bytes, list[tuple[str, str]]]:
    """An encoding's letters folded: those that are one, those that vanish, those that are more."""
    table, nothing, several = bytearray(range(256)), bytearray(), []
    for code in range(128, 256):
        letter = bytes([code]).decode(encoding, "ignore")
        folded = fold(letter)
        written = folded.encode(encoding, "ignore")
        if letter and not folded:
            nothing.append(code)
        elif len(folded) > 1:
            several.append((letter, folded))
        elif len(written) == 1:
            table[code] = written[0]
        elif letter:
            several.append((letter, folded))
    return bytes(table), bytes(nothing), several
