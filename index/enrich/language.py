"""the language of a text: by its script, its small words and letters, and py3langid."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from itertools import repeat

import numpy as np
from msgspec import Struct
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
LEAST = 1e-4
"""No probability is taken to be less than this."""
MODEL = 8.0
"""How much the logarithm of py3langid's probability counts beside the score of small words."""
CLOSE = (("id", "ms"), ("hr", "bs"))
"""Languages that py3langid cannot tell apart: small words do, else the first is meant."""
RARER = {
    "af": 1.2, "bs": 0.7, "gl": 1.2, "la": 2.0, "lb": 0.7, "mk": 1.0, "ms": 0.7, "pcm": 3.0,
    "sk": 0.4,
}  # fmt: skip
"""What is taken from languages that few articles are in and short texts are mistaken for."""
SELDOM = {"la", "pcm"}
"""Languages that are only believed where their own small words outweigh those of all others."""
FEW = 14
"""A text of fewer words may be nothing but names, headings or figures."""
NAMES = 0.5
"""It is taken for names when this share of its words after the first are capitalized. Then what is
left decides: "Austria beat Australia in Vienna" looks like Latin by its names."""
PLAIN_LETTERS = 2
"""If so few letters are left, they decide nothing; then ..."""
CLEAR, LEAD = 0.5, 0.4
"""... py3langid must be so sure, or small words lead by so much."""
DIFFERENT = 4
"""Fewer different letters than this are no language."""
CODE, MARKS = "{}<>=[]|\\_;", 0.08
"""Marks of programs and tables, and the share of a text that makes it one."""

_NOISE = re.compile(
    r"[hw@#&\d_](?:(?<=h)ttps?://\S+|(?<=w)ww\.\S+|(?<=[@#])\w+|(?<=&)#?\w+;|(?<=[\d_])[\d_]*)"
)
"""Addresses, handles, entities and figures. What they can begin with comes first: most of a text is
passed over by that alone.
"""
_EDGE = re.compile(r"^\W+|\W+$|^[\W\d]+$|^(?:vs?|x|ft|d|bin|ibn|[ae]l-.*)\.?$")
"""What is no letter, marks between the names of those who play, and small words inside names."""
_FIGURE = re.compile(r"\d")
_MAIL = re.compile(r"\S+@\S+")


class Language(Struct, frozen=True):
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
    # One made from what is left holds on to that only: all languages are 28 MB more. What belongs
    # to a feature stands together, as it is read.
    return LanguageIdentifier(
        np.ascontiguousarray(identifier.nb_ptc),
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
    if share < MIXED or _says_nothing(sample):
        return Language(UNKNOWN, 0.0)
    counted = function_words.count(sample, rules)
    first, second = sorted((*counted.scores.values(), 0.0, 0.0), reverse=True)[:2]
    if first - second > PLAIN and counted.different >= SEVERAL:
        found = Language(max(counted.scores, key=counted.scores.__getitem__), 0.999)
    else:
        found = _weighed(_guesses(sample, rules), counted, rules, frequent=_is_table(raw))
    listed = found.code in function_words.languages(rules)
    if found.confidence < SURE or (listed and _strange(found.code, raw, counted)):
        return Language(UNKNOWN, found.confidence)
    return _without_names(sample, found, counted, rules) if counted.words <= FEW else found


def _says_nothing(sample: str) -> bool:
    """Whether a short text has hardly a letter, or any text the marks of a program."""
    if sum(map(sample.count, CODE)) >= MARKS * len(sample):
        return True
    if len(sample) >= SHORT:
        return False
    letters = [letter for letter in sample.casefold() if letter.isalpha()]
    return len(letters) < LETTERS or len(set(letters)) < DIFFERENT


def _without_names(
    sample: str, found: Language, counted: function_words.Count, rules: Rules
) -> Language:
    """The language of a short text by what it says beside names, which show none."""
    words = [word for word in map(_EDGE.sub, repeat(""), sample.split()) if word]
    plain = [word for word in words[1:] if not word[:1].isupper()]
    if not sample.isupper() and len(plain) > (1 - NAMES) * (len(words) - 1):
        return found
    guesses = _guesses(sample, rules)
    first, second = sorted((*counted.scores.values(), 0.0, 0.0), reverse=True)[:2]
    leads = first - second >= LEAD and first == counted.scores.get(found.code, 0.0)
    if leads or guesses.get(found.code, 0.0) >= CLEAR:
        return found
    if sum(map(len, plain)) < PLAIN_LETTERS:
        return Language(UNKNOWN, 0.0)
    others = _guesses(" ".join((*words[:1], *plain)), rules)
    both = {code: math.sqrt(guess * others[code]) for code, guess in guesses.items()}
    total = sum(both.values())
    both = {code: guess / total for code, guess in both.items()}
    rest = _weighed(both, counted, rules, frequent=False)
    return rest if rest.confidence >= SURE else Language(UNKNOWN, rest.confidence)


_BY_SCRIPT = {**scripts.ONLY, "Jpan": "ja", "Hani": "zh"}


def _strange(code: str, sample: str, counted: function_words.Count) -> bool:
    """Whether a text has too few small words of a language to be in it."""
    if counted.words < STRANGE or code in AGGLUTINATED:
        return False
    share = KNOWN_INFLECTED if code in INFLECTED else KNOWN
    return counted.known < share * counted.words and not _is_table(sample)


def _is_table(sample: str) -> bool:
    return len(_FIGURE.findall(sample)) >= FIGURES * len(sample)


def _guesses(sample: str, rules: Rules) -> dict[str, float]:
    """How probable py3langid takes each language to be."""
    return {code: max(p, LEAST) for code, p in _identifier(rules).rank(sample)}


def _weighed(
    model: dict[str, float], counted: function_words.Count, rules: Rules, *, frequent: bool
) -> Language:
    """The language by small words, letters and py3langid together; of `frequent` ones alone.

    A table has so few words that it would be in any language that few articles are in.
    """
    listed = function_words.languages(rules)
    lowest = min(0.0, *counted.scores.values()) if counted.scores else 0.0
    sure = max(model.values())
    model.update({code: sure for code in counted.scores if code not in model})
    for pair in CLOSE:
        model.update(dict.fromkeys(pair, sum(model.get(code, 0.0) for code in pair)))
    scores = {}
    most = max((score for code, score in counted.scores.items() if code not in SELDOM), default=0)
    for code, probability in model.items():
        if frequent and code in RARER:
            continue
        if code in SELDOM and counted.scores.get(code, 0.0) <= max(most, 0.0):
            continue
        words = counted.scores.get(code, lowest if code in listed else 0.0)
        scores[code] = words + MODEL * math.log(probability) - RARER.get(code, 0.0)
    best = max(scores, key=scores.__getitem__)
    total = sum(math.exp((score - scores[best]) / 2) for score in scores.values())
    return Language(best, round(1 / total, 3))
