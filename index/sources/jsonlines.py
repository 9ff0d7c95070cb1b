"""JSON lines, an object a line; and JSON files, one object or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from index.article import Article
from index.sources.encoding import NotText, decode
from index.sources.legacy import guess
from index.sources.raw import SHOWN, Raw, Reject
from index.sources.record import BadRecord, article

_DECODER = msgspec.json.Decoder()
_BLANK = b" \t\r\0\x1e"
_DEEPEST = "is nested too deeply"


def parse_lines(raw: Raw) -> Iterator[Article | Reject]:
    """The article of each line; blank lines are passed over."""
    legacy: str | None = None
    for number, line in enumerate(raw.data.split(b"\n"), raw.line):
        content = line.strip(_BLANK)
        if not content:
            continue
        notes: tuple[str, ...] = ()
        if not _is_utf8(content):
            legacy = legacy or guess(_foreign(raw.data))
            try:
                text, notes = decode(content, legacy=legacy)
            except NotText as error:
                yield Reject(raw.source.path, number, str(error), _shown(content))
                continue
            content = text.encode()
        yield _read(raw, number, content, notes)


def parse_whole(raw: Raw) -> Iterator[Article | Reject]:
    """The article that a JSON file is, or each of its list; the place in the list is the line."""
    try:
        text, notes = decode(raw.data)
        value = _value(text.encode())
    except (NotText, BadRecord) as error:
        yield Reject(raw.source.path, None, str(error), _shown(raw.data))
        return
    single = isinstance(value, dict)
    for number, record in enumerate([value] if not isinstance(value, list) else value, 1):
        yield _made(raw, None if single else number, record, notes)


def _read(raw: Raw, number: int, content: bytes, notes: tuple[str, ...]) -> Article | Reject:
    try:
        record = _value(content)
    except BadRecord as error:
        return Reject(raw.source.path, number, str(error), _shown(content))
    return _made(raw, number, record, notes)


def _made(raw: Raw, number: int | None, record: Any, notes: tuple[str, ...]) -> Article | Reject:
    path, id = raw.source.path, raw.source.id
    if number is not None:
        id = f"{id}:{number}"
    origin = path if number is None else f"{path}:{number}"
    try:
        made = article(record, id=id, origin=origin)
    except BadRecord as error:
        return Reject(path, number, str(error), json.dumps(record, ensure_ascii=False)[:SHOWN])
    return replace(made, notes=notes + made.notes) if notes else made


def _value(content: bytes) -> Any:
    """The value that is written as JSON; BadRecord where it is not JSON."""
    try:
        return _DECODER.decode(content)
    except RecursionError:
        raise BadRecord(_DEEPEST) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _lenient(content, str(error))


def _lenient(content: bytes, reason: str) -> Any:
    """What Python's own reader accepts beyond the standard: halves of surrogate pairs, NaN."""
    if not content.strip():
        raise BadRecord("there is nothing in it")
    try:
        return _whole_characters(json.loads(content))
    except RecursionError:
        raise BadRecord(_DEEPEST) from None
    except ValueError:
        named = reason.startswith("JSON")
        raise BadRecord(reason if named else reason[:1].lower() + reason[1:]) from None


def _whole_characters(value: Any) -> Any:
    """The value with every half of a surrogate pair replaced; they cannot be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole_characters(item) for item in value]
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(item) for key, item in value.items()}
    return None if isinstance(value, float) and not -1e308 <= value <= 1e308 else value


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _foreign(data: bytes) -> bytes:
    """The lines that are not UTF-8, together: the more there is, the better the guess."""
    return b"\n".join(line for line in data.split(b"\n") if not _is_utf8(line))


def _shown(content: bytes) -> str:
    return content[:SHOWN].decode("utf-8", "replace")
