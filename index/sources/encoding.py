"""bytes to text, in whatever encoding they are, with a note whenever that was a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 32 * 1024
"""How many bytes a guess looks at."""

LATIN = {
    "cp1252": (
        "éèàâæçêëîïôœùûü",  # French
        "üäöß",  # German
        "óíáéñúüªº",  # Spanish, Galician
        "ãçáâàéêíóôõúü",  # Portuguese
        "èàéìíîòóùúç",  # Italian, Catalan
        "åäöæøéü",  # Danish, Finnish, Norwegian, Swedish
        "íðáæéóöþúý",  # Faroese, Icelandic
        "éëáèïíóöúü",  # Dutch
        "äõéèöüšž",  # Estonian
    ),
    "cp1250": (
        "łęąćńóśźż",  # Polish
        "íěáčďéňóřšťúůýž",  # Czech
        "áíäčďéĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "ăşâîţ",  # Romanian
        "čšćđž",  # Bosnian, Croatian, Serbian, Slovenian
    ),
    "iso8859_2": ("łęąćńóśźż", "íěáčďéňóřšťúůýž", "áíäčďéĺľňóôŕšťúýž"),
    "cp1254": ("ıüçğiöşâî",),  # Turkish
    "cp1257": ("āīčēģķļņšūž", "ėšąčęįųūž"),  # Latvian, Lithuanian
}
"""The letters beyond ASCII that languages in the Latin script use, by their older encoding; the
two most frequent ones first."""

PUNCTUATION = frozenset("€“”„‘’‚–—•…«»‹›£§©®°·¿¡´™\xa0\xad")
"""What stands beside letters in every language."""

OTHERS = [
    *("cp1251", "koi8_u", "cp866", "iso8859_5", "cp1253", "cp1255", "cp1256", "iso8859_6"),
    *("cp1258", "cp874"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
"""The older encodings of other scripts, and of Vietnamese; KOI8-U holds all letters of KOI8-R."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\n\r"
_FREQUENT = " \n\r,.aeiot、。，"
"""Characters that text of some script is full of, and whose bytes swapped make rare ones."""
_LINE_END = re.compile("\r\n?")
_SHIFT = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
_BEYOND = re.compile(r"[^\x00-\x7f]+")


class NotText(Exception):
    """The bytes are no text; the message says how that shows."""


def decode(
    data: bytes, *, declared: str | None = None, legacy: str | None = None
) -> tuple[str, tuple[str, ...]]:
    """The text, with `\\n` as its line ends, and notes on what was guessed or repaired.

    A mark of order at the start decides, then UTF-8 where it is valid, then what the document
    itself declares, then a guess, which `legacy` may hold already. NotText for binary data.
    """
    text, notes = _decode(data, declared, legacy)
    if "\0" in text:
        text, notes = text.replace("\0", ""), (*notes, "NUL characters were left out")
    return _LINE_END.sub("\n", text), notes


def _decode(data: bytes, declared: str | None, legacy: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            codec = "utf-8-sig" if encoding == "utf-8" else encoding
            text = data.decode(codec, "replace")
            return text, _repaired(text.count("\ufffd"), encoding)
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), (_guessed(wide),)
    if len(_CONTROL.findall(data[:SAMPLE])) * 50 > min(len(data), SAMPLE):
        raise NotText("binary data, not text")
    return (
        _shifted(data)
        or _valid(data, "utf-8")
        or _declared(data, declared)
        or _damaged(data)
        or _legacy(data, legacy)
    )


def _valid(data: bytes, encoding: str, *notes: str) -> tuple[str, tuple[str, ...]] | None:
    try:
        return data.decode(encoding), notes
    except (LookupError, ValueError):
        return None


def _shifted(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """As the Japanese of old mail, whose escapes would pass for ASCII."""
    return _valid(data, "iso2022_jp", _guessed("iso2022_jp")) if _SHIFT.search(data) else None


def _wide(data: bytes) -> str | None:
    """Which UTF-16 it is, without a mark: the one in which there are spaces, line ends and such.

    Read with its bytes swapped, no text has them. Text with a few NULs strewn in is not UTF-16.
    """
    sample = data[:SAMPLE]
    strewn = len(sample.translate(None, _PRINTABLE)) * 5 < len(sample)
    if len(data) % 2 or strewn or not _CONTROL.search(sample):
        return None
    texts = {name: sample.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")}
    marks = {name: sum(map(text.count, _FREQUENT)) for name, text in texts.items()}
    encoding, other = sorted(marks, key=marks.__getitem__, reverse=True)
    text = texts[encoding]
    readable = sum(c.isprintable() or c in "\r\n\t" for c in text)
    fits = readable * 20 >= len(text) * 19 and "\ufffd" not in text[:-1]
    return encoding if fits and marks[encoding] > 10 * marks[other] else None


def _declared(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]] | None:
    """As the document declares it, if that is an encoding and every byte fits."""
    if not declared:
        return None
    # What the web calls Latin-1 and ASCII is Windows-1252 (WHATWG Encoding Standard).
    name = declared.strip().lower()
    name = {
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "us-ascii": "cp1252",
        "gb2312": "gb18030",
    }.get(name, name)
    return _valid(data, name)


def _damaged(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """As UTF-8 with single bytes wrong, when most of what is not ASCII is valid."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    return (text, _repaired(wrong, "utf-8")) if wrong and right >= 2 * wrong else None


def _legacy(data: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """By a guess among the legacy encodings."""
    encoding = encoding or guess(data)
    return data.decode(encoding, "replace"), (_guessed(encoding),)


def guess(data: bytes) -> str:
    """The older encoding that bytes are most likely in: of the Latin script if one reads well."""
    sample = _telling(data)
    best, share = max(
        ((encoding, _share(sample, encoding)) for encoding in LATIN), key=lambda pair: pair[1]
    )
    if share > 0.9:
        return best
    other = from_bytes(sample, cp_isolation=OTHERS).best()
    return other.encoding if other else best


def _share(sample: bytes, encoding: str) -> float:
    """How much of what is not ASCII are letters of one language, read in this encoding.

    Text in another alphabet is nearly all beyond ASCII, so much of it counts as none.
    """
    text = sample.decode(encoding, "replace").casefold()
    beyond = "".join(_BEYOND.findall(text))
    letters = [c for c in beyond if c not in PUNCTUATION]
    if len(letters) * 3 > sum(c.isalpha() for c in text):
        return 0.0
    if not letters:
        return 1.0
    return max(_fit(letters, known) for known in LATIN[encoding])


def _fit(letters: list[str], known: str) -> float:
    """The share of the letters that a language has, a little less if its frequent ones miss."""
    share = sum(c in known for c in letters) / len(letters)
    return share if known[0] in letters or known[1] in letters else share - 0.05


def _telling(data: bytes) -> bytes:
    """The lines that are not ASCII, up to the size of a sample."""
    if len(data) <= SAMPLE:
        return data
    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:SAMPLE]


def _guessed(encoding: str) -> str:
    name = codecs.lookup(encoding).name.replace("cp125", "windows-125")
    return f"encoding guessed: {name}"


def _repaired(wrong: int, encoding: str) -> tuple[str, ...]:
    return (f"bytes that are not {encoding.upper()} were replaced",) if wrong else ()
