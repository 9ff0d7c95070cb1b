"""how far one query may go, in one table: what lies beyond is cut off, with a note."""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = 10_000
"""Characters of a query that are read."""

WORDS: Final = 200
"""Words and phrases of a query that are searched."""

DEPTH: Final = 30
"""Parentheses within each other."""

PATTERNS: Final = 16
"""Prefixes, wildcards and fuzzy words: each is a walk through the words of the index."""

BROAD: Final = 3
"""Patterns among them with a single letter: each stands for a good part of all words."""

NOTES: Final = 10
"""Notes that are shown for one query."""

SLOTS: Final = 400
"""Positions that the words of a query may have together, once analysed."""

PHRASE: Final = 40
"""Positions of a phrase that must stand together; what follows must only be in the article too."""

SLOP: Final = 100
"""Extra positions of `"near words"~n`."""

EDITS: Final = 2
"""Edits of `fuzzy~n`."""
