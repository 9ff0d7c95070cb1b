"""the language of a text, and what a source states about it."""

from __future__ import annotations

import pytest

from index.article import UNKNOWN, Article
from index.enrich import enrich
from index.enrich.language import detect, tag

SENTENCES = {
    "af": "Die regering het gesê dat dit nie meer geld vir die skole sal hê nie.",
    "ar": "قال وزير الخارجية إن المحادثات التي جرت بين البلدين كانت مثمرة.",
    "bg": "Министърът каза, че правителството ще представи нов план през следващата седмица.",
    "cs": "Ministr uvedl, že vláda předloží nový plán, který se týká všech škol.",
    "da": "Ministeren siger, at regeringen efter mødet også vil se på, hvad der kan gøres.",
    "de": "Der Minister sagte, die Regierung werde nach der Sitzung einen neuen Plan vorlegen.",
    "el": "Ο υπουργός δήλωσε ότι η κυβέρνηση θα παρουσιάσει νέο σχέδιο.",
    "en": "The minister said the government would present a new plan after the meeting.",
    "es": "El ministro dijo que el gobierno presentará un nuevo plan después de la reunión.",
    "fa": "وزیر خارجه گفت که این گفتگوها برای هر دو کشور مفید بوده است.",
    "fi": "Ministeri sanoo, että hallitus esittelee uuden suunnitelman kokouksen jälkeen.",
    "fr": "Le ministre a dit que le gouvernement présenterait un nouveau plan après la réunion.",
    "he": "השר אמר כי הממשלה תציג תוכנית חדשה לאחר הישיבה.",
    "hi": "मंत्री ने कहा कि सरकार बैठक के बाद एक नई योजना पेश करेगी।",
    "hu": "A miniszter szerint a kormány az ülés után új tervet mutat be.",
    "id": "Menteri mengatakan bahwa pemerintah akan menyampaikan rencana baru setelah rapat.",
    "it": "Il ministro ha detto che il governo presenterà un nuovo piano dopo la riunione.",
    "ja": "大臣は、政府が会議の後に新しい計画を発表すると述べた。",
    "ko": "장관은 정부가 회의 후에 새로운 계획을 발표할 것이라고 말했다.",
    "ms": "Menteri berkata kerajaan akan membentangkan rancangan baharu selepas mesyuarat itu.",
    "nl": "De minister zei dat de regering na de vergadering een nieuw plan zal voorstellen.",
    "no": "Ministeren sier at regjeringen etter møtet også skal se på hva som kan gjøres.",
    "pl": "Minister powiedział, że rząd przedstawi nowy plan po posiedzeniu.",
    "pt": "O ministro disse que o governo apresentará um novo plano depois da reunião.",
    "ro": "Ministrul a spus că guvernul va prezenta un plan nou după ședință.",
    "ru": "Министр заявил, что правительство представит новый план после заседания.",
    "sv": "Ministern säger att regeringen ska lägga fram en ny plan efter mötet.",
    "sw": "Waziri alisema kwamba serikali itawasilisha mpango mpya baada ya mkutano.",
    "th": "รัฐมนตรีกล่าวว่ารัฐบาลจะเสนอแผนใหม่หลังการประชุม",
    "tr": "Bakan, hükümetin toplantıdan sonra yeni bir plan sunacağını söyledi.",
    "uk": "Міністр заявив, що уряд представить новий план після засідання.",
    "ur": "وزیر نے کہا کہ حکومت اجلاس کے بعد ایک نیا منصوبہ پیش کرے گی۔",
    "vi": "Bộ trưởng nói rằng chính phủ sẽ trình bày một kế hoạch mới sau cuộc họp.",
    "zh": "部长表示，政府将在会议之后提出新的计划。",
}

HAWAIIAN = (
    "Ua hānau kūʻokoʻa ʻia nā kānaka apau loa, a ua kau like ka hanohano a me nā pono kīvila"
    " ma luna o lākou, ua hāʻawi ʻia mai ka noʻonoʻo."
)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_enough_to_know_its_language(code: str) -> None:
    assert detect(SENTENCES[code]).code == code


def test_both_written_forms_of_chinese_are_chinese() -> None:
    assert detect("部長表示，政府將在會議之後提出新的計劃。").code == "zh"


@pytest.mark.parametrize("text", ["", "   \n", "1234 5678", "!!! ???", "x y", "🙂🙂🙂", "ok"])
def test_what_has_no_language_is_unknown(text: str) -> None:
    assert detect(text).code == UNKNOWN


