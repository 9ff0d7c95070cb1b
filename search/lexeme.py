"""the pieces of a query, and notes on what could not be taken as it was meant."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "phrase", "field", "open", "close", "and", "or", "not", "plus"]
OPERANDS: frozenset[Kind] = frozenset({"word", "phrase", "open", "field", "not", "plus"})
OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class Note:
    """Something in a query that could not be taken as it was meant: what, and a way to mend it.

    `start` and `end` count characters of the text as typed. `correction` is what would be right
    in the place of that part, None where there is no proposal. `template` is one of
    `search.messages`, and `about` is what it speaks of.
    """

    start: int
    end: int
    template: str
    correction: str | None = None
    about: str = ""

    @property
    def message(self) -> str:
        """What to tell, in English."""
        return self.template % {"about": self.about}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query. `text` of a phrase is what the quotation marks enclose, of a field its
    name as it is typed."""

    kind: Kind
    start: int
    end: int
    text: str
    exact: bool = False
    slop: int = 0


def searchable(text: str) -> bool:
    """Whether a piece of text has a letter, a digit or another sign that analysis keeps."""
    return text.isalnum() or any(unicodedata.category(char)[0] in "LN" for char in text)
