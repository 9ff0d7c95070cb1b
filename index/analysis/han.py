"""traditional Chinese characters, read as the simplified ones that are written for them.

Both spell one language, and readers of either look for articles in both. What is done for Chinese
is not done for Japanese or Korean, which write some of these characters for different words.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "han.tsv"


@cache
def _simplified() -> tuple[re.Pattern[str], dict[int, str]]:
    """A pattern for the characters that become another, and what each becomes."""
    rows = (row.split("\t") for row in _TABLE.read_text(encoding="utf-8").splitlines())
    found = {ord(character): simple for simple, *others in rows for character in "".join(others)}
    return re.compile(f"[{''.join(map(chr, found))}]"), found


def simplify(text: str) -> str:
    """The text with each traditional character as its simplified one; as long as it was."""
    traditional, become = _simplified()
    return text.translate(become) if traditional.search(text) else text


def varied() -> frozenset[str]:
    """The simplified characters that others become, and these."""
    become = _simplified()[1]
    return frozenset(become.values()) | frozenset(map(chr, become))
