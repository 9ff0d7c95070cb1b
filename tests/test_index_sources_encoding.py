"""Whatever encoding a text is in, it is read, and every guess is noted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sources.encoding import NotText, decode

TEXTS = {
    "pl": "Prezydent spotkał się w czwartek z przywódcami, żeby omówić walkę z głodem w Łodzi.",
    "cs": "Prezident se ve čtvrtek sešel s vůdci pěti zemí, příští týden začne další jednání.",
    "hu": "Az elnök csütörtökön találkozott öt ország vezetőivel, és többször is győzött.",
    "ro": "Preşedintele s-a întâlnit joi cu liderii a cinci ţări; aceştia au discutat ştirile.",
    "tr": "Cumhurbaşkanı perşembe günü beş ülkenin lideriyle görüştü. Şimdi Iğdır bekleniyor.",
    "fr": "Le président a rencontré jeudi à Pau les dirigeants. « C’est l’été », a-t-il dit : 5 €.",
    "de": "Der Präsident traf am Donnerstag die Staatschefs – „größtenteils“ in Köln.",
    "es": "El presidente visitó ayer Málaga. ¿Qué pasará mañana? Será difícil, según los niños.",
    "is": "Forseti Íslands fór í gær til Þingvalla. Það er gott að vera þar, sagði hann.",
    "en": "The minister said “no” – it’s a £5m deal for the café.",
    "lv": "Prezidents ceturtdien tikās ar piecu valstu vadītājiem; runāja par Rīgu un zemēm.",
    "ru": "Президент встретился в четверг с лидерами пяти стран, чтобы обсудить борьбу с голодом.",
    "uk": "Президент зустрівся у четвер з лідерами п'яти країн, щоб обговорити їхню угоду.",
    "el": "Ο πρόεδρος συναντήθηκε την Πέμπτη με τους ηγέτες πέντε χωρών της περιοχής.",
    "ar": "التقى الرئيس يوم الخميس بقادة خمس دول من المنطقة لمناقشة مكافحة الجوع.",
    "he": "הנשיא נפגש ביום חמישי עם מנהיגי חמש מדינות כדי לדון במאבק ברעב.",
    "ja": "大統領は木曜日、五か国の首脳と会談し、テロとの戦いについて協議した。",
    "zh": "总统周四会见了该地区五国领导人，讨论打击饥饿的问题。",
    "ko": "대통령은 목요일 지역 5개국 정상들과 만나 기아와의 전쟁을 논의했다.",
    "th": "ประธานาธิบดีพบกับผู้นำห้าประเทศเมื่อวันพฤหัสบดี",
}
OLDER = [
    *(("pl", "cp1250"), ("pl", "iso8859_2"), ("cs", "cp1250"), ("cs", "iso8859_2")),
    *(("hu", "cp1250"), ("ro", "cp1250"), ("tr", "cp1254"), ("fr", "cp1252"), ("de", "cp1252")),
    *(("es", "cp1252"), ("is", "cp1252"), ("en", "cp1252"), ("lv", "cp1257")),
    *(("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("ru", "iso8859_5")),
    *(("uk", "cp1251"), ("uk", "koi8_u"), ("uk", "iso8859_5"), ("ar", "iso8859_6")),
    *(("el", "cp1253"), ("ar", "cp1256"), ("he", "cp1255")),
    *(("ja", "shift_jis"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("zh", "gb18030")),
    *(("ko", "euc_kr"), ("th", "cp874")),
    *(("is", "cp850"), ("fr", "mac_roman"), ("de", "mac_roman"), ("es", "mac_roman")),
    *(("pl", "cp852"), ("cs", "cp852"), ("tr", "cp857"), ("ru", "mac_cyrillic")),
    *(("el", "cp737"), ("he", "cp862"), ("zh", "hz"), ("ko", "iso2022_kr"), ("ko", "johab")),
]


@pytest.mark.parametrize(("language", "encoding"), OLDER)
def test_an_older_encoding_is_guessed_and_noted(language: str, encoding: str) -> None:
    text = f"{TEXTS[language]}\n\n{TEXTS[language]}\n"
    found, notes = decode(text.encode(encoding))
    assert found == text
    assert notes[0].startswith("encoding guessed: ")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "iso8859_5"])
def test_a_text_all_of_capitals_is_read_too(encoding: str) -> None:
    text = f"{TEXTS['ru'].upper()}\n" * 3
    assert decode(text.encode(encoding))[0] == text


def test_a_few_signs_in_english_are_no_letters() -> None:
    text = "The minister said… nothing – for “reasons” of state, he said…\n"
    assert decode(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_a_mark_or_valid_is_read_without_a_note(language: str, encoding: str) -> None:
    assert decode(TEXTS[language].encode(encoding)) == (TEXTS[language], ())


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(language: str, encoding: str) -> None:
    text = f"{TEXTS[language]}\n\n{TEXTS[language]}\n"
    assert decode(text.encode(encoding)) == (text, (f"encoding guessed: {encoding}",))


def test_chinese_in_utf_16_is_recognised_though_letters_of_it_hold_a_nul() -> None:
    text = "一一最高人民法院言论一致，第一期。" * 5
    assert decode(text.encode("utf-16-le")) == (text, ("encoding guessed: utf-16-le",))


def test_what_a_document_declares_decides_where_utf_8_does_not() -> None:
    text = "Дума"
    assert decode(text.encode("koi8_r"), declared="KOI8-R") == (text, ())
    assert decode(text.encode(), declared="koi8-r") == (text, ())
    text = TEXTS["fr"]
    assert decode(text.encode("cp1252"), declared="no such thing")[0] == text


def test_single_wrong_bytes_in_utf_8_are_replaced_and_noted() -> None:
    data = TEXTS["ru"].encode() + b"\xff" + TEXTS["el"].encode()
    assert decode(data) == (
        f"{TEXTS['ru']}\ufffd{TEXTS['el']}",
        ("bytes that are not UTF-8 were replaced",),
    )


def test_nul_characters_are_left_out_and_noted() -> None:
    text = "one line of text, long enough, " * 3
    for nuls in (b"\0", b"\0\0"):
        assert decode(text.encode() + nuls + text.encode()) == (
            text + text,
            ("NUL characters were left out",),
        )


def test_binary_data_is_no_text() -> None:
    with pytest.raises(NotText):
        decode(bytes(range(256)) * 4)


@settings(deadline=None)
@given(st.binary())
def test_decoding_never_fails_in_another_way(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except NotText:
        return
    text.encode("utf-8", "strict")
