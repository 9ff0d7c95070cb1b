"""the names of fields in a query, in English and in the languages that are most read."""

from __future__ import annotations

import re
from typing import Final

from index.analysis import fold

FIELDS: Final[dict[str, str]] = {
    "title": "title",
    "headline": "title",
    "body": "body",
    "country": "country",
    "region": "region",
    "year": "year",
    "date": "date",
    "topic": "topic",
    "lang": "language",
    "language": "language",
    "source": "source",
    "mentions": "mentioned",
    "mentioned": "mentioned",
    "dated": "dated",
}
"""What stands before a colon in English, and the field that it asks."""

_OTHERS: Final = {
    "title": (
        "titel überschrift titre título titular titolo kop rubrik tytuł başlık judul "
        "otsikko titlu cím titulek τίτλος заголовок عنوان כותרת शीर्षक 标题 標題 "
        "見出し タイトル 제목"
    ),
    "body": ("text texte corps texto cuerpo corpo testo tekst metin текст نص متن 正文 本文 본문"),
    "country": (
        "land pays país paese kraj ülke negara maa țară ország země nchi χώρα страна "
        "країна بلد دولة کشور מדינה देश 国家 國家 国 국가 나라"
    ),
    "region": (
        "région región regione região regio bölge wilayah alue regiune régió περιοχή "
        "регион регіон منطقة منطقه אזור क्षेत्र 地区 地區 地域 지역"
    ),
    "year": (
        "jahr année año anno ano jaar år rok yıl tahun vuosi év mwaka έτος год рік سنة "
        "سال שנה वर्ष 年份 年 연도"
    ),
    "date": (
        "datum fecha data dato tarih tanggal päivämäärä dátum tarehe ημερομηνία дата "
        "تاريخ تاریخ תאריך तारीख 日期 日付 날짜"
    ),
    "topic": (
        "thema thème sujet tema argomento assunto onderwerp ämne emne temat konu topik "
        "aihe téma temă mada θέμα тема موضوع נושא विषय 主题 主題 話題 テーマ 주제"
    ),
    "language": (
        "sprache langue idioma lengua lingua língua taal språk sprog język dil bahasa "
        "kieli jazyk limbă nyelv lugha γλώσσα язык мова لغة زبان שפה भाषा 语言 語言 "
        "言語 언어"
    ),
    "source": (
        "quelle fuente fonte bron källa kilde źródło kaynak sumber lähde sursă forrás "
        "zdroj chanzo πηγή источник джерело مصدر منبع מקור स्रोत 来源 來源 出典 출처"
    ),
    "mentioned": "erwähnt mentionne menciona menziona vermeldt упоминает يذكر 提及 言及",
}
"""The same in the languages that are most read, each field in one word."""
_LEAST: Final = 3
"""Letters of a name that may be typed without its accents: `ar` is not `år`."""

_FIELD: Final = re.compile(r"([^\s:()|\"=]{1,20}):(\s*)(?=\S|\Z)")


def _key(name: str) -> str:
    plain = fold(name)
    return plain if len(plain) >= _LEAST else name.casefold()


_FOREIGN: Final = {_key(name): field for field, names in _OTHERS.items() for name in names.split()}


def named(name: str) -> str:
    """The field that is called so, "" when none is."""
    return FIELDS.get(name.casefold()) or _FOREIGN.get(_key(name), "")


def before_colon(text: str, start: int = 0) -> str:
    """The name of a field at this place of a text, as it is typed; "" when none is.

    A space may follow the colon of an English name in small letters alone: otherwise the name is a
    word of a sentence, as in "Titel: ..." and "Country: ...".
    """
    found = _FIELD.match(text, start)
    if not found or not named(found[1]):
        return ""
    spaced = found[2] and not (found[1].islower() and found[1] in FIELDS)
    return "" if spaced else found[1]
