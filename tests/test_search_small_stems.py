"""claims about stems that words share with small ones."""

from index.analysis import asked
from index.article import Document
from index.engines import open_index
from search.answer import Question, ask
from search.engines import open_searcher
from search.small_stems import without


def terms_of(word: str, *languages: str) -> dict[str, tuple[str, ...]]:
    (left,) = without(asked(word, languages), languages)
    return dict(zip(left.terms, left.languages, strict=True))


def test_a_word_is_not_asked_for_by_the_stem_of_a_small_word() -> None:
    assert "~par" not in terms_of("Paris", "pt")
    assert "~par" not in terms_of("Paris", "pt", "en")
    assert "~com" not in terms_of("comida", "es", "en")
    assert "com" not in terms_of("come", "pt", "en")


def test_a_small_word_and_a_longer_stem_are_asked_for_as_ever() -> None:
    for word, language in (
        ("para", "pt"),
        ("governos", "pt"),
        ("derechos", "es"),
        ("Wahlen", "de"),
        ("個", "zh"),
    ):
        found = asked(word, (language, "en"))
        assert without(found, (language, "en")) == found


def test_a_language_in_which_the_stem_tells_something_keeps_it() -> None:
    kept = terms_of("come", "pt", "es", "de")
    assert "de" in kept["~com"]
    assert next(iter(kept)) == "come"


def test_a_name_is_found_before_small_words_of_another_language_and_without_them() -> None:
    with open_index("whoosh::small-stems").write(rebuild=True) as writer:
        for n in range(20):
            body = "Um plano para todos, para sempre, para o Brasil"
            writer.add(Document(f"pt{n}", "", body, language="pt"))
        writer.add(Document("fr", "", "Le maire de Paris a parlé hier", language="fr"))
        writer.add(Document("pt", "", "O prefeito de Paris falou ontem", language="pt"))
    answer = ask(open_searcher("whoosh::small-stems"), Question("Paris"))
    assert {hit.document.id for hit in answer.results.hits} == {"fr", "pt"}
