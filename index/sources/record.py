"""a JSON object as an article: which keys mean what, and what their values have to be."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from index.article import Article, Span
from index.sources.dates import iso_date, iso_moment

NAMES = {
    "body": "text",
    "content": "text",
    "headline": "title",
    "date": "published",
    "lang": "language",
    "country": "countries",
    "topic": "topics",
    "author": "authors",
    "publisher": "source",
    "link": "url",
}
"""Other names of the keys; a key under its own name comes first."""

DERIVED = "derived"
"""The key under which `dateline export` writes what was derived; it is not read back."""

LONGEST_ID = 512


class BadRecord(Exception):
    """The object is not an article; the message says which key is wrong and how."""


def article(record: Any, *, id: str, origin: str) -> Article:
    """The article that a JSON object is; `id` is for one that states none. BadRecord otherwise."""
    if not isinstance(record, dict):
        raise BadRecord(f"must be an object, got {_shown(record)}")
    values, extra, notes = _sorted_out(record)
    text = values.get("text")
    if text is None:
        raise BadRecord("has no `text` (or `body`)")
    if any(span.end > len(text) for span in values.get("furniture", ())):
        raise BadRecord("`furniture` has spans beyond the end of the text")
    values["id"] = values.get("id") or id
    return Article(**values, extra=extra, origin=origin, notes=tuple(notes))


def _sorted_out(record: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """The values of an article, the keys that mean nothing here, and notes."""
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    notes: list[str] = []
    for key, value in record.items():
        name = NAMES.get(key, key)
        if name == DERIVED:
            continue
        if name not in _READERS or (name != key and record.get(name) is not None):
            extra[key] = value
        elif value is not None:
            values[name] = _READERS[name](key, value)
            if name == "published" and values[name] is None:
                del values[name]
                extra[key] = value
                notes.append("a date could not be understood")
    return values, extra, notes


def _string(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadRecord(f"`{key}` must be a string, got {_shown(value)}")
    return value.replace("\0", "")


def _line(key: str, value: Any) -> str:
    return " ".join(_string(key, value).split())


def _line_or_none(key: str, value: Any) -> str | None:
    return _line(key, value) or None


def _named(key: str, value: Any) -> str | None:
    """A string, or an object that has a name, as JSON-LD writes publishers."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    return _line_or_none(key, value)


def _text(key: str, value: Any) -> str:
    text = re.sub("\r\n?", "\n", _string(key, value))
    if not text.strip():
        raise BadRecord(f"`{key}` is empty")
    return text


def _id(key: str, value: Any) -> str:
    """A name that can stand in the address of the article: `/a` and `./a` become `a`."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    id = _string(key, value).strip()
    if not id.isprintable():
        raise BadRecord(f"`{key}` has control characters: {_shown(value)}")
    if len(id) > LONGEST_ID:
        raise BadRecord(f"`{key}` has {len(id)} characters; {LONGEST_ID} is the most")
    while id.startswith(("/", "./")):
        id = id.lstrip("/").removeprefix("./")
    if {".", ".."} & set(id.split("/")):
        raise BadRecord(f"`{key}` has a part that no address can have: {_shown(value)}")
    return id


def _year(key: str, value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRecord(f"`{key}` must be a number, got {_shown(value)}")
    if not 1000 <= value <= 9999:
        raise BadRecord(f"`{key}` must be a year of four digits, got {_shown(value)}")
    return value


def _published(key: str, value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return iso_moment(value)
    return iso_date(_string(key, value))


def _list(key: str, value: Any, separator: str = "[;|]") -> tuple[str, ...]:
    """Strings: a list of them, or one string that separates them."""
    parts = re.split(separator, value) if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise BadRecord(f"`{key}` must be a list of strings, got {_shown(value)}")
    lines = (_named(key, part) for part in parts if part is not None)
    return tuple(dict.fromkeys(line for line in lines if line))


def _codes(key: str, value: Any) -> tuple[str, ...]:
    return _list(key, value, "[;|,]")


def _names(key: str, value: Any) -> tuple[str, ...]:
    return _list(key, [value] if isinstance(value, dict) else value)


def _furniture(key: str, value: Any) -> tuple[Span, ...]:
    """Spans as `[start, end, kind]`."""
    try:
        spans = sorted(Span(int(start), int(end), str(kind)) for start, end, kind in value)
    except (TypeError, ValueError):
        raise BadRecord(f"`{key}` must be a list of [start, end, kind]") from None
    if any(a.end > b.start for a, b in itertools.pairwise(spans)) or any(
        not 0 <= s.start <= s.end for s in spans
    ):
        raise BadRecord(f"`{key}` has spans that overlap or end before they start")
    return tuple(spans)


def _shown(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 80 else shown[:79] + "…"


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "id": _id,
    "text": _text,
    "title": _line,
    "url": _line_or_none,
    "published": _published,
    "language": _line_or_none,
    "countries": _codes,
    "topics": _names,
    "year": _year,
    "source": _named,
    "authors": _names,
    "furniture": _furniture,
}
