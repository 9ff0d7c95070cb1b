"""how well the facets are derived: `python -m bench.enrichment [facet...] [--half even|odd]`."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import collections as data
from bench.collections import Case
from index.article import Document
from index.enrich import enrich, language

Thing = TypeVar("Thing")
NEWS = {
    "af", "am", "ar", "az", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es",
    "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is",
    "it", "ja", "ka", "kk", "km", "kn", "ko", "lt", "lv", "mk", "ml", "mn", "mr", "ne", "nl",
    "no", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te",
    "th", "tr", "uk", "ur", "uz", "vi", "zh",
}  # fmt: skip
"""The languages whose UDHR texts are measured: those of the news, without close dialects."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, on what, against which earlier figure and aim."""

    facet: str
    data: str
    before: str
    target: str
    measured: str


@dataclass(slots=True)
class Sets:
    """Counts over (article, value) pairs: right, given, true; and articles exactly right."""

    right: int = 0
    given: int = 0
    true: int = 0
    exact: int = 0
    articles: int = 0

    def add(self, given: Iterable[str], true: Iterable[str]) -> None:
        """Count one article."""
        mine, theirs = set(given), set(true)
        self.right += len(mine & theirs)
        self.given += len(mine)
        self.true += len(theirs)
        self.exact += mine == theirs
        self.articles += 1

    @property
    def f1(self) -> float:
        """The harmonic mean of micro-averaged precision and recall."""
        return 2 * self.right / max(1, self.given + self.true)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.given), self.right / max(1, self.true)
        exact = self.exact / max(1, self.articles)
        return f"F1 {self.f1:.3f} (P {precision:.3f} R {recall:.3f}) exact {exact:.3f}"


def _watched(things: Iterable[Thing], what: str) -> Iterator[Thing]:
    console = Console(stderr=True)
    kept = list(things)
    yield from track(kept, what, console=console, disable=not console.is_terminal)


def languages(half: str) -> Iterator[Row]:
    """Sentences and five-word starts of the UDHR and of SIB-200."""
    tests: dict[str, list[tuple[str, str]]] = {"UDHR": [], "SIB-200": []}
    for record in data.records(data.UDHR, half):
        code = data.spoken(record["bcp47"])
        if code in NEWS and record["code"][:3].isalpha():
            tests["UDHR"].append((code, record["text"]))
    for record in data.records(data.SIB200, half):
        tests["SIB-200"].append((language.tag(record["lang"].split("_")[0]) or "", record["text"]))
    for name, texts in tests.items():
        for form, before, target in (("sentences", ".994", ".995"), ("starts", ".968", ".975")):
            right = [
                language.detect(text if form == "sentences" else _start(text)).code == code
                for code, text in _watched(texts, f"language, {name}")
            ]
            share = f"{sum(right) / len(right):.4f} of {len(right)}"
            yield Row("language", f"{name} {form}", before, target, share)


def _start(text: str) -> str:
    """The first five words; of a script without spaces the first fifteen characters."""
    words = text.split()
    return " ".join(words[:5]) if len(words) > 6 else text[:15]


def countries(half: str) -> Iterator[Row]:
    """Countries about and mentioned against people's judgement, and languages against English."""
    for path, name, before, target in (
        (data.REUTERS, "reuters21578", ".89 to .91 / .82 to .85", ".93 / .88"),
        (data.WHO, "who_don", ".59", ".88"),
    ):
        sets = Sets()
        for case in _watched(data.cases(path, half), name):
            sets.add(enrich(case.article).countries, case.truth["countries"])
        yield Row("country about", name, before, target, str(sets))
    sets = Sets()
    for case in _watched(data.cases(data.LGL, half), "lgl"):
        sets.add(_named(enrich(case.article)), case.truth["countries"])
    yield Row("country mentioned", "lgl", ".72", ".80", str(sets))
    yield _parallel(half)


def _named(document: Document) -> set[str]:
    return {*document.countries, *document.mentioned}


def _parallel(half: str) -> Row:
    """The countries named in each translation of a sentence against those of the English one."""
    english: dict[str, set[str]] = {}
    others: dict[str, Sets] = {}
    cases = sorted(data.cases(data.SIB200), key=lambda case: case.language != "eng_Latn")
    for case in _watched(cases, "sib200, countries"):
        number = case.article.id.split(":")[1]
        if half and int(number) % 2 != (half == "odd"):
            continue
        named = _named(enrich(case.article))
        if case.language == "eng_Latn":
            english[number] = named
        elif number in english:
            others.setdefault(case.language, Sets()).add(named, english[number])
    mean = sum(sets.f1 for sets in others.values()) / max(1, len(others))
    worst = sorted(others, key=lambda code: others[code].f1)[:4]
    low = ", ".join(f"{code} {others[code].f1:.2f}" for code in worst)
    where = f"SIB-200, {len(others)} languages against English"
    return Row("country, other languages", where, ".84", ".92", f"mean F1 {mean:.3f}; lowest {low}")


