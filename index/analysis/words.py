"""how a raw word is cut into words: initialisms, numbers, elisions, possessives, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

APOSTROPHES = "'’‘ʼ＇´`"
_JOIN = re.compile(f'[.,{APOSTROPHES}·״׳"]')
_INITIALISM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_GROUPED = re.compile(rf"\d{{1,3}}(?:([.,{APOSTROPHES}])\d{{3}})(?:\1\d{{3}})*(?:[.,]\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_ONE = re.compile(rf"{_INITIALISM.pattern}|\d+[.,]\d{{1,2}}|{_GROUPED.pattern}|{_INDIAN.pattern}")
_PARTING = re.compile('[.,"]')
_PIECE = re.compile('[^.,"]+(?:["](?=[\u05d0-\u05ea])[^.,"]+)*')
_ELISION = re.compile(
    f"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|all|dall|sull|un|quell|quest|gl|degl)"
    f"[{APOSTROPHES}](?=[^\\W\\d_][\u0300-\u036f]*[^\\W\\d_])",
    re.IGNORECASE,
)


def split(raw: str) -> Sequence[tuple[int, int]]:
    """The words inside a raw word, as ranges of it."""
    if raw.isalnum() or not _JOIN.search(raw) or is_one(raw):
        return ((0, len(raw)),)
    if not _PARTING.search(raw):
        return (core(raw, 0, len(raw)),)
    return [core(raw, *piece.span()) for piece in _PIECE.finditer(raw)]


def is_one(raw: str) -> bool:
    """Whether letters or digits with signs between them are one word: an initialism or number."""
    return bool(_ONE.fullmatch(raw))


def core(raw: str, start: int, end: int) -> tuple[int, int]:
    """The range without an elided article in front and without a possessive 's at the end."""
    elided = _ELISION.match(raw, start, end)
    if elided:
        start = elided.end()
    if end - start > 2 and raw[end - 1] in "sS" and raw[end - 2] in APOSTROPHES:
        end -= 2
    return start, end


def plain(word: str) -> str:
    """A word as it is folded: initialisms without points, numbers without grouping.

    `1,234.5` and `1.234,5` are `1234.5`; `1.234` is 1234, as most languages write it.
    """
    if not word[:1].isdigit():
        return word.replace(".", "") if "." in word and _INITIALISM.fullmatch(word) else word
    grouped = _GROUPED.fullmatch(word)
    sign = grouped[1] if grouped else "," if _INDIAN.fullmatch(word) else ""
    return word.replace(sign, "").replace(",", ".")
