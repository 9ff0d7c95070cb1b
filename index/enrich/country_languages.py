"""what the search for countries must know of a language: its script, its capitals, its spaces."""

from __future__ import annotations

CAPITALIZED_ADJECTIVES = frozenset((
    "af", "cy", "en", "fil", "fy", "ga", "gd", "id", "ms", "nl", "so", "sw", "tl", "tr", "yo",
))  # fmt: skip
"""Languages that write "Malian" with a capital as English does; elsewhere small letters do."""

WITH_ENGLISH = frozenset((
    "unknown", "af", "am", "bem", "bn", "ceb", "cy", "fil", "ga", "ha", "hi", "id", "ig", "jv",
    "lg", "ln", "mg", "mi", "ms", "ny", "om", "pcm", "rn", "rw", "sm", "sn", "so", "st", "sw",
    "ti", "tl", "tn", "ts", "ve", "wo", "xh", "yo", "zu",
))  # fmt: skip
"""Languages whose news often names places as English does: the English names hold there too."""

WITH_FRENCH = frozenset(("bm", "ff", "kg", "ln", "lu", "mg", "rn", "rw", "sg", "wo"))
"""Languages whose news often calls countries as French does."""

UNSPACED = frozenset(("zh", "yue", "ja", "th", "my", "km", "lo", "bo", "dz"))
"""Languages that do not put spaces between words."""

FIRST_UNSPACED = "\u0e00"
"""Thai, the first of the scripts without spaces in Unicode; the others come after it."""

SCRIPTS = {
    "Arab": "ar arz ckb fa ks ps sd ug ur", "Hebr": "he yi", "Grek": "el", "Hang": "ko",
    "Cyrl": "ba be bg cv kk ky mk mn ru sr tg tt uk", "Hani": "zh yue", "Kana": "ja",
    "Thai": "th", "Deva": "bho brx doi hi kok mai mr ne sa xnr", "Beng": "as bn", "Taml": "ta",
    "Telu": "te", "Geor": "ka",
    "Armn": "hy", "Ethi": "am ti", "Gujr": "gu", "Mlym": "ml", "Knda": "kn", "Guru": "pa",
    "Orya": "or",     "Sinh": "si", "Mymr": "my", "Khmr": "km", "Laoo": "lo", "Tibt": "bo dz",
}  # fmt: skip
_SCRIPT_OF = {language: script for script, found in SCRIPTS.items() for language in found.split()}

_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh", "und": "unknown"}


def base(code: str) -> str:
    """The language of a BCP 47 code as the tables name it."""
    primary = code.split("-", 1)[0].lower()
    return _SAME.get(primary, primary)


def script(language: str) -> str:
    """The ISO 15924 code of the script that the news in a language is mostly written in."""
    return _SCRIPT_OF.get(language, "Latn")
