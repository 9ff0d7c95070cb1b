"""the year of an article: stated, estimated, or unknown, and never one for the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, Document
from index.enrich import dates, enrich
from index.enrich.story import Story
from index.enrich.year import Year, derive

BODY = "The ministers met on Tuesday and agreed to meet again next month, officials said.\n\n"
STORY_END = BODY * 8


def year_of(text: str, language: str = "en", **stated: object) -> Year:
    return derive(Story(Article(id="1", text=text, **stated), "", text, language))  # type: ignore[arg-type]


def test_what_the_source_states_wins_over_the_text() -> None:
    found = year_of("2 May 2014 - The plan was made in 2013.", published="2016-03-01")
    assert (found.year, found.published, found.estimated) == (2016, "2016-03-01", False)


def test_a_stated_year_alone_is_stated_without_a_date() -> None:
    found = year_of(BODY, year=1987)
    assert (found.year, found.estimated) == (1987, False)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("date 2020-01 The army will start new operations in the region.", "2020-01"),
        ("21 July 2017\nSince early this year the country has seen more cases.", "2017-07-21"),
        ("7 January 2004 Weekly report\nThe (14-27 December 2003) count rose.", "2004-01-07"),
        ("2 April 2014 - As at 1 April the ministry has reported more cases.", "2014-04-02"),
        ("16 September 2003Disease outbreak reported in the city.", "2003-09-16"),
        ("PARIS, January 8, 2017 (AFP) - Ministers met in Paris.", "2017-01-08"),
        ("A headline\n\nPublished: 8 January 2017, 10:30 GMT\n\n" + BODY, "2017-01-08"),
        ("Titel\n\nVeröffentlicht am 3. März 2021\n\n" + BODY, "2021-03-03"),
        ("Titre\n\nPublié le 1er août 2019 à 10h30\n\n" + BODY, "2019-08-01"),
        ("Заголовок\n\n8 января 2017 года\n\nМинистры встретились в Париже.", "2017-01-08"),
        ("题目\n\n2017年1月8日 10:30\n\n部长们在巴黎会面。", "2017-01-08"),
        (BODY * 3 + "Citable reference: Health Office (28 April 2022). Bulletin.", "2022-04-28"),
    ],
)
def test_a_date_that_the_page_states_is_stated(text: str, published: str) -> None:
    found = year_of(text)
    assert (found.published, found.estimated) == (published, False)
    [evidence] = found.evidence
    assert text[evidence.start : evidence.end] == evidence.words


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://example.org/2017/01/08/news", "2017-01-08"),
        ("https://example.org/world/2024/feb/24/news", "2024-02-24"),
        ("https://example.org/news-20170108-1.html", "2017-01-08"),
        ("https://example.org/2017/01/news", "2017-01"),
        ("https://example.org/2025-06-23-we-met/", "2025-06-23"),
    ],
)
def test_an_address_states_a_date(url: str, published: str) -> None:
    assert year_of(BODY, url=url).published == published


@pytest.mark.parametrize(
    "url", ["https://example.org/article/20199/x", "https://example.org/2099/01/"]
)
def test_a_number_in_an_address_is_not_always_a_year(url: str) -> None:
    assert year_of(BODY, url=url).year is None


def test_a_copyright_line_states_the_year_and_no_date() -> None:
    found = year_of(BODY + "It began in 2009.\n\n© 2010 AFP")
    assert (found.year, found.published, found.estimated) == (2010, None, False)


def test_a_range_of_copyright_years_is_the_sites_and_not_the_articles() -> None:
    found = enrich(Article(id="1", text=BODY + "It began in 2009.\n\n© 1998-2024 Example"))
    assert (found.year, found.year_estimated) == (2009, True)


def test_a_year_that_the_story_names_is_only_an_estimate() -> None:
    found = year_of("The dialogue began in January 2014, after talks in 2012.")
    assert (found.year, found.estimated, found.published, found.span) == (
        2014,
        True,
        None,
        (2014, 2015),
    )


@pytest.mark.parametrize(
    "text",
    [
        "The company, founded in 1998, aims to be free of carbon by 2030.",
        "Founded in 1998. The Agenda 2030 goals and Vision 2050.",
        "Founded in 1998. It sold 2019 dollars of goods, and 2020 people came.",
        "Le groupe, né en 1998, veut y parvenir d'ici 2023.",
        "Das Werk von 1998 soll bis 2024 schließen.",
        "It began in 1998; call 2011-2345 or 555.2012 for $2015.",
    ],
)
def test_aims_amounts_and_numbers_are_no_years(text: str) -> None:
    assert year_of(text).year == 1998


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("en", "The club was founded in 1998. A new stadium will open in 2021.", 1998),
        ("en", "The rules of 2016 hold. Mining could start in 2018, it said.", 2016),
        ("pt", "A lei é de 2016. Ele pretende concorrer em 2018.", 2016),
        ("fr", "Le pont date de 2015. Le métro devrait rouler en 2024.", 2015),
        ("zh", "公司成立于2016年。全线预计2025年建成。", 2016),
        ("ar", "تأسست الشركة عام 2010. ومن المقرر أن يفتتح المصنع عام 2016.", 2010),
        ("en", "A new stadium will open in 2021.", 2021),
        ("en", "Prices fell. It was built in 2016.", 2016),
    ],
)
def test_a_plan_counts_only_where_no_other_year_is_named(
    language: str, text: str, year: int
) -> None:
    assert year_of(text, language).year == year


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("en", "The town marked the 20th anniversary of the tsunami of 2004.", 2024),
        ("en", "They met in 2004. On its tenth anniversary they sang.", 2004),
        ("fr", "Le 40e anniversaire du traité signé en 1980.", 2020),
        ("de", "Der 30. Jahrestag der Wahl von 1990 wurde gefeiert.", 2020),
        ("ja", "1990年の創業から25周年を迎えた。", 2015),
        ("en", "The 20th anniversary of the treaty of 1998 fell in 2018.", 2018),
        ("en", "The 900th anniversary of the siege of 1999.", 1999),
    ],
)
def test_an_anniversary_is_so_many_years_later(language: str, text: str, year: int) -> None:
    assert year_of(text, language).year == year


@pytest.mark.parametrize("text", ["the 1990s", "den 1990er Jahren", "1990年代", "the late 1990's"])
def test_a_decade_is_no_year(text: str) -> None:
    assert year_of(f"It began in 1985 and went on in {text} as well.").year == 1985


def test_the_end_of_a_span_of_years_is_no_aim() -> None:
    assert (
        year_of("In den Jahren 2020 bis 2023 wurde der Betrieb nicht geprüft.", "de").year == 2023
    )


def test_a_year_in_the_headline_counts() -> None:
    document = enrich(Article(id="1", title="Games of 2016: the opening", text=BODY))
    [evidence] = [e for e in document.evidence if e.facet == "year"]
    assert (document.year, evidence.place, evidence.words) == (2016, "title", "2016")


def test_a_date_far_down_in_the_story_is_not_its_date() -> None:
    found = year_of(
        BODY * 10 + "\n\nThe town was founded on 3 May 1850 - a cold day, they say.\n\n" + BODY * 10
    )
    assert found.estimated


@pytest.mark.parametrize(
    "text",
    [
        "The company said that the payment\nis due on April 2, 1992.\nIt gave no reason.",
        "The company said on February 20, 1986, its predecessor\nhad sold all its shares.",
        "全国铁路累计完成固定资产投资1574.6亿元\n\n新设经营主体2480.8万户",
        "2012年1月7日より公開となる映画のポスターが公開された。\n\n詳細は不明。",
        STORY_END + "ソフトウェアの本 秀和システム出版(2011-12-01)",
    ],
)
def test_a_date_inside_prose_or_a_list_states_nothing(text: str) -> None:
    assert year_of(text).estimated or year_of(text).year is None


def test_a_line_that_says_when_a_page_was_updated_only_bounds_its_year() -> None:
    found = year_of(BODY + "更新时间：2023-09-04T14:24:59.108Z")
    assert (found.year, found.estimated) == (2023, True)


def test_no_year_is_unknown_and_says_so() -> None:
    document: Document = enrich(Article(id="1", text=BODY))
    assert document.year is None
    assert not document.year_estimated
    assert [e.value for e in document.evidence if e.facet == "year"] == ["unknown"]


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "on Jan. 8, 2017 in", "2017-01-08"),
        ("en", "since 03/04/2017 and", "2017"),
        ("de", "am 3.4.2017 in", "2017-04-03"),
        ("es", "el 8 de enero de 2017", "2017-01-08"),
        ("hu", "2017. január 8-án", "2017-01-08"),
        ("lt", "2017 m. sausio 8 d.", "2017-01-08"),
        ("ko", "2017년 1월 8일", "2017-01-08"),
        ("ar", "٨ يناير ٢٠١٧", "2017-01-08"),
        ("th", "8 มกราคม 2560", "2017-01-08"),
        ("hr", "5. listopada 2019.", "2019-10-05"),
        ("pl", "5 listopada 2019 r.", "2019-11-05"),
        ("vi", "ngày 8 tháng 1 năm 2017", "2017-01-08"),
        ("en", "31 November 2017", "2017-11"),
        ("ga", "8 Deireadh Fómhair 2017", "2017-10-08"),
    ],
)
def test_dates_are_read_in_many_languages(language: str, text: str, iso: str) -> None:
    [mention] = dates.find(text, language)
    assert mention.iso == iso


@settings(deadline=None)
@given(st.text(max_size=200) | st.from_regex(r"[0-9 ./年月日-]{0,40}"))
def test_dates_in_any_text_are_in_order_and_inside(text: str) -> None:
    at = 0
    for mention in dates.find(text):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
