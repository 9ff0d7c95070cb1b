"""known items in every language: `python -m bench.known`, five words of a text, is the text first?

The texts are the paragraphs of the Universal Declaration of Human Rights in 400 languages and
sentences of SIB-200, all in one index, their languages found by the program. A query is five words
from the middle of a text, ten characters where no spaces part words. A text that has the query as
it stands answers it.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.collections import SIB200, UDHR, records
from bench.judged import Asked, Collection
from bench.relevance import DEPTH, found, indexed, reciprocal_rank
from index.analysis.script import RUN
from index.article import Article

WORDS, CHARACTERS = 5, 10
TEXTS = 36
"""Texts of each language, of which every third is asked for."""
SHORTEST = 60
"""Characters of a text that something can be asked of."""
TOLD = 0.9
"""Languages with less than this are told by name."""


def main() -> None:
    """Measure, and print a table of the languages that do worst."""
    texts = dict(_texts())
    articles = tuple(Article(id, text) for id, text in texts.items())
    searcher = indexed(Collection(articles, ()), "known items")
    scores: dict[str, list[float]] = defaultdict(list)
    for id in track(list(texts)[::3], "known items", transient=True):
        language = id.rpartition(" ")[0]
        query = _middle(texts[id])
        hits = found(searcher, Asked(query, frozenset((id,)), language))
        right = frozenset(hit for hit in hits if _solid(query) in _solid(texts[hit]))
        scores[language].append(reciprocal_rank(hits, right))
    means = {language: statistics.mean(scored) for language, scored in scores.items()}
    table = Table("texts", "languages", f"MRR@{DEPTH}", f"languages under {TOLD}")
    for name in ("SIB-200", "UDHR"):
        of = {language: mean for language, mean in means.items() if language.startswith(name)}
        worst = sorted((mean, language.split()[1]) for language, mean in of.items() if mean < TOLD)
        told = ", ".join(f"{language} {mean:.2f}" for mean, language in worst)
        table.add_row(name, str(len(of)), f"{statistics.mean(of.values()):.3f}", told)
    Console(width=110).print(table)


def _texts() -> Iterator[tuple[str, str]]:
    """Each text after its id: the collection, the language and a number."""
    count: Counter[str] = Counter()
    for name, path, key in (("UDHR", UDHR, "bcp47"), ("SIB-200", SIB200, "lang")):
        for record in records(path):
            language = f"{name} {record[key] or record.get('code')}"
            if count[language] < TEXTS and len(record["text"]) >= SHORTEST:
                count[language] += 1
                yield f"{language} {count[language]}", record["text"]


def _middle(text: str) -> str:
    """Words, or characters, from the middle of a text, without signs that mean something."""
    words = _plain(text).split()
    if len(words) < WORDS or len("".join(RUN.findall(text))) > len(text) / 2:
        solid = "".join(words)
        at = len(solid) // 2
        return solid[at : at + CHARACTERS]
    at = (len(words) - WORDS) // 2
    return " ".join(words[at : at + WORDS])


def _plain(text: str) -> str:
    """A text without the signs that mean something in a query."""
    return "".join(" " if char in '"()|=*?~+-' else char for char in text)


def _solid(text: str) -> str:
    """A text without its spaces and such signs."""
    return "".join(_plain(text).split())


if __name__ == "__main__":
    main()
