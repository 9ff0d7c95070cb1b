import pytest
from babel import Locale

from index.analysis import LANGUAGES
from search.labels import label, language_of, names


@pytest.mark.parametrize(
    ("facet", "value", "locale", "expected"),
    [
        ("country", "FR", "en", "France"),
        ("country", "FR", "nl", "Frankrijk"),
        ("country", "FR", "ja", "フランス"),
        ("mentioned", "DE", "fr", "Allemagne"),
        ("country", "SU", "en", "Soviet Union"),
        ("country", "DD", "en", "East Germany"),
        ("country", "YU", "en", "Yugoslavia"),
        ("country", "CS", "en", "Czechoslovakia"),
        ("country", "YD", "en", "South Yemen"),
        ("country", "AN", "en", "Netherlands Antilles"),
        ("country", "XK", "en", "Kosovo"),
        ("country", "unknown", "en", "Unknown"),
        ("year", "unknown", "nl", "Onbekend"),
        ("language", "nl", "en", "Dutch"),
        ("language", "nl", "nl", "Nederlands"),
        ("language", "zh-Hant", "en", "Traditional Chinese"),
        ("language", "sr-Latn", "en", "Serbian (Latin)"),
        ("topic", "sport", "nl", "sport"),
        ("year", "2015", "ar", "2015"),
        ("country", "QQ", "en", "QQ"),
        ("language", "qqq", "en", "qqq"),
        ("country", "FR", "xx", "France"),
        ("country", "FR", "not a locale", "France"),
    ],
)
def test_a_facet_value_is_called_by_its_name(
    facet: str, value: str, locale: str, expected: str
) -> None:
    assert label(facet, value, locale) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nl", "nl"),
        ("Dutch", "nl"),
        ("Nederlands", "nl"),
        ("néerlandais", "nl"),
        ("日本語", "ja"),
        ("한국어", "ko"),
        ("العربية", "ar"),
        ("  ENGLISH ", "en"),
        ("Klingons", None),
        ("", None),
        ("zh-Hant", "zh"),
        ("en-US", "en"),
        ("pt_br", "pt"),
        ("xx-YY", None),
    ],
)
def test_a_language_is_known_by_its_code_and_its_names(name: str, code: str | None) -> None:
    assert language_of(name) == code


def test_names_are_of_countries_only() -> None:
    called = names("country")
    assert called["JP"] == "Japan"
    assert not {"EU", "UN", "ZZ", "001"} & set(called)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_with_a_row_is_known_by_what_it_calls_itself(code: str) -> None:
    assert language_of(str(Locale.parse(code).languages[code])) == code
