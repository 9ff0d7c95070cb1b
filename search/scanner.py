"""what a person typed, cut into lexemes that always fit together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from search import limits

FIELDS: dict[str, str] = {
    "title": "title",
    "headline": "title",
    "body": "body",
    "country": "country",
    "year": "year",
    "date": "date",
    "topic": "topic",
    "lang": "language",
    "language": "language",
    "source": "source",
    "mentions": "mentioned",
    "mentioned": "mentioned",
    "dated": "dated",
}
"""What stands before a colon in a query, and the field that it asks."""

QUOTES = '"“”„‟«»「」『』〝〞〟＂'
_FULL_WIDTH = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
PLAIN = str.maketrans(
    {code: chr(code - 0xFEE0) for code in [*_FULL_WIDTH, *map(ord, "（）：＊＋－＝｜＂．")]}
    | dict.fromkeys([*range(32), *range(127, 161), 12288, *range(55296, 57344)], " ")
    | {"−": "-"}
)
"""One spelling for the signs and letters that keyboards type in several; length is kept."""
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_GERSHAYIM = re.compile(r'(?<=[א-ת])["“”](?=[א-ת])')

_QUOTE = re.compile(f"[{QUOTES}]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(rf"[^\s()|{QUOTES}]+")
_FIELD = re.compile(r"([A-Za-z]+):(\s*)(?=\S)")
_SIGN = re.compile(r"[-+](?=[^\s\-+)|])")
_SLOP = re.compile(r"~(\d{0,6})")
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}

Kind = Literal["word", "phrase", "field", "open", "close", "and", "or", "not", "plus"]
OPERANDS: frozenset[Kind] = frozenset({"word", "phrase", "open", "field", "not", "plus"})


@dataclass(frozen=True, slots=True)
class Note:
    """Something in a query that could not be taken as it was meant: what, and a way to mend it.

    `start` and `end` count characters of the text as typed. `correction` is what would be right
    in the place of that part, None where there is no proposal.
    """

    start: int
    end: int
    message: str
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query. `text` of a phrase is what the quotation marks enclose."""

    kind: Kind
    start: int
    end: int
    text: str
    exact: bool = False
    slop: int = 0


def scan(text: str) -> tuple[list[Lexeme], list[Note]]:
    """The lexemes of a query, well-formed, and what had to be mended to make them so.

    Afterwards parentheses are balanced and every operator and field has something to work on.
    Offsets count characters of `text`.
    """
    clean, origin = _clean(text)
    scanner = _Scanner(clean)
    lexemes = list(scanner.lexemes())
    if scanner.stopped:
        while lexemes and lexemes[-1].kind in ("and", "or", "not", "plus", "field"):
            lexemes.pop()
    lexemes = _join(_balance(lexemes, scanner.notes), scanner.notes)
    if not origin:
        return lexemes, scanner.notes
    back = [*origin, len(text)]
    return (
        [replace(found, start=back[found.start], end=back[found.end]) for found in lexemes],
        [replace(note, start=back[note.start], end=back[note.end]) for note in scanner.notes],
    )


def _clean(text: str) -> tuple[str, list[int]]:
    """The text with one spelling for each sign; if some are left out, where the others stood."""
    text = text.translate(PLAIN)
    origin: list[int] = []
    if _INVISIBLE.search(text):
        origin = [at for at, char in enumerate(text) if not _INVISIBLE.match(char)]
        text = _INVISIBLE.sub("", text)
    return _GERSHAYIM.sub("״", text), origin