def years(half: str) -> Iterator[Row]:
    """The year that a text without metadata states, and the one that is estimated without it."""
    for path, name in ((data.WHO, "who_don"), (data.FUNDUS, "fundus")):
        stated: list[int] = []
        guessed: list[int] = []
        cases = [case for case in data.cases(path, half) if case.truth.get("date")]
        for case in _watched(cases, f"year, {name}"):
            document = enrich(case.article)
            if document.year is not None:
                off = abs(document.year - int(case.truth["date"][:4]))
                (guessed if document.year_estimated else stated).append(off)
        right = f"{stated.count(0) / max(1, len(stated)):.3f} of {len(stated)} stated"
        near = (
            f"{guessed.count(0)} exact, {guessed.count(1)} a year off, of {len(guessed)} estimated"
        )
        measured = f"{right}; {near}; {len(cases)} texts"
        yield Row("year stated", f"{name}, text only", "-", ".98", measured)


def topics(half: str) -> Iterator[Row]:
    """The first topic against the label."""
    collections: dict[str, tuple[list[Case], str, str]] = {
        "bbc_news": (data.cases(data.BBC, half), ".81", ".92")
    }
    masakhane = data.cases(data.MASAKHANE, half)
    for code in ("en", "fr", "sw", "ha"):
        cases = [case for case in masakhane if case.language == code]
        before, target = (".70", ".85") if code in {"en", "fr"} else ("-", "-")
        collections[f"masakhane_news {code}"] = (cases, before, target)
    sib = [case for case in data.cases(data.SIB200, half) if case.truth["topic"]]
    for code, short in data.SIB_LANGUAGES.items():
        cases = [case for case in sib if case.language == code]
        collections[f"sib200 {short}"] = (cases, ".14", ".60")
    shares: list[float] = []
    for name, (cases, before, target) in collections.items():
        found = Counter(_topic(case) for case in _watched(cases, name))
        first, among = found["first"] / len(cases), (found["first"] + found["among"]) / len(cases)
        measured = f"first {first:.3f}, among {among:.3f}, none {found['none'] / len(cases):.3f}"
        yield Row("topic", name, before, target, measured)
        if name.startswith("sib200"):
            shares.append(first)
    mean = f"first {sum(shares) / len(shares):.3f}"
    yield Row("topic", f"sib200, mean of {len(shares)} languages", ".14", ".60", mean)


def _topic(case: Case) -> str:
    found = [topic.partition(" > ")[0] for topic in enrich(case.article).topics]
    if not found:
        return "none"
    if found[0] == case.truth["topic"]:
        return "first"
    return "among" if case.truth["topic"] in found else "wrong"


def speed(half: str) -> Iterator[Row]:  # noqa: ARG001 - every measurement is called alike
    """Articles a second on one core, everything derived from raw text.

    As in the middle of an archive: as many other articles have been derived before, so that the
    tables of every language are read and common words are known.
    """
    for article in _watched(data.sample(data.SPEED, 25, 12), "speed, warming up"):
        enrich(article)
    articles = list(data.sample(data.SPEED, 25))
    before = time.process_time()
    for article in _watched(articles, "speed"):
        enrich(article)
    taken = time.process_time() - before
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    characters = sum(len(article.text) for article in articles) // len(articles)
    measured = f"{len(articles) / taken:.0f} of {characters} characters, {held:.0f} MB"
    yield Row("speed", f"speed, {len(articles)} articles", "230 to 300", "1,000, 300 MB", measured)


MEASURES: dict[str, Callable[[str], Iterator[Row]]] = {
    "language": languages,
    "country": countries,
    "year": years,
    "topic": topics,
    "speed": speed,
}


def main() -> None:
    """Measure what is asked for (everything, by default) and print the table."""
    parser = argparse.ArgumentParser(description="How well the facets are derived.")
    parser.add_argument("facet", nargs="*", help=f"any of {', '.join(MEASURES)}; all by default")
    parser.add_argument("--half", choices=("even", "odd"), default="", help="only these records")
    asked = parser.parse_args()
    if unknown := set(asked.facet) - set(MEASURES):
        parser.error(f"no such facet: {', '.join(sorted(unknown))}")
    table = Table("facet", "data", "before", "target", "measured")
    for name in asked.facet or MEASURES:
        try:
            for row in MEASURES[name](asked.half):
                table.add_row(row.facet, row.data, row.before, row.target, row.measured)
        except FileNotFoundError as missing:
            table.add_row(name, f"skipped: {missing.filename} is not here", "", "", "")
    Console(width=None if sys.stdout.isatty() else 160).print(table)


if __name__ == "__main__":
    main()
