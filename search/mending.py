"""lexemes made to fit together: every parenthesis, operator and field gets its partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search import limits, messages
from search.lexeme import OPERANDS, OPERATORS, Lexeme, Note, searchable

SHOUTED = 6
"""Words to an operator: with so many, text in capitals is a headline and not a boolean query."""


def mend(lexemes: list[Lexeme], notes: list[Note], *, cut: bool) -> list[Lexeme]:
    """The lexemes as a well-formed query; what had to be changed is added to `notes`.

    With `cut` the text went on, so what joins the last words to it is dropped without a note.
    """
    lexemes = _spoken(lexemes)
    while cut and lexemes and lexemes[-1].kind not in ("word", "phrase", "open", "close"):
        lexemes.pop()
    return _join(_balance(lexemes, notes), notes)


def _spoken(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Take AND, OR and NOT as words in a sentence that is all in capitals."""
    words = [found.text for found in lexemes if found.kind in ("word", "phrase")]
    operators = [found for found in lexemes if found.text in OPERATORS]
    fielded = any(found.kind == "field" for found in lexemes)
    if not operators or fielded or len(words) < SHOUTED * len(operators) or not shouted(words):
        return lexemes
    return [
        replace(found, kind="word", text=found.text.lower()) if found in operators else found
        for found in lexemes
    ]


def shouted(words: Sequence[str]) -> bool:
    """Whether words are all in capitals, and most of them in a script that has some."""
    large = sum(word != word.lower() for word in words)
    return 2 * large > len(words) and all(word == word.upper() for word in words)


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
            notes.append(Note(found.start, found.end, messages.PARENTHESIS, ""))
    for at in opened:
        dropped.add(at)
        found = lexemes[at]
        notes.append(Note(found.start, found.end, messages.PARENTHESIS, ""))
    if deep:
        notes.append(Note(0, 0, messages.DEPTH, about=str(limits.DEPTH)))
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
    template = messages.LONELY_FIELD if found.kind == "field" else messages.LONELY_OPERATOR
    notes.append(Note(found.start, found.end, template, "", found.text))
    return replace(found, kind="word", text=word)
