"""what a person typed -> Query; never raises on human input.

    a b         both words; AND may stand between      a OR b, a | b    at least one of them
    -a, NOT a   without it                             ( ... )          together
    "a b"       as a phrase; "a b"~5 near each other   a*, w?rd, a~     by the spelling
    =a, ="a b"  exactly this form                      field:a          see `field_names.FIELDS`

NOT binds before AND, and AND (also when it is only a space) before OR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from index.schema import TEXT_FIELDS
from search import limits, messages, values
from search.field_names import FIELDS, before_colon, named
from search.lexeme import OPERATORS, Lexeme, Note, searchable
from search.patterns import TAIL, Patterns, pattern_of
from search.query import All, Any, Everything, Match, Not, Phrase, Query, Word
from search.scanner import PLAIN, scan

_NO_FIELD = re.compile(r"([A-Za-z]{3,}):(?!//)[^\s:]")
_TAKEN = re.compile(r"[-+=]|(?:AND|OR|NOT)\Z")
_WORDS = re.compile(r"[^\W_]{1,80}(?: [^\W_]{1,80}){0,19}")
"""A question of plain words, in which there is nothing to understand."""
_MOST_WORDS_OF_A_VALUE = 6


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was typed and as it was understood, with notes on the difference."""

    text: str
    query: Query
    notes: tuple[Note, ...] = ()

    def corrected(self, note: Note) -> str | None:
        """The whole text with a note's correction in place, None where it proposes nothing."""
        if note.correction is None:
            return None
        return (self.text[: note.start] + note.correction + self.text[note.end :]).strip()


@lru_cache(maxsize=256)
def parse(text: str) -> Parsed:
    """Understand a query as well as can be; text without a query in it asks for everything.

    Lately parsed queries are kept: a page asks for the same one several times.
    """
    if _WORDS.fullmatch(text) and text == text.translate(PLAIN):
        words = text.split(" ")
        if OPERATORS.keys().isdisjoint(words):
            return Parsed(text, every(map(Word, words)) or Everything())
    lexemes, notes = scan(text)
    parser = _Parser(lexemes, notes)
    query = parser.alternatives("")
    if query is None:
        query = Everything()
        if text.strip():
            parser.notes.append(Note(0, len(text), messages.NO_WORD))
    unique = {(note.template, note.start): note for note in parser.notes}
    notes = sorted(unique.values(), key=lambda note: note.start)
    return Parsed(text, query, tuple(notes[: limits.NOTES]))


