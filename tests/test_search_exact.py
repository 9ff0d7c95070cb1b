"""claims about `="exact form"`: it finds and marks that very form, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Document
from index.engines import open_index
from search.answer import Question, ask
from search.engines import open_searcher
from search.results import Hit
from search.searcher import Searcher

FORMS: dict[str, list[tuple[str, ...]]] = {
    "fr": [("élections", "elections", "électionś"), ("l’été", "l'ete"), ("cœur", "coeur")],
    "de": [("Straße", "Strasse"), ("schön", "schon"), ("Maße", "Masse")],
    "en": [
        ("résumé", "resume", "resumé"),
        ("we're", "were"),
        ("U.S.", "us"),
        ("1,234", "1234"),
        ("ﬁne", "fine"),
        ("naïve", "naive"),
    ],
    "tr": [("ılık", "ilik"), ("şık", "sık", "sik")],
    "vi": [("bà", "ba", "bã", "bạ")],
    "ru": [("всё", "все")],
    "uk": [("ґава", "гава")],
    "el": [("νόμος", "νομος")],
    "ar": [("إعلام", "اعلام", "أعلام"), ("مدرسة", "مدرسه"), ("كَتَبَ", "كتب"), ("على", "علي")],
    "fa": [("ایران", "ايران"), ("كتاب", "کتاب")],
    "he": [("שָׁלוֹם", "שלום")],
    "hi": [("ज़मीन", "जमीन")],
    "zh": [("臺灣", "台湾", "台灣"), ("國", "国")],
    "ja": [("ガス", "ｶﾞｽ"), ("ＮＨＫ", "NHK"), ("２０１５", "2015")],
    "unknown": [("٢٠١٥", "2015"), ("m²", "m2")],
}
CASES = [(code, forms) for code, every in FORMS.items() for forms in every]
AROUND = {"zh": "在{}的", "ja": "この{}に"}


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    with open_index("whoosh::exact").write(rebuild=True) as writer:
        for code, forms in CASES:
            for form in forms:
                text = AROUND.get(code, "x {} y").format(form)
                writer.add(Document(f"{code} {form}", "", text, language=code))
    return open_searcher("whoosh::exact")


def found(searcher: Searcher, text: str, code: str) -> dict[str, Hit]:
    """The articles in a language that a query finds, by their one form."""
    hits = ask(searcher, Question(f"{text} lang:{code}", size=50)).results.hits
    return {hit.document.id.partition(" ")[2]: hit for hit in hits}


def marked(hit: Hit) -> str:
    return "".join(text for text, match in hit.snippet.pieces if match)


@pytest.mark.parametrize(("code", "forms"), CASES)
def test_each_form_finds_itself_alone_and_is_marked(
    searcher: Searcher, code: str, forms: tuple[str, ...]
) -> None:
    for form in forms:
        for query in (f'="{form}"', f"={form}"):
            (only,) = found(searcher, query, code).items()
            assert only[0] == form
            assert marked(only[1]) in form
            assert marked(only[1])


@pytest.mark.parametrize(("code", "forms"), CASES)
def test_without_the_sign_all_forms_are_found(
    searcher: Searcher, code: str, forms: tuple[str, ...]
) -> None:
    for form in forms:
        assert set(forms) <= set(found(searcher, form, code))


@pytest.mark.parametrize(("code", "forms"), CASES)
def test_capitals_and_letters_in_parts_are_the_same_form(
    searcher: Searcher, code: str, forms: tuple[str, ...]
) -> None:
    if code == "tr":
        return  # I is the capital of ı, and of i
    for form in forms:
        for other in (form.title(), unicodedata.normalize("NFD", form), form.lower()):
            if unicodedata.normalize("NFC", other).lower() == form.lower():
                assert list(found(searcher, f'="{other}"', code)) == [form]


def test_the_capital_of_a_turkish_letter_is_that_of_its_language() -> None:
    with open_index("whoosh::dotless").write(rebuild=True) as writer:
        for id, text in (("ı", "ILIK"), ("i", "İLİK"), ("small", "ılık ilik")):
            writer.add(Document(f"tr {id}", "", text, language="tr"))
    searcher = open_searcher("whoosh::dotless")
    assert set(found(searcher, "=ılık", "tr")) == {"ı", "small"}
    assert set(found(searcher, "=ilik", "tr")) == {"i", "small"}
    assert set(found(searcher, "=İlik", "tr")) == {"i", "small"}


def texts(searcher: Searcher, query: str) -> list[str]:
    return sorted(hit.document.body for hit in ask(searcher, Question(query)).results.hits)


def test_exact_phrases_fields_and_combinations() -> None:
    with open_index("whoosh::phrases").write(rebuild=True) as writer:
        for n, (title, text) in enumerate(
            [
                ("El País", "el pais"),
                ("El Pais", "el país y el pais"),
                ("", "País: el. El pais"),
                ("", "pais el"),
            ]
        ):
            writer.add(Document(str(n), title, text, language="es"))
    searcher = open_searcher("whoosh::phrases")
    assert texts(searcher, 'body:="el país"') == ["el país y el pais"]
    assert texts(searcher, 'title:="el país"') == ["el pais"]
    assert texts(searcher, '="el país"') == ["el pais", "el país y el pais"]
    assert texts(searcher, 'body:="el pais"') == [
        "País: el. El pais",
        "el pais",
        "el país y el pais",
    ]
    assert texts(searcher, 'body:="país pais"~3') == ["País: el. El pais", "el país y el pais"]
    assert texts(searcher, "body:=país") == ["País: el. El pais", "el país y el pais"]
    assert texts(searcher, "body:=pais -body:=país") == ["el pais", "pais el"]
    assert texts(searcher, "body:(=país OR =país)") == ["País: el. El pais", "el país y el pais"]
    assert texts(searcher, "=paìs") == []


@given(st.text(alphabet="aàáAbçsßıIİé'’.,- ٣ىيأا日臺台ｶﾞガ\u0301\u200d", min_size=1, max_size=12))
def test_a_text_is_found_by_itself_as_it_is_written(text: str) -> None:
    with open_index("whoosh::itself").write(rebuild=True) as writer:
        writer.add(Document("it", "", text, language="unknown"))
    searcher = open_searcher("whoosh::itself")
    results = ask(searcher, Question(f'="{text}"')).results
    assert [hit.document.id for hit in results.hits] == ["it"]
