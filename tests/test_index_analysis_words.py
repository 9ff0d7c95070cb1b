"""claims about normalization: which spellings of a word find which."""

import pytest

from index.analysis import fold, is_word, slots, terms


def finds(query: str, text: str, language: str, *, exact: bool = False) -> bool:
    """Whether the words of the query stand next to each other in the text."""
    held: dict[int, set[str]] = {}
    for term, position in zip(*terms(text, language), strict=True):
        held.setdefault(position, set()).add(term)
    wanted = slots(query, [language], exact=exact)
    return bool(wanted) and any(
        all(held.get(start + i, set()) & set(slot) for i, slot in enumerate(wanted))
        for start in held
    )


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("ELECTION", "election", "en"),
        ("straße", "STRASSE", "de"),
        ("ＡＢＣ", "abc", "unknown"),
        ("ﬁne", "fine", "en"),
        ("ｶﾞｲﾄﾞ", "ガイド", "ja"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "ko"),
        ("cooperate", "co\u00adoper\u00adate", "en"),
        ("नमस्ते", "नमस्\u200dते", "hi"),
        ("می‌روم", "میروم", "fa"),
        ("۱۲۳", "123", "fa"),
        ("٣٤", "34", "ar"),
        ("๒๕๖๓", "2563", "th"),
    ],
)
def test_one_word_in_different_characters_is_one_word(query: str, text: str, language: str) -> None:
    assert finds(query, text, language, exact=True)
    assert finds(text, query, language, exact=True)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("elections", "élections", "fr"),
        ("Sao Paulo", "São Paulo", "pt"),
        ("Malmo", "Malmö", "sv"),
        ("Lodz", "Łódź", "pl"),
        ("Tromso", "Tromsø", "no"),
        ("Aeroe", "Æroe", "da"),
        ("Istanbul", "İSTANBUL", "tr"),
        ("isparta", "ISPARTA", "tr"),
        ("еще", "ещё", "ru"),
        ("Αθηνα", "Αθήνα", "el"),
        ("ΑΘΗΝΑΣ", "Αθήνας", "el"),
        ("Viet Nam", "Việt Nam", "vi"),
        ("Hochiminh", "Hồchíminh", "vi"),
        ("كتاب", "كِتَابٌ", "ar"),
        ("احمد", "أحمد", "ar"),
        ("مدرسه", "مدرسة", "ar"),
        ("علي", "على", "ar"),
        ("کتاب", "كتاب", "fa"),
        ("ایران", "ايران", "fa"),
        ("שלום", "שָׁלוֹם", "he"),
        ("צהל", "צה״ל", "he"),
        ("צהל", 'צה"ל', "he"),
    ],
)
def test_what_readers_leave_out_is_not_needed(query: str, text: str, language: str) -> None:
    assert finds(query, text, language, exact=True)
    assert finds(text, query, language, exact=True)


