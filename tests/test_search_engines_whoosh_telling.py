"""articles alike are found by what they tell, whatever the other languages of the archive."""

from __future__ import annotations

from itertools import count

from index.article import Document
from index.engines import open_index
from search.engines import open_searcher
from search.searcher import Searcher

_NAMES = count()
ENGLISH = tuple(
    Document(f"en/{n}", f"Report {n}", f"The market moved {n} points in the week.", "en")
    for n in range(40)
)


def holding(*documents: Document) -> Searcher:
    url = f"whoosh::telling-{next(_NAMES)}"
    with open_index(url).write() as writer:
        for document in (*ENGLISH, *documents):
            writer.add(document)
    return open_searcher(url)


def test_small_words_of_a_language_that_few_articles_are_in_make_none_alike() -> None:
    mission = Document(
        "nl/sahel", "Missie", "Het is een missie van het leger in de Sahel met de Fransen.", "nl"
    )
    football = Document(
        "nl/voetbal", "Bal", "Het is een wedstrijd van het elftal in de zaal met de Belgen.", "nl"
    )
    french = Document("fr/sahel", "Soldats", "Une opération au Sahel, loin de Paris.", "fr")
    found = holding(mission, football, french).similar("nl/sahel")
    assert [hit.document.id for hit in found] == ["fr/sahel"]


def test_an_article_that_shares_no_telling_word_has_none_like_it() -> None:
    lonely = Document("xx", "Zyzzyva", "Zyzzyva quokka", "en")
    assert holding(lonely).similar("xx") == ()
