import pytest

from index.article import Document
from index.engines import open_index
from search.answer import Question, ask, prepare, understood
from search.engines import open_searcher
from search.query import Filter, Sort
from search.searcher import Searcher

DOCUMENTS = (
    Document(
        "budget",
        "Government falls in France",
        "The French government fell after a vote on the budget. It had ruled since 2014.",
        language="en",
        countries=("FR",),
        year=2015,
        published="2015-03-10",
        topics=("politics and government",),
    ),
    Document(
        "cars",
        "Japan exports rise",
        "Exports of cars were running high in Japan; governments looked on.",
        language="en",
        countries=("JP",),
        year=2016,
        year_estimated=True,
        topics=("economy, business and finance",),
    ),
    Document(
        "yosan",
        "日本政府が予算を発表",
        "日本政府は新しい予算を発表した。東京都は反対した。",
        language="ja",
        countries=("JP",),
        year=2016,
        published="2016",
        topics=("politics and government",),
    ),
    Document(
        "vote",
        "Le gouvernement est tombé",
        "Le gouvernement est tombé après un vote. L’État reste.",
        language="fr",
        countries=("FR", "JP"),
        title_derived=True,
    ),
)


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    with open_index("whoosh::answers").write(rebuild=True) as writer:
        for document in DOCUMENTS:
            writer.add(document)
    return open_searcher("whoosh::answers")


def ids(searcher: Searcher, text: str, **filters: Filter) -> set[str]:
    return {hit.document.id for hit in ask(searcher, Question(text, filters)).results.hits}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"budget", "cars", "yosan", "vote"}),
        ("government", {"budget", "cars"}),
        ("=government", {"budget"}),
        ("gouvernements", {"vote"}),
        ('"french government"', {"budget"}),
        ('"government french"', set()),
        ('"government french"~3', {"budget"}),
        ("government -cars", {"budget"}),
        ("-government", {"yosan", "vote"}),
        ("exports OR vote", {"budget", "cars", "vote"}),
        ("govern*", {"budget", "cars"}),
        ("g?v*nment", {"budget"}),
        ("govermment~", {"budget"}),
        ("title:government", {"budget"}),
        ("body:exports", {"cars"}),
        ("日本", {"yosan"}),
        ("東京都", {"yosan"}),
        ("etat", {"vote"}),
        ("country:Frankrijk", {"budget", "vote"}),
        ("country:FR country:JP", {"vote"}),
        ("country:(FR OR JP) lang:en", {"budget", "cars"}),
        ("-country:FR", {"cars", "yosan"}),
        ("year:>2015", {"cars", "yosan"}),
        ("year:unknown", {"vote"}),
        ("date:2015-03", {"budget"}),
        ("date:2016", {"cars", "yosan"}),
        ("topic:politics", {"budget", "yosan"}),
        ("dated:stated", {"budget", "yosan"}),
        ("lang:ja OR lang:fr", {"yosan", "vote"}),
    ],
)
def test_each_form_of_the_query_language_finds_what_it_says(
    searcher: Searcher, text: str, expected: set[str]
) -> None:
    answer = ask(searcher, Question(text))
    found = set() if answer.relaxed else {hit.document.id for hit in answer.results.hits}
    assert found == expected


def test_filters_narrow_and_exclude(searcher: Searcher) -> None:
    assert ids(searcher, "", country=Filter(include=("FR",))) == {"budget", "vote"}
    assert ids(searcher, "", country=Filter(exclude=("FR",))) == {"cars", "yosan"}
    assert ids(searcher, "", year=Filter(low=2016)) == {"cars", "yosan"}


def test_estimated_years_can_be_left_out(searcher: Searcher) -> None:
    assert ids(searcher, "", dated=Filter(include=("stated",))) == {"budget", "yosan"}


def test_hits_come_with_title_and_passage_marked(searcher: Searcher) -> None:
    (hit,) = ask(searcher, Question("french government")).results.hits
    assert hit.title.html == "<mark>Government</mark> falls in France"
    assert "The <mark>French</mark> <mark>government</mark> fell" in hit.snippet.html


def test_a_derived_title_is_marked_like_the_text_it_comes_from(searcher: Searcher) -> None:
    (hit,) = ask(searcher, Question("gouvernement")).results.hits
    assert hit.title.html == "Le <mark>gouvernement</mark> est tombé"


def test_when_no_article_has_all_words_those_with_the_most_come_first(searcher: Searcher) -> None:
    answer = ask(searcher, Question("cars exports vote nonexistent"))
    assert answer.relaxed
    assert answer.results.hits[0].document.id == "cars"
    assert answer.missing == ("nonexistent",)
    assert answer.results.total == len(answer.results.hits) == 3


