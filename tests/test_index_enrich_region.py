"""Regions of articles: by their countries, by name in many languages, by one's own table."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from index.article import UNKNOWN, Article, Document
from index.enrich import enrich
from index.enrich.country_codes import code_of_name
from index.enrich.region_tables import around, called, region_of, regions
from index.enrich.rules import DEFAULT, Rules, RulesError, load
from search.labels import label
from search.values import resolve

INTERFACE = ("en", "fr", "nl", "de", "es", "ar", "ja")


def derived(text: str, title: str = "", language: str | None = None) -> Document:
    return enrich(Article(id="1", text=text, title=title, language=language))


def test_an_article_about_a_country_is_about_its_regions() -> None:
    document = derived(
        "BAMAKO, May 3 - Mali's army said on Monday that a base in Mali was attacked."
    )
    assert document.countries == ("ML",)
    assert set(document.regions) == {"Africa", "West Africa", "Sahel"}


def test_a_country_that_is_only_mentioned_brings_no_region() -> None:
    text = "Mali's army said that a base in Mali was attacked. " * 4 + "A Thai tourist was there."
    document = derived(text)
    assert "TH" in document.mentioned
    assert "Asia" not in document.regions


def test_a_region_by_its_countries_says_which() -> None:
    document = derived("Leaders of Kenya and Uganda met in Nairobi. Kenya and Uganda signed.")
    found = [e for e in document.evidence if e.facet == "region" and e.value == "East Africa"]
    assert [e.rule for e in found] == ["contains KE, UG"]


def test_among_many_countries_one_alone_brings_no_region() -> None:
    article = Article("1", "They met.", countries=("FR", "DE", "BE", "NL", "LU", "JP"))
    document = enrich(article)
    assert {"Europe", "Western Europe", "Benelux"} <= set(document.regions)
    assert "East Asia" not in document.regions


def test_the_european_union_comes_by_its_name_and_not_by_its_members() -> None:
    assert "European Union" not in derived("Police in Germany arrested a man in Berlin.").regions
    document = derived("The European Commission wants new rules, a spokesman said on Tuesday.")
    assert document.regions == ("European Union", "Europe")


@pytest.mark.parametrize(
    ("language", "text", "region"),
    [
        ("en", "Violence is spreading across the Sahel, the United Nations said.", "Sahel"),
        ("fr", "La violence s'étend dans la zone sahélienne, dit l'ONU.", "Sahel"),
        (
            "de",
            "Die Gewalt in der Sahelzone nimmt zu, teilten die Vereinten Nationen mit.",
            "Sahel",
        ),
        ("nl", "Het geweld in de Sahel neemt toe, zeggen de Verenigde Naties.", "Sahel"),
        ("es", "La violencia crece en el Sahel, según las Naciones Unidas.", "Sahel"),
        ("ar", "تتزايد أعمال العنف في منطقة الساحل، وفقا للأمم المتحدة", "Sahel"),
        ("ja", "国連によると、サヘル地域で暴力が広がっている。", "Sahel"),
        ("ru", "Войска останутся на Ближнем Востоке, сообщило министерство.", "Middle East"),
        ("pl", "Wojska pozostaną na Bliskim Wschodzie, podało ministerstwo.", "Middle East"),
        ("it", "Le truppe restano in Medio Oriente, dice il ministero.", "Middle East"),
        ("pt", "As tropas ficam no Médio Oriente, diz o ministério.", "Middle East"),
        ("tr", "Birlikler Orta Doğu'da kalacak, bakanlık açıkladı.", "Middle East"),
        ("zh", "印太地区的安全形势受到各方关注。", "Indo-Pacific"),
        ("ko", "인도태평양 전략에 관한 회의가 열렸다.", "Indo-Pacific"),
        ("vi", "Hội nghị các nước Đông Nam Á khai mạc hôm nay.", "Southeast Asia"),
        ("cs", "Jednání o situaci na západním Balkáně pokračují.", "Balkans"),
        ("ja", "きょうのEU首脳会議で決まった。", "European Union"),
    ],
)
def test_a_region_is_found_by_name_with_its_place(language: str, text: str, region: str) -> None:
    document = derived(text, language=language)
    assert region in document.regions
    spans = [e for e in document.evidence if e.value == region and e.rule == "name"]
    assert spans
    assert all(e.words == text[e.start : e.end] for e in spans)


def test_a_region_brings_the_one_around_it() -> None:
    document = derived("Fishermen in the Gulf of Guinea fear pirates, a report said.")
    assert document.regions == ("Gulf of Guinea", "Africa")


def test_a_region_named_once_far_down_is_not_what_a_story_is_about() -> None:
    text = "Mali's army said that a base in Mali was attacked. " * 12
    assert "Latin America" not in derived(text + "Such raids are rare in Latin America.").regions


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Shares of Bank of America fell on Monday, the bank said.", "Americas"),
        ("The price of Amazon shares rose on Monday, traders said.", "Amazonia"),
        ("He will spend the arctic winter nights at home, he said.", "Arctic"),
        ("The eu is a Greek prefix that means good, she said.", "European Union"),
        ("He plays for the University of West Virginia in Morgantown.", "West Africa"),
        ("The daily «Africa» had the story first, a reader said.", "Africa"),
        ("A case of Middle East respiratory syndrome was confirmed.", "Middle East"),
    ],
)
def test_what_only_looks_like_a_region_is_none(text: str, region: str) -> None:
    assert region not in derived(text, language="en").regions


@pytest.mark.parametrize(
    ("language", "text", "region"),
    [
        ("ar", "أعلن الاتحاد الأوروبي لكرة القدم نتائج القرعة يوم الجمعة", "European Union"),
        ("zh", "中东欧国家领导人会晤今天举行。", "Middle East"),
        ("ja", "南アフリカで試合が行われた。", "South Asia"),
    ],
)
def test_a_longer_name_hides_the_region_in_it(language: str, text: str, region: str) -> None:
    assert region not in derived(text, language=language).regions


def test_the_name_of_a_country_is_no_name_of_a_region() -> None:
    text = "South Africa played on Monday. South Africa won, and South Africa rejoiced."
    document = derived(text, language="en")
    assert not [e for e in document.evidence if e.facet == "region" and e.rule == "name"]


def test_an_article_without_a_place_has_no_region_and_says_so() -> None:
    document = derived("The old bakery on the corner has new bread again, she said.")
    assert document.regions == ()
    assert any(e.facet == "region" and e.value == UNKNOWN for e in document.evidence)


def test_every_member_of_a_region_is_a_country_and_lies_in_those_around_it() -> None:
    for region in regions().values():
        assert all(code_of_name(code, DEFAULT) for code in region.members), region.name
        for outer in around(region.name):
            if region.by_country and regions()[outer].by_country:
                assert region.members <= regions()[outer].members | {"GL"}, (region.name, outer)


@pytest.mark.parametrize("language", INTERFACE)
def test_every_region_has_a_name_in_the_languages_of_the_site(language: str) -> None:
    unnamed = [region.name for region in regions().values() if not called(region, language)]
    assert unnamed == [] or set(unnamed) <= {"Melanesia", "Micronesia", "Polynesia"}
    assert label("region", "Sahel", "ar") == "الساحل الأفريقي"
    assert label("region", UNKNOWN, "fr") == "Inconnu"


def test_no_name_of_a_region_is_that_of_a_country() -> None:
    for language in INTERFACE:
        for region in regions().values():
            same = {form: code_of_name(form, DEFAULT) for form in called(region, language)}
            assert set(same.values()) <= {None} or region.name == "Micronesia", same


def test_a_query_names_a_region_in_any_language() -> None:
    for words in ("Sahel", "sahelzone", "サヘル", "منطقة الساحل", "zone sahélienne"):
        assert resolve("region", words) == resolve("region", "sahel") is not None, words
    assert region_of("Atlantis") is None


def own(folder: Path, name: str, text: str) -> Rules:
    (folder / name).write_text(text, encoding="utf-8")
    return load(str(folder))


def test_one_can_add_a_region(tmp_path: Path) -> None:
    own(tmp_path, "region-names.tsv", "Visegrád\ten\tVisegrád Four\n")
    rules = own(tmp_path, "regions.tsv", "Visegrád\t-\tcountry\tEurope\tCZ HU PL SK\n")
    text = "WARSAW, May 3 - Poland will vote in June, the government of Poland said."
    assert "Visegrád" in enrich(Article(id="1", text=text), rules).regions
    named = Article(id="1", text="A meeting of the Visegrád Four was called off.", language="en")
    assert enrich(named, rules).regions == ("Visegrád", "Europe")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("regions.tsv", "Visegrád\t-\tsometimes\tEurope\tCZ\n", "sometimes"),
        ("regions.tsv", "Visegrád\t-\tname\tEuropa\tCZ\n", "Europa"),
        ("regions.tsv", "Here\t-\tname\tHere\t-\n", "within itself"),
        ("region-names.tsv", "Visegrád\ten\tVisegrád Four\n", "Visegrád"),
    ],
)
def test_a_row_that_makes_no_sense_is_an_error(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(RulesError, match=message):
        enrich(Article(id="1", text="They met."), own(tmp_path, name, text))


@pytest.mark.parametrize(
    ("text", "language", "region"),
    [
        ("Sahelian leaders met on Monday.", "en", "Sahel"),
        ("Les juntes sahéliennes se réunissent lundi.", "fr", "Sahel"),
        ("Die nahöstlichen Staaten einigten sich.", "de", "Middle East"),
        ("Los líderes latinoamericanos se reunieron ayer.", "es", "Latin America"),
        ("European leaders met on Monday.", "en", "Europe"),
    ],
)
def test_a_region_is_named_by_its_adjective(text: str, language: str, region: str) -> None:
    assert region in derived(text, language=language).regions


def test_the_adjective_of_a_continent_alone_names_no_region() -> None:
    assert not derived("The European champion won the European Cup.", language="en").regions
    assert "Africa" not in derived("An African artist sings in Oslo.", language="en").regions


@pytest.mark.parametrize("language", ["en", "nl", "ja", "ar", "uk", "sw", "st"])
def test_the_table_of_names_from_cldr_says_what_cldr_says(language: str) -> None:
    table = {row[0]: row[1] for row in DEFAULT.rows("region-cldr.tsv", 2)}
    names = dict(pair.split("=") for pair in table[language].split("|") if pair != "-")
    known = dict(Locale.parse(language).territories) if names else {}
    assert {code: known[code] for code in names} == names
    assert len(names) > 25 or language == "st"
