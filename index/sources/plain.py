"""plain text files: one article each."""

from __future__ import annotations

from collections.abc import Iterator

from index.article import Article
from index.sources.encoding import NotText, decode
from index.sources.raw import Raw, Reject


def parse(raw: Raw) -> Iterator[Article | Reject]:
    """The article that a text file is, as it stands; line ends become `\\n`."""
    try:
        text, notes = decode(raw.data)
    except NotText as error:
        yield Reject(raw.source.path, None, str(error))
        return
    if not text.strip():
        yield Reject(raw.source.path, None, "there is no text in it")
        return
    yield Article(id=raw.source.id, text=text, origin=raw.source.path, notes=notes)
