"""what a person typed, cut into lexemes that always fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from search import limits, messages
from search.field_names import before_colon, named
from search.lexeme import OPERATORS, Kind, Lexeme, Note, searchable
from search.mending import mend
from search.values import TO

QUOTES = '"“”„‟«»‹›「」『』《》〈〉〝〞〟＂｢｣'
_BLANK = dict.fromkeys([*range(32), *range(127, 161), 12288, *range(55296, 57344)], " ")
_FULL_WIDTH = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
PLAIN = str.maketrans(
    {code: chr(code - 0xFEE0) for code in [*_FULL_WIDTH, *map(ord, "（）：＊＋－＝｜＂．＜＞～")]}
    | _BLANK
    | {"−": "-"}
)
"""One spelling for the signs and letters that keyboards type in several; length is kept."""
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_GERSHAYIM = re.compile(r'(?<=[א-ת])["“”](?=[א-ת])')

UNTIL = "to|until|bis|à|au|a|al|até|hasta|tot|til|till|do|до|по|إلى|至|到|から"
"""What people write between two years or dates, in the languages that are most read."""
_QUOTE = re.compile(f"[{QUOTES}]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(rf"[^\s()|{QUOTES}]+")
_SIGN = re.compile(r"[-+](?=[^\s\-+)|])")
_SLOP = re.compile(r"~(\d{0,6})|\s+~(\d{1,6})(?![^\s()|])")
_ENDS = r"(\d[\d/.-]*)"
_SPAN = re.compile(rf"{_ENDS}\s+(?:-|{TO.pattern}|{UNTIL})\s+{_ENDS}(?![^\s()|])", re.IGNORECASE)


def scan(text: str) -> tuple[list[Lexeme], list[Note]]:
    """The lexemes of a query, well-formed, and what had to be mended to make them so.

    Afterwards parentheses are balanced and every operator and field has something to work on.
    Offsets count characters of `text`.
    """
    typed, origin = _typed(text)
    scanner = _Scanner(typed)
    lexemes = mend(list(scanner.lexemes()), scanner.notes, cut=scanner.stopped)
    if not origin:
        return lexemes, scanner.notes
    back = [*origin, len(text)]
    return (
        [replace(found, start=back[found.start], end=back[found.end]) for found in lexemes],
        [replace(note, start=back[note.start], end=back[note.end]) for note in scanner.notes],
    )


def _typed(text: str) -> tuple[str, list[int]]:
    """The text without characters that are not seen; if there were some, where the others stood."""
    text = text.translate(_BLANK)
    origin: list[int] = []
    if _INVISIBLE.search(text):
        origin = [at for at, char in enumerate(text) if not _INVISIBLE.match(char)]
        text = _INVISIBLE.sub("", text)
    return _GERSHAYIM.sub("״", text), origin


class _Scanner:
    def __init__(self, text: str) -> None:
        self._typed = text[: limits.CHARACTERS]
        self.text = self._typed.translate(PLAIN)
        self.notes: list[Note] = []
        self.stopped = False
        self._at = 0
        self._field = ""
        if len(text) > limits.CHARACTERS:
            about = f"{limits.CHARACTERS:,}"
            cut = Note(limits.CHARACTERS, len(text), messages.CHARACTERS, about=about)
            self.notes.append(cut)

    def lexemes(self) -> Iterator[Lexeme]:
        words = 0
        while self._at < len(self.text):
            space = _SPACE.match(self.text, self._at)
            found = None if space else self._next()
            if space:
                self._at = space.end()
            if found is None:
                continue
            self._field = named(found.text) if found.kind == "field" else ""
            words += found.kind in ("word", "phrase")
            if words > limits.WORDS:
                about = str(limits.WORDS)
                cut = Note(found.start, len(self.text), messages.WORDS, about=about)
                self.notes.append(cut)
                self.stopped = True
                return
            yield found

    def _next(self) -> Lexeme | None:
        start = self._at
        char = self.text[start]
        if char in "()|":
            kinds: dict[str, Kind] = {"(": "open", ")": "close", "|": "or"}
            return self._take(kinds[char], start, start + 1)
        span = _SPAN.match(self.text, start) if self._field in ("year", "date") else None
        if span:
            return self._take("word", start, span.end(), f"{span[1]}..{span[2]}")
        sign = _SIGN.match(self.text, start)
        if sign:
            return self._take("not" if char == "-" else "plus", start, start + 1)
        field = before_colon(self.text, start)
        if field:
            return self._take("field", start, start + len(field) + 1, field)
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
                rest = self.text[opening + 1 :].strip()
                whole = f'{"=" * exact}"{rest}"'
                self.notes.append(Note(start, len(self.text), messages.QUOTE, whole))
            return None
        self._at, slop = closing.end(), 0
        near = _SLOP.match(self.text, self._at)
        if near:
            self._at = near.end()
            slop = min(int(near[1] or near[2] or 5), limits.SLOP)
        within = self._typed if exact else self.text
        text = " ".join(within[opening + 1 : closing.start()].split())
        if not searchable(text):
            return None
        if text.count(" ") >= limits.PHRASE:
            about = str(limits.PHRASE)
            self.notes.append(Note(start, self._at, messages.PHRASE, about=about))
        return Lexeme("phrase", start, self._at, text, exact, slop)

    def _word(self, start: int, *, exact: bool) -> Lexeme | None:
        word = _WORD.match(self.text, self._at)
        if word is None:
            return None
        self._at = word.end()
        kind = "word" if exact else OPERATORS.get(word[0], "word")
        if kind == "word" and not searchable(word[0]) and "*" not in word[0]:
            return None
        text = self._typed[word.start() : word.end()] if exact else word[0]
        return Lexeme(kind, start, word.end(), text, exact)
