"""where a page itself says its date: a header, a line of its own, a dateline, a citation."""

from __future__ import annotations

import re
from typing import Literal

from index.enrich import dates
from index.enrich.dates import Mention
from index.enrich.lines import Line, split
from index.enrich.rules import DEFAULT, Rules

TOP, BOTTOM = 6, 4
"""A line that holds nothing but a date counts among so many first or last lines."""

BARE = 6
"""So many letters beside a date still leave a line that says nothing but the date."""

Rule = Literal["header", "date line", "dateline", "citation", "updated"]

_UPDATED = re.compile(
    r"updated?\b|modified|bijgewerkt|mise? à jour|modifié|aktuali[sz]|actualiza|atualiza|aggiorna"
    r"|ultima modifica|uppdatera|opp?dater|päivitetty|ažuriran|posodobljen|frissítve|atnaujint"
    r"|обновл|оновл|обновен|ενημέρωση|güncelle|تحديث|עודכן|अपडेट|diperbarui|cập nhật|更新|수정",
    re.IGNORECASE,
)

_HEADER = re.compile(r"\s*date\s*[:=]?\s*(?=\d{4})", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-–—:|]\s|[-–—|]{1,2}|\([^)]{2,40}\)\s*[-–—]|/[^/]{2,20}/|\n|[^\W\d_])")
_PLACE = re.compile(r"[^\W\d_][^\n.]{1,50}[,(（/]\s*$")
_CITED = re.compile(
    r"(?:citable reference|cite (?:this|as)|how to cite)[^\n]{0,120}?\((?=[^)]*\d{4}\))", re.I
)


def find(text: str, language: str, rules: Rules = DEFAULT) -> tuple[Mention, Rule] | None:
    """The date that a page states about itself, by the surest rule that holds, or None."""
    if mention := header(text, rules):
        return mention, "header"
    lines = split(text)
    updated = None
    for line in edges(lines):
        if mention := only_a_date(text, line, language, rules=rules):
            if not _UPDATED.search(line.words):
                return mention, "date line"
            updated = updated or mention
    for line in lines[:TOP]:
        if mention := _opening(text, line, language, rules):
            return mention, "dateline"
    if cited := _CITED.search(text):
        for mention in dates.find(text, language, cited.end(), cited.end() + 30, rules=rules):
            return mention, "citation"
    return (updated, "updated") if updated else None


def header(text: str, rules: Rules = DEFAULT) -> Mention | None:
    """The date of a text that begins `date 2020-01`, which may run into the story itself."""
    if found := _HEADER.match(text):
        return next(dates.find(text, "", found.end(), found.end() + 20, rules=rules), None)
    return None


def edges(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The first and last lines, among which a date may stand alone."""
    return tuple(dict.fromkeys((*lines[:TOP], *lines[TOP:][-BOTTOM:])))


def only_a_date(
    text: str, line: Line, language: str = "", *, rules: Rules = DEFAULT, letters: int = 30
) -> Mention | None:
    """The first date of a line that has little else: `Published: 8 January 2017, 10:30 GMT`.

    `letters` is how many there may be beside the date at most.
    """
    if len(line.words) > 90:
        return None
    for mention in dates.find(text, language, line.start, line.end, rules=rules):
        around = text[line.start : mention.start] + text[mention.end : line.end]
        beside = sum(map(str.isalpha, around))
        most = 4 if line.ends_sentence else min(letters, 2 * (mention.end - mention.start))
        if _plausible(mention) and beside <= most:
            return mention
        break
    return None


def _opening(text: str, line: Line, language: str, rules: Rules) -> Mention | None:
    """A date that opens a paragraph: `21 July 2017 - The ...`, `PARIS, 8 January 2017 (AFP) -`."""
    for mention in dates.find(text, language, line.start, line.start + 90, rules=rules):
        before = text[line.start : mention.start]
        opens = not before.strip(" ([（【") or _PLACE.fullmatch(before)
        if opens and _plausible(mention) and mention.day and _DASH.match(text, mention.end):
            return mention
        break
    return None


def _plausible(mention: Mention) -> bool:
    return mention.month is not None and mention.year <= dates.latest()
