"""how a raw word is cut into words: initialisms, numbers, elisions, possessives, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

APOSTROPHES = "'’‘ʼ＇´`"
_JOIN = re.compile(f'[.,{APOSTROPHES}·״׳"]')
_INITIALISM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_GROUPED = re.compile(rf"\d{{1,3}}(?:([.,{APOSTROPHES}])\d{{3}})(?:\1\d{{3}})*(?:[.,]\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_PIECE = re.compile('[^.,"]+(?:["](?=[\u05d0-\u05ea])[^.,"]+)*')
_ELISION = re.compile(
    f"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|all|dall|sull|un|quell|quest|gl|degl)"
    f"[{APOSTROPHES}](?=[^\\W\\d_][\u0300-\u036f]*[^\\W\\d_])",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(f"[{APOSTROPHES}][sS]$")


def split(raw: str) -> Sequence[tuple[int, int]]:
    """The words inside a raw word, as ranges of it."""
    if raw.isalnum() or not _JOIN.search(raw) or _INITIALISM.fullmatch(raw) or _number(raw):
        return ((0, len(raw)),)
    return [_bare(raw, *piece.span()) for piece in _PIECE.finditer(raw)]


def _number(raw: str) -> bool:
    return bool(_GROUPED.fullmatch(raw) or _INDIAN.fullmatch(raw) or _DECIMAL.fullmatch(raw))


def _bare(raw: str, start: int, end: int) -> tuple[int, int]:
    """The range without an elided article in front and without a possessive 's at the end."""
    elided = _ELISION.match(raw, start, end)
    if elided:
        start = elided.end()
    owned = _POSSESSIVE.search(raw[start:end])
    if owned and owned.start():
        end = start + owned.start()
    return start, end


def plain(word: str) -> str:
    """A word as it is folded: initialisms without points, numbers without grouping."""
    if not word[:1].isdigit():
        return word.replace(".", "") if "." in word and _INITIALISM.fullmatch(word) else word
    if _GROUPED.fullmatch(word) or _INDIAN.fullmatch(word):
        return _ungroup(word)
    return word.replace(",", ".")


def _ungroup(number: str) -> str:
    """`1,234.5` and `1.234,5` are `1234.5`; `1.234` is 1234, as most languages write it."""
    groups = re.split(f"[.,{APOSTROPHES}]", number)
    separators = re.sub(r"\d", "", number)
    if len(separators) > 1 and separators[-1] != separators[0]:
        return "".join(groups[:-1]) + "." + groups[-1]
    return "".join(groups)
