"""what of a page is not the story: found where it is, and not seen where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, Span
from index.enrich import enrich, furniture
from index.enrich.furniture_table import KINDS, SECTION
from index.enrich.rules import PACKAGED, Rules

STORY = "The ministers met on Tuesday and agreed to meet again next month, officials said.\n\n"


def kinds(line: str) -> list[str]:
    text = f"{STORY}{line}\n\n{STORY}"
    found = furniture.find(text)
    return [span.kind for span in found if text[span.start : span.end] in line]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (", Comments 0 comments", "comments"),
        ("12 Comments", "comments"),
        ("Become a Member to leave a comment.Or login here.", "comments"),
        ("Reacties", "comments"),
        ("Laisser un commentaire", "comments"),
        ("0 комментариев", "comments"),
        ("コメント", "comments"),
        ("أضف تعليق", "comments"),
        ("LEES OOK. Hoe het kruitvat volledig explodeerde (+)", "related"),
        ("Lire aussi : Le plan du gouvernement", "related"),
        ("Lesen Sie auch: Was die Regierung plant", "related"),
        ("Leia também: o plano do governo", "related"),
        ("Читайте также: План правительства", "related"),
        ("اقرأ أيضا: خطة الحكومة", "related"),
        ("यह भी पढ़ें: सरकार की योजना", "related"),
        ("Baca juga: Rencana pemerintah", "related"),
        ("Xem thêm: Kế hoạch của chính phủ", "related"),
        ("Bunu da okuyun: Hükümetin planı", "related"),
        ("Share on Facebook", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("Udostępnij", "share"),
        ("分享到", "share"),
        ("© 2010 AFP", "copyright"),
        ("Copyright 2015 The Example. All rights reserved.", "copyright"),
        ("Alle Rechte vorbehalten", "copyright"),
        ("版权所有", "copyright"),
        ("- REUTERS", "credit"),
        ("(AFP)", "credit"),
        ("Source: Reuters", "credit"),
        ("责任编辑：王明", "credit"),
        ("A soldier stands guard. Photo: Ann Example/AFP", "caption"),
        ("The two at the embassy (Photo credit: Embassy in Paris)", "caption"),
        ("Le ministre à Paris. Crédit photo : Jean Exemple", "caption"),
        ("Zwei Soldaten am Tor. Foto: Eva Beispiel/dpa", "caption"),
        ("写真：共同通信", "caption"),
        ("Viet Nam News", "site"),
        ("Newspapers from Vietnam", "site"),
        ("Tags: Mali, Sahel, army", "tags"),
        ("Ключевые слова: Мали, армия", "tags"),
        ("Advertisement", "navigation"),
        ("広告", "navigation"),
        ("By Ann Example and Bob Sample", "byline"),
        ("Von Eva Beispiel", "byline"),
        ("Par Jean Exemple, Paris", "byline"),
        ("Автор: Иван Примеров", "byline"),
        ("Published: 8 January 2017", "date"),
        ("21 July 2017", "date"),
    ],
)
def test_furniture_is_known_by_its_words(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the army had taken the town.",
        "Copyright law has changed little since the court ruled.",
        "Comments by the minister drew criticism in the capital.",
        "Share prices fell in Tokyo on fears of a trade war.",
        "The bigger picture: it is all about money.",
        "Related parties said that they would appeal.",
        "Zum Thema Klimaschutz sagte der Minister, es sei genug getan.",
        "Von Köln aus fuhr die Delegation weiter nach Bonn.",
        "Pour aller plus loin dans la réforme, il faudra attendre.",
        "Source of the leak was a broken pipe, the company said.",
        "Print newspapers are losing readers, a study shows.",
        "記者会見で大臣は計画を発表した。",
        "撮影は来月から始まる予定だ。",
        "著作権法の改正案が提出された。",
        "등록금 인상에 반대하는 학생들이 모였다.",
        "วันที่ 5 มกราคม รัฐบาลเสนอแผนใหม่",
        "In January 2014 the two countries began to talk.",
        "He said (in Paris) that AFP was wrong.",
    ],
)
def test_prose_is_not_furniture(line: str) -> None:
    assert kinds(line) == []


def test_the_lines_below_a_heading_belong_to_it_until_prose_begins() -> None:
    text = f"{STORY}■関連記事\n・首相が訪問\n・大臣が会見\n\n{STORY}"
    assert [span.kind for span in furniture.find(text)] == ["related"] * 3


def test_a_paragraph_that_ends_with_an_agency_keeps_its_words() -> None:
    text = STORY.strip() + " (Reuters)"
    [span] = furniture.find(text)
    assert text[span.start : span.end] == "(Reuters)"


def test_a_caption_is_furniture_each_time_it_is_said() -> None:
    line = "The two at the embassy (Photo credit: Embassy in Paris)"
    assert len(furniture.find(f"{STORY}{line}\n\n{line}\n\n{STORY}")) == 2


def test_what_the_format_marked_is_merged_with_what_is_found() -> None:
    text = f"Menu\n{STORY}Weather Sport\n"
    at = text.index("Weather")
    document = enrich(Article(id="1", text=text, furniture=(Span(at, at + 13, "navigation"),)))
    assert document.body == STORY.strip()


def test_a_folder_of_ones_own_adds_rows_and_takes_rows_away(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "furniture.tsv").write_text(
        "site\tline\tThe Daily Example\n!\tcopyright\tstart\t©\n", encoding="utf-8"
    )
    rules = Rules(folder)
    text = f"The Daily Example\n{STORY}© 2010 AFP"
    assert [span.kind for span in furniture.find(text, rules)] == ["site"]
    assert [span.kind for span in furniture.find(text)] == ["copyright"]


def test_every_row_of_the_table_has_a_known_kind_and_use() -> None:
    uses = {"line", "heading", "start", "lead", "byline", "caption", "credit"}
    for kind, how, words in Rules().rows("furniture.tsv"):
        assert kind in {*KINDS, SECTION}
        assert how in uses
        assert words.strip()
    assert (PACKAGED / "furniture.tsv").exists()


TEXTS = st.lists(
    st.sampled_from(
        [
            "Comments",
            "© 2010 AFP",
            "Photo: Ann/AFP",
            "a",
            "21 July 2017",
            "■関連記事",
            "・x",
            STORY,
            "\r\n",
        ]
    )
    | st.text(max_size=30),
    max_size=12,
).map("\n".join)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_spans_are_sorted_disjoint_and_inside_and_the_body_keeps_every_offset(text: str) -> None:
    spans = enrich(Article(id="1", text=text)).furniture
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert span.kind in KINDS
        at = span.end
    body = furniture.blank(text, spans)
    assert len(body) == len(text)
    assert all(shown in {hidden, " "} for shown, hidden in zip(body, text, strict=True))
    assert body.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "byline",
    [
        "Par la rédaction", "By staff reporters", "Von der Redaktion", "Por la redacción",
        "A cura della redazione", "Door de redactie", "Da redação", "Redakcja", "Av redaktionen",
        "От редакции", "Редакція", "Haber Merkezi", "هيئة التحرير", "Tim Redaksi", "编辑部",
        "編集部", "편집부", "Toimitus", "निज प्रतिनिधि", "Mwandishi wetu",
    ],
)  # fmt: skip
def test_the_desk_that_signs_an_article_is_its_byline(byline: str) -> None:
    story = "The council backed a new bridge on Tuesday after a debate of six hours in the hall."
    document = enrich(Article(id="1", text=f"Council backs bridge\n\n{byline}\n\n{story}\n"))
    assert byline not in document.body
    assert story in document.body


def test_the_name_of_the_source_on_a_line_of_its_own_is_no_story() -> None:
    story = "The council backed a new bridge on Tuesday after a debate of six hours in the hall."
    text = f"Harbour Courier\n\nCouncil backs bridge\n\n{story}\n\nThe ferry stops in June."
    document = enrich(Article(id="1", text=text, source="Harbour Courier"))
    assert document.title == "Council backs bridge"
    assert "Harbour" not in document.body


@pytest.mark.parametrize(
    "line",
    [
        "standard.co.uk", "https://www.example.com/a/b", "BBC News, Johannesburg", "Dawn, Lahore",
        "Source : AFP", "Listen here on your chosen podcast platform.",
    ],
)  # fmt: skip
def test_a_site_is_known_by_its_address_or_its_office(line: str) -> None:
    text = f"{STORY}{STORY}{line}"
    assert [text[s.start : s.end] for s in furniture.find(text)] == [line]


@pytest.mark.parametrize(
    "line", ["Paris, London", "The Times, they are a-changin'", "U.S.", "3.14"]
)
def test_a_short_line_that_is_no_address_stays(line: str) -> None:
    assert not furniture.find(f"{STORY}{STORY}{line}")
