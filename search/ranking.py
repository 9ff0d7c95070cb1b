"""the constants that tune ranking, in one table.

BM25F after Robertson and Zaragoza (2009), as Whoosh writes it: a term of field f adds
`WEIGHT[f] * idf * tf * (K1 + 1) / (tf + K1 * (1 - B[f] + B[f] * length / average length))`,
where a field's length is its number of positions.
"""

from __future__ import annotations

from typing import Final

K1: Final = 1.2
"""How soon further occurrences of a term stop to count."""

B: Final[dict[str, float]] = {"title": 0.75, "body": 0.75}
"""How far the length of a field discounts its terms."""

WEIGHT: Final[dict[str, float]] = {"title": 2.0, "body": 1.0}
"""What a match in a field counts for."""