@pytest.mark.parametrize(
    ("query", "text"),
    [("май", "маи"), ("їжак", "іжак"), ("मेरा", "मरा"), ("กา", "กี"), ("パン", "ハン")],
)
def test_marks_that_make_another_letter_stay(query: str, text: str) -> None:
    assert not finds(query, text, "unknown")


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("l'homme", "fr", "homme"),
        ("qu’elle", "fr", "elle"),
        ("dell'Italia", "it", "italia"),
        ("d'Artagnan", "unknown", "artagnan"),
        ("Trump's", "en", "trump"),
        ("O'Brien", "en", "obrien"),
        ("don’t", "en", "dont"),
        ("зв'язок", "uk", "звязок"),
        ("U.S.", "en", "us"),
        ("U.S.A", "en", "usa"),
        ("e.g.", "en", "eg"),
        ("1,000", "en", "1000"),
        ("1.000.000", "de", "1000000"),
        ("1'000", "de", "1000"),
        ("12,34,567", "hi", "1234567"),
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "de", "1234.5"),
        ("3,5", "fr", "3.5"),
        ("COVID19", "en", "covid19"),
        ("हिन्दी", "hi", "हिन्दी"),
    ],
)
def test_a_word_with_signs_inside_is_one_word(text: str, language: str, word: str) -> None:
    assert [term for term in terms(text, language)[0] if is_word(term)] == [word]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("end.Start", ["end", "start"]),
        ("31.12.2019", ["31", "12", "2019"]),
        ("2020-01-31", ["2020", "01", "31"]),
        ("10:30", ["10", "30"]),
        ("well-known", ["well", "known"]),
        ("and/or", ["and", "or"]),
        ("snake_case", ["snake", "case"]),
        ("mail jane.doe@example.com", ["mail", "jane", "doe", "example", "com"]),
        ("https://www.example.org/a?b=1", ["https", "www", "example", "org", "a", "b", "1"]),
        ("1939–1945", ["1939", "1945"]),
        ("'quoted' “words” «here»", ["quoted", "words", "here"]),
        ("zero\u200bwidth", ["zero", "width"]),
    ],
)
def test_words_that_touch_are_words_of_their_own(text: str, words: list[str]) -> None:
    assert [term for term in terms(text, "en")[0] if is_word(term)] == words


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("election", "elections", "en"),
        ("Wahlen", "Wahl", "de"),
        ("elección", "elecciones", "es"),
        ("выборы", "выборов", "ru"),
        ("вибори", "виборів", "uk"),
        ("المدرسة", "مدرسة", "ar"),
        ("kitaplar", "kitabı", "tr"),
        ("verkiezingen", "verkiezing", "nl"),
        ("volby", "volbách", "cs"),
        ("talo", "talossa", "fi"),
        ("wybory", "wyborów", "pl"),
        ("Mueller", "Müller", "de"),
        ("הממשלה", "ממשלה", "he"),
        ("والحكومة", "للحكومات", "ar"),
        ("Bundesministerien", "Bundesminister", "de"),
    ],
)
def test_inflected_forms_find_each_other(query: str, text: str, language: str) -> None:
    assert finds(query, text, language)
    assert finds(text, query, language)
    assert not finds(query, text, language, exact=True)


def test_the_base_form_and_its_inflections_find_each_other_both_ways() -> None:
    for query in ("elect", "elected", "electing"):
        for text in ("elect", "elected", "electing"):
            assert finds(query, text, "en")


def test_the_exact_form_comes_first_and_stems_follow_the_order_of_the_languages() -> None:
    (slot,) = slots("elections", ["en", "fr"])
    assert slot[0] == "elections"
    assert slots("elections", ["en"])[0] == slot[: len(slots("elections", ["en"])[0])]
    assert slots("elections", ["en"], exact=True) == (("elections",),)


def test_a_stem_is_no_word() -> None:
    found = terms("running elections", "en")[0]
    assert [term for term in found if not is_word(term)] == ["~run", "~elect"]


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("京", "東京都", "ja"),
        ("東京", "東京都", "ja"),
        ("京都", "東京都", "ja"),
        ("東京都", "昨日東京都で", "ja"),
        ("黑豹队 308", "黑豹队308分", "zh"),
        ("한국", "한국의", "ko"),
        ("เทพ", "กรุงเทพมหานคร", "th"),
        ("ລາວ", "ປະເທດລາວ", "lo"),
        ("កម្ពុជា", "ប្រទេសកម្ពុជា", "km"),
        ("မြန်မာ", "မြန်မာနိုင်ငံ", "my"),
    ],
)
def test_words_are_found_where_none_are_written(query: str, text: str, language: str) -> None:
    assert finds(query, text, language)


def test_a_run_that_does_not_have_the_characters_in_order_is_not_found() -> None:
    assert not finds("京東", "東京都", "ja")
    assert not finds("東都", "東京都", "ja")


def test_folding_keeps_the_signs_of_a_pattern() -> None:
    assert fold("Élect*") == "elect*"
    assert fold("Ｗ?rd") == "w?rd"


def test_a_regional_code_is_its_language() -> None:
    assert terms("eleições", "pt-BR") == terms("eleições", "pt")
    assert terms("valget", "nb") == terms("valget", "no")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ꅅꍌꏢꇬꄉꆀ", "ꏢꇬ"),
        ("ꦩꦤꦶꦩ꧀ꦧꦁꦩꦤꦮꦲꦏ꧀", "ꦩꦤꦮ"),
        ("ᨴᩩᨠᨤᩫᨾᩦᩈᨴᩥᨹ", "ᨾᩦᩈ"),
        ("ᦑᦺᦟᦹᧉᦋᦲᧃ", "ᦟᦹᧉ"),
        ("ᬅᬓ᭄ᬱᬭᬩᬮᬶ", "ᬱᬭ"),
    ],
)
def test_a_part_of_a_run_is_found_in_every_script_without_spaces(text: str, part: str) -> None:
    assert finds(part, text, "unknown")
    assert not finds(part[::-1], text, "unknown")
