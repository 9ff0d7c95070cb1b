"""the year of an article: stated by its source or page, else estimated from the years it names."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from index.article import UNKNOWN, Article, Evidence, Place
from index.enrich import dateline, dates
from index.enrich.dates import Mention
from index.enrich.rules import DEFAULT, Rules
from index.enrich.story import Story
from index.enrich.year_context import celebrated, is_no_year, is_planned

CONFIDENCE = {
    "stated": 1.0,
    "header": 0.98,
    "dateline": 0.97,
    "date line": 0.95,
    "citation": 0.95,
    "address": 0.95,
    "copyright": 0.9,
    "updated": 0.7,
    "latest year in the lead": 0.6,
    "latest year named": 0.4,
}
"""How far each rule is trusted; the last three only estimate."""

OLDEST = 1850
"""A smaller number in a story is history or no year."""
LEAD = 400
"""The lead of an article is so many first characters of its story."""

_COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)|ⓒ|copyright)\W{0,3}(?:by\s+)?[^\d\n]{0,40}?(?<!\d)(\d{4})(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)
_RANGE = re.compile(r"\d{4}\s*[-–—/]\s*\d{2,4}")
_ADDRESS = re.compile(
    r"(?<=[/\-_.])((?:19|20)\d{2})"
    r"(?:[/\-_.](0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:[/\-_.](0?[1-9]|[12]\d|3[01])(?!\d))?(?=[/\-_.]|$)"
    r"|(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)|(?=/))"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Year(Struct, frozen=True):
    """A year, or None; whether it is only estimated, the earliest and latest it can be, and why.

    `published` is an ISO date as precise as it is stated, None when no date is.
    """

    year: int | None
    estimated: bool
    published: str | None
    span: tuple[int, int] | None
    evidence: tuple[Evidence, ...]


def derive(story: Story, rules: Rules = DEFAULT) -> Year:
    """The year of a story: what the source states, then what its page states, then an estimate."""
    article = story.article
    in_text = None
    found = _from_metadata(article, rules)
    if found is None:
        in_text = _from_text(story, rules)
        sure = in_text if in_text and in_text[1].rule != "updated" else None
        found = sure or _from_address(article.url) or _from_copyright(story, rules)
    if found is not None:
        mention, evidence = found
        published = None if evidence.rule == "copyright" or mention.month is None else mention.iso
        span = (mention.year, mention.year)
        return Year(mention.year, False, published or _as_stated(article), span, (evidence,))
    if in_text is not None:  # a page was changed then, and may be older
        mention, evidence = in_text
        return Year(mention.year, True, None, (mention.year - 1, mention.year), (evidence,))
    return _estimated(story, rules)


def _as_stated(article: Article) -> str | None:
    """A stated date that is only a year."""
    published = (article.published or "").strip()
    return published if published.isdigit() and len(published) == 4 else None


_Found = tuple[Mention, Evidence]


def _stated(text: str, mention: Mention, rule: str) -> _Found:
    evidence = Evidence(
        facet="year",
        value=str(mention.year),
        rule=rule,
        place="text",
        start=mention.start,
        end=mention.end,
        words=text[mention.start : mention.end],
        confidence=CONFIDENCE[rule],
    )
    return mention, evidence


def _metadata(mention: Mention, rule: str, words: str) -> _Found:
    value = str(mention.year)
    return mention, Evidence("year", value, rule, "metadata", 0, 0, words, CONFIDENCE[rule])


def date_of(published: str | None, rules: Rules = DEFAULT) -> Mention | None:
    """The date in what a source states, in ISO 8601 or in words; None when there is none."""
    return next(dates.find(published, rules=rules), None) if published else None


def _from_metadata(article: Article, rules: Rules) -> _Found | None:
    mention = date_of(article.published, rules)
    if article.year is not None and 0 < article.year <= dates.latest() + 1:
        if mention is None or mention.year != article.year:
            mention = Mention(0, 0, article.year)
        return _metadata(mention, "stated", str(article.year))
    return None if mention is None else _metadata(mention, "stated", article.published or "")


def _from_text(story: Story, rules: Rules) -> _Found | None:
    text = story.article.text
    found = dateline.find(text, story.language, rules)
    return None if found is None else _stated(text, *found)


def _from_address(url: str | None) -> _Found | None:
    """The date in an address such as `/2017/01/08/` or `-20170108`."""
    for match in _ADDRESS.finditer(url or ""):
        year, month, day, month2, day2 = match.groups()
        month, day = month or month2, day or day2
        if month and month in _MONTHS:
            month = str(_MONTHS.index(month) + 1)
        mention = dates.checked(0, 0, year, month, day)
        if mention is not None and mention.year <= dates.latest():
            return _metadata(mention, "address", match[0])
    return None


def _from_copyright(story: Story, rules: Rules) -> _Found | None:
    """The year of a copyright line at the end; a range of years is the site's, not the story's."""
    text = story.article.text
    if not dates.named(text):
        return None
    for match in _COPYRIGHT.finditer(text, max(0, len(text) - 1500)):
        if _RANGE.match(text, match.start(1)):
            continue
        mention = dates.checked(match.start(1), match.end(1), match[1], None, None)
        if mention is None or mention.year > dates.latest():
            continue
        if all(other.year <= mention.year for _, other in _named(story, rules)):
            return _stated(text, mention, "copyright")
    return None


def _estimated(story: Story, rules: Rules) -> Year:
    """The latest year that the story names and that is no aim, no amount and not to come.

    What is planned for a year counts only in a story that names no other.
    """
    named = _named(story, rules)
    if not named:
        nothing = Evidence("year", UNKNOWN, "derived", "text", 0, 0, "", 0.0)
        return Year(None, False, None, None, (nothing,))
    decisive = _latest(story, named, rules)
    best = decisive[0][1].year
    lead = len(story.body) - len(story.body.lstrip()) + LEAD
    place, first = decisive[0]
    early = place == "title" or first.start < lead
    rule = "latest year in the lead" if early else "latest year named"
    evidence = tuple(_named_in(story, place, mention, rule) for place, mention in decisive[:3])
    return Year(best, True, None, (best, min(best + 1, dates.latest())), evidence)


def _latest(
    story: Story, named: list[tuple[Place, Mention]], rules: Rules
) -> list[tuple[Place, Mention]]:
    """Where the latest year is named that is not planned; the latest of all where all are."""
    latest_first = sorted({mention.year for _, mention in named}, reverse=True)
    for year in latest_first:
        same = [each for each in named if each[1].year == year]
        if past := [each for each in same if not is_planned(_text(story, each[0]), each[1], rules)]:
            return past
    return [each for each in named if each[1].year == latest_first[0]]


def _text(story: Story, place: Place) -> str:
    return story.title if place == "title" else story.body


def _named_in(story: Story, place: Place, mention: Mention, rule: str) -> Evidence:
    words = _text(story, place)[mention.start : mention.end]
    value, sure = str(mention.year), CONFIDENCE[rule]
    return Evidence("year", value, rule, place, mention.start, mention.end, words, sure)


def _named(story: Story, rules: Rules) -> list[tuple[Place, Mention]]:
    """The years that the title and the body name and in which the story can have appeared."""
    body = story.body if dates.named(story.article.text) else ""
    places: tuple[tuple[Place, str], ...] = (("title", story.title), ("text", body))
    latest = dates.latest()
    return [
        (place, _celebrated(text, mention, rules))
        for place, text in places
        for mention in dates.find(text, story.language, rules=rules)
        if OLDEST <= mention.year <= latest and not is_no_year(text, mention, rules)
    ]


def _celebrated(text: str, mention: Mention, rules: Rules) -> Mention:
    """A year, or that of its anniversary where one stands beside it."""
    year = celebrated(text, mention, rules)
    return replace(mention, year=year) if mention.year != year <= dates.latest() else mention
