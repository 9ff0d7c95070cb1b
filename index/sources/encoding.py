"""bytes to text, in whatever encoding they are, with a note whenever that was a guess."""

from __future__ import annotations

import codecs
import re

from index.sources.legacy import SAMPLE, guess

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\n\r"
_FREQUENT = " \n\r,.aeiot、。，"
"""Characters that text of some script is full of, and whose bytes swapped make rare ones."""
_LINE_END = re.compile("\r\n?")
_SHIFTS = {
    "iso2022_kr": re.compile(rb"\x1b\$\)C"),
    "iso2022_jp_2": re.compile(rb"\x1b(?:\$[@B]|\([BJ])"),
    "hz": re.compile(rb"~\{(?:[!-w][!-~])+~\}"),
}
"""What mail in Korean, Japanese and Chinese shifts to two bytes a character with."""


class NotText(Exception):
    """The bytes are no text; the message says how that shows."""


def decode(
    data: bytes, *, declared: str | None = None, legacy: str | None = None
) -> tuple[str, tuple[str, ...]]:
    """The text, with `\\n` as its line ends, and notes on what was guessed or repaired.

    A mark of order at the start decides, then UTF-8 where it is valid, then what the document
    itself declares, then a guess, which `legacy` may hold already. NotText for binary data.
    """
    text, notes = _decode(data, declared, legacy)
    if "\0" in text:
        text, notes = text.replace("\0", ""), (*notes, "NUL characters were left out")
    return _LINE_END.sub("\n", text), notes


def _decode(data: bytes, declared: str | None, legacy: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            codec = "utf-8-sig" if encoding == "utf-8" else encoding
            text = data.decode(codec, "replace")
            return text, _repaired(text.count("\ufffd"), encoding)
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), (_guessed(wide),)
    shifted = _shifted(data)
    if shifted:
        return shifted
    if len(_CONTROL.findall(data[:SAMPLE])) * 50 > min(len(data), SAMPLE):
        raise NotText("binary data, not text")
    return (
        _valid(data, "utf-8")
        or _declared(data, declared)
        or _damaged(data)
        or _legacy(data, legacy)
    )


def _valid(data: bytes, encoding: str, *notes: str) -> tuple[str, tuple[str, ...]] | None:
    try:
        return data.decode(encoding), notes
    except (LookupError, ValueError):
        return None


def _shifted(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """As old mail of East Asia, whose bytes would pass for ASCII."""
    found = (
        _valid(data, name, _guessed(name)) for name, shift in _SHIFTS.items() if shift.search(data)
    )
    return next(filter(None, found), None)


def _wide(data: bytes) -> str | None:
    """Which UTF-16 it is, without a mark: the one in which there are spaces, line ends and such.

    Read with its bytes swapped, no text has them. Text with a few NULs strewn in is not UTF-16.
    """
    sample = data[:SAMPLE]
    strewn = len(sample.translate(None, _PRINTABLE)) * 5 < len(sample)
    if len(data) % 2 or strewn or not _CONTROL.search(sample):
        return None
    texts = {name: sample.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")}
    marks = {name: sum(map(text.count, _FREQUENT)) for name, text in texts.items()}
    encoding, other = sorted(marks, key=marks.__getitem__, reverse=True)
    text = texts[encoding]
    readable = sum(c.isprintable() or c in "\r\n\t" for c in text)
    fits = readable * 20 >= len(text) * 19 and "\ufffd" not in text[:-1]
    return encoding if fits and marks[encoding] > 10 * marks[other] else None


def _declared(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]] | None:
    """As the document declares it, if that is an encoding and every byte fits."""
    if not declared:
        return None
    # What the web calls Latin-1 and ASCII is Windows-1252 (WHATWG Encoding Standard).
    name = declared.strip().lower()
    name = {
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "us-ascii": "cp1252",
        "gb2312": "gb18030",
    }.get(name, name)
    return _valid(data, name)


def _damaged(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """As UTF-8 with single bytes wrong, when most of what is not ASCII is valid."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    return (text, _repaired(wrong, "utf-8")) if wrong and right >= 2 * wrong else None


def _legacy(data: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """By a guess among the legacy encodings."""
    encoding = encoding or guess(data)
    return data.decode(encoding, "replace"), (_guessed(encoding),)


def _guessed(encoding: str) -> str:
    name = codecs.lookup(encoding).name.replace("cp125", "windows-125")
    return f"encoding guessed: {name}"


def _repaired(wrong: int, encoding: str) -> tuple[str, ...]:
    return (f"bytes that are not {encoding.upper()} were replaced",) if wrong else ()
