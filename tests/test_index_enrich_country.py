"""what the countries of a story promise."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.enrich.country import Countries, code_of, codes_of, derive
from index.enrich.rules import RulesError, load
from index.enrich.story import Story


def countries(text: str, language: str = "en", title: str = "", **stated: object) -> Countries:
    return derive(Story(Article("1", text, **stated), title, text, language))  # type: ignore[arg-type]


def named(text: str, language: str = "en") -> set[str]:
    found = countries(text, language)
    return {*found.about, *found.mentioned}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Frankrijk", "FR"), ("FRANCE", "FR"), ("fr", "FR"), ("fra", "FR"), ("法国", "FR"),
        ("Côte d'Ivoire", "CI"), ("cote d’ivoire", "CI"), ("Ivory Coast", "CI"), ("uk", "GB"),
        ("USA", "US"), ("U.S.", "US"), ("Niger", "NE"), ("Nigeria", "NG"), ("Soviet Union", "SU"),
        ("Verenigde Staten", "US"), ("Турция", "TR"), ("nowhere", None), ("", None), ("xx", None),
        ("Congo", None), ("Korea", None), ("Turkey", "TR"), ("Türkiye", "TR"), ("SU", "SU"),
        ("Burma", "MM"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_any_name_and_by_its_codes(name: str, code: str | None) -> None:
    assert code_of(name) == code


def test_evidence_points_at_the_words_it_rests_on() -> None:
    text = "Talks in Bamako. The Malian president met Dutch officers of the U.N. in Paris, Tex."
    found = countries(text, title="Mali hosts talks")
    assert found.evidence
    for evidence in found.evidence:
        source = "Mali hosts talks" if evidence.place == "title" else text
        assert source[evidence.start : evidence.end] == evidence.words
        assert 0 < evidence.confidence <= 1


def test_evidence_is_of_the_facet_for_what_a_story_is_about_and_mentioned_for_the_rest() -> None:
    text = "Mali. Mali's army took Kidal. Malian soldiers rested. " + "Much later, " * 20 + "Peru."
    found = countries(text, title="Mali")
    assert found.about == ("ML",)
    assert found.mentioned == ("PE",)
    assert {e.facet for e in found.evidence if e.value == "ML"} == {"country"}
    assert {e.facet for e in found.evidence if e.value == "PE"} == {"mentioned"}


def test_what_a_source_states_is_what_a_story_is_about() -> None:
    found = countries("The French president visited Madrid.", countries=("Frankrijk", "ITA"))
    assert found.about == ("FR", "IT")
    assert found.mentioned == ("ES",)
    assert [e.words for e in found.evidence if e.rule == "stated"] == ["Frankrijk", "ITA"]


def test_a_statement_that_names_no_country_is_passed_over() -> None:
    assert countries("A visit to Rome.", countries=("Utopia",)).about == ("IT",)


def test_niger_is_not_nigeria() -> None:
    assert named("The borders of Niger, Mali and Chad are closed.") == {"NE", "ML", "TD"}
    assert named("Nigerian troops left Nigeria.") == {"NG"}
    assert named("Nigerien troops returned to Niamey.") == {"NE"}
    assert named("Des soldats nigériens et des soldats nigérians.", "fr") == {"NE", "NG"}
    assert named("Nigeriaanse soldaten.", "nl") == {"NG"}


@pytest.mark.parametrize(
    ("language", "niger", "nigeria"),
    [
        ("fi", "Niger", "Nigeria"), ("tr", "Nijer", "Nijerya"), ("sq", "Niger", "Nigeri"),
        ("ru", "Нигер", "Нигерия"), ("nl", "Niger", "Nigeria"), ("ar", "النيجر", "نيجيريا"),
    ],
)  # fmt: skip
def test_no_ending_makes_nigeria_of_niger(language: str, niger: str, nigeria: str) -> None:
    assert countries(niger, language).about == ("NE",)
    assert countries(nigeria, language).about == ("NG",)


def test_the_guineas_are_told_apart() -> None:
    assert named("Piracy in the Gulf of Guinea rose.") == set()
    assert named("Ships of Equatorial Guinea and Guinea-Bissau.") == {"GQ", "GW"}
    assert named("Guinea is not Papua New Guinea, nor is New Guinea.") == {"GN", "PG"}
    assert named("They tested it on guinea pigs.") == set()
    assert named("Piraterij in de Golf van Guinee.", "nl") == set()


def test_georgia_is_the_country_unless_its_surroundings_are_american() -> None:
    assert named("Georgia and Russia closed their border.") == {"GE", "RU"}
    assert named("Voters in Georgia, Florida and Alabama.") == {"US"}
    assert named("Georgia won. Georgian players danced in Atlanta and in Texas.") == {"GE", "US"}


def test_a_city_before_georgia_says_which_one_it_is() -> None:
    for city in ("Savannah", "Columbus", "Athens"):
        assert named(f"Voters in {city}, Georgia, stayed at home.") == {"US"}
    for city in ("Batumi", "Kutaisi"):
        assert named(f"Voters in {city}, Georgia, stayed at home.") == {"GE"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Michael Jordan scored again.", set()),
        ("Jordan Peterson gave a talk.", set()),
        ("Troops stationed in Jordan went home.", {"JO"}),
        ("King Abdullah of Jordan spoke.", {"JO"}),
        ("Minister Chad Wolf resigned.", set()),
        ("The army of Chad advanced.", {"TD"}),
        ("Defence minister Florence Parly came.", set()),
        ("A museum in Florence reopened.", {"IT"}),
        ("President George Washington wrote it.", {"US"}),
        ("Paris Hilton sang.", set()),
    ],
)
def test_people_are_not_places(text: str, expected: set[str]) -> None:
    assert named(text) - {"US"} == expected - {"US"}


@pytest.mark.parametrize(
    "text",
    [
        "It is nice to have a bath before the sale.",
        "Reading a book on the bar, of course.",
        "Nice work! Bath time. Sale now on. Reading is fun.",
    ],
)
def test_everyday_words_are_not_cities(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia beat Tech in Atlanta, and the Georgia governor praised them.", "US"),
        ("Tbilisi said Georgia would not yield to Russia.", "GE RU"),
        ("Jordan Pickford saved a penalty for Everton.", ""),
        ("Chad Smith, the drummer, joined the band.", ""),
        ("She bought china and a turkey for the turkey dinner.", ""),
        ("American Airlines and Turkish Airlines cancelled flights.", ""),
        ("The Bank of England raised rates.", "GB"),
        ("He fled to the Lebanon in 1976.", "LB"),
        ("The Kremlin and the White House traded barbs.", "RU US"),
        ("Voters in New England favour him.", "US"),
        ("St Petersburg hosted the forum.", "RU"),
        ("A hurricane hit St. Petersburg, Florida.", "US"),
        ("Fires burned in Victoria, Australia.", "AU"),
        ("Queen Victoria reigned long.", ""),
        ("A strike closed Birmingham Airport.", "GB"),
        ("A strike in Birmingham, Alabama, ended.", "US"),
        ("Students at Cambridge protested.", "GB"),
        ("Harvard is in Cambridge, Massachusetts.", "US"),
        ("Fighting broke out in Tripoli, the Libyan capital.", "LY"),
        ("Clashes in Tripoli, Lebanon, left two dead.", "LB"),
        ("Talks in Tripoli, Lebanon and Egypt failed.", "LY LB EG"),
        ("Lebanon, Pennsylvania, is a town.", "US"),
        ("Protesters marched in Santiago, Chile.", "CL"),
        ("Santiago Bernabeu was president of the club.", ""),
        ("A farmer near Paris, Texas, lost his herd.", "US"),
        ("Northern Ireland and Ireland agreed.", "GB IE"),
        ("Moscow, Idaho, mourns four students.", "US"),
        ("The Panama Papers named many.", ""),
        ("Brazil nuts and Swiss cheese are on the menu.", ""),
        ("The Dominican Republic and Dominica both host it.", "DO DM"),
        ("Samoa and American Samoa", "WS AS"),
        ("Inner Mongolia lies in the north.", "CN"),
    ],
)  # fmt: skip
def test_names_that_mislead(text: str, expected: str) -> None:
    assert named(text) == set(expected.split())


def test_divers_from_abroad_do_not_make_a_rescue_theirs() -> None:
    text = (
        "Rescuers found the boys in the Tham Luang cave in Chiang Rai. Thailand cheered. British "
        "divers reached them first. The British men had come to Thailand days before."
    )
    assert countries(text, title="Thai boys found alive in cave").about[0] == "TH"


def test_a_province_counts_beside_a_word_that_says_so() -> None:
    assert named("Cases were reported in Uige Province.") == {"AO"}
    assert named("The province of Uige is closed.") == {"AO"}
    assert named("Uige, Angola, is closed.") == {"AO"}
    assert named("Mary met Most in Lugar.") == set()


def test_the_address_of_an_institute_does_not_make_a_story_about_its_country() -> None:
    text = "Cases rose in Uige Province. Samples went to the National Institute in Oslo, Norway."
    assert countries(text).about == ("AO",)
    assert countries(text).mentioned == ("NO",)


def test_a_virus_is_no_country_of_the_story() -> None:
    text = "Uganda reported cases of Sudan virus. Uganda closed schools. Sudan virus is rare."
    assert countries(text).about == ("UG",)


def test_the_country_of_a_territory_is_only_named_with_it() -> None:
    found = countries("Cases rose in Cayenne, French Guiana, France. Cayenne closed its schools.")
    assert found.about == ("GF",)
    assert found.mentioned == ("FR",)


def test_a_survey_is_about_all_that_weigh_alike() -> None:
    said = "In {0} the harvest was good, growers said at the end of the rain. Now {0} sells. "
    names = ("Peru", "Chile", "Kenya", "Ghana", "India", "Laos", "Egypt")
    survey = "".join(map(said.format, names))
    assert set(countries(survey).about) == {"PE", "CL", "KE", "GH", "IN", "LA", "EG"}
    assert countries(survey + "Peru grew most, said Peru. " * 9).about == ("PE",)


def test_a_list_at_the_end_of_a_long_story_is_a_footnote() -> None:
    story = "Peru votes. " + "In Peru they wait for the count of the votes. " * 60
    found = countries(f"{story} 1 The countries of the survey are {LISTED}.")
    assert found.about == ("PE",)


def test_a_list_that_the_opening_counts_is_no_footnote() -> None:
    count = len(LISTED.split(", "))
    story = "In Peru they wait for news of the wheat. " * 80
    told = f"{count} countries have agreed on wheat. {story} 1 The countries are {LISTED}."
    assert len(countries(told).about) == 1 + count
    assert countries(told.replace(str(count), "Some")).about == ("PE",)


def test_a_list_does_not_hide_the_country_that_a_story_dwells_on() -> None:
    story = "Peru found a bad batch of milk. " + "Peru tells its shops and warns its people. " * 20
    assert countries(f"{story} Sold in {LISTED}. {story}").about == ("PE",)


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "Worldwide more than 190 countries and territories report colds."),
        ("fr", "Plus de 190 pays et territoires signalent des rhumes."),
        ("de", "Mehr als 190 Länder melden Erkältungen."),
        ("ru", "Более 190 стран сообщают о простуде."),
    ],
)
def test_countries_of_a_story_about_many_more_are_examples(language: str, opening: str) -> None:
    names = {
        "en": "Peru, Chile, Kenya, Ghana, India, Laos, Egypt, Japan, Japan",
        "fr": "Pérou, Chili, Kenya, Ghana, Inde, Laos, Égypte, Japon, Japon",
        "de": "Peru, Chile, Kenia, Ghana, Indien, Laos, Ägypten, Japan, Japan",
        "ru": "Перу, Чили, Кения, Гана, Индия, Лаос, Египет, Япония, Япония",
    }[language]  # fmt: skip
    story = opening + " " * 200 + ". ".join(reversed(names.split(", ")))
    assert countries(story, language).about == ("JP",)
    assert len(countries(story.replace("190", "9"), language).about) == 8


def test_a_country_that_heads_a_section_is_what_a_story_is_about() -> None:
    text = "Guinea counts the sick. " + "Guinea sends nurses, Guinea says. " * 20
    sections = f"{text}\nLiberia\nNobody fell ill in the last week, doctors said.\nMali: As of\n"
    sections += "18 July the ministry watches two villages near the river."
    assert set(countries(sections).about) == {"GN", "LR", "ML"}
    menu = f"{text}\nLiberia\nMali\nSenegal\n"
    assert countries(menu).about == ("GN",)


def test_us_is_a_country_and_us_is_not() -> None:
    assert named("It reminded us of home.") == set()
    assert named("The US embassy and U.S. forces.") == {"US"}
    assert named("The US-led coalition.") == {"US"}


def test_an_abbreviation_is_written_in_capitals() -> None:
    assert named("De VN-missie in Mali.", "nl") == {"ML"}
    assert named("De VS en het VK.", "nl") == {"US", "GB"}
    assert named("we gaan vs hen", "nl") == set()
    assert named("Ms. Smith and M.S. Dhoni") == set()


def test_which_congo_and_which_korea_is_for_the_article_to_say() -> None:
    assert countries("Congo. The capital Kinshasa.").about == ("CD",)
    assert countries("Congo. The capital Brazzaville. Republic of Congo.").about == ("CG",)
    assert named("Korea fired a missile, said Pyongyang.") == {"KP"}
    assert named("Korea exports chips, said Seoul.") == {"KR"}


def test_both_halves_of_a_hyphenated_pair_count() -> None:
    assert named("the Russia-ukraine's conflict") == {"RU", "UA"}
    assert named("a French-German plan") == {"FR", "DE"}


@pytest.mark.parametrize(
    "text",
    [
        "It was in Le Monde and in Viet Nam News.",
        "The Paris Agreement and the Geneva Conventions.",
        "Ships in the South China Sea and the Sea of Japan.",
        "A Latin American or North African country.",
        "The Indian Ocean and the Persian Gulf.",
        "States Parties to the convention and its Member States.",
    ],
)
def test_phrases_that_contain_a_country_and_mean_none(text: str) -> None:
    assert named(text) == set()


def test_columbia_is_not_colombia() -> None:
    assert named("Columbia University, District of Columbia") <= {"US"}
    assert named("Colombia's president") == {"CO"}


def test_a_state_after_a_comma_says_which_town_is_meant() -> None:
    assert named("He lives in Paris, Texas.") == {"US"}
    assert named("BIRMINGHAM, Ala., March 6 - Energen Corp said") == {"US"}
    assert named("A fire in London, Ontario, was put out.") == {"CA"}
    assert named("Despite the accusations, Ma won.") == set()


def test_the_place_of_a_dateline_weighs_more_than_a_country_in_passing() -> None:
    found = countries("DAKAR, Feb 26 (Reuters) - Farmers fear rain. French firms and Spain wait.")
    assert found.about[0] == "SN"
    assert "dateline" in {e.rule for e in found.evidence if e.value == "SN"}


def test_a_currency_hardly_counts() -> None:
    found = countries("Kenya borrows. Kenya needs 5 million U.S. dollars, Kenya says.")
    assert found.about == ("KE",)


LISTED = (
    "Austria, Belgium, Chile, Denmark, Egypt, Finland, Ghana, Hungary, Israel, Japan, Kenya, Laos"
)


def test_a_story_that_is_a_list_is_about_every_country_of_it() -> None:
    assert len(countries(f"WHO says so. Brazil reported 9 cases. Cases: {LISTED}.").about) == 13


def test_countries_named_far_apart_are_no_list() -> None:
    story = "Peru votes. " + "In Peru they wait. " * 9
    asked = "Nobody was asked by anyone at all about this in {} until now. "
    found = countries(story + "".join(map(asked.format, LISTED.split(", "))))
    assert found.about == ("PE",)
    assert len(found.mentioned) == 12


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("nl", "De Malinese hoofdstad, haar Zweedse, Estse en Portugese collega's.", "ML SE EE PT"),
        ("de", "Die französische Regierung und die Schweizer Behörden", "FR CH"),
        ("fr", "Les troupes maliennes et burkinabè, les Américains", "ML BF US"),
        ("es", "Las tropas francesas y el gobierno estadounidense", "FR US"),
        ("it", "Le truppe tedesche e il governo statunitense", "DE US"),
        ("pt", "As tropas francesas e o governo norte-americano", "FR US"),
        ("sv", "Den franska regeringen och Storbritanniens minister", "FR GB"),
        ("ru", "Французские войска покинули Японию, Мали и Южную Корею", "FR JP ML KR"),
        ("uk", "Французькі війська в Японії та США", "FR JP US"),
        ("pl", "Francuskie wojska we Włoszech i w Niemczech", "FR IT DE"),
        ("cs", "Francouzská vojska v Japonsku a ve Spojených státech", "FR JP US"),
        ("bg", "Френският президент в Япония", "FR JP"),
        ("fi", "Ranskan joukot Japanissa ja Yhdysvalloissa, ruotsalainen ministeri", "FR JP US SE"),
        ("hu", "A francia elnök Japánban és az Egyesült Államokban", "FR JP US"),
        ("tr", "Fransa'nın Japonya'daki ve ABD'deki elçisi, Alman bakan", "FR JP US DE"),
        ("el", "Η γαλλική κυβέρνηση στην Ιαπωνία", "FR JP"),
        ("ar", "وفرنسا واليابان، والجيش الأمريكي، للصين", "FR JP US CN"),
        ("he", "בצרפת וביפן, הצבא האמריקאי", "FR JP US"),
        ("fa", "فرانسه و ژاپن", "FR JP"),
        ("hi", "फ़्रांस और जापान, अमेरिकी सेना", "FR JP US"),
        ("ko", "프랑스는 일본과 미국의", "FR JP US"),
        ("zh", "法国总统访问日本和美国", "FR JP US"),
        ("ja", "フランス大統領が日本と米国を訪問", "FR JP US"),
        ("th", "ประธานาธิบดีฝรั่งเศสเยือนญี่ปุ่นและสหรัฐอเมริกา", "FR JP US"),
        ("vi", "Pháp và Nhật Bản, quân đội Mỹ", "FR JP US"),
        ("id", "Prancis dan Jepang, tentara Amerika Serikat", "FR JP US"),
        ("sw", "Ufaransa na Japani, jeshi la Marekani", "FR JP US"),
        ("ka", "საფრანგეთში და იაპონიაში", "FR JP"),
        ("ta", "இந்தியாவில்", "IN"),
        ("am", "በፈረንሳይ", "FR"),
        ("mt", "minn Franza u l-Ġermanja", "FR DE"),
    ],
)
def test_names_and_adjectives_are_known_in_their_inflected_forms(
    language: str, text: str, codes: str
) -> None:
    assert named(text, language) == set(codes.split())


VISIT = """
bg: Френските войски напуснаха Япония и Съединените щати.
hr: Francuske snage u Japanu i Sjedinjenim Državama, britanski ministar.
sk: Francúzske jednotky v Japonsku a v Spojených štátoch, nemecký minister
sl: Francoske sile na Japonskem in v Združenih državah, nemški minister
sr: Француске снаге у Јапану и Сједињеним Државама
et: Prantsuse väed Jaapanis ja USAs, Briti minister
lv: Franču karaspēks Japānā un ASV, britu ministrs
lt: Prancūzų kariai Japonijoje ir JAV, britų ministras
sq: Trupat franceze në Japoni dhe në SHBA, ministri britanik
eu: Frantziako tropak Japonian eta Estatu Batuetan, ministro britainiarra
ca: Les tropes franceses al Japó i als Estats Units, el ministre britànic
bn: ফ্রান্সের সেনারা জাপানে ও যুক্তরাষ্ট্রে, ব্রিটিশ মন্ত্রী
mr: फ्रान्सचे सैन्य जपानमध्ये आणि अमेरिकेत, ब्रिटिश मंत्री
te: ఫ్రాన్స్ సైన్యం జపాన్‌లో, అమెరికాలో, బ్రిటిష్ మంత్రి
ml: ഫ്രഞ്ച് സൈന്യം ജപ്പാനിൽ, അമേരിക്കൻ മന്ത്രി
kn: ಫ್ರೆಂಚ್ ಸೈನ್ಯ ಜಪಾನ್‌ನಲ್ಲಿ, ಅಮೆರಿಕದ ಸಚಿವ
gu: ફ્રેન્ચ સેના જાપાનમાં, અમેરિકાના મંત્રી
pa: ਫਰਾਂਸੀਸੀ ਫੌਜ ਜਪਾਨ ਵਿੱਚ, ਅਮਰੀਕੀ ਮੰਤਰੀ
ur: فرانسیسی فوج جاپان میں، امریکی وزیر
fa: نیروهای فرانسوی در ژاپن و ایالات متحده، وزیر بریتانیایی
ps: فرانسوي پوځ په جاپان او امریکا کې
hy: Ֆրանսիական ուժերը Ճապոնիայում և ԱՄՆ-ում
ka: ფრანგული ჯარი იაპონიაში და აშშ-ში
az: Fransız qoşunları Yaponiyada və ABŞ-da, Britaniyanın naziri
kk: Француз әскері Жапонияда және АҚШ-та
uz: Fransuz askarlari Yaponiyada va AQShda
mn: Францын цэрэг Японд, АНУ-д
af: Franse troepe in Japan en die VSA, Britse minister
ms: Tentera Perancis di Jepun dan Amerika Syarikat
tl: Ang tropang Pranses sa Hapon at Estados Unidos
zu: Amasosha aseFrance eJapan naseMelika
xh: Amajoni aseFransi eJapan naseMelika
so: Ciidanka Faransiiska ee Jabaan iyo Maraykanka
is: Franskar hersveitir í Japan og Bandaríkjunum
no: Franske styrker i Japan og USA, den britiske ministeren
my: ပြင်သစ်တပ်များသည် ဂျပန်နှင့် အမေရိကန်တွင်
km: កងទ័ពបារាំងនៅជប៉ុន និងសហរដ្ឋអាមេរិក
lo: ທະຫານຝຣັ່ງໃນຍີ່ປຸ່ນ ແລະ ສະຫະລັດອາເມລິກາ
ne: फ्रान्सेली सेना जापानमा र अमेरिकामा
si: ප්‍රංශ හමුදා ජපානයේ සහ ඇමරිකාවේ
mk: Француските сили во Јапонија и САД
ro: Trupele franceze în Japonia și Statele Unite
be: Французскія войскі ў Японіі і ЗША
ta: பிரெஞ்சு படைகள் ஜப்பானில், அமெரிக்க அமைச்சர்
gl: As tropas francesas no Xapón e nos Estados Unidos
cy: Milwyr Ffrainc yn Japan a'r Unol Daleithiau
ga: Trúpaí na Fraince sa tSeapáin agus sna Stáit Aontaithe
sw: Wanajeshi wa Ufaransa huko Japani na Marekani
ha: Sojojin Faransa a Japan da Amurka
yo: Àwọn ọmọ ogun Faransé ní Japan àti Amẹ́ríkà
ig: Ndị agha France na Japan na America
rw: Ingabo z'Ubufaransa mu Buyapani na Leta Zunze Ubumwe z'Amerika
"""


@pytest.mark.parametrize("line", VISIT.strip().splitlines())
def test_france_japan_and_america_are_found_in_a_sentence_of_fifty_languages(line: str) -> None:
    language, text = line.split(": ", 1)
    assert {"FR", "JP", "US"} <= named(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Hän lensi Johannesburgista eilen Vancouveriin.", "ZA CA"),
        ("cs", "Letěl z Vancouveru do Edinburghu.", "CA GB"),
        ("ru", "Он прилетел из Ванкувера в Милуоки.", "CA US"),
        ("hu", "A japán kormány és a brit sajtó", "JP GB"),
        ("hr", "Vlasti u Teksasu i brazilski predsjednik", "US BR"),
        ("sk", "brazílsky prezident a švédska vláda", "BR SE"),
        ("sq", "qeveria suedeze dhe presidenti brazilian", "SE BR"),
        ("ko", "콩고의 수도", "CD"),
        ("sw", "Serikali ya Kongo", "CD"),
        ("sv", "Sydamerika och Nordamerika", ""),
        ("de", "Das Weiße Haus und der Kreml schweigen.", "US RU"),
        ("zh", "理查德说得克萨斯的议会", "US"),
    ],
)
def test_cities_and_adjectives_are_known_without_a_row_of_their_own(
    language: str, text: str, expected: str
) -> None:
    assert named(text, language) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "タイトルとタイヤの話"),  # Thai is タイ
        ("th", "ทวีปแอฟริกา"),  # Riga is ริกา
        ("vi", "anh ấy và em"),  # Britain is Anh
        ("zh", "用英语写的 standard njord"),
        ("de", "Auf der Insel und im Kanal"),
        ("es", "la casa de la abuela"),  # Lao is lao
        ("fi", "jos sataa"),
        ("it", "come sempre, e poi basta"),
    ],
)
def test_pieces_of_other_words_are_no_countries(language: str, text: str) -> None:
    assert named(text, language) == set()


def test_moscow_was_the_capital_of_the_soviet_union() -> None:
    assert countries("Moscow. The Soviet Union and Soviet troops. The Kremlin.").about == ("SU",)
    assert "RU" in named("Moscow said Russia honours Soviet soldiers.")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_may_be_composed_or_not(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Le Sénégal, la Guinée-Bissau et le Brésil")
    found = countries(text, "fr")
    assert {*found.about, *found.mentioned} == {"SN", "GW", "BR"}
    for evidence in found.evidence:
        assert text[evidence.start : evidence.end] == evidence.words


def test_an_article_without_countries_has_none() -> None:
    assert countries("Nothing happened.") == Countries((), (), ())
    assert countries("", "unknown") == Countries((), (), ())


def test_an_unknown_language_is_read_with_the_english_names() -> None:
    assert named("Mali, France", "unknown") == {"ML", "FR"}
    assert named("Mali, France", "xx-Latn-XX") <= {"ML", "FR"}


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("USus.U, -–\n'İßﬁΣٱ中国タイFrancejapan\u0301\u200c👍0"), max_size=60),
    st.sampled_from(["en", "tr", "zh", "ja", "ar", "el", "th", "unknown"]),
)
def test_any_text_gives_evidence_in_order_and_without_overlap(text: str, language: str) -> None:
    found = countries(text, language)
    end = 0
    for evidence in found.evidence:
        assert evidence.start >= end
        assert text[evidence.start : evidence.end] == evidence.words
        end = evidence.end
    assert not set(found.about) & set(found.mentioned)


def _ruled(folder: Path, text: str, **tables: str) -> tuple[str, ...]:
    for name, row in tables.items():
        (folder / f"country-{name}.tsv").write_text(row, encoding="utf-8")
    story = Story(Article("1", text), "", text, "en")
    return derive(story, load(str(folder))).about


def test_a_country_that_stands_alone_is_found_once() -> None:
    assert len(countries("中国", "zh").evidence) == 1


def test_a_capital_is_no_small_town_because_an_american_city_is_named_too() -> None:
    assert named("He lived in London and in New York.") == {"GB", "US"}
    assert named("The Athens police arrested him, said the County Sheriff in Texas.") == {"US"}


def test_a_user_adds_a_name(tmp_path: Path) -> None:
    assert named("Smoke was seen in Doel.") == set()
    assert _ruled(tmp_path, "Smoke was seen in Doel.", forms="en\tBE\tcity\tDoel") == ("BE",)


def test_a_users_meaning_of_a_name_wins(tmp_path: Path) -> None:
    assert _ruled(tmp_path, "Smoke in Venice.", forms="en\tUS\tcity\tVenice") == ("US",)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("forms", "en\tBelgium\tcity\tDoel"),
        ("forms", "en\tBE\tvillage\tDoel"),
        ("forms", "en\tBE"),
        ("doubtful", "perhaps\tcity\tDoel"),
        ("context", "perhaps\tDoel\tbefore"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(tmp_path: Path, table: str, row: str) -> None:
    with pytest.raises(RulesError, match=table):
        _ruled(tmp_path, "Doel.", **{table: row})


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Fighting goes on in Darfur.", "en", "SD"), ("La Sicile brûle.", "fr", "IT"),
        ("Auf Sizilien brennt es.", "de", "IT"), ("Brand in Friesland.", "nl", "NL"),
        ("Incendi in Toscana.", "it", "IT"), ("Nevó en Asturias.", "es", "ES"),
        ("В Сибири холодно.", "ru", "RU"), ("القتال في دارفور", "ar", "SD"),
        ("西西里的官员", "zh", "IT"), ("シチリアの火山", "ja", "IT"),
    ],
)  # fmt: skip
def test_well_known_regions_are_found_without_their_country(
    text: str, language: str, code: str
) -> None:
    assert countries(text, language).about == (code,)


def test_a_region_that_has_the_name_of_a_person_or_thing_needs_a_place() -> None:
    assert not named("Brittany said that Kent Jones read about Java code.")
    assert named("It rained in Brittany and in Kent.") == {"FR", "GB"}


def test_a_capital_says_which_country_of_a_shared_name_is_meant() -> None:
    assert named("Cholera has broken out in Brazzaville, Congo.") == {"CG"}
    assert named("Ships called at Victoria, Seychelles.") == {"SC"}


def test_a_place_in_the_name_of_a_sample_hardly_counts() -> None:
    text = "Laboratories in Peru found A/Panama/2007/99. In Peru, A/Panama/2007/99 is common."
    assert countries(text).about == ("PE",)
    assert countries("Trade of Peru/Panama/Chile rose.").about == ("PE", "CL", "PA")


def test_what_is_said_of_the_first_of_a_list_holds_for_the_others() -> None:
    text = "Cattle died in Zambia, bordering Angola, Malawi and Zimbabwe. Zambia closed markets."
    assert countries(text).about == ("ZM",)


def test_a_story_is_about_the_countries_that_it_counts() -> None:
    rest = "Mexico closed schools. Mexico bought masks. Mexico asked for help. "
    text = f"Mexico has most cases. {rest}Others are in Canada (6), Spain (2) and Peru (1 case)."
    assert countries(text).about == ("MX", "CA", "ES", "PE")
    years = text.replace("(6)", "(2003, 2007)").replace("(2)", "(2005)")
    years = years.replace("(1 case)", "(2009 and 2014)")
    assert countries(years).about == ("MX",)


def test_a_story_that_names_many_countries_once_is_about_all_of_them() -> None:
    text = "Mexico reported two cases on Monday. " + "".join(
        f"Doctors in {name} saw one more on the following day, they said. "
        for name in ("Canada", "Spain", "Peru", "Japan")
    )
    assert set(countries(text).about) == {"MX", "CA", "ES", "PE", "JP"}


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("新潟県で火災があった。", "ja", "JP"), ("厚労省は発表した。", "ja", "JP"),
        ("国务院印发通知。", "zh", "CN"), ("云南发生火灾。", "zh", "CN"),
        ("河内发生火灾。", "zh", "VN"),
        ("美国国务院发言人说。", "zh", "US"), ("أغلقت المدارس في جدة", "ar", "SA"),
        ("Uma escola em Vitória fechou.", "pt", "BR"),
    ],
)  # fmt: skip
def test_provinces_and_ministries_of_large_languages_bring_their_country(
    text: str, language: str, code: str
) -> None:
    assert countries(text, language).about == (code,)


def test_a_language_that_is_taught_is_no_country() -> None:
    assert not named("Die Schüler lernen Englisch und Französisch.", "de")
    assert named("Die englische Regierung stürzt.", "de") == {"GB"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Es ist 30 Grad warm.", "de"), ("Feliz Navidad a todos.", "es"),
        ("メインの画面。", "ja"), ("دولة القانون", "ar"), ("التقى في ميدان كبير", "ar"),
    ],
)  # fmt: skip
def test_common_words_are_no_small_towns(text: str, language: str) -> None:
    assert not named(text, language)


@pytest.mark.parametrize(
    ("text", "language"), [("Пожар в Бангкоке.", "ru"), ("حريق في بانكوك", "ar")]
)
def test_bangkok_is_in_thailand_in_every_language(text: str, language: str) -> None:
    assert named(text, language) == {"TH"}


def test_a_small_province_after_a_city_in_a_list_does_not_move_the_city() -> None:
    assert named("Letadla létají do měst Berlín, Kolín a dalších.", "cs") == {"DE"}
    assert named("A balloon rose in Santa Fe, New Mexico.") == {"US"}


def test_oromo_names_of_countries_are_found_with_their_endings() -> None:
    assert named("Itoophiyaatti nageenyi hin jiru. Keeniyaarraa dhufe.", "om") == {"ET", "KE"}


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Branden i Göteborg är släckt.", "sv", "SE"), ("부산에서 화재가 났다.", "ko", "KR"),
        ("שריפה בתל אביב", "he", "IL"), ("Cháy ở Hà Nội.", "vi", "VN"),
        ("Φωτιά στη Θεσσαλονίκη.", "el", "GR"), ("ไฟไหม้ที่เชียงใหม่", "th", "TH"),
        ("Пожежа у Херсоні.", "uk", "UA"), ("केरल में आग लगी।", "hi", "IN"),
    ],
)  # fmt: skip
def test_large_towns_are_known_at_home(text: str, language: str, code: str) -> None:
    assert named(text, language) == {code}


@pytest.mark.parametrize(
    ("language", "text", "about"),
    [
        ("en", "Police in Athens, Georgia said on Monday that two men were arrested.", ("US",)),
        ("en", "The mayor of Rome, Georgia resigned.", ("US",)),
        ("en", "The mayor of Tbilisi, Georgia resigned.", ("GE",)),
        ("en", "Workers in Valencia, Venezuela went on strike.", ("VE",)),
        ("de", "Die Polizei in Athens, Georgia, hat am Montag zwei Männer festgenommen.", ("US",)),
        ("en", "Moscow, Idaho police said on Thursday that a man was arrested.", ("US",)),
        ("fr", "À Paris, au Texas, une tempête a détruit des maisons.", ("US",)),
        ("es", "Una huelga en Valencia, Venezuela, paralizó las fábricas.", ("VE",)),
    ],
)
def test_a_place_after_a_comma_says_where_a_city_is(
    language: str, text: str, about: tuple[str, ...]
) -> None:
    assert countries(text, language).about == about


@pytest.mark.parametrize(
    ("language", "text", "about", "mentioned"),
    [
        ("en", "Vietnam War veterans marched in Chicago on Sunday.", ("US",), ("VN",)),
        ("de", "In Wien begann eine Ausstellung über den Vietnamkrieg.", ("AT",), ("VN",)),
        ("fr", "Un film sur la guerre du Vietnam est tourné à Berlin.", ("DE",), ("VN",)),
        ("ru", "В Варшаве открыли музей Вьетнамской войны.", ("PL",), ("VN",)),
        ("en", "A novel about the Boer War won a prize.", ("ZA",), ()),
        ("en", "A French restaurant opened in Tokyo.", ("JP",), ("FR",)),
        ("es", "Un restaurante japonés abrió en Bogotá.", ("CO",), ("JP",)),
        ("en", "The Nigerian-born author lives in Toronto.", ("CA",), ("NG",)),
        ("en", "Peace talks on Syria resume in Geneva. Syrian rebels will come.", ("SY",), ("CH",)),
    ],
)
def test_a_past_war_a_kitchen_and_a_venue_are_mentioned_beside_the_subject(
    language: str, text: str, about: tuple[str, ...], mentioned: tuple[str, ...]
) -> None:
    found = countries(text, language)
    assert (found.about, found.mentioned) == (about, mentioned)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A biography of Jack London appeared. London wrote it all himself."),
        ("en", "Irving Berlin wrote the song."),
        ("en", "Denzel Washington stars. Washington said that he was happy."),
        ("en", "Jamaica Kincaid won a literary prize."),
        ("ru", "Книга Джека Лондона вышла снова. Ирвинг Берлин написал песню."),
        ("de", "Jack Londons Roman erschien neu. Michael Jordans Schuhe wurden versteigert."),
        ("es", "Michael Jordan compró un equipo. Jack London escribió novelas."),
        ("pl", "Książka Jacka Londona ukazała się."),
        ("zh", "巴黎·希尔顿开店。"),
    ],
)
def test_a_person_with_the_name_of_a_place_is_none(language: str, text: str) -> None:
    found = countries(text, language)
    assert (found.about, found.mentioned) == ((), ())


def test_a_person_does_not_hide_the_place_that_stands_elsewhere() -> None:
    text = "David London came to London. Mayor Sadiq Khan spoke in London."
    assert countries(text).about == ("GB",)


def test_a_long_row_of_cities_with_one_name_is_read() -> None:
    assert len(countries("Hamilton, " * 3000).about) <= 1


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Congo", ("CD", "CG")),
        ("Kongo", ("CD", "CG")),
        ("Конго", ("CD", "CG")),
        ("刚果", ("CD", "CG")),
        ("Korea", ("KR", "KP")),
        ("Georgia", ("GE",)),
        ("DR Congo", ("CD",)),
        ("Демократическая Республика Конго", ("CD",)),
        ("Republic of Congo", ("CG",)),
        ("CD", ("CD",)),
        ("AN", ("AN",)),
        ("Nederlandse Antillen", ("AN",)),
        ("Netherlands", ("NL",)),
        ("Atlantis", ()),
    ],
)
def test_a_name_that_two_countries_share_means_both_in_every_language(
    name: str, codes: tuple[str, ...]
) -> None:
    assert codes_of(name) == codes


@pytest.mark.parametrize(
    ("language", "text", "about"),
    [
        ("pt", "O Rio de Janeiro registra chuvas.", ("BR",)),
        ("pt", "O desespero tomou conta do Planalto.", ("BR",)),
        ("pt", "As chuvas no planalto cessaram.", ()),
        ("es", "La Casa Rosada negó el acuerdo.", ("AR",)),
        ("it", "Il vertice a Palazzo Chigi è durato due ore.", ("IT",)),
        ("de", "Nach dem Sieg in Abu Dhabi, Serbien war müde, flogen sie heim.", ("AE", "RS")),
        ("de", "Der Süd-Sudan wählt.", ("SS",)),
        ("ar", "استقبل أمير منطقة عسير الشيخ.", ("SA",)),
        ("zh", "论学习贯彻党的二十大精神。", ("CN",)),
        ("de", "Die NRW-Landesregierung hebt das Rentenalter an.", ("DE",)),
        ("fr", "Le Bundestag a voté la loi.", ("DE",)),
        ("xh", "Owayesakuba nguMphathiswa wabonwa ePitoli.", ("ZA",)),
        ("en", "Danners sold shares to Indian LP.", ()),
        ("en", "The Chicago police arrested a man.", ("US",)),
        ("sv", "Danmark slog Sverige i Göteborg.", ("DK", "SE")),
        ("de", "Die Pariser Polizei räumte den Platz.", ("FR",)),
        ("es", "La policía de Granada detuvo a dos hombres.", ("ES",)),
        ("es", "Santiago de Compostela recibe a miles de peregrinos.", ("ES",)),
        ("it", "La Santa Sede ha firmato un accordo.", ("VA",)),
        ("en", "The former Soviet republic of Moldova votes.", ("MD",)),
        ("ja", "フランス料理店が東京に開店した。", ("JP",)),
        ("hu", "1957-ben Luxemburg alapító tagja lett.", ("LU",)),
        ("tr", "Hindistan cevizi fiyatları arttı.", ()),
        ("el", "Η Γεωργία Μελόνι μίλησε στη Ρώμη.", ("IT",)),
        ("ru", "Чад Смит играет на барабанах.", ()),
        ("ru", "Президент Чада прибыл в столицу.", ("TD",)),
        ("de", "Eine Reise nach Jerusalem spielen die Kinder gern.", ()),
    ],
)
def test_names_in_ten_languages_mean_what_their_readers_mean(
    language: str, text: str, about: tuple[str, ...]
) -> None:
    assert countries(text, language).about == about


@pytest.mark.parametrize(
    "text",
    [
        "Jamaica Bailey wrote a novel. Bailey lives by the sea, and Jamaica likes it.",
        "Kenya Moore left the show. Later Moore said that she was glad.",
        "Chad Smith plays the drums. Smith is loud.",
        "The song was by India Arie. On stage Arie sang it twice.",
    ],
)
def test_a_first_name_is_no_country(text: str) -> None:
    found = countries(text)
    assert (found.about, found.mentioned) == ((), ())


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Kenya Airways lost money. Airways all over the world did.", ("KE",)),
        ("EGYPT PL 480 WHEAT. Results under PL 480 are awaited in Cairo.", ("EG",)),
        ("Kenya Power said that power is short. Power is dear.", ("KE",)),
        ("Kenya Moore flew to Kenya. In Nairobi, Moore met her fans.", ("KE",)),
        ("India Today reports it. Today is a feast, and today we sing.", ("IN",)),
        ("NAIROBI, Kenya (AP) - Kenya Moore sang. Moore danced.", ("KE",)),
    ],
)
def test_a_country_before_a_name_stays_one(text: str, about: tuple[str, ...]) -> None:
    assert countries(text).about == about