def searchable(text: str) -> bool:
    """Whether a piece of text has a letter, a digit or another sign that analysis keeps."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text[: limits.CHARACTERS]
        self.notes: list[Note] = []
        self.stopped = False
        self._at = 0
        if len(text) > limits.CHARACTERS:
            message = f"Only the first {limits.CHARACTERS:,} characters were read."
            self.notes.append(Note(limits.CHARACTERS, len(text), message))

    def lexemes(self) -> Iterator[Lexeme]:
        words = 0
        while self._at < len(self.text):
            space = _SPACE.match(self.text, self._at)
            found = None if space else self._next()
            if space:
                self._at = space.end()
            if found is None:
                continue
            words += found.kind in ("word", "phrase")
            if words > limits.WORDS:
                message = f"Only the first {limits.WORDS} words were searched."
                self.notes.append(Note(found.start, len(self.text), message))
                self.stopped = True
                return
            yield found

    def _next(self) -> Lexeme | None:
        start = self._at
        char = self.text[start]
        if char in "()|":
            kinds: dict[str, Kind] = {"(": "open", ")": "close", "|": "or"}
            return self._take(kinds[char], start, start + 1)
        sign = _SIGN.match(self.text, start)
        if sign:
            return self._take("not" if char == "-" else "plus", start, start + 1)
        field = _FIELD.match(self.text, start)
        if field and field[1].casefold() in FIELDS and (not field[2] or field[1].islower()):
            return self._take("field", start, field.end(1) + 1, FIELDS[field[1].casefold()])
        exact = char == "="
        while self._at < len(self.text) and self.text[self._at] == "=":
            self._at += 1
        if self._at < len(self.text) and self.text[self._at] in QUOTES:
            return self._phrase(start, exact=exact)
        return self._word(start, exact=exact)

    def _take(self, kind: Kind, start: int, end: int, text: str | None = None) -> Lexeme:
        self._at = end
        return Lexeme(kind, start, end, self.text[start:end] if text is None else text)

    def _phrase(self, start: int, *, exact: bool) -> Lexeme | None:
        opening = self._at
        closing = _QUOTE.search(self.text, opening + 1)
        if closing is None:
            self._at = opening + 1
            if searchable(self.text[opening:]):
                message = "A quotation mark has no partner: its words were searched one by one."
                rest = self.text[opening + 1 :].strip()
                self.notes.append(Note(start, len(self.text), message, f'"{rest}"'))
            return None
        self._at, slop = closing.end(), 0
        near = _SLOP.match(self.text, self._at)
        if near:
            self._at = near.end()
            slop = min(int(near[1] or 5), limits.SLOP)
        text = " ".join(self.text[opening + 1 : closing.start()].split())
        if not searchable(text):
            return None
        return Lexeme("phrase", start, self._at, text, exact, slop)

    def _word(self, start: int, *, exact: bool) -> Lexeme | None:
        word = _WORD.match(self.text, self._at)
        if word is None:
            return None
        self._at = word.end()
        kind = "word" if exact else _OPERATORS.get(word[0], "word")
        if kind == "word" and not searchable(word[0]) and "*" not in word[0]:
            return None
        return Lexeme(kind, start, word.end(), word[0], exact)


def _balance(lexemes: list[Lexeme], notes: list[Note]) -> list[Lexeme]:
    """Drop each parenthesis that has no partner, or stands too deep."""
    opened: list[int] = []
    dropped: set[int] = set()
    deep = False
    for at, found in enumerate(lexemes):
        if found.kind == "open":
            opened.append(at)
        elif found.kind == "close" and opened:
            partner = opened.pop()
            if len(opened) >= limits.DEPTH:
                dropped |= {partner, at}
                deep = True
        elif found.kind == "close":
            dropped.add(at)
            notes.append(Note(found.start, found.end, "This parenthesis has no partner.", ""))
    for at in opened:
        dropped.add(at)
        found = lexemes[at]
        notes.append(Note(found.start, found.end, "This parenthesis has no partner.", ""))
    if deep:
        notes.append(Note(0, 0, f"Only {limits.DEPTH} parentheses within each other were read."))
    return [found for at, found in enumerate(lexemes) if at not in dropped]


def _join(lexemes: list[Lexeme], notes: list[Note]) -> list[Lexeme]:
    """Make words of the operators and fields that have nothing to work on."""
    kept: list[Lexeme] = []
    for at in range(len(lexemes) - 1, -1, -1):
        found = lexemes[at]
        left = lexemes[at - 1].kind if at else None
        right = kept[-1].kind if kept else None
        if found.kind in ("word", "phrase", "open", "close") or (
            right in OPERANDS
            and (found.kind not in ("and", "or") or left in ("word", "phrase", "close"))
        ):
            kept.append(found)
        elif found.kind in ("field", "and", "or", "not") and searchable(found.text):
            kept.append(_as_word(found, notes))
    return kept[::-1]


def _as_word(found: Lexeme, notes: list[Note]) -> Lexeme:
    word = found.text.lower()
    if found.kind == "field":
        message = f"Nothing stands after “{found.text}:”. It was searched as a word."
    else:
        message = f"“{found.text}” has nothing to join here. It was searched as a word."
    notes.append(Note(found.start, found.end, message, ""))
    return replace(found, kind="word", text=word)
