"""what each language calls itself, from Unicode CLDR, in small letters.

Written down, because reading ninety locales for one name of each takes half a second and, since
Babel keeps what it has read, 55 MB.
"""

from __future__ import annotations

from typing import Final

AUTONYMS: Final[dict[str, str]] = {
    "af": "afrikaans", "am": "አማርኛ", "ar": "العربية", "az": "azərbaycan", "be": "беларуская",
    "bg": "български", "bn": "বাংলা", "bs": "bosanski", "ca": "català", "cs": "čeština",
    "cy": "cymraeg", "da": "dansk", "de": "deutsch", "el": "ελληνικά", "en": "english",
    "eo": "esperanto", "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی",
    "fi": "suomi", "fr": "français", "ga": "gaeilge", "gl": "galego", "gu": "ગુજરાતી",
    "ha": "hausa", "he": "עברית", "hi": "हिन्दी", "hr": "hrvatski", "hu": "magyar",
    "hy": "հայերեն", "id": "indonesia", "is": "íslenska", "it": "italiano", "ja": "日本語",
    "ka": "ქართული", "kk": "қазақ тілі", "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "lo": "ລາວ",
    "lt": "lietuvių", "lv": "latviešu", "mk": "македонски", "ml": "മലയാളം", "mr": "मराठी",
    "ms": "melayu", "my": "မြန်မာ", "ne": "नेपाली", "nl": "nederlands", "no": "norsk",
    "pa": "ਪੰਜਾਬੀ", "pl": "polski", "ps": "پښتو", "pt": "português", "ro": "română",
    "ru": "русский", "sk": "slovenčina", "sl": "slovenščina", "sq": "shqip", "sr": "српски",
    "st": "sesotho", "sv": "svenska", "sw": "kiswahili", "ta": "தமிழ்", "te": "తెలుగు",
    "th": "ไทย", "tl": "tagalog", "tr": "türkçe", "uk": "українська", "ur": "اردو",
    "uz": "o‘zbek", "vi": "tiếng việt", "yi": "ייִדיש", "yo": "èdè yorùbá", "zh": "中文",
    "zu": "isizulu",
}  # fmt: skip
"""The name of each language that has a row in `index.analysis.languages`, by its code."""
