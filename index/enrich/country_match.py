"""the search for places in a text: every form of a language's lexicon, the longest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from index.enrich import words as words_of_text
from index.enrich.country_languages import FIRST_UNSPACED
from index.enrich.country_lexicon import Form, Lexicon
from index.enrich.country_tables import Meaning

GAPS = frozenset(("", "-", "'", ".", ".-", "‑", "–", "&", "·", '"', "״", "׳"))
"""What may stand between the words of one name, beside spaces."""


BREAKS = frozenset('.,!?:;\n"“”()')
"""What parts a word from the one beside it."""


class Found(NamedTuple):
    """A form where it stands in a text, with the words before and after it in the same sentence.

    `before` and `after` are as written, "" where the sentence or the line begins or ends.
    """

    start: int
    end: int
    meaning: Meaning
    before: str
    after: str
    follows_comma: bool = False


def find(text: str, lexicon: Lexicon) -> list[Found]:
    """The places that a text names, in order and without overlap."""
    cut = words_of_text.cut(text, lexicon.script)
    found = _spaced(text, cut, lexicon)
    if lexicon.unspaced:
        # Words cut at spaces are foreign ones here; what stands alone in the language's own script
        # is found without spaces too.
        found = [each for each in found if cut.low[each.start] < FIRST_UNSPACED]
        found += _unspaced(cut, lexicon)
        found.sort()
    return found


def _spaced(text: str, cut: words_of_text.Words, lexicon: Lexicon) -> list[Found]:
    words, openings = cut.words, lexicon.openings
    found: list[Found] = []
    telling = openings.among(words)
    edges = cut.edges if telling else []
    free, after_hyphen = 0, -1
    for at in telling:
        if at < free or (opening := openings[words[at]]) is None:
            continue
        following = words[at + 1] if at + 1 < len(words) else ""
        start = edges[2 * at]
        for form in (*opening.going_on.get(following, ()), *opening.alone):
            last = at + len(form.rest)
            if form.rest and not _follows(cut, at, form):
                continue
            end = edges[2 * last + 1]
            if not _has_case(text, start, end, form.meaning.case) and start != after_hyphen:
                continue
            free = last + 1
            after_hyphen = end + 1 if text[end : end + 1] in ("-", "–") else -1
            if form.meaning.codes:
                found.append(_found(text, cut, at, last, form.meaning))
            break
    return found


def _found(text: str, cut: words_of_text.Words, first: int, last: int, meaning: Meaning) -> Found:
    """A form from one word to another, with its neighbours."""
    edges = cut.edges
    start, end = edges[2 * first], edges[2 * last + 1]
    before = after = ""
    gap = cut.gap(first)
    if first and _is_close(gap):
        before = text[edges[2 * first - 2] : edges[2 * first - 1]]
    if last + 1 < len(cut.words):
        beyond = cut.gap(last + 1)
        if end - edges[2 * last] == 1:
            beyond = beyond.removeprefix(".")  # "U.S. dollars"
        if _is_close(beyond):
            after = text[edges[2 * last + 2] : edges[2 * last + 3]]
    return Found(start, end, meaning, before, after, gap.rstrip().endswith(","))


def _is_close(gap: str) -> bool:
    """Whether two words so far apart are beside one another in a sentence."""
    return gap == " " or BREAKS.isdisjoint(gap)


def _follows(cut: words_of_text.Words, at: int, form: Form) -> bool:
    """Whether the rest of a form follows its first word, a short gap between any two."""
    last = at + len(form.rest)
    if tuple(cut.words[at + 1 : last + 1]) != form.rest:
        return False
    return all(_is_gap(cut.gap(number)) for number in range(at + 1, last + 1))


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
        return any(map(str.isupper, text[start:end])) or not _is_cased(text[start])
    if case == "initials":
        return text[start : start + 2].isupper()
    # "US$30" is a sum of money.
    return not any(map(_is_cased, text[start:end])) and text[end : end + 1] != "$"


def _is_cased(letter: str) -> bool:
    """Whether the script has capitals; those of Georgian are for headlines only."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def _unspaced(cut: words_of_text.Words, lexicon: Lexicon) -> Iterator[Found]:
    free = 0
    for start, end, meaning in lexicon.unspaced.find(cut.low):
        if start >= free and not _goes_on(cut.low, start, end):
            free = end
            if meaning.codes:
                yield Found(start, end, meaning, "", "")


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
