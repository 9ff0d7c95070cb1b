"""an answer for people at a terminal: hits with their matches bold, notes, facets."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from index.article import UNKNOWN, Document
from search.answer import Answer
from search.labels import label
from search.offers import Offer
from search.results import Bucket, Hit, Snippet

_FACET_VALUES = 6
"""Values of a facet that are named under the hits."""


def shown(answer: Answer, offers: Iterable[Offer] = ()) -> RenderableType:
    """The whole answer, with what its words offer."""
    notes = [*_notes(answer), *map(_offer, offers)]
    parts: list[RenderableType] = [*notes, Text(_count(answer), style="dim"), ""]
    first = (answer.question.page - 1) * answer.question.size + 1
    for number, hit in enumerate(answer.results.hits, first):
        parts += [_hit(number, hit), ""]
    if answer.results.total:
        parts.append(_facets(answer))
    return Group(*parts)


def _notes(answer: Answer) -> list[Text]:
    """What was not understood, with the way to mend it, and what was done instead."""
    notes = []
    for note in answer.parsed.notes:
        corrected = answer.parsed.corrected(note)
        meant = f" Did you mean {corrected}" if note.correction and corrected else ""
        notes.append(Text(f"Note: {note.message}{meant}", style="yellow"))
    if answer.relaxed:
        few = "Few articles have" if answer.whole else "No article has"
        missing = f" None at all has: {', '.join(answer.missing)}." if answer.missing else ""
        notes.append(Text(f"{few} all these words; these have some.{missing}", style="yellow"))
    if answer.suggestion:
        more = f"{answer.suggestion_total:,} article{'' if answer.suggestion_total == 1 else 's'}"
        notes.append(Text(f"Did you mean: {answer.suggestion} ({more})", style="yellow"))
    return notes


def _offer(offer: Offer) -> Text:
    called = label(offer.facet, offer.value)
    spoken = f"in {offer.languages} language{'' if offer.languages == 1 else 's'}"
    return Text(f"{called}: {offer.total:,} articles {spoken} with {offer.text}", style="cyan")


def _count(answer: Answer) -> str:
    total, size, page = answer.results.total, answer.question.size, answer.question.page
    count = f"{total:,} article{'' if total == 1 else 's'}"
    pages = -(-total // size) if size else 0
    part = f", page {page:,} of {pages:,}" if pages > 1 else ""
    return f"{count}{part} ({answer.took_ms:.1f} ms)"


def _hit(number: int, hit: Hit) -> RenderableType:
    found = hit.document
    head = Text.assemble(
        (f"{number:>3}  ", "dim"), _marked(hit.title) if hit.title.pieces else found.id
    )
    head.stylize("bold", 5)
    lines = [Text(_about(found), style="dim"), _marked(hit.snippet)]
    if hit.lacking:
        lines.append(Text(f"without: {', '.join(hit.lacking)}", style="dim yellow"))
    below = Group(*lines)
    return Group(head, Padding(below, (0, 0, 0, 5)))


def _marked(snippet: Snippet) -> Text:
    text = Text("… " if snippet.before else "")
    for piece, matched in snippet.pieces:
        text.append(piece, style="bold reverse" if matched else "")
    return text.append(" …" if snippet.after else "")


def _about(found: Document) -> str:
    """Where, when, what and in which language, as far as known."""
    year = f"{'about ' if found.year_estimated else ''}{found.year}" if found.year else ""
    countries = ", ".join(label("country", code) for code in found.countries)
    language = label("language", found.language) if found.language != UNKNOWN else ""
    parts = (found.published or year, countries, "; ".join(found.topics), language, found.id)
    return " · ".join(filter(None, parts))


def _facets(answer: Answer) -> Table:
    table = Table.grid(padding=(0, 2))
    for facet, buckets in answer.results.facets.items():
        named = [bucket for bucket in buckets if bucket.count or bucket.selected]
        more = f"  … {len(named) - _FACET_VALUES:,} more" if len(named) > _FACET_VALUES else ""
        values = "  ".join(_bucket(facet, bucket) for bucket in named[:_FACET_VALUES])
        table.add_row(Text(facet, style="dim"), Text(values + more))
    return table


def _bucket(facet: str, bucket: Bucket) -> str:
    sign = "✓ " if bucket.selected else "✗ " if bucket.excluded else ""
    return f"{sign}{label(facet, bucket.value)} {bucket.count:,}"