def test_a_text_of_two_scripts_in_equal_parts_is_unknown() -> None:
    assert detect("Правительство обсуждает новый The government discusses the").code == UNKNOWN


def test_a_language_that_is_not_served_is_unknown() -> None:
    hawaiian = (
        "Ua hānau kūʻokoʻa ʻia nā kānaka apau loa, a ua kau like ka hanohano a me nā pono kīvila"
    )
    assert detect(hawaiian + " ma luna o lākou, ua hāʻawi ʻia mai ka noʻonoʻo.").code == UNKNOWN


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en-US", "en"),
        ("EN_gb", "en"),
        ("English", "en"),
        ("Deutsch", "de"),
        ("eng", "en"),
        ("nb-NO", "no"),
        ("nn", "no"),
        ("zh-Hant-TW", "zh"),
        ("iw", "he"),
        ("haw", "haw"),
        ("", None),
        (None, None),
        ("und", None),
        ("klingon tongue", None),
    ],
)
def test_what_a_source_calls_a_language_becomes_its_code(stated: str, code: str | None) -> None:
    assert tag(stated) == code


def test_the_stated_language_of_a_short_text_is_kept() -> None:
    assert enrich(Article(id="1", text="Bom dia", language="pt-BR")).language == "pt"


def test_a_stated_language_gives_way_to_a_text_that_plainly_speaks_another() -> None:
    document = enrich(Article(id="1", text=SENTENCES["de"] * 3, language="en"))
    assert document.language == "de"
    [why] = [e for e in document.evidence if e.facet == "language"]
    assert "not en" in why.rule


def test_a_stated_language_that_we_cannot_recognise_is_kept() -> None:
    text = (
        "Ua hānau kūʻokoʻa ʻia nā kānaka apau loa, a ua kau like ka hanohano a me nā pono kīvila."
    )
    assert enrich(Article(id="1", text=text * 2, language="haw")).language == "haw"


TABLE = """HARBOUR LAMPS INC <HLI> 4TH QTR NET
Shr one dlr vs 73 cts
Net 12.6 mln vs 15.8 mln
Revs 337.3 mln vs 315.2 mln
Nine mths
Shr 3.07 dlrs vs 3.08 dlrs
Net 66 mln vs 66.2 mln
Revs 1.12 billion vs 998.0 mln"""


def test_one_word_said_again_and_again_in_a_table_is_no_language() -> None:
    assert detect(TABLE).code in {"en", UNKNOWN}
    assert detect("Net 12 vs 15\nNet 66 vs 67\nNet 1,180,000 vs 640,000").code in {"en", UNKNOWN}


def test_luxembourgish_prose_is_still_found() -> None:
    text = "D'Regierung huet gesot, datt d'Schoulen net zou gemaach ginn an och net méi spéit."
    assert detect(text).code == "lb"


@pytest.mark.parametrize(
    "text",
    [
        "Austria beat Australia in Vienna.",
        "Real Madrid 3 FC Barcelona 1",
        "Roger Federer - Rafael Nadal 6:4 6:3",
        "Brazil vs Argentina",
        "1. Max Verstappen, Red Bull, 1:34:05",
        "Angela Merkel, Emmanuel Macron, Boris Johnson",
        "Kofi Annan, Ban Ki-moon, António Guterres",
        "Xi Jinping Li Keqiang Wang Yi",
        "Muammar al-Gaddafi",
        "Владимир Путин",
        "Москва, Киев, Минск",
        "AAPL 150.2 MSFT 300.1 GOOG 2800",
        "Bundestag",
        "aaaaaaaaaaaaaaaaaaaaaa",
        "for (int i = 0; i < n; i++) { sum += a[i]; }",
    ],
)
def test_names_results_and_programs_are_in_no_language(text: str) -> None:
    assert detect(text).code == UNKNOWN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("France beat Germany", "en"),
        ("Police kill two in Lagos", "en"),
        ("Trump et Poutine se rencontrent", "fr"),
        ("Bayern München gegen Borussia Dortmund", "de"),
        ("Gabriel García Márquez y Mario Vargas Llosa", "es"),
        ("Rutte naar Washington", "nl"),
        ("Lula viaja à China", "pt"),
        ("Путин прилетел в Пекин", "ru"),
        ("Зеленський у Брюсселі", "uk"),
        ("Kenyatta ziarani Uganda", "sw"),
    ],
)
def test_a_word_that_is_no_name_tells_the_language_of_a_headline(text: str, code: str) -> None:
    assert detect(text).code == code
