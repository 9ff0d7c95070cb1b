"""how text is cut into raw words and runs: character classes from the Unicode database."""

from __future__ import annotations

import re
import unicodedata

SCRIPTS: dict[str, str] = {
    "Han": "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff",
    "Kana": "\u3031-\u3035\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\uff66-\uff9f\U0001b000-\U0001b16f",
    "Yi": "\ua000-\ua48c",
    "Tangut, Khitan, Nushu": "\U00017000-\U00018d7f\U0001b170-\U0001b2fb",
    "Bopomofo": "\u3105-\u312f\u31a0-\u31bf",
    "Hangul": "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Lao": "\u0e81-\u0ece\u0edc-\u0edf",
    "Khmer": "\u1780-\u17b3\u17b6-\u17d3\u17d7\u17dc\u17dd",
    "Myanmar": "\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f",
    "Tai": "\u1950-\u1974\u1980-\u19c9\u1a20-\u1a7c\u1aa7\uaa80-\uaadd\U00011700-\U00011746",
    "Javanese": "\ua980-\ua9c0\ua9cf",
    "Balinese": "\u1b00-\u1b4c",
    "Buginese": "\u1a00-\u1a1b",
    "Batak": "\u1bc0-\u1bf3",
    "Rejang": "\ua930-\ua953",
    "Cham": "\uaa00-\uaa4d",
}
"""The scripts that write no space between words, as ranges for a character class: those whose
letters Unicode's line breaking (UAX 14) calls ideographs or leaves to a dictionary, and Javanese
with its kin, which are broken after any syllable. Tai is Tai Le, New Tai Lue, Tai Tham, Tai Viet
and Ahom. Some of them part words or phrases nowadays, as Korean does: then a run is a word."""

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Characters that are not seen: soft hyphen, joiners, direction marks, byte order mark."""

JOINERS = ".,'’‘ʼ＇´`·״׳\""
"""What may stand between the letters of one word: `index.analysis.words` decides."""


def _marks() -> str:
    """The inside of a character class of the combining marks of the basic plane."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and code == ranges[-1][1] + 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


# Beyond the basic plane a class costs time for each range, so whole blocks are named there.
MARKS = (
    _marks()
    + "\U00010a01-\U00010a3f\U00011000-\U00011fff\U0001e000-\U0001e94f\U000e0100-\U000e01ef"
)
"""Every combining mark, as the inside of a character class."""

_RUN = "".join(SCRIPTS.values())
# Joiners and variation selectors may stand anywhere in a word; none of them begins one.
_INNER = "\u00ad\u200c\u200d\u2060\ufeff" + MARKS
_WORD = f"[^\\W_{_RUN}](?:[^\\W_{_RUN}]|[{_INNER}])*"

RUN = re.compile(f"[{_RUN}]")
"""A character of a script without spaces."""

FOLLOWS_RUN = f"[{_RUN}{_INNER}\u200b]"
"""What such a run goes on with."""

PIECE = re.compile(f"([{_RUN}]{FOLLOWS_RUN}*)|{_WORD}(?:[{JOINERS}]{_WORD})*")
"""A run of a script without spaces, or a word with all that may be inside one."""

_HALF = f"[^\\W\\d_{_RUN}][^\\W_{_RUN}]*"
HYPHENS = "-\u2010\u2011"
_BESIDE = f"[^\\W{_RUN}]|[\u2010\u2011-]"
HYPHENED = re.compile(f"(?<!{_BESIDE})({_HALF})[\u2010\u2011-]([^\\W_{_RUN}]+)(?!{_BESIDE})")
"""A word of two halves with a hyphen between: many are also written as one, as `e-mail` is."""

_FOLLOWS = f"[{MARKS}{INVISIBLE}\uff9e\uff9f]"
_SYLLABLE = (
    "[\u1100-\u115f\ua960-\ua97f]*[\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7fb]*"
)
UNIT = re.compile(f"(?:{_SYLLABLE}|[^{_FOLLOWS[1:]}){_FOLLOWS}*")
"""One character as a reader sees it: a letter with its marks, or a Hangul syllable in parts."""
