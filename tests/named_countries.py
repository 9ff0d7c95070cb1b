"""the countries of a text, as tests ask for them."""

from __future__ import annotations

from index.article import Article
from index.enrich.country import Countries, derive
from index.enrich.story import Story


def countries(text: str, language: str = "en", title: str = "", **stated: object) -> Countries:
    """The countries of a text, its headline and what its source states."""
    return derive(Story(Article("1", text, **stated), title, text, language))  # type: ignore[arg-type]


def named(text: str, language: str = "en") -> set[str]:
    """All countries that a text names."""
    found = countries(text, language)
    return {*found.about, *found.mentioned}
