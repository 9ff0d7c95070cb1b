"""the public collections that accuracy is measured on, read as articles with their truth."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.article import Article

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
"""Where the public test collections are; they are not part of the project."""

ENRICHMENT = DATA / "enrichment"
REUTERS = ENRICHMENT / "countries" / "reuters21578.jsonl.gz"
WHO = ENRICHMENT / "countries" / "who_don.jsonl.gz"
LGL = ENRICHMENT / "countries" / "lgl.jsonl.gz"
UDHR = ENRICHMENT / "languages" / "udhr.jsonl.gz"
BBC = ENRICHMENT / "topics" / "bbc_news.jsonl.gz"
MASAKHANE = ENRICHMENT / "topics" / "masakhane_news.jsonl.gz"
SIB200 = ENRICHMENT / "topics" / "sib200.jsonl.gz"
FUNDUS = DATA / "articles" / "fundus.jsonl.gz"
SPEED = DATA / "speed" / "news.jsonl.gz"

SCRIPTS = {"az": "Latn", "bs": "Latn", "mn": "Cyrl", "ug": "Arab", "uz": "Latn"}
"""Which script counts for a language that the UDHR has in several."""

CODES = {"nb": "no", "nn": "no", "fil": "tl"}
"""UDHR labels that are one language here."""

SIB_LANGUAGES = {
    "eng_Latn": "en", "fra_Latn": "fr", "deu_Latn": "de", "spa_Latn": "es", "por_Latn": "pt",
    "ita_Latn": "it", "nld_Latn": "nl", "rus_Cyrl": "ru", "arb_Arab": "ar", "zho_Hans": "zh",
    "jpn_Jpan": "ja", "swh_Latn": "sw",
}  # fmt: skip
"""The languages for which topic lists are promised."""


@dataclass(frozen=True, slots=True)
class Case:
    """An article as raw as its source gave it, and what is known to be true of it."""

    article: Article
    language: str
    truth: dict[str, Any]


def records(path: Path, half: str = "") -> Iterator[dict[str, Any]]:
    """The records of a collection; with `half` only the even or only the odd lines (from 0)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if not half or number % 2 == (half == "odd"):
                yield json.loads(line)


def cases(path: Path, half: str = "") -> list[Case]:
    """The articles of a collection, with no metadata but the title."""
    return [_case(path, record, number) for number, record in enumerate(records(path, half))]


def sample(path: Path, every: int, first: int = 0) -> Iterator[Article]:
    """One article in so many, from a first one on, with no metadata but the title."""
    for number, record in enumerate(records(path)):
        if number % every == first:
            yield _case(path, record, number).article


def _case(path: Path, record: dict[str, Any], number: int) -> Case:
    text = record.get("text") or record.get("body") or ""
    if path == REUTERS:
        text = f"{record['dateline']} {text}"
    identity = str(record.get("id", number))
    article = Article(id=identity, text=text, title=record.get("title") or "")
    return Case(article, str(record.get("lang") or record.get("bcp47") or "en"), record)


def spoken(label: str) -> str | None:
    """The language of a UDHR label (`az-Latn`), None where its script is not the usual one."""
    first, _, rest = label.partition("-")
    if rest and rest not in {SCRIPTS.get(first), "PT", "BR", "AF", "Hant", "Cyrl", "monoton"}:
        return None
    if rest == "Cyrl" and first not in {"sr", "mn"}:
        return None
    return CODES.get(first, first)
