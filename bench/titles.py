"""headlines asked of bodies: `python -m bench.titles [language...]`, is a headline's article first?

Only the bodies of real articles in many languages are indexed, all in one index. What a stranger
types is made of their headlines: the headline as it stands, its three rarest words, the same with
one slip of the pen (taking the correction, where one is offered), and the headline in capitals and
full width without its accents. A headline that stands in its body too, or that several articles
have, is not asked. Beside it stands plain BM25 over the same folded forms, without anything else.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.collections import BBC, FUNDUS, SPEED, records
from bench.judged import Collection
from bench.relevance import DEPTH, indexed, reciprocal_rank
from index.analysis import slots, terms
from index.analysis.script import RUN
from index.article import Article
from search.answer import Question, ask
from search.searcher import Searcher

ARTICLES, ASKED = 300, 30
"""Articles of each language, and headlines that are asked of them."""
SHORTEST, LEAST = 300, 12
"""Characters of a body that can be found by its headline, and letters of a headline."""
SLIPPED = 6
"""Letters of a word in which a slip may be mended."""
FORMS = ("headline", "plain", "full width", "three words", "slip")

_WORD = re.compile(r"[^\W\d_](?:\w|[\u0300-\u036f])+")


def main() -> None:
    """Measure the languages that are asked for, or all, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="codes of languages, as in de; else all")
    parser.add_argument("--asked", type=int, default=ASKED, help="headlines of each language")
    given = parser.parse_args()
    articles, headlines = _chosen(given.only, given.asked)
    searcher = indexed(Collection(tuple(articles), ()), "headlines")
    plain = Plain(articles)
    same: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        same[article.text].add(article.id)
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for article in track(headlines, "headlines", transient=True):
        right = frozenset(same[article.text])
        for form, found in _tried(searcher, plain, article).items():
            scores[article.language or ""][form].append(reciprocal_rank(found, right))
    table = Table("language", "articles", "asked", *FORMS)
    sizes = Counter(article.language for article in articles)
    for language, forms in sorted(scores.items()):
        means = [f"{statistics.mean(forms[form]):.3f}" if forms[form] else "" for form in FORMS]
        table.add_row(language, str(sizes[language]), str(len(forms["headline"])), *means)
    Console(width=110).print(table)


def _chosen(only: Sequence[str], asked: int) -> tuple[list[Article], list[Article]]:
    """The articles without their headlines, and so many of each language to ask for, with them."""
    told: dict[str, list[Article]] = defaultdict(list)
    for path in (FUNDUS, BBC, SPEED):
        for number, record in enumerate(records(path)):
            language = str(record.get("language") or record["lang"])
            title, text = str(record.get("title") or "").strip(), record["text"].strip()
            if not only or language in only:
                id = f"{path.parent.name}-{number}"
                told[language].append(Article(id, text, title, language=language))
    articles: list[Article] = []
    headlines: list[Article] = []
    for _, each in sorted(told.items()):
        random.Random(len(each)).shuffle(each)
        several = Counter(_solid(article.title) for article in each)
        fit = [a for a in each[:ARTICLES] if several[_solid(a.title)] == 1 and _askable(a)]
        headlines += fit[:asked]
        articles += [Article(a.id, a.text, language=a.language) for a in each[:ARTICLES]]
    return articles, headlines


def _askable(article: Article) -> bool:
    title, text = _solid(article.title), _solid(article.text)
    return len(title) >= LEAST and len(text) >= SHORTEST and title not in text


def _solid(text: str) -> str:
    """The letters of a text."""
    return re.sub(r"\W+", "", text).casefold()


def _tried(searcher: Searcher, plain: Plain, article: Article) -> dict[str, list[str]]:
    """What each form of a headline finds."""
    title = article.title
    found = {"headline": _found(searcher, title), "plain": plain.search(title)}
    found["full width"] = _found(searcher, _full_width(title))
    words = [] if RUN.search(title) else plain.rarest(_WORD.findall(title), 3)
    long = [n for n, word in enumerate(words) if len(word) >= SLIPPED]
    if len(words) == 3:
        found["three words"] = _found(searcher, " ".join(words))
    if len(words) == 3 and long:
        slipped = list(words)
        slipped[long[0]] = _slip(words[long[0]])
        found["slip"] = _found(searcher, " ".join(slipped), mended=True)
    return found


def _found(searcher: Searcher, text: str, *, mended: bool = False) -> list[str]:
    """The ids of the first hits for a query, or, `mended`, for the spelling it is offered."""
    answer = ask(searcher, Question(text, size=DEPTH, facets=()))
    if mended and answer.suggestion:
        answer = ask(searcher, Question(answer.suggestion, size=DEPTH, facets=()))
    return [hit.document.id for hit in answer.results.hits]


def _full_width(text: str) -> str:
    """A text in capitals, without accents, its ASCII letters and digits in full width."""
    marked = unicodedata.normalize("NFD", text.upper())
    bare = "".join(char for char in marked if not "\u0300" <= char <= "\u036f")
    return "".join(
        chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char
        for char in unicodedata.normalize("NFC", bare)
    )


def _slip(word: str) -> str:
    """A word in which two neighbours in its middle changed places."""
    at = next((n for n in range(len(word) // 2, len(word) - 1) if word[n] != word[n + 1]), 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


class Plain:
    """BM25 (k1 1.2, b 0.75) over the folded forms of bodies, with the usual idf and a global length
    normalization: a query is any of its words."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._ids: list[str] = []
        self._held: dict[str, dict[int, int]] = defaultdict(dict)
        lengths = []
        for number, article in enumerate(articles):
            found, positions = terms(article.text, "")
            self._ids.append(article.id)
            lengths.append(len(set(positions)))
            for term, often in Counter(found).items():
                self._held[term][number] = often
        self._norms = 1.2 * (0.25 + 0.75 * np.array(lengths) / np.mean(lengths))

    def search(self, text: str) -> list[str]:
        """The ids of the ten best."""
        scores = np.zeros(len(self._ids))
        for term in {slot[0] for slot in slots(text, (), exact=True)} & self._held.keys():
            held = self._held[term]
            numbers, often = np.array(list(held)), np.array(list(held.values()))
            scores[numbers] += self._idf(len(held)) * often / (often + self._norms[numbers])
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [self._ids[number] for number in best if scores[number]]

    def rarest(self, words: Iterable[str], many: int) -> list[str]:
        """So many of the words that the fewest bodies have, of those that any has."""
        held = {}
        for word in dict.fromkeys(words):
            found = slots(word, (), exact=True)
            held[word] = len(self._held.get(found[0][0], ())) if len(found) == 1 else 0
        return sorted(filter(held.get, held), key=lambda word: held[word])[:many]

    def _idf(self, holding: int) -> float:
        size = len(self._ids)
        return float(np.log(1 + (size - holding + 0.5) / (holding + 0.5)))


if __name__ == "__main__":
    main()
