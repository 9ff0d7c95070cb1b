"""words with `*`, `?` or `~`: which node each becomes, and how many a query may have."""

from __future__ import annotations

import re
from typing import Final

from search import limits, messages
from search.lexeme import searchable
from search.query import Everything, Fuzzy, Prefix, Query, Wildcard, Word

TAIL: Final = ",;:!?…、。，；！？"
"""Punctuation that may follow a word."""
_FUZZY = re.compile(r"(.*[^~])~(\d?)", re.DOTALL)


class Patterns:
    """The patterns of one query, counted."""

    def __init__(self) -> None:
        self._all = self._broad = 0

    def refused(self, pattern: Query, text: str) -> tuple[str, int] | None:
        """The message, and the limit in it, when this is one too many; it is counted."""
        self._all += 1
        if self._all > limits.PATTERNS:
            return messages.PATTERNS, limits.PATTERNS
        if not isinstance(pattern, Prefix | Wildcard) or sum(map(str.isalnum, text)) > 1:
            return None
        self._broad += 1
        return (messages.BROAD, limits.BROAD) if self._broad > limits.BROAD else None


def pattern_of(text: str, fields: tuple[str, ...]) -> Query | None:
    """The word as a prefix, a wildcard or a fuzzy word, None when it is neither."""
    while fuzzy := _FUZZY.fullmatch(text):
        text = fuzzy[1].rstrip(TAIL + ".~").lstrip("-+=")
        if not searchable(text):
            return Everything()
        if not re.search(r"[*?]", text):
            edits = min(int(fuzzy[2] or 1), limits.EDITS)
            return Fuzzy(text, fields, edits) if edits else Word(text, fields, exact=True)
    shape = re.sub(r"\*+", "*", text)
    inner = shape.removesuffix("*")
    if not searchable(inner):
        return Everything()
    if "*" in inner or "?" in inner:
        return Wildcard(shape, fields)
    return Prefix(inner, fields) if inner != shape else None
