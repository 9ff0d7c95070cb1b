"""the search for places in a story: every form of a language's lexicon, the longest first."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from index.enrich.country_languages import FIRST_UNSPACED
from index.enrich.country_tables import Meaning
from index.enrich.runs import Runs
from index.enrich.vocabulary import Reading
from index.enrich.words import Words

GAPS = frozenset(("", "-", "'", ".", ".-", "‑", "–", "&", "·", '"', "״", "׳"))
"""What may stand between the words of one name, beside spaces."""


BREAKS = frozenset('.,!?:;\n"“”()')
"""What parts a word from the one beside it."""


class Found(Struct, frozen=True, gc=False):
    """A form where it stands in the headline or the body, with its neighbours in the same sentence.

    `before` and `after` are as written, "" where the sentence or the line begins or ends.
    """

    start: int
    end: int
    meaning: Meaning
    before: str
    after: str
    follows_comma: bool = False
    is_title: bool = False


_Span = tuple[int, int, Meaning, int, int]
"""Where a form begins and ends, what it means, and its first and last word, -1 for none."""


def find(reading: Reading) -> list[Found]:
    """The places that a story names, in order and without overlap."""
    words, runs = reading.words, reading.vocabulary.place_runs
    spans = _spaced(reading)
    if runs:
        # Words cut at spaces are foreign ones here; what stands alone in the language's own script
        # is found without spaces too.
        spans = [span for span in spans if words.low[span[0]] < FIRST_UNSPACED]
        spans += _unspaced(words.low, runs)
        spans.sort()
    return [_found(words, span) for span in spans]


def _spaced(reading: Reading) -> list[_Span]:
    words, text = reading.words, reading.words.text
    if not reading.places:
        return []
    low, edges = words.words, words.edges
    found: list[_Span] = []
    free, after_hyphen = 0, -1
    for at, (going_on, forms) in reading.places:
        if at < free:
            continue
        if going_on and (longer := going_on.get(low[at + 1] if at + 1 < len(low) else "")):
            forms = (*longer, *forms)  # noqa: PLW2901 - those that hold here
        for rest, meaning in forms:
            if rest and not _follows(words, at, rest):
                continue
            last = at + len(rest)
            start, end = edges[2 * at], edges[2 * last + 1]
            if not _has_case(text, start, end, meaning.case) and start != after_hyphen:
                continue
            free = last + 1
            after_hyphen = end + 1 if text[end : end + 1] in ("-", "–") else -1
            if meaning.codes:
                found.append((start, end, meaning, at, last))
            break
    return found


def _found(words: Words, span: _Span) -> Found:
    """A form with its neighbours, where it stands in the headline or in the body."""
    start, end, meaning, first, last = span
    before = after = gap = ""
    if first >= 0:
        edges, text = words.edges, words.text
        if first:
            gap = text[edges[2 * first - 1] : start]
            if gap == " " or BREAKS.isdisjoint(gap):
                before = text[edges[2 * first - 2] : edges[2 * first - 1]]
        if last + 1 < len(words.words):
            beyond = text[end : edges[2 * last + 2]]
            if end - edges[2 * last] == 1:
                beyond = beyond.removeprefix(".")  # "U.S. dollars"
            if beyond == " " or BREAKS.isdisjoint(beyond):
                after = text[edges[2 * last + 2] : edges[2 * last + 3]]
    comma = "," in gap and gap.rstrip().endswith(",")
    if start < words.body:
        return Found(start, end, meaning, before, after, comma, is_title=True)
    return Found(start - words.body, end - words.body, meaning, before, after, comma)


def _follows(words: Words, at: int, rest: tuple[str, ...]) -> bool:
    """Whether the rest of a form follows its first word, a short gap between any two."""
    last = at + len(rest)
    if tuple(words.words[at + 1 : last + 1]) != rest:
        return False
    return all(_is_gap(words.gap(number)) for number in range(at + 1, last + 1))


def _is_gap(gap: str) -> bool:
    if gap in (" ", "-", "'"):
        return True
    return gap.strip() in GAPS and gap.count("\n") < 2


def _has_case(text: str, start: int, end: int, case: str) -> bool:
    if case == "any":
        return True
    if case.endswith("qualifier") and not text[max(start - 3, 0) : start].rstrip().endswith(","):
        return False
    if case in ("capital", "qualifier"):
        return not _is_cased(text[start]) or any(map(str.isupper, text[start:end]))
    if case == "initials":
        return text[start : start + 2].isupper()
    # "US$30" is a sum of money.
    return not any(map(_is_cased, text[start:end])) and text[end : end + 1] != "$"


def _is_cased(letter: str) -> bool:
    """Whether it is small in a script that has capitals; those of Georgian are for headlines."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def _unspaced(low: str, runs: Runs[Meaning]) -> Iterator[_Span]:
    free = 0
    for start, end, meaning in runs.find(low):
        if start >= free and not _goes_on(low, start, end):
            free = end
            if meaning.codes:
                yield start, end, meaning, -1, -1


_KATAKANA = frozenset(map(chr, range(0x30A1, 0x30FD))) - {"・"}
_THAI_LEADING = frozenset("เแโใไ")
_THAI_TRAILING = frozenset(
    "ะาำ" + "".join(map(chr, (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F))))
)


_TRANSCRIBING = frozenset("尔斯克德姆鲁森伦顿逊兹夫弗娜莉蒂诺理爾倫頓遜茲")
_NATIVE = "国國省州市京"


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a form is cut out of a longer word, as far as the script shows it.

    A word in katakana ends where the katakana ends ("Thai" in "title"), a Thai syllable does not
    end before its vowel signs, nor begin after a vowel that is written first. Two characters of
    Chinese are no name beside one that mostly transcribes sounds (Chad in "Richard").
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] in _KATAKANA and before in _KATAKANA:
        return True
    if text[end - 1] in _KATAKANA and after in _KATAKANA:
        return True
    if end - start == 2 and text[end - 1] not in _NATIVE:
        return before in _TRANSCRIBING or after in _TRANSCRIBING
    return "ก" <= text[start] <= "๛" and (before in _THAI_LEADING or after in _THAI_TRAILING)
