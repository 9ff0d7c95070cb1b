"""where the paragraphs of an article begin and end, however its lines were written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Document

WRAPPED = 100
"""A text whose lines are all shorter was wrapped by hand: blank lines part its paragraphs, or,
where there are none but lines run on, indented ones."""
_BREAK = re.compile(r"\n\s*")
_INDENTED = re.compile(r"\n\s+")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs(document: Document) -> Iterator[tuple[str, int, int]]:
    """The paragraphs as (kind of furniture or "", start, end), blank ones left out."""
    text, at = document.text, 0
    runs: list[tuple[str, int, int]] = []
    for span in document.furniture:
        runs += [("", at, span.start), (span.kind or "other", span.start, span.end)]
        at = span.end
    runs.append(("", at, len(text)))
    between = _parting(text)
    for kind, start, end in runs:
        line = start
        for stop in [*between.finditer(text, start, end), None]:
            told = text[line : stop.start() if stop else end].rstrip()
            if told:
                yield kind, line, line + len(told)
            line = stop.end() if stop else end


def _parting(text: str) -> re.Pattern[str]:
    """What stands between the paragraphs of a text."""
    lines = text.splitlines()
    if max(map(len, lines), default=0) > WRAPPED:
        return _BREAK
    if "\n\n" in text:
        return _BLANK
    running = sum(line[:1].islower() for line in lines[1:])
    return _INDENTED if running * 3 >= len(lines) > 1 else _BREAK
