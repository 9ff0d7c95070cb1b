"""the search for places in a text: every form of a language's lexicon, the longest first."""

from __future__ import annotations

from collections.abc import Iterator
from operator import add
from typing import NamedTuple

from index.enrich import words as words_of_text
from index.enrich.country_languages import FIRST_UNSPACED
from index.enrich.country_lexicon import STEM, Form, Lexicon, Stems
from index.enrich.country_tables import Meaning

GAPS = frozenset(("", "-", "'", ".", ".-", "‑", "–", "&", "·", '"', "״", "׳"))
"""What may stand between the words of one name, beside spaces."""


BREAKS = '.,!?:;\n"“”()'
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
    low = cut.low
    found = list(_spaced(text, cut, lexicon))
    if lexicon.unspaced:
        # Words cut at spaces are foreign ones here; what stands alone in the language's own script
        # is found without spaces too.
        found = [each for each in found if low[each.start] < FIRST_UNSPACED]
        found += _unspaced(low, lexicon)
        found.sort()
    return found


def _spaced(text: str, cut: words_of_text.Words, lexicon: Lexicon) -> Iterator[Found]:
    parts, words = cut.parts, cut.words
    known, forms, places, stems = lexicon.known, lexicon.forms, lexicon.places, lexicon.stems
    openers = lexicon.openers
    if stems:
        candidates = [at for at, word in enumerate(words) if word in known or word[:STEM] in stems]
    else:
        candidates = [at for at, word in enumerate(words) if word in known]
    if not candidates:
        return
    ends = cut.ends
    free, after_hyphen = 0, -1
    for at in candidates:
        if at < free:
            continue
        following = words[at + 1] if at + 1 < len(words) else ""
        if words[at] in openers and following not in openers[words[at]]:
            continue
        start = ends[2 * at]
        for form in forms.get(words[at]) or places.get(words[at]) or _inflected(words[at], stems):
            if form.rest and (form.rest[0] != following or not _follows(words, parts, at, form)):
                continue
            last = at + len(form.rest)
            end = ends[2 * last + 1]
            if not _has_case(text, start, end, form.meaning.case) and start != after_hyphen:
                continue
            free = last + 1
            after_hyphen = end + 1 if text[end : end + 1] in ("-", "–") else -1
            if form.meaning.codes:
                yield Found(
                    start,
                    end,
                    form.meaning,
                    _neighbour(text, parts, ends, at, -1),
                    _neighbour(text, parts, ends, last, 1),
                    parts[2 * at].rstrip().endswith(","),
                )
            break


def _inflected(word: str, stems: Stems) -> tuple[Form, ...]:
    """The form that a word is a case of."""
    for stem in stems.get(word[:STEM], ()):
        if word.startswith(stem.text) and word[len(stem.text) :] in stem.endings:
            return (Form((), stem.meaning),)
    return ()


def _follows(words: list[str], parts: list[str], at: int, form: Form) -> bool:
    """Whether the rest of a form follows its first word, a short gap between any two."""
    count = len(form.rest)
    if tuple(words[at + 1 : at + 1 + count]) != form.rest:
        return False
    return all(map(_is_gap, parts[2 * at + 2 : 2 * at + 2 + 2 * count : 2]))


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


def _neighbour(text: str, parts: list[str], ends: list[int], at: int, step: int) -> str:
    """The word before (-1) or after (1) the word at `at`, "" across the end of a sentence."""
    gap = parts[2 * at + 1 + step]
    if step > 0 and len(parts[2 * at + 1]) == 1:
        gap = gap.removeprefix(".")  # "U.S. dollars"
    index = 2 * at + 1 + 2 * step
    if not 0 <= index < len(parts):
        return ""
    if gap != " " and any(mark in gap for mark in BREAKS):
        return ""
    return text[ends[index - 1] : ends[index]]


def _unspaced(low: str, lexicon: Lexicon) -> Iterator[Found]:
    starts = lexicon.unspaced
    present = [pair for pair in set(map(add, low, low[1:])) if pair in starts]
    places = sorted(at for pair in present for at in _occurrences(low, pair))
    free = 0
    for at in places:
        if at < free:
            continue
        for form, meaning in starts[low[at : at + 2]]:
            if low.startswith(form, at) and not _goes_on(low, at, at + len(form)):
                free = at + len(form)
                if meaning.codes:
                    yield Found(at, free, meaning, "", "")
                break


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


def _occurrences(text: str, pair: str) -> Iterator[int]:
    at = text.find(pair)
    while at >= 0:
        yield at
        at = text.find(pair, at + 1)
