"""what each character of a text becomes, found out when it is first met: many words at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.analysis.script import MARKS

_FEW: Final = 64
"""Characters up to which a text is looked up one by one."""
_SURROGATE: Final = 0xD800 >> 11
"""The highest five bits of the halves of a character beyond the basic plane, in UTF-16."""

# In these words a character's form depends on its neighbours: marks and parts of syllables; and
# the capital sigma, which has another small letter at the end of a word.
_IN_CONTEXT: Final = re.compile(
    f"[{MARKS}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uff9e\uff9f\u03a3]"
)


class Letters(dict[int, str]):
    """What each character becomes by a function of whole words, as long as it becomes the same in
    every word; words of other characters are given to the function as they are."""

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become
        self._codes: NDArray[np.uint16] = np.zeros(1 << 16, np.uint16)
        self._met: NDArray[np.bool_] = np.zeros(1 << 16, np.bool_)
        self._bound: NDArray[np.bool_] = np.zeros(1 << 16, np.bool_)
        self._several: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        found = self[code] = self._become(chr(code))
        return found

    def of(self, text: str) -> str:
        """What a text becomes, which may be a word or many."""
        return self._become(text) if _IN_CONTEXT.search(text) else text.translate(self)

    def each(self, words: Sequence[str]) -> list[str]:
        """What each of some words becomes, without line breaks and zeros; many together take less
        time."""
        text = "\n".join(words)
        if len(text) < _FEW or text.isascii():
            return self.of(text).split("\n") if words else []
        codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        present = np.zeros(1 << 16, np.bool_)
        present[codes] = True
        for code in (present & ~self._met).nonzero()[0].tolist():
            self._meet(code)
        bound = self._bound[codes].nonzero()[0]
        found = self._codes[codes]
        text = found[found > 0].tobytes().decode("utf-16-le", "surrogatepass")
        for letter, several in tuple(self._several.items()):
            text = text.replace(letter, several)
        made = text.split("\n")
        if len(bound):
            breaks = (codes == ord("\n")).nonzero()[0]
            for at in np.unique(np.searchsorted(breaks, bound)).tolist():
                made[at] = self.of(words[at])
        return made

    def _meet(self, code: int) -> None:
        """Note what a character of the basic plane becomes: 0 stands for nothing, and one that
        becomes several stands for itself."""
        letter, found = chr(code), self[code]
        self._bound[code] = code >> 11 == _SURROGATE or bool(_IN_CONTEXT.search(letter))
        single = len(found) == 1 and ord(found) < 1 << 16
        self._codes[code] = ord(found) if single else code if found else 0
        if found and not single and not self._bound[code]:
            self._several[letter] = found
        self._met[code] = True  # at last, since other threads look
