import pytest

from index.article import Document
from index.engines import open_index
from search import likeness, ranking
from search.answer import Question, ask
from search.engines import open_searcher
from search.parser import parse
from search.query import Request, Sort
from search.results import Hit
from search.rewrite import rewrite, scored
from search.searcher import Searcher

QUESTION = "why did the harbour strike of the dock workers end so soon"

STRIKE = "Dock workers ended the strike in the harbour after the union and the port had met."
KIN = "The union met the port again: wages of dockers rise, and the harbour union is content."
OTHER = "Why did it end so soon? The opera of the season had an end that nobody liked."


def _documents() -> list[Document]:
    told = {"strike": STRIKE, "kin": KIN, "opera": OTHER}
    filling = {f"tale-{n}": f"The tale of number {n} had an end of the day." for n in range(70)}
    return [Document(id, "", body, language="en") for id, body in (told | filling).items()]


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    with open_index("whoosh::likeness").write(rebuild=True) as writer:
        for document in _documents():
            writer.add(document)
    return open_searcher("whoosh::likeness")


def ids(searcher: Searcher, **named: int | Sort) -> list[str]:
    question = Question(QUESTION, facets=(), **named)  # type: ignore[arg-type]
    return [hit.document.id for hit in ask(searcher, question).results.hits]


def hit(id: str, body: str, score: float) -> Hit:
    return Hit(Document(id, "", body, language="en"), score)


def test_what_is_like_the_best_hit_comes_before_what_only_shares_words_with_the_question() -> None:
    hits = (hit("strike", STRIKE, 10), hit("opera", OTHER, 6), hit("kin", KIN, 5.9))
    assert [found.document.id for found in likeness.reranked(hits)] == ["strike", "kin", "opera"]


def test_the_articles_found_are_the_same_and_only_their_order_changes(searcher: Searcher) -> None:
    answer = ask(searcher, Question(QUESTION, size=100))
    plain = ask(searcher, Question(QUESTION, size=100, sort="newest"))
    assert answer.results.total == plain.results.total
    assert answer.results.facets == plain.results.facets
    assert set(ids(searcher, size=100)) == set(ids(searcher, size=100, sort="newest"))


@pytest.mark.parametrize("size", [7, 20, ranking.RERANKED])
def test_pages_together_are_the_whole_in_order(searcher: Searcher, size: int) -> None:
    whole = ids(searcher, size=100)
    pages = [ids(searcher, size=size, page=page) for page in range(1, 100 // size + 2)]
    assert [id for page in pages for id in page] == whole


def test_scores_fall_from_hit_to_hit_also_beyond_what_is_reranked(searcher: Searcher) -> None:
    hits = ask(searcher, Question(QUESTION, size=100)).results.hits
    assert len(hits) > ranking.RERANKED
    scores = [found.score for found in hits]
    assert scores == sorted(scores, reverse=True)


def test_a_short_query_is_left_as_the_engine_ranks_it(searcher: Searcher) -> None:

    request = Request(rewrite(parse("end of the day").query, ("en",)), facets=())
    assert likeness.search(searcher, request) == searcher.search(request)


def test_texts_without_words_in_common_or_without_words_keep_their_order() -> None:
    hits = (hit("a", "one", 3), hit("b", "two", 2), hit("c", "", 1))
    assert [found.document.id for found in likeness.reranked(hits)] == ["a", "b", "c"]
    assert likeness.reranked(()) == ()


def test_of_a_few_words_that_no_article_has_all_of_their_language_comes_first() -> None:
    with open_index("whoosh::likeness-few").write(rebuild=True) as writer:
        writer.add(Document("es", "", "Marconi en Roma", language="es"))
        writer.add(Document("de", "", "Marconi kam damals nach Rom und blieb", language="de"))
        writer.add(Document("de2", "", "Wann fand das Fest statt?", language="de"))
    searcher = open_searcher("whoosh::likeness-few")
    answer = ask(searcher, Question("Wann fand Marconi statt", facets=()))
    assert [hit.document.id for hit in answer.results.hits] == ["de2", "de", "es"]


def test_of_a_few_words_that_no_article_has_all_of_a_part_of_one_counts() -> None:
    with open_index("whoosh::likeness-parts").write(rebuild=True) as writer:
        writer.add(Document("a", "", "Die Welle am Strand war hoch.", language="de"))
        writer.add(Document("b", "", "Die Demonstration mit Funk war neu.", language="de"))
    searcher = open_searcher("whoosh::likeness-parts")
    answer = ask(searcher, Question("was war Funkdemonstration", facets=()))
    assert [hit.document.id for hit in answer.results.hits] == ["b", "a"]


def test_likeness_fades_for_a_sentence_of_which_the_best_article_lacks_little() -> None:
    asked = rewrite(parse(QUESTION).query, ("en",))
    parts = scored(asked)
    others = (hit("opera", OTHER, 6), hit("kin", KIN, 5.9))
    pasted = (hit("pasted", QUESTION + ", as the paper asks", 10), *others)
    assert likeness.reranked(pasted, parts) == likeness.reranked(pasted, parts, 0.0)
    partly = (hit("strike", STRIKE, 10), *others)
    assert likeness.reranked(partly, parts) != likeness.reranked(partly, parts, 0.0)
