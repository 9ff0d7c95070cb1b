"""the language of a text: by its script, its small words and letters, and py3langid."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from index.article import UNKNOWN
from index.enrich import function_words, scripts
from index.enrich.rules import DEFAULT, Rules

SAMPLE = 450
"""So many characters of a text are looked at."""
SURE = 0.5
"""Below this confidence a guess is `unknown`."""
LETTERS = 8
"""A text with fewer letters than this is `unknown`, unless its script has one language only."""
SHORT = 100
"""A longer text whose script is known is not counted."""
SCRIPT = 0.35
"""A script with one language settles it when it has this share of the letters."""
MIXED = 0.6
"""A text in which no script has this share is mixed."""
PLAIN = 7.0
"""A lead in small words with which nothing else need be asked."""
SEVERAL = 3
"""So many different small words it takes for that: "Net ... Net" in a table is no Luxembourgish."""
STRANGE = 14
"""From so many words on, too few known small words mean that the language is none of ours ..."""
KNOWN = 0.11
"""... too few being less than this share of the words,"""
KNOWN_INFLECTED = 0.03
"""... or than this in languages that say with endings what others say with small words."""
INFLECTED = {
    "ar", "cs", "fi", "hu", "kk", "ky", "lg", "mn", "mr", "ne", "om", "pl", "ps", "ru", "sk", "so",
    "tl", "tr", "ug", "uk", "vi",
}  # fmt: skip
AGGLUTINATED = {"am", "rw", "sn", "ti", "xh", "yo", "zu"}
"""Languages whose small words are so few, or so joined to others, that lack says nothing."""
FIGURES = 0.1
"""A text with so many digits is a table, which has few small words in any language."""
MODEL = 8.0
"""How much the logarithm of py3langid's probability counts beside the score of small words."""
CLOSE = (("id", "ms"), ("hr", "bs"))
"""Languages that py3langid cannot tell apart: small words do, else the first is meant."""
RARER = {
    "af": 1.2, "bs": 0.7, "gl": 1.2, "la": 2.0, "lb": 0.7, "mk": 1.0, "ms": 0.7, "pcm": 3.0,
    "sk": 0.4,
}  # fmt: skip
"""What is taken from languages that few articles are in and short texts are mistaken for."""

_NOISE = re.compile(
    r"[hw@#&\d_](?:(?<=h)ttps?://\S+|(?<=w)ww\.\S+|(?<=[@#])\w+|(?<=&)#?\w+;|(?<=[\d_])[\d_]*)"
)
"""Addresses, handles, entities and figures. What they can begin with comes first: most of a text is
passed over by that alone.
"""
_MAIL = re.compile(r"\S+@\S+")


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 code or `unknown`, with a confidence from 0 to 1."""

    code: str
    confidence: float


@cache
def _names(rules: Rules) -> dict[str, str]:
    names: dict[str, str] = {}
    for code, name, *others in rules.rows("languages.tsv", 2):
        for form in (code, name, *(others[0].split(",") if others else ())):
            names[form.strip().casefold()] = code
    return names


@cache
def _identifier(rules: Rules) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    served = {row[0] for row in rules.rows("languages.tsv", 2)}
    identifier.set_languages(sorted(served & set(identifier.labels)))
    # One made from what is left holds on to that only: all languages are 28 MB more.
    return LanguageIdentifier(
        identifier.nb_ptc,
        identifier.nb_pc,
        identifier.nb_classes,
        identifier.tk_nextmove,
        identifier.tk_output,
        norm_probs=True,
        tk_row=identifier.tk_row,
    )


def tag(stated: str | None, rules: Rules = DEFAULT) -> str | None:
    """The BCP 47 code of what a source states (`en-US`, `ENG`, `Deutsch`), or None.

    Region and script are left out; a well-formed code that we do not know is kept.
    """
    folded = (stated or "").strip().casefold().replace("_", "-")
    if not folded:
        return None
    names = _names(rules)
    first = folded.split("-")[0]
    if known := names.get(folded) or names.get(first):
        return known
    return (
        first if re.fullmatch(r"[a-z]{2,3}", first) and first not in {"und", "mul", "zxx"} else None
    )


def is_served(code: str, rules: Rules = DEFAULT) -> bool:
    """Whether a language is one that `detect` can find."""
    return code in _identifier(rules).nb_classes


def detect(text: str, rules: Rules = DEFAULT) -> Language:
    """The language of a text, `unknown` when it is too short, mixed or none of ours.

    A script that one language writes settles it. Otherwise the small words and the letters that
    a text has are weighed together with py3langid's guess from its bytes.
    """
    raw = unicodedata.normalize("NFC", text[:SAMPLE])
    sample = _NOISE.sub(" ", _MAIL.sub(" ", raw) if "@" in raw else raw)
    script, share = scripts.main(scripts.census(sample))
    if script in _BY_SCRIPT and share >= SCRIPT:
        return Language(_BY_SCRIPT[script], round(share, 3))
    if share < MIXED or (len(sample) < SHORT and sum(map(str.isalpha, sample)) < LETTERS):
        return Language(UNKNOWN, 0.0)
    counted = function_words.count(sample, rules)
    first, second = sorted((*counted.scores.values(), 0.0, 0.0), reverse=True)[:2]
    if first - second > PLAIN and counted.different >= SEVERAL:
        found = Language(max(counted.scores, key=counted.scores.__getitem__), 0.999)
    else:
        found = _weighed(sample, counted, rules, frequent=_is_table(raw))
    listed = found.code in function_words.languages(rules)
    if found.confidence < SURE or (listed and _strange(found.code, raw, counted)):
        return Language(UNKNOWN, found.confidence)
    return found


_BY_SCRIPT = {**scripts.ONLY, "Jpan": "ja", "Hani": "zh"}


def _strange(code: str, sample: str, counted: function_words.Count) -> bool:
    """Whether a text has too few small words of a language to be in it."""
    if counted.words < STRANGE or code in AGGLUTINATED:
        return False
    share = KNOWN_INFLECTED if code in INFLECTED else KNOWN
    return counted.known < share * counted.words and not _is_table(sample)


def _is_table(sample: str) -> bool:
    return sum(map(str.isdigit, sample)) >= FIGURES * len(sample)


def _weighed(
    sample: str, counted: function_words.Count, rules: Rules, *, frequent: bool
) -> Language:
    """The language by small words, letters and py3langid together; of `frequent` ones alone.

    A table has so few words that it would be in any language that few articles are in.
    """
    listed = function_words.languages(rules)
    lowest = min(0.0, *counted.scores.values()) if counted.scores else 0.0
    model = dict(_identifier(rules).rank(sample))
    sure = max(model.values())
    model.update({code: sure for code in counted.scores if code not in model})
    for pair in CLOSE:
        model.update(dict.fromkeys(pair, sum(model.get(code, 0.0) for code in pair)))
    scores = {}
    for code, probability in model.items():
        if frequent and code in RARER:
            continue
        words = counted.scores.get(code, lowest if code in listed else 0.0)
        scores[code] = words + MODEL * math.log(max(probability, 1e-4)) - RARER.get(code, 0.0)
    best = max(scores, key=scores.__getitem__)
    total = sum(math.exp((score - scores[best]) / 2) for score in scores.values())
    return Language(best, round(1 / total, 3))
