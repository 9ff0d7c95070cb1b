"""one article with every piece of evidence marked, and why each of its facets came out so."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.article import UNKNOWN, Document, Evidence, Span
from index.export import derived
from index.tables import printable

STYLES = {
    "title": "bold",
    "language": "magenta",
    "country": "bold green",
    "mentioned": "green",
    "region": "bold blue",
    "year": "bold yellow",
    "topic": "bold cyan",
}
"""How the evidence for each facet is marked."""

_KEYS = {
    "title": "title",
    "language": "language",
    "country": "countries",
    "mentioned": "mentioned",
    "region": "regions",
    "year": "year",
    "topic": "topics",
}
_OPEN, _CLOSE = "\u27e6", "\u27e7"


def explain(document: Document, console: Console) -> None:
    """Print the article as it stands, its evidence marked, then a table of facets and reasons.

    Without colour a mark is written in brackets with its value: `⟦Paris|FR⟧`. Furniture, which
    is no evidence, is dimmed, or without colour stands in braces.
    """
    console.print(Text(printable(document.id), style="dim"))
    places = ("title", "text") if _marks(document, "title") else ("text",)
    for place in places:
        marked = Text.assemble(*_pieces(document, place, colour=console.is_terminal))
        console.print(marked, soft_wrap=True)
    console.print(_reasons(document), end="\n\n")


def _pieces(document: Document, place: str, *, colour: bool) -> Iterator[Text]:
    """The title or the text, cut where a mark or a piece of furniture begins or ends."""
    text = document.title if place == "title" else document.text
    furniture = document.furniture if place == "text" else ()
    at = 0
    for start, end, evidence in _marks(document, place):
        yield from _between(text, (at, start), furniture=furniture, colour=colour)
        words = printable(text[start:end])
        if colour:
            yield Text(words, style=STYLES.get(evidence.facet, "bold"))
            yield Text(f" {evidence.value}", style="dim")
        else:
            yield Text(f"{_OPEN}{words}|{evidence.value}{_CLOSE}")
        at = end
    yield from _between(text, (at, len(text)), furniture=furniture, colour=colour)


def _marks(document: Document, place: str) -> list[tuple[int, int, Evidence]]:
    """The evidence in the title or the text, in order.

    Of two that overlap, the longer one that begins first. What says that a line is the title is
    left out, for it may hold other evidence.
    """
    found = [e for e in document.evidence if e.place == place and e.end > e.start]
    found = [e for e in found if e.facet != "title"]
    marks: list[tuple[int, int, Evidence]] = []
    for evidence in sorted(found, key=lambda e: (e.start, -e.end)):
        if not marks or evidence.start >= marks[-1][1]:
            marks.append((evidence.start, evidence.end, evidence))
    return marks


def _between(
    text: str, marks: tuple[int, int], *, furniture: tuple[Span, ...], colour: bool
) -> Iterator[Text]:
    """The text between two marks, with its furniture set off."""
    start, end = marks
    for span in furniture:
        low, high = max(span.start, start), min(span.end, end)
        if low >= high:
            continue
        yield Text(printable(text[start:low]))
        words = printable(text[low:high])
        yield Text(words, style="dim") if colour else Text("{" + words + "}")
        start = high
    yield Text(printable(text[start:end]))


def _reasons(document: Document) -> Table:
    """For each facet its value, and each rule with the words it rests on, the surest first."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("facet", "value", "rule", "words", "sure"):
        table.add_column(name, overflow="fold", justify="right" if name == "sure" else "left")
    values = derived(document)
    if document.year_estimated:
        values = {**values, "year": f"~{document.year}"}
    for facet, key in _KEYS.items():
        table.add_row(Text(facet, style=STYLES[facet]), _shown(values[key]), "", "", "")
        for (value, rule), group in _grouped(document, facet).items():
            words = ", ".join(dict.fromkeys(" ".join(e.words.split()) for e in group if e.words))
            if more := sum(e.more for e in group):
                words += f", and {more:,} more"
            sure = max(e.confidence for e in group)
            again = "" if facet == "title" else value
            table.add_row("", Text(again, style="dim"), Text(rule), printable(words), f"{sure:.2f}")
    return table


def _grouped(document: Document, facet: str) -> dict[tuple[str, str], list[Evidence]]:
    """The evidence for a facet by value and rule."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in sorted(document.evidence, key=lambda e: -e.confidence):
        if evidence.facet == facet:
            groups.setdefault((evidence.value, evidence.rule), []).append(evidence)
    return groups


def _shown(value: object) -> Text:
    if isinstance(value, tuple):
        return Text(", ".join(map(str, value)) or UNKNOWN)
    return Text(printable(str(value or UNKNOWN)))
