"""the scripts of a text, by Unicode block; some settle its language at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

_RANGES = (
    (0x0041, 0x024F, "Latn"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x3040, 0x30FF, "Kana"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xF900, 0xFAFF, "Hani"),
    (0x1100, 0x11FF, "Hang"),
    (0xAC00, 0xD7AF, "Hang"),
)

_BLOCKS = {
    block: script for first, last, script in _RANGES for block in range(first >> 4, (last >> 4) + 1)
}
"""The script of each sixteen characters."""

ONLY = {
    "Grek": "el",
    "Armn": "hy",
    "Hebr": "he",
    "Beng": "bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Orya": "or",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Thai": "th",
    "Laoo": "lo",
    "Tibt": "bo",
    "Mymr": "my",
    "Geor": "ka",
    "Khmr": "km",
    "Hang": "ko",
}
"""Scripts that one language of the news writes."""

_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalpha()}
LOOKED_AT = 120
"""About so many characters of a text, evenly spread, are looked at."""
KANA = 0.05
"""So much kana among kana and ideographs makes a text Japanese."""


class _Scripts(dict[str, str]):
    """The script of each character met so far, "" of what is no letter."""

    def __missing__(self, character: str) -> str:
        script = _BLOCKS.get(ord(character) >> 4, "") if character.isalpha() else ""
        self[character] = script
        return script


_script_of = _Scripts()


def census(text: str) -> Mapping[str, int]:
    """How many letters of each script a text has; an ideograph or syllable counts for three."""
    if text.isascii():
        return {"Latn": len(text.translate(_NO_LETTERS))}
    counts = Counter(map(_script_of.__getitem__, text[:: 1 + len(text) // LOOKED_AT]))
    del counts[""]
    for script in ("Kana", "Hani", "Hang"):
        if script in counts:
            counts[script] *= 3
    return counts


def main(counts: Mapping[str, int]) -> tuple[str, float]:
    """The script that most letters belong to and its share; kana and ideographs count as one."""
    merged = dict(counts)
    if "Kana" in merged or "Hani" in merged:
        kana, ideographs = merged.pop("Kana", 0), merged.pop("Hani", 0)
        japanese = kana > KANA * (kana + ideographs)
        merged["Jpan" if japanese else "Hani"] = kana + ideographs
    total = sum(merged.values())
    if not total:
        return "", 0.0
    script = max(merged, key=merged.__getitem__)
    return script, merged[script] / total
