"""where a page itself says its date: a header, a line of its own, a dateline, a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from index.enrich import dates
from index.enrich.dates import Mention
from index.enrich.furniture_table import table_of
from index.enrich.lines import Line, split
from index.enrich.rules import DEFAULT, Rules

TOP, BOTTOM = 6, 4
"""A line that holds nothing but a date counts among so many first or last lines."""
OPENING = 3
"""A date opens the story in one of so many first lines."""

LONGEST = 90
"""A line has no more characters that says a date and little else."""
BARE = 10
"""So many letters beside a date still leave a line that says nothing but the date."""
BESIDE = 30
"""So many are borne in a paragraph of its own at the top, or after a word such as Published."""
PARTED = 60
"""So many are borne where a bar or a dot parts them from the date: prose has neither."""

Rule = Literal["header", "date line", "dateline", "citation", "updated"]

_UPDATED = re.compile(
    r"updated?\b|modified|bijgewerkt|mise? à jour|modifié|aktuali[sz]|actualiza|atualiza|aggiorna"
    r"|ultima modifica|uppdatera|opp?dater|päivitetty|ažuriran|posodobljen|frissítve|atnaujint"
    r"|обновл|оновл|обновен|ενημέρωση|güncelle|تحديث|עודכן|अपडेट|diperbarui|cập nhật|更新|수정",
    re.IGNORECASE,
)

_HEADER = re.compile(r"\s*date\s*[:=]?\s*(?=\d{4})", re.IGNORECASE)
_DASH = re.compile(
    r"[ \t]*(?:[-–—|]\s|[-–—|](?!\d)|:(?!\d)|\([^)\n]{2,40}\)\s*[-–—]|/[^/\n]{2,20}/|[\r\n])"
    r"|[A-ZÀ-ÞА-Я]"
)
_CAPITAL = re.compile(r"\s+[A-ZÀ-ÞА-Я][a-zß-öø-ÿа-я]+ ")
_HIJRI = "الموافق"
"""Between a date of the Islamic calendar and ours: `corresponding to`."""
_PLACE = re.compile(r"[^\W\d_][^\s.]*(?:\s[^\s.]+){0,4}\s?[,،(（/]\s*")
_BARS = ("|", "｜", "·", "•")
_CITING = ("itable reference", "ite this", "ite as", "to cite")
_CITED = re.compile(
    r"(?:citable reference|cite (?:this|as)|how to cite)[^\n]{0,120}?\((?=[^)]*\d{4}\))", re.I
)


def find(text: str, language: str, rules: Rules = DEFAULT) -> tuple[Mention, Rule] | None:
    """The date that a page states about itself, by the surest rule that holds, or None."""
    if not dates.named(text):
        return None
    if mention := header(text, rules):
        return mention, "header"
    lines = split(text)
    updated = None
    for _, mention, line in _alone(text, lines, language, rules):
        if not _UPDATED.search(line.words):
            return mention, "date line"
        updated = updated or mention
    for line in lines[:OPENING]:
        if mention := _opening(text, line, language, rules):
            return mention, "dateline"
    cited = _CITED.search(text) if any(word in text for word in _CITING) else None
    if cited is not None:
        for mention in dates.find(text, language, cited.end(), cited.end() + 30, rules=rules):
            if mention.day and not _outdated(text, mention, language, rules):
                return mention, "citation"
    return (updated, "updated") if updated else None


def bare(text: str, lines: tuple[Line, ...], rules: Rules = DEFAULT) -> Iterator[Line]:
    """The lines at either end that hold nothing but a date."""
    for beside, _, line in _alone(text, lines, "", rules):
        if beside <= BARE:
            yield line


def header(text: str, rules: Rules = DEFAULT) -> Mention | None:
    """The date of a text that begins `date 2020-01`, which may run into the story itself."""
    if found := _HEADER.match(text):
        return next(dates.find(text, "", found.end(), found.end() + 20, rules=rules), None)
    return None


def _alone(
    text: str, lines: tuple[Line, ...], language: str, rules: Rules
) -> Iterator[tuple[int, Mention, Line]]:
    """The dates that have a line of their own, each with how many letters stand beside it.

    In a text with hard line breaks a date can fill a line of running prose; that is no date line.
    """
    for number in _dated(text):
        line = lines[number]
        mention = next(dates.find(text, language, line.start, line.end, rules=rules), None)
        if mention is None or not _plausible(mention):
            continue
        labelled = table_of(rules).opened_by(line.words) == "date"
        before = text[line.start : mention.start]
        beside = _letters(before + text[mention.end : line.end])
        leads = number == 0 and not before and mention.day
        placed = number < TOP and line.gap and (_PLACE.fullmatch(before) or _HIJRI in before)
        after = text[mention.end : line.end]
        parted = before.rstrip().endswith(_BARS) or after.lstrip().startswith(_BARS)
        borne = PARTED if parted else BESIDE if labelled or placed or leads else BARE
        if beside > borne or (line.ends_sentence and beside > 4):
            continue
        if not (labelled or parted) and (
            _runs_on(lines, number) or (number >= TOP and _outdated(text, mention, language, rules))
        ):
            continue
        yield beside, mention, line


@lru_cache(maxsize=2)
def _dated(text: str) -> tuple[int, ...]:
    """The numbers of the lines at either end of a text that are short and may hold a year."""
    lines = split(text)
    edges: Sequence[int] = range(len(lines))
    if len(lines) > TOP + BOTTOM:
        edges = (*edges[:TOP], *edges[-BOTTOM:])
    return tuple(
        number
        for number in edges
        if len(lines[number].words) <= LONGEST
        and dates.may_stand(text, lines[number].start, lines[number].end)
    )


def _letters(words: str) -> int:
    """How many letters there are; an ideograph or a syllable says as much as three."""
    return sum(1 if c < "\u3040" else 3 for c in words if c.isalpha())


def _runs_on(lines: tuple[Line, ...], number: int) -> bool:
    """Whether a line goes on from the one before it, or in the one after it."""
    line, before = lines[number], lines[number - 1] if number else None
    after = lines[number + 1] if number + 1 < len(lines) else None
    if after is not None and not after.gap and after.words[0].islower():
        return True
    if line.gap or before is None:
        return False
    closes = after is not None and after.gap  # the last of a page's opening lines
    return line.ends_sentence or not (before.ends_sentence or number <= 2 or closes)


def _opening(text: str, line: Line, language: str, rules: Rules) -> Mention | None:
    """A date that opens a paragraph: `21 July 2017 - The ...`, `PARIS, 8 January 2017 (AFP) -`."""
    first = len(text) - len(text.lstrip())
    for mention in dates.find(text, language, line.start, line.start + 90, rules=rules):
        before = text[line.start : mention.start]
        opens = not before.strip(" ([（【") or _PLACE.fullmatch(before)
        ends = _DASH.match(text, mention.end) or (
            line.start == mention.start == first and _CAPITAL.match(text, mention.end)
        )
        if opens and ends and _plausible(mention) and mention.day:
            return mention
        break
    return None


def _plausible(mention: Mention) -> bool:
    return mention.month is not None and mention.year <= dates.latest()


def _outdated(text: str, mention: Mention, language: str, rules: Rules) -> bool:
    """Whether the text tells of a later year with day and month, so that this is not its date."""
    return any(
        other.day and mention.year < other.year <= dates.latest()
        for other in dates.find(text, language, rules=rules)
    )
