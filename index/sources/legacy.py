"""which older encoding bytes are in where nothing says so: that in which they read like a language.

Each byte is some character in most of these encodings. So what is looked at is which letters of a
language come out, how frequent they are, and whether capitals and signs stand where people write
them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from charset_normalizer import from_bytes

SAMPLE = 32 * 1024
"""How many bytes a guess looks at."""

_WEST = (
    "éèàâæçêëîïôœùûü",  # French
    "üäöß",  # German
    "óíáéñúüªº",  # Spanish, Galician
    "ãçáâàéêíóôõúü",  # Portuguese
    "èàéìíîòóùúç",  # Italian, Catalan
    "åäöæøéü",  # Danish, Finnish, Norwegian, Swedish
    "íðáæéóöþúý",  # Icelandic
    "íðáøæóúý",  # Faroese
    "éëáèïíóöúü",  # Dutch
)
_CENTRAL = ("łęąćńóśźż", "íěáčďéňóřšťúůýž", "áíäčďéĺľňóôŕšťúýž")  # Polish, Czech, Slovak
_HUNGARIAN = "áéíóöőúüű"
_TURKISH = ("ıüçğiöşâî",)

LATIN = {
    "cp1252": (*_WEST, "äõéèöüšž"),  # and Estonian
    # and Romanian; Bosnian, Croatian, Serbian, Slovenian
    "cp1250": (*_CENTRAL, _HUNGARIAN, "ăşâîţ", "čšćđž"),
    "iso8859_2": _CENTRAL,
    "cp1254": _TURKISH,
    "cp1257": ("āīčēģķļņšūž", "ėšąčęįųūž"),  # Latvian, Lithuanian
    "cp850": _WEST,
    "mac_roman": _WEST,
    "cp852": (*_CENTRAL, _HUNGARIAN),
    "cp857": _TURKISH,
}
"""The letters beyond ASCII that languages in the Latin script use, by their older encoding; the
two most frequent ones first. Of encodings that fit alike the first is taken."""

_CYRILLIC = (
    "оеаинтсрвлдпмк",  # Russian
    "оанивірстедкул",  # Ukrainian
    "аныіовресялдпм",  # Belarusian
    "аоиентврсдлкпј",  # Bulgarian, Macedonian, Serbian
)
_GREEK, _HEBREW = ("ατοιενσκρπςημυ",), ("יוהלארמתבשדםנע",)

ALPHABETS = {
    "cp1251": (*_CYRILLIC, "аеынітрлдқмскғ"),  # and Kazakh
    "koi8_u": _CYRILLIC[:2],  # which holds all letters of KOI8-R
    "cp866": _CYRILLIC,
    "iso8859_5": _CYRILLIC,
    "mac_cyrillic": _CYRILLIC,
    "cp1253": _GREEK,
    "cp737": _GREEK,
    "cp1255": _HEBREW,
    "cp862": _HEBREW,
    # Arabic, Persian, Urdu
    "cp1256": ("اليومتنرأعدةبس", "ایدرومنهتبکشلس", "اویکرےہمنستدلق"),
    "iso8859_6": ("اليومتنرأعدةبس",),
}
"""The letters that make up most of a text in another alphabet, by its older encoding."""

PUNCTUATION = frozenset("€“”„‘’‚–—•…«»‹›£§©®°·¿¡´™\xa0\xad")
"""What stands beside letters in every language."""

OTHERS = ["cp1258", "cp874", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "johab"]
"""The older encodings of scripts with very many letters, of Thai and of Vietnamese."""

_BEYOND = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"\b\w*[^\W\x00-\x7f]\w*")
_CAPITALS = 0.05
"""What a text all of capitals counts less: Hebrew is such a one in the encodings of Cyrillic."""
_WITHIN = re.compile(r"(?<=[^\W\d_])(?:€|[“”„‚‹›«»£§©®°¿¡™•](?=[^\W\d_]))")


def guess(data: bytes) -> str:
    """The older encoding that bytes are most likely in: of the Latin script if one reads well, of
    another alphabet if its frequent letters are."""
    sample = _telling(data)
    best, share = _best({encoding: _share(sample, encoding) for encoding in LATIN})
    if share > 0.9:
        return best
    other, often = _best({encoding: _often(sample, encoding) for encoding in ALPHABETS}, 0.03)
    if often > 0.6:
        return other
    found = from_bytes(sample, cp_isolation=OTHERS).best()
    return found.encoding if found else max((share, best), (often, other))[1]


def _best(shares: Mapping[str, float], near: float = 0.0) -> tuple[str, float]:
    """The first encoding whose share is the highest, or as near to it."""
    highest = max(shares.values())
    return next((name, share) for name, share in shares.items() if share >= highest - near)


def _share(sample: bytes, encoding: str) -> float:
    """How much of what is not ASCII are letters of one language, read in this encoding.

    Text in another alphabet is nearly all beyond ASCII, so much of it counts as none.
    """
    text = sample.decode(encoding, "replace")
    letters = _letters(text)
    if _foreign(letters, text):
        return 0.0
    if not letters:
        return 1.0
    return max(_fit(letters, known) for known in LATIN[encoding])


def _fit(letters: list[str], known: str) -> float:
    """The share of the letters that a language has, a little less if its frequent ones miss."""
    share = sum(c in known for c in letters) / len(letters)
    return share if known[0] in letters or known[1] in letters else share - 0.05


def _often(sample: bytes, encoding: str) -> float:
    """How much of what is not ASCII are the most frequent letters of one language; nearly all of
    the text is beyond ASCII, else none counts."""
    text = sample.decode(encoding, "replace")
    letters = _letters(text)
    if not _foreign(letters, text):
        return 0.0
    counts = Counter(letters)
    often = max(sum(counts[c] for c in known) for known in ALPHABETS[encoding])
    capitals = sum(map(str.isupper, text)) / len(text)
    return often / len(letters) - _CAPITALS * capitals


def _foreign(letters: list[str], text: str) -> bool:
    return len(letters) * 3 > sum(map(str.isalpha, text))


def _letters(text: str) -> list[str]:
    """What is not ASCII, in lower case and without punctuation; what stands in words with capitals
    within, and signs within words, as U+FFFD: so nobody writes."""
    text = _WORD.sub(_written, _WITHIN.sub("\ufffd", text))
    return [c for c in "".join(_BEYOND.findall(text)).lower() if c not in PUNCTUATION]


def _written(word: re.Match[str]) -> str:
    written = word[0]
    odd = not written.isupper() and written[1:] != written[1:].lower()
    return "\ufffd" * len(written) if odd else written


def _telling(data: bytes) -> bytes:
    """The lines that are not ASCII, up to the size of a sample."""
    if len(data) <= SAMPLE:
        return data
    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:SAMPLE]