class _Parser:
    """Recursive descent over well-formed lexemes; None stands for what asks nothing."""

    def __init__(self, lexemes: list[Lexeme], notes: list[Note]) -> None:
        self._lexemes = lexemes
        self.notes = notes
        self._at = 0
        self._patterns = Patterns()

    def _kind(self) -> str:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else "end"

    def _next(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def alternatives(self, field: str) -> Query | None:
        """`a b OR c d`."""
        parts = [self._conjunction(field)]
        while self._kind() == "or":
            self._next()
            parts.append(self._conjunction(field))
        return either(part for part in parts if part is not None)

    def _conjunction(self, field: str) -> Query | None:
        parts: list[Query | None] = []
        while self._kind() not in ("or", "close", "end"):
            if self._kind() == "and":
                self._next()
            else:
                parts.append(self._operand(field))
        return every(part for part in parts if part is not None)

    def _operand(self, field: str) -> Query | None:
        """`-a`, `+a`, `(a)`, `field:a`, a word or a phrase; signs and fields may pile up."""
        negative = False
        while self._kind() in ("not", "plus", "field"):
            found = self._next()
            negative ^= found.kind == "not"
            field = named(found.text) if found.kind == "field" else field
        found = self._next()
        if found.kind == "open":
            part = self.alternatives(field)
            self._next()
        elif field and field not in TEXT_FIELDS:
            part = self._value(field, found)
        else:
            part = self._text(found, field)
        return negated(part) if negative and part is not None else part

    def _value(self, field: str, found: Lexeme) -> Query | None:
        """The longest run of words that is a value of the field, else words with a note."""
        run = [found]
        if field in values.SEVERAL_WORDS and found.kind == "word":
            following = self._lexemes[self._at : self._at + _MOST_WORDS_OF_A_VALUE - 1]
            for lexeme in following:
                if lexeme.kind != "word" or lexeme.exact:
                    break
                run.append(lexeme)
        for length in range(len(run), 0, -1):
            value = " ".join(lexeme.text for lexeme in run[:length]).translate(PLAIN)
            query = values.resolve(field, value) if searchable(value) else None
            if query is not None:
                self._at += length - 1
                return query
        if not searchable(found.text):
            return None
        self._mistaken(field, run)
        return self._text(found, "")

    def _mistaken(self, field: str, run: list[Lexeme]) -> None:
        """Say that the first word of a run is no value of the field, nor the first two."""
        text, end = run[0].text, run[0].end
        near = values.nearest(field, text)
        if not near and len(run) > 1:
            near = values.nearest(field, f"{text} {run[1].text}")
            text, end = (f"{text} {run[1].text}", run[1].end) if near else (text, end)
        several = near and " " in near and not near.startswith("(")
        correction = f'"{near}"' if several else near
        self.notes.append(Note(run[0].start, end, messages.NO_VALUE[field], correction, text))

    def _text(self, found: Lexeme, field: str) -> Query | None:
        fields = (field,) if field else ()
        if found.kind == "phrase":
            return Phrase(found.text, fields, found.slop, found.exact)
        text = _bare(found.text)
        if not text.strip("*"):
            return Everything() if text and not found.exact else None
        if not searchable(text):
            return None
        self._doubt(found, text)
        literal = found.exact or text.isalnum() or "://" in text or _taken(text)
        pattern = None if literal else pattern_of(text, fields)
        if pattern is not None:
            refused = self._patterns.refused(pattern, text)
            if refused is None:
                return pattern
            template, limit = refused
            self.notes.append(Note(found.start, found.end, template, about=str(limit)))
            text = re.sub(r"[*?~]+", "", text)
        if _taken(text):
            return Phrase(text, fields, 0, found.exact)
        return Word(text, fields, found.exact)

    def _doubt(self, found: Lexeme, text: str) -> None:
        """Say so when a word looks like a field that there is not."""
        unknown = _NO_FIELD.match(text)
        if unknown and not found.exact and not named(unknown[1]):
            near = get_close_matches(unknown[1].casefold(), FIELDS, 1, 0.6)
            correction = f"{near[0]}:{text[unknown.end(1) + 1 :]}" if near else None
            note = Note(found.start, found.end, messages.NO_FIELD, correction, unknown[1])
            self.notes.append(note)


def _taken(text: str) -> bool:
    """Whether a word would be read as a sign, a field or an operator."""
    return bool(_TAKEN.match(text) or before_colon(text))


def _bare(text: str) -> str:
    """A word without the signs and punctuation around it; the dots of an initialism stay."""
    text = text.rstrip(TAIL).lstrip("-+=~")
    bare = text.rstrip(TAIL + ".")
    return bare if "." not in bare else text


def every(parts: Iterable[Query]) -> Query | None:
    """All of the parts, flat; None where there is none."""
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, All) else (part,)
    asking = [part for part in flat if not isinstance(part, Everything)]
    if len(asking) > 1:
        return All(tuple(asking))
    return (asking or flat or [None])[0]


def either(parts: Iterable[Query]) -> Query | None:
    """Any of the parts, flat, with the values of one field together; None where there is none."""
    flat: list[Query] = []
    for part in parts:
        for each in part.parts if isinstance(part, Any) else (part,):
            for at, other in enumerate(flat):
                if (
                    isinstance(each, Match)
                    and isinstance(other, Match)
                    and other.field == each.field
                ):
                    flat[at] = Match(each.field, tuple(dict.fromkeys(other.values + each.values)))
                    break
            else:
                flat.append(each)
    if len(flat) > 1:
        return Any(tuple(flat))
    return flat[0] if flat else None


def negated(part: Query) -> Query:
    """Not the part; the part itself when it was negative."""
    return part.part if isinstance(part, Not) else Not(part)
