"""the names of places in the forms that each language gives them."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from named_countries import countries, named

from index.enrich.country import codes_of

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


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_may_be_composed_or_not(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Le Sénégal, la Guinée-Bissau et le Brésil")
    found = countries(text, "fr")
    assert {*found.about, *found.mentioned} == {"SN", "GW", "BR"}
    for evidence in found.evidence:
        assert text[evidence.start : evidence.end] == evidence.words


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


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Hukumomin Najeriya sun gana da na Masar a Legas.", "ha", {"NG", "EG"}),
        ("Ijọba Naijiria ati ti Gánà pade ni Èkó.", "yo", {"NG", "GH"}),
        ("Gọọmenti Naịjirịa na Saụt Afrịka nwere nzukọ na Legọs.", "ig", {"NG", "ZA"}),
        ("Hurumende yeZimbabwe yakaenda kuSouth Africa nekuChina.", "sn", {"ZW", "ZA", "CN"}),
        ("Perezida wa Reta Zunze Ubumwe agendera Ububirigi na Espagne.", "rn", {"US", "BE", "ES"}),
        ("Mokambi ya RDC akutani na oyo ya Ouganda na Londres.", "ln", {"CD", "UG", "GB"}),
        ("Madaxweynaha Soomaaliya ayaa tagay Imaaraadka iyo Liibiya.", "so", {"SO", "AE", "LY"}),
        ("የናይጀሪያ መንግሥት ከሳዑዲ አረቢያ ጋር ተነጋገረ።", "am", {"NG", "SA"}),
        ("መንግስቲ ኣሜሪካ ምስ ስዑዲ ዓረብ ተዘራሪቡ።", "ti", {"US", "SA"}),
        ("URhulumente woMzantsi Afrika uye eNtshona Koloni.", "xh", {"ZA"}),
    ],
)  # fmt: skip
def test_african_newspapers_spell_countries_in_their_own_way(
    text: str, language: str, codes: set[str]
) -> None:
    assert named(text, language) == codes


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
