"""pairs of letters in scripts without spaces: which stand where enough of their word stands.

Two letters of a script that spells sounds are in many words and mean nothing alone, as two Chinese
characters do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPELLED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u1b4c\u1bc0-\u1bf3\ua930-\ua953\ua980-\uaadd]"
)
"""Letters of Thai, Lao, Burmese, Khmer, Javanese and their kin."""


def sizes(grams: Iterable[str]) -> dict[str, int]:
    """For each pair of letters, in the order of a query, the length of the word that it is of.

    Pairs of one word overlap. Those of other scripts are left out.
    """
    words: list[tuple[str, list[str]]] = []
    for gram in filter(_SPELLED.match, grams):
        shared = _overlap(words[-1][0], gram) if words else 0
        if shared:
            word, held = words[-1]
            words[-1] = word + gram[shared:], [*held, gram]
        else:
            words.append((gram, [gram]))
    return {gram: len(word) for word, held in words for gram in held}


def _overlap(word: str, gram: str) -> int:
    """How many letters a word ends with that a pair begins with, short of the whole pair."""
    return next((n for n in range(len(gram) - 1, 0, -1) if word.endswith(gram[:n])), 0)


def whole(places: Sequence[tuple[int, int, int]]) -> list[int]:
    """Where the pairs begin that form at least half of their word with those they overlap.

    `places` are in order: where a pair begins and ends, and the length of its word, 0 for what
    stands by itself. All of them where no half of a word is found.
    """
    runs: list[list[tuple[int, int, int]]] = []
    for place in places:
        if runs and place[0] < runs[-1][-1][1]:
            runs[-1].append(place)
        else:
            runs.append([place])
    kept = [run for run in runs if 2 * (run[-1][1] - run[0][0]) >= max(of for _, _, of in run)]
    return [start for run in kept or runs for start, _, _ in run]
