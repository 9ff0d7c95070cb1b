"""an article once its furniture, headline and language are known: what country and topic read."""

from __future__ import annotations

from msgspec import Struct

from index.article import Article

READ = 200_000
"""So many characters of an article are read for its facets: a book is not read to its end."""


class Story(Struct, frozen=True):
    """The story inside an article.

    `title` is the headline, stated by the source or recognised in the text, and "" when there is
    none (a title made from the first sentence does not count). `body` is `article.text` as far as
    it is `READ`: furniture and the headline's line are replaced by spaces, newlines are kept, so
    an offset into `body` is an offset into `article.text`. `language` is a BCP 47 code or
    `unknown`.
    """

    article: Article
    title: str
    body: str
    language: str
