"""Query -> what a person could have typed for it: `parse(unparse(query))` is the query again."""

from __future__ import annotations

from search.mending import SHOUTED
from search.query import (
    All,
    Any,
    Everything,
    Fuzzy,
    Match,
    Most,
    Not,
    Nothing,
    Phrase,
    Prefix,
    Query,
    Range,
    Sequence,
    Terms,
    Wildcard,
    Word,
)
from search.values import spell_range

_WRITTEN = {"language": "lang", "mentioned": "mentions"}


def unparse(query: Query) -> str:
    """The query in one canonical spelling; the empty text for Everything.

    In a long text all in capitals OR would be a word: `|` means the same and never is one.
    """
    text = "" if isinstance(query, Everything) else _write(query)
    if text != text.upper() or len(text.split()) <= SHOUTED:
        return text
    parts = text.split('"')
    parts[::2] = [part.replace(" OR ", " | ") for part in parts[::2]]
    return '"'.join(parts)


def _write(query: Query) -> str:
    match query:
        case All(parts) | Most(parts):
            return " ".join(_inside(part, Any) for part in parts)
        case Any(parts):
            return " OR ".join(_inside(part, All) for part in parts)
        case Not(part):
            return "-" + _inside(part, All, Any)
        case Match(field, values):
            name = _WRITTEN.get(field, field)
            quoted = [_quoted(value) for value in values]
            return f"{name}:{quoted[0]}" if len(quoted) == 1 else f"{name}:({' OR '.join(quoted)})"
        case Everything() | Nothing():
            return "*" if isinstance(query, Everything) else "-*"
        case _:
            return _words(query)


def _inside(part: Query, *wrapped: type) -> str:
    return f"({_write(part)})" if isinstance(part, wrapped) else _write(part)


def _words(query: Query) -> str:
    """What asks for a range or for words, with its field in front when it has just one."""
    match query:
        case Range(field):
            return f"{field}:{spell_range(query)}"
        case Word(text, fields, exact):
            written = f"={text}" if exact else text
        case Phrase(text, fields, slop, exact):
            written = f'{"=" * exact}"{text}"{f"~{slop}" if slop else ""}'
        case Prefix(text, fields):
            written = f"{text}*"
        case Wildcard(pattern, fields):
            written = pattern
        case Fuzzy(text, fields, edits):
            written = f"{text}~{edits if edits > 1 else ''}"
        case Terms(terms, fields):
            written = f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)
        case Sequence(positions, fields):
            written = f'"{" ".join(slot[0] for slot in positions if slot)}"'
        case _:
            raise TypeError(query)
    return f"{fields[0]}:{written}" if len(fields) == 1 else written


def _quoted(value: str) -> str:
    return value if value.replace("-", "").isalnum() else f'"{value}"'
