"""the table of languages: one row each, with what is done to a word of that language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its English name, its main scripts and how a word of it is brought to a stem.

    `stemmer` is the name of a Snowball algorithm or of one in `light`; `prefix` is the number of
    letters that a word is cut to where no algorithm is known (0: words stand as they are).
    `dotless` says that the capital I is the capital of a dotless ı, as in Turkish. `accents` says
    that accents tell words apart, so that a word keeps them as its second, precise form. `simple`
    says that traditional Chinese characters are read as the simplified ones.
    """

    name: str
    scripts: tuple[str, ...] = ("Latin",)
    stemmer: str = ""
    prefix: int = 0
    dotless: bool = False
    accents: bool = False
    simple: bool = False


_CYRILLIC = ("Cyrillic",)
_ARABIC = ("Arabic",)

LANGUAGES: dict[str, Language] = {
    "af": Language("Afrikaans", stemmer="dutch"),
    "am": Language("Amharic", ("Ethiopic",), prefix=4),
    "ar": Language("Arabic", _ARABIC, "light arabic"),
    "az": Language("Azerbaijani", prefix=6, dotless=True),
    "be": Language("Belarusian", _CYRILLIC, prefix=6),
    "bg": Language("Bulgarian", _CYRILLIC, prefix=6),
    "bn": Language("Bengali", ("Bengali",), prefix=6),
    "bs": Language("Bosnian", ("Latin", "Cyrillic"), "serbian"),
    "ca": Language("Catalan", stemmer="catalan"),
    "cs": Language("Czech", stemmer="czech"),
    "cy": Language("Welsh"),
    "da": Language("Danish", stemmer="danish"),
    "de": Language("German", stemmer="german"),
    "el": Language("Greek", ("Greek",), "greek"),
    "en": Language("English", stemmer="english"),
    "eo": Language("Esperanto", stemmer="esperanto"),
    "es": Language("Spanish", stemmer="spanish"),
    "et": Language("Estonian", stemmer="estonian"),
    "eu": Language("Basque", stemmer="basque"),
    "fa": Language("Persian", _ARABIC, "persian"),
    "fi": Language("Finnish", stemmer="finnish"),
    "fr": Language("French", stemmer="french"),
    "ga": Language("Irish", stemmer="irish"),
    "gl": Language("Galician", stemmer="portuguese"),
    "gu": Language("Gujarati", ("Gujarati",), prefix=6),
    "ha": Language("Hausa"),
    "he": Language("Hebrew", ("Hebrew",), "light hebrew"),
    "hi": Language("Hindi", ("Devanagari",), "hindi"),
    "hr": Language("Croatian", ("Latin", "Cyrillic"), "serbian"),
    "hu": Language("Hungarian", stemmer="hungarian"),
    "hy": Language("Armenian", ("Armenian",), "armenian"),
    "id": Language("Indonesian", stemmer="indonesian"),
    "is": Language("Icelandic", prefix=6),
    "it": Language("Italian", stemmer="italian"),
    "ja": Language("Japanese", ("Han", "Kana")),
    "ka": Language("Georgian", ("Georgian",), prefix=6),
    "kk": Language("Kazakh", _CYRILLIC, prefix=6),
    "km": Language("Khmer", ("Khmer",)),
    "kn": Language("Kannada", ("Kannada",), prefix=6),
    "ko": Language("Korean", ("Hangul",)),
    "lo": Language("Lao", ("Lao",)),
    "lt": Language("Lithuanian", stemmer="lithuanian"),
    "lv": Language("Latvian", prefix=6),
    "mk": Language("Macedonian", _CYRILLIC, prefix=6),
    "ml": Language("Malayalam", ("Malayalam",), prefix=6),
    "mr": Language("Marathi", ("Devanagari",), prefix=6),
    "ms": Language("Malay", stemmer="indonesian"),
    "my": Language("Burmese", ("Myanmar",)),
    "ne": Language("Nepali", ("Devanagari",), "nepali"),
    "nl": Language("Dutch", stemmer="dutch"),
    "no": Language("Norwegian", stemmer="norwegian"),
    "pa": Language("Punjabi", ("Gurmukhi",)),
    "pl": Language("Polish", stemmer="polish"),
    "ps": Language("Pashto", _ARABIC),
    "pt": Language("Portuguese", stemmer="portuguese"),
    "ro": Language("Romanian", stemmer="romanian"),
    "ru": Language("Russian", _CYRILLIC, "russian"),
    "sk": Language("Slovak", prefix=6),
    "sl": Language("Slovenian", prefix=6),
    "sq": Language("Albanian", prefix=6),
    "sr": Language("Serbian", ("Cyrillic", "Latin"), "serbian"),
    "st": Language("Southern Sotho", stemmer="sesotho"),
    "sv": Language("Swedish", stemmer="swedish"),
    "sw": Language("Swahili"),
    "ta": Language("Tamil", ("Tamil",), "tamil"),
    "te": Language("Telugu", ("Telugu",), prefix=6),
    "th": Language("Thai", ("Thai",)),
    "tl": Language("Tagalog"),
    "tr": Language("Turkish", stemmer="turkish", dotless=True),
    "uk": Language("Ukrainian", _CYRILLIC, "light ukrainian"),
    "ur": Language("Urdu", _ARABIC),
    "uz": Language("Uzbek", prefix=6),
    "vi": Language("Vietnamese", accents=True),
    "yi": Language("Yiddish", ("Hebrew",), "yiddish"),
    "yo": Language("Yoruba", accents=True),
    "zh": Language("Chinese", ("Han",), simple=True),
    "zu": Language("Zulu"),
}
"""Every language that has a row, by its ISO 639-1 code."""

_ALIASES = {
    "nb": "no", "nn": "no", "fil": "tl", "yue": "zh", "iw": "he", "in": "id", "ji": "yi",
    "sh": "sr",
}  # fmt: skip

UNLISTED = Language("any other", ())
"""What is done for a language without a row, and for `unknown`."""


def primary(code: str) -> str:
    """The key of a BCP 47 code in the table: `pt-BR` is `pt`; "" when it has no row."""
    subtag = code.replace("_", "-").partition("-")[0].lower()
    subtag = _ALIASES.get(subtag, subtag)
    return subtag if subtag in LANGUAGES else ""