def test_words_that_tell_little_are_not_counted_when_none_has_them_all() -> None:
    with open_index("whoosh::little").write(rebuild=True) as writer:
        for n in range(30):
            writer.add(Document(str(n), "", f"was das ist und was es ist {n}", language="de"))
        writer.add(Document("told", "", "eine Sepsis, lange beschrieben", language="de"))
    answer = ask(open_searcher("whoosh::little"), Question("Was ist Sepsis?"))
    assert answer.relaxed
    assert answer.results.total == 31
    assert answer.results.hits[0].document.id == "told"


def test_a_relaxed_hit_says_which_words_it_lacks(searcher: Searcher) -> None:
    hits = ask(searcher, Question("cars exports vote nonexistent")).results.hits
    assert {hit.document.id: hit.lacking for hit in hits} == {
        "cars": ("vote", "nonexistent"),
        "budget": ("cars", "exports", "nonexistent"),
        "vote": ("cars", "exports", "nonexistent"),
    }
    assert ask(searcher, Question("government")).results.hits[0].lacking == ()


def test_a_query_that_finds_something_is_not_loosened(searcher: Searcher) -> None:
    answer = ask(searcher, Question("government french"))
    assert (answer.relaxed, answer.missing, answer.results.total) == (False, (), 1)


def test_a_relaxed_answer_keeps_filters_and_exclusions(searcher: Searcher) -> None:
    answer = ask(searcher, Question("exports vote nonexistent -cars", {"country": Filter(("FR",))}))
    assert answer.relaxed
    assert {hit.document.id for hit in answer.results.hits} == {"budget", "vote"}


def test_a_misspelt_word_gets_a_suggestion_that_finds_something(searcher: Searcher) -> None:
    answer = ask(searcher, Question("goverment country:FR"))
    assert answer.results.total == 0
    assert answer.suggestion == "government country:FR"
    assert ask(searcher, Question(answer.suggestion)).results.total == 1


def test_a_better_spelling_is_offered_also_where_no_article_has_all_words(
    searcher: Searcher,
) -> None:
    answer = ask(searcher, Question("goverment exprots vote"))
    assert answer.suggestion == "government exports vote"
    assert ask(searcher, Question(answer.suggestion)).results.total > answer.results.total


def test_a_form_that_no_article_has_is_offered_in_any_form(searcher: Searcher) -> None:
    for exact in ('="gövernment"', "=gövernment", '=gövernment ="exports"'):
        answer = ask(searcher, Question(exact))
        plain = ask(searcher, Question(exact.replace("=", "").replace('"', "")))
        assert answer.results.total < answer.suggestion_total == plain.results.total
        assert answer.suggestion == plain.question.text


def test_a_suggestion_that_would_find_nothing_is_not_made(searcher: Searcher) -> None:
    assert ask(searcher, Question("goverment country:MN")).suggestion is None
    assert ask(searcher, Question("xyzzyplugh")).suggestion is None
    assert ask(searcher, Question('="xyzzyplugh"')).suggestion is None
    assert ask(searcher, Question("government")).suggestion is None


def test_a_page_beyond_the_end_is_empty_and_tells_the_total(searcher: Searcher) -> None:
    answer = ask(searcher, Question("", page=1_000_000, size=10))
    assert (answer.results.total, answer.results.hits) == (4, ())


def test_pages_do_not_overlap_and_together_are_everything(searcher: Searcher) -> None:
    pages = [ask(searcher, Question("", page=page, size=3)).results.hits for page in (1, 2)]
    assert [len(page) for page in pages] == [3, 1]
    assert {hit.document.id for page in pages for hit in page} == {d.id for d in DOCUMENTS}


@pytest.mark.parametrize(("sort", "first"), [("newest", "yosan"), ("oldest", "budget")])
def test_order_by_date(searcher: Searcher, sort: Sort, first: str) -> None:
    hits = ask(searcher, Question("-exports", sort=sort)).results.hits
    assert hits[0].document.id == first
    assert hits[-1].document.id == "vote"


def test_facets_come_with_the_answer_and_can_be_left_out(searcher: Searcher) -> None:
    facets = ask(searcher, Question("government")).results.facets
    assert {bucket.value: bucket.count for bucket in facets["country"]} == {"FR": 1, "JP": 1}
    assert ask(searcher, Question("government", facets=())).results.facets == {}


def test_a_language_filter_narrows_the_forms_of_the_words(searcher: Searcher) -> None:
    question = Question("gouvernements", {"language": Filter(("en",))})
    assert ask(searcher, question).results.total == 0
    assert understood(searcher, question) != understood(searcher, Question("gouvernements"))


def test_a_server_can_prepare_before_the_first_question(searcher: Searcher) -> None:
    prepare()
    assert ask(searcher, Question("été country:Frankrijk")).parsed.notes == ()


@pytest.mark.parametrize("text", ["*", "(", "🎉", "a" * 20_000, "東" * 3_000, "-", '"', "a* " * 50])
def test_no_query_fails(searcher: Searcher, text: str) -> None:
    assert ask(searcher, Question(text)).results.total >= 0
