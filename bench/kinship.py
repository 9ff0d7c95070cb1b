"""what stems do for each language: `python -m bench.kinship [language...]`, on sentences by topic.

SIB-200 has the same 473 sentences in many languages, each with its topic. A sentence is searched
for among those of its language, by any of its words: the share of its ten nearest that are on its
topic, by folded forms alone and by what the program does, tells what the stems of a language are
worth. In scripts without spaces there are no stems, and both are characters and their pairs.
"""

from __future__ import annotations

import argparse
import statistics
from collections import defaultdict
from collections.abc import Sequence

from babel import Locale
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.collections import SIB200, records
from index.analysis import asked
from index.article import Document
from index.engines import open_index
from index.schema import TEXT_FIELDS
from search.engines import open_searcher
from search.query import Any, Request, Terms

NEAREST = 10


def main() -> None:
    """Measure the languages that are asked for, or all, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="codes of languages, as in de; else all")
    only = parser.parse_args().only
    sentences: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in records(SIB200):
        language = Locale.parse(record["lang"].partition("_")[0]).language
        if not only or language in only:
            sentences[language].append((record["text"], record["topic"]))
    table = Table("language", "sentences", "folded forms", "as shipped")
    for language, told in track(sorted(sentences.items()), "languages", transient=True):
        figures = (kin(language, told, exact=exact) for exact in (True, False))
        table.add_row(language, str(len(told)), *map("{:.3f}".format, figures))
    Console(width=110).print(table)


def kin(language: str, sentences: Sequence[tuple[str, str]], *, exact: bool) -> float:
    """The mean share of a sentence's ten nearest that are on its topic; texts before topics."""
    url = f"whoosh::kin {language}"
    with open_index(url).write(rebuild=True) as writer:
        for number, (text, _) in enumerate(sentences):
            writer.add(Document(str(number), "", text, language=language))
    searcher = open_searcher(url)
    shares = []
    for number, (text, topic) in enumerate(sentences):
        words = [
            Terms(terms, TEXT_FIELDS, spoken if any(spoken) else ())
            for terms, spoken in asked(text, (language,), exact=exact)
        ]
        hits = searcher.search(Request(Any(tuple(words)), limit=NEAREST + 1, facets=())).hits
        near = [at for hit in hits if (at := int(hit.document.id)) != number][:NEAREST]
        shares.append(sum(sentences[at][1] == topic for at in near) / NEAREST)
    return statistics.mean(shares)


if __name__ == "__main__":
    main()
