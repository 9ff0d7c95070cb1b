"""the articles that speed is measured on, as documents whose facets are stated, not derived."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.article import Document

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
"""Where the public test collections are; they are not part of the project."""


def _records(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        sys.exit(f"{path} is not here; the benchmarks need the test collections beside the project")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def reuters() -> Iterator[Document]:
    """The half of Reuters-21578 that is at hand: 9,373 English articles."""
    for record in _records(DATA / "enrichment/countries/reuters21578.jsonl.gz"):
        yield Document(
            id=str(record["id"]),
            title=record["title"],
            text=record["body"],
            language="en",
            countries=tuple(record["countries"]),
            topics=tuple(record.get("topics", ())),
            year=int(record["date"][:4]),
        )


def news() -> Iterator[Document]:
    """100,521 articles in 13 languages, with what their sources state."""
    for record in _records(DATA / "speed/news.jsonl.gz"):
        published = record.get("published") or ""
        yield Document(
            id=str(record["id"]),
            title=record.get("title") or "",
            text=record["text"],
            language=record["language"],
            countries=tuple(record.get("countries") or ()),
            topics=tuple(record.get("topics") or ()),
            year=int(published[:4]) if published else None,
        )


def million() -> Iterator[Document]:
    """`news` ten times over, the sentences of each copy shuffled: 1,005,210 synthetic articles."""
    shuffler = random.Random(1)
    for copy in range(10):
        for document in news():
            sentences = re.split(r"(?<=[.!?。])\s*", document.text)
            shuffler.shuffle(sentences)
            yield replace(document, id=f"{document.id}/{copy}", text=" ".join(sentences))


CORPORA: dict[str, Callable[[], Iterator[Document]]] = {
    "reuters": reuters,
    "news": news,
    "million": million,
}
