"""how a word is brought to the one form in which every spelling of it is found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from index.analysis.letters import Letters
from index.analysis.script import INVISIBLE, MARKS

_ACCENTED = re.compile(
    "([\u0041-\u024f\u0370-\u03ff\u1e00-\u1fff])[\u0300-\u036f\u1ab0-\u1ace\u1dc0-\u1dff]+"
)
"""Latin and Greek letters with the accents that readers leave out."""

_DROPPED = re.compile(
    f"[{INVISIBLE}\ufe00-\ufe0f\U000e0100-\U000e01ef"
    "'’‘ʼ＇´`·״׳\"ʻʾʿ"  # apostrophes and their relatives, between letters
    "\u0483-\u0487"  # Old Cyrillic marks
    "\u0591-\u05bd\u05bf-\u05c7"  # Hebrew points and accents
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"  # Arabic vowel signs, tatweel
    "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc"  # nukta
    "]+"
)
"""Signs that most writers leave out."""

_LETTERS = str.maketrans(
    {
        # Latin letters that do not decompose
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ĸ": "k",
        # Cyrillic: yo is written as ye, and the hooked ge of Ukrainian as ge
        "ё": "е", "ґ": "г", "ѝ": "и", "ѐ": "е",
        # Arabic: forms of alef, hamza carriers, final yeh, teh marbuta, Persian and Urdu letters
        "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ؤ": "و", "ئ": "ي",
        "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ۍ": "ي", "ۀ": "ه", "ة": "ه", "ہ": "ه", "ھ": "ه",
        "ۂ": "ه", "ە": "ه", "ک": "ك", "ڪ": "ك",
    }
)  # fmt: skip

_OTHER = re.compile(f"[^\\w{MARKS}]|_")
_DIGIT = re.compile(r"\d")


def _plain_digit(found: re.Match[str]) -> str:
    return str(unicodedata.digit(found[0]))


def _lower(word: str) -> str:
    # Some apostrophes become a space and an accent: they are dropped before they do.
    lowered = unicodedata.normalize("NFKC", _DROPPED.sub("", word)).casefold()
    return unicodedata.normalize("NFKC", lowered)


def _compose(word: str) -> str:
    return unicodedata.normalize("NFC", _DROPPED.sub("", _lower(word)))


def _fold(text: str) -> str:
    word = _DROPPED.sub("", _lower(text))
    plain = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", word))
    word = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    return _DIGIT.sub(_plain_digit, word)


_COMPOSED = Letters(_compose)
_FOLDED = Letters(_fold)


def compose_all(words: Sequence[str]) -> list[str]:
    """The words in lower case and compatibility form, without invisible characters."""
    return _COMPOSED.each(words)


def fold(text: str) -> str:
    """The text in the form in which its words are indexed, without stemming.

    Compatibility forms and case are unified; accents of Latin and Greek letters, points and vowel
    signs that writers leave out, apostrophes and invisible characters go; Arabic, Persian and
    Urdu letters that are written for each other become one; digits of any script become 0 to 9.
    Characters that are no part of a word (`*`, `?`, spaces) stay.
    """
    if text.isascii():
        return _plain(text.lower())
    return _FOLDED.of(text)


def _plain(small: str) -> str:
    """Small ASCII without the signs that are left out."""
    if not small.isalnum():
        for sign in "'`\"":
            small = small.replace(sign, "")
    return small


def bare(word: str) -> str:
    """A word folded, without what is no letter, digit or mark; "" when nothing is left."""
    folded = fold(word)
    return folded if folded.isalnum() else _OTHER.sub("", folded)


def bare_all(words: Sequence[str]) -> list[str]:
    """`bare` of each of many words without line breaks, together, which takes less time."""
    return [word if word.isalnum() else _OTHER.sub("", word) for word in _FOLDED.each(words)]
