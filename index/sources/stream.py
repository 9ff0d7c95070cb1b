"""how a source is read: in pieces of whole records, never more in memory than one record."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing

from index.sources.raw import LONGEST, Format, Raw, Reject, Source

BLOCK = 1024 * 1024
"""How many bytes of records make a piece."""

Content = io.BufferedReader | gzip.GzipFile

_GZIP = b"\x1f\x8b"
_READ_ERRORS = (OSError, EOFError, zlib.error)


def stream(source: Source) -> Iterator[Raw | Reject]:
    """The pieces of a source in order; a Reject for what cannot be read."""
    try:
        with closing(_open(source.path)) as file:
            yield from _pieces(source, file)
    except _READ_ERRORS as error:
        yield Reject(source.path, None, f"cannot be read: {_reason(error)}")


def _open(path: str) -> io.BufferedReader:
    if path == "-":
        return io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False), BLOCK)
    return io.BufferedReader(io.FileIO(path), BLOCK)


def _pieces(source: Source, file: io.BufferedReader) -> Iterator[Raw | Reject]:
    content: io.BufferedReader | gzip.GzipFile = file
    head = file.peek(4096)
    if head.startswith(_GZIP):
        content = gzip.GzipFile(fileobj=file)
        head = content.peek(4096)
    position: Callable[[], int] = file.tell if source.size else lambda: 0
    format = source.format or sniff(head)
    if format is Format.LINES or (format is Format.JSON and _by_line(head)):
        yield from _lines(source, content, position)
    else:
        yield from _whole(source, content, format)


def sniff(head: bytes) -> Format:
    """The format of a stream that has no name, from its first bytes."""
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.match(rb'\{\s*(?:"|\}|$)', start):
        return Format.LINES
    if re.match(rb'\[\s*(?:\{|\]|")', start):
        return Format.JSON
    if re.match(rb"<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype html|html)|<head|<body", start):
        return Format.HTML
    return Format.TEXT


def _by_line(head: bytes) -> bool:
    """Whether what is called JSON has an object a line, as many collections are published."""
    first, _, rest = head.partition(b"\n")
    ended = first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
    return ended and sniff(first) is Format.LINES


def _whole(source: Source, content: Content, format: Format) -> Iterator[Raw | Reject]:
    """The whole of a file as one piece."""
    data = content.read(LONGEST + 1)
    if len(data) > LONGEST:
        hint = "; give its articles one a line, in a file called .jsonl"
        yield Reject(source.path, None, _too_long() + hint * (format is Format.JSON))
        return
    yield Raw(source, format, data, taken=source.size)


def _lines(source: Source, content: Content, position: Callable[[], int]) -> Iterator[Raw | Reject]:
    """Pieces of whole lines, of about a BLOCK each.

    A file that breaks off (a truncated gzip) gives the whole lines before the break.
    """
    line, taken, broken = 1, 0, ""
    reader = _Lines(_utf8(content))
    while True:
        try:
            data, overlong = reader.next()
        except _READ_ERRORS as error:
            data, overlong, broken = reader.rest(), False, _reason(error)
        if data:
            now = position()
            yield Raw(source, Format.LINES, data, line, now - taken)
            line, taken = line + data.count(b"\n"), now
        if overlong:
            yield Reject(source.path, line, _too_long())
            line += 1
        if broken:
            yield Reject(source.path, line, f"the file breaks off here: {broken}")
        if broken or not (data or overlong):
            return


class _Lines:
    """Cuts a stream of bytes after line ends."""

    def __init__(self, content: Content | codecs.StreamRecoder) -> None:
        # read1 gives what is there, so that nothing is lost when a compressed file breaks off.
        recoded = isinstance(content, codecs.StreamRecoder)
        self._read: Callable[[int], bytes] = content.read if recoded else content.read1
        self._held = bytearray()
        self._ended = False

    def next(self) -> tuple[bytes, bool]:
        """About a BLOCK of whole lines, or nothing and that an overlong line was left out."""
        searched = 0
        while not self._ended:
            if len(self._held) >= BLOCK:
                cut = self._held.rfind(b"\n", searched) + 1
                if cut:
                    return self._take(cut), False
                searched = len(self._held)
                if searched > LONGEST:
                    self._pass_over()
                    return b"", True
            more = self._read(BLOCK)
            self._ended = not more
            self._held += more
        return self._take(len(self._held)), False

    def rest(self) -> bytes:
        """The whole lines that were read before the stream broke off."""
        return self._take(self._held.rfind(b"\n") + 1)

    def _take(self, count: int) -> bytes:
        data = bytes(self._held[:count])
        del self._held[:count]
        return data

    def _pass_over(self) -> None:
        """Drop bytes up to the next line end."""
        self._held.clear()
        while more := self._read(BLOCK):
            cut = more.find(b"\n") + 1
            if cut:
                self._held += more[cut:]
                return
        self._ended = True


def _utf8(content: Content) -> Content | codecs.StreamRecoder:
    """The stream in UTF-8 without a mark, if its first bytes show that it is UTF-16 or has one."""
    head = content.peek(4)[:4]
    if head.startswith(codecs.BOM_UTF8):
        content.read(3)
        return content
    encoding = _wide(head)
    if encoding is None:
        return content
    return codecs.EncodedFile(content, "utf-8", encoding, errors="replace")


def _wide(head: bytes) -> str | None:
    """Whether JSON lines that begin so are UTF-16: by their mark, or by the NUL beside the `{`."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) >= 2 and head[1] == 0 and head[0]:
        return "utf-16-le"
    if len(head) >= 2 and head[0] == 0 and head[1]:
        return "utf-16-be"
    return None


def _too_long() -> str:
    return f"longer than {LONGEST // 1024**2} MB, which is no article"


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).rstrip(".").lower() or type(error).__name__
