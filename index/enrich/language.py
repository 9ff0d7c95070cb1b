"""the language of a text: by its script where that settles it, else by py3langid among ours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from index.article import UNKNOWN
from index.enrich.rules import DEFAULT, Rules

SAMPLE = 700
"""So many characters of a text are looked at."""
SURE = 0.5
"""Below this confidence a guess is `unknown`."""
LETTERS = 8
"""A text with fewer letters than this is `unknown`, unless its script has one language only."""

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|&#?\w+;|[\d_]+")


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 code or `unknown`, with a confidence from 0 to 1."""

    code: str
    confidence: float


@cache
def _names(rules: Rules) -> dict[str, str]:
    names: dict[str, str] = {}
    for code, name, *others in rules.rows("languages.tsv"):
        for form in (code, name, *(others[0].split(",") if others else ())):
            names[form.strip().casefold()] = code
    return names


@cache
def _identifier(rules: Rules) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    served = {row[0] for row in rules.rows("languages.tsv")}
    identifier.set_languages(sorted(served & set(identifier.labels)))
    return identifier


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
    """The language of a text, `unknown` when it is too short, mixed or none of ours."""
    sample = _NOISE.sub(" ", unicodedata.normalize("NFC", text[:SAMPLE]))
    letters = sum(map(str.isalpha, sample))
    if letters < LETTERS:
        return Language(UNKNOWN, 0.0)
    code, confidence = _identifier(rules).classify(sample)
    if confidence < SURE:
        return Language(UNKNOWN, float(confidence))
    return Language(code, float(confidence))
