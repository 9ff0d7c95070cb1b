"""the whole of enrichment: from an article to a document with every facet decided."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from index.article import UNKNOWN, Article, Document, Evidence
from index.enrich import country, furniture, headline, language, region, topic, year
from index.enrich.rules import DEFAULT, Rules
from index.enrich.story import READ, Story
from index.enrich.topic_terms import read as read_topics

LISTED = 100
"""So many places are listed as evidence for one value by one rule; the others are counted."""
CONTRADICTED = 0.97
"""A stated language gives way only to a guess at least this sure ..."""
LONG_ENOUGH = 80
"""... about a text of at least so many characters."""


def enrich(article: Article, rules: Rules = DEFAULT) -> Document:
    """The document that an article makes: furniture, title, and every facet decided.

    A pure function: the same article and rules always make the same document. What the source
    states wins; everything that was derived carries its evidence.
    """
    named = furniture.of_source(article.text, article.source)
    found = furniture.merge((*named, *furniture.find(article.text, rules)))
    head = headline.find(article.text, article.title, found, rules=rules)
    spans = furniture.merge((*article.furniture, *head.spans, *found))
    body = furniture.blank(article.text, spans)
    title = head.title if head.rule in {"stated", "first line"} else ""
    spoken = _language(article, title, body, rules)
    story = Story(article, title, body[:READ], spoken.value)
    when = year.derive(story, rules)
    where = country.derive(story, rules)
    around = region.derive(story, where, rules)
    what = topic.derive(story, rules)
    found_on = (when, where, around, what)
    why = (_title(head, article.text), spoken, *(e for part in found_on for e in part.evidence))
    return Document(
        id=article.id,
        title=head.title,
        text=article.text,
        language=spoken.value,
        countries=where.about,
        mentioned=where.mentioned,
        regions=around.regions,
        year=when.year,
        year_estimated=when.estimated,
        topics=what.topics,
        published=when.published,
        url=article.url,
        source=article.source,
        authors=article.authors,
        title_derived=head.rule == "first sentence",
        furniture=spans,
        evidence=_capped(why + _unknown(why)),
        extra={**article.extra, **_not_understood(article, rules)},
    )


def check(rules: Rules) -> None:
    """Read every table now, so that a `RulesError` comes before the work and not amid it."""
    enrich(Article(id="", text="A b c d e f. 1 May 2000."), rules)
    for own in rules.folder.glob("topics.*.tsv") if rules.folder else ():
        read_topics(own.name, rules)
    topic.name_of("", rules)


def _title(head: headline.Headline, text: str) -> Evidence:
    if head.rule == "stated":
        return Evidence("title", head.title, "stated", "metadata", 0, 0, head.title, 1.0)
    if head.spans:
        span = head.spans[0]
        words = text[span.start : span.end]
        return Evidence("title", head.title, head.rule, "text", span.start, span.end, words, 0.8)
    return Evidence("title", head.title or UNKNOWN, head.rule, "text", 0, 0, "", 0.0)


def _language(article: Article, title: str, body: str, rules: Rules) -> Evidence:
    """The language, and why: the stated one, unless the text plainly speaks another."""
    stated = language.tag(article.language, rules)
    sample = f"{title}\n{body.strip()[: language.SAMPLE]}"
    if stated is not None and len(sample) < LONG_ENOUGH:
        return _stated(stated, article)
    guess = language.detect(sample, rules)
    if stated is None or _contradicts(guess, stated, rules):
        rule = "derived" if stated is None else f"the text is plainly not {stated}, as is stated"
        return Evidence("language", guess.code, rule, "text", 0, 0, "", guess.confidence)
    return _stated(stated, article)


def _contradicts(guess: language.Language, stated: str, rules: Rules) -> bool:
    """Whether a guess is sure enough, and the stated language one we could have recognised."""
    return (
        guess.code not in {stated, UNKNOWN}
        and guess.confidence >= CONTRADICTED
        and language.is_served(stated, rules)
    )


def _stated(code: str, article: Article) -> Evidence:
    return Evidence("language", code, "stated", "metadata", 0, 0, article.language or "", 1.0)


def _capped(found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence, `LISTED` places for a value by a rule, and how many more there are."""
    if len(found) <= LISTED:
        return found
    groups: dict[tuple[str, str, str], list[Evidence]] = {}
    for item in found:
        groups.setdefault((item.facet, item.value, item.rule), []).append(item)
    for group in groups.values():
        if len(group) > LISTED:
            group[LISTED - 1] = replace(group[LISTED - 1], more=len(group) - LISTED)
            del group[LISTED:]
    return tuple(item for group in groups.values() for item in group)


def _unknown(found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Evidence that nothing was found, for each facet that has none."""
    known = {evidence.facet for evidence in found}
    missing = (facet for facet in ("country", "region", "topic") if facet not in known)
    return tuple(Evidence(f, UNKNOWN, "derived", "text", 0, 0, "", 0.0) for f in missing)


def _not_understood(article: Article, rules: Rules) -> dict[str, Any]:
    """What the source states in words that no table knows, so that it is not lost."""
    if not (article.countries or article.topics or article.language or article.published):
        return {}
    countries = [name for name in article.countries if country.code_of(name, rules) is None]
    topics = [name for name in article.topics if topic.name_of(name, rules) is None]
    spoken = article.language if language.tag(article.language, rules) is None else None
    published = article.published if year.date_of(article.published, rules) is None else None
    found = {
        "countries_stated": countries,
        "topics_stated": topics,
        "language_stated": spoken,
        "published_stated": published,
    }
    return {key: words for key, words in found.items() if words}
