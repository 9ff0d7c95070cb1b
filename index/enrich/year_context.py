"""what the words around a year say: an amount, a decade, an aim, a plan, an anniversary."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from index.enrich.dates import Mention
from index.enrich.rules import DEFAULT, Rules, RulesError

TABLE = "year-words.tsv"
"""The words of each kind."""

PLAN_REACH = 70
"""Characters before a year in whose sentence a word still tells that it is to come."""

ANNIVERSARY_REACH = 60
"""Characters on either side of a year in which its anniversary may stand."""

_SPAN = re.compile(r"\d{4}\s+\w+\s*$")
"""What stands before the second year of `2020 bis 2025`: a span of years, no aim."""

_STOP = re.compile(r"(?<![ (]\d)(?<![ (]\d\d)[.!?] |[\n。؟]")
"""Where a sentence ends; "30. Jahrestag" is an ordinal."""

_DECADE = re.compile(r"(?:['’]?s|er jahren?|-х|-е|-ті)\b|(?<=年)代|\s?年代|년대", re.IGNORECASE)

_ORDINAL = r"(?:st|nd|rd|th|[ºª°.]|e|er|ème|eme|de|-?й|-?я|-?ю)?[ -]?(?:year )?"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


class _Words(NamedTuple):
    """The words of `year-words.tsv` as patterns, `aim` and `plan` for text in small letters.

    Of many words `re` passes over those that begin otherwise, but not where case does not matter.
    """

    aim: re.Pattern[str]
    plan: re.Pattern[str]
    amount: re.Pattern[str]
    anniversary: re.Pattern[str]


@cache
def _words(rules: Rules) -> _Words:
    words: dict[str, list[str]] = {kind: [] for kind in (*_Words._fields, "between")}
    for kind, word, *_ in rules.rows(TABLE, 2):
        if kind not in words:
            where = rules.where(TABLE, (kind, word))
            raise RulesError(f"{where}: {kind!r} is none of {', '.join(words)}")
        words[kind].append(word.lower())
    patterns = {
        "aim": rf"{_one_of(words['aim'])}(?:\s+{_any_of(words['between'])})?\s*$",
        "plan": _one_of(words["plan"]),
        "amount": rf"\s*(?:[%‰°]|{_any_of(words['amount'])}(?!\w))",
        "anniversary": rf"(?<!\d)(\d{{1,3}})\s?{_ORDINAL}{_any_of(words['anniversary'])}",
    }
    compiled = {name: re.compile(each, re.IGNORECASE) for name, each in patterns.items()}
    compiled |= {name: re.compile(patterns[name]) for name in ("aim", "plan")}
    return _Words(**compiled)


def _one_of(words: list[str]) -> str:
    """A pattern for any of the words: whole ones, but for those written without spaces."""
    spaced = [word for word in words if not _UNSPACED.search(word)]
    run_on = [word for word in words if _UNSPACED.search(word)]
    return rf"(?:\b{_any_of(spaced)}\b|{_any_of(run_on)})"


def _any_of(words: list[str]) -> str:
    """A pattern for any of the words, wherever it stands; `(?!)`, which never fits, for none."""
    every = (re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in words)
    return f"(?:{'|'.join(every) or '(?!)'})"


def is_no_year(text: str, mention: Mention, rules: Rules = DEFAULT) -> bool:
    """Whether a number is an amount, a decade or an aim ("by 2030"), and no year of a story."""
    end, is_bare = mention.end, mention.month is None
    if is_bare and (_words(rules).amount.match(text, end) or _DECADE.match(text, end)):
        return True
    before = text[max(0, mention.start - 30) : mention.start].lower()
    return _words(rules).aim.search(before) is not None and _SPAN.search(before) is None


def is_planned(text: str, mention: Mention, rules: Rules = DEFAULT) -> bool:
    """Whether a word before a year, in its sentence, says that it is to come ("will open in")."""
    return _words(rules).plan.search(_before(text, mention, PLAN_REACH).lower()) is not None


def celebrated(text: str, mention: Mention, rules: Rules = DEFAULT) -> int:
    """The year in which an anniversary of a year that stands beside it is, else that year.

    "The 20th anniversary of the tsunami of 2004" is in 2024; beside another year nothing is sure.
    """
    anniversary = _words(rules).anniversary
    start, end = max(0, mention.start - ANNIVERSARY_REACH), mention.end + ANNIVERSARY_REACH
    around = text[start : mention.start], text[mention.end : end]
    if not any(map(anniversary.search, around)):
        return mention.year
    before = _before(text, mention, ANNIVERSARY_REACH)
    after = _STOP.split(around[1], maxsplit=1)[0]
    found = anniversary.search(before) or anniversary.search(after)
    if not found or _YEAR.search(before) or _YEAR.search(after):
        return mention.year
    return mention.year + int(found[1])


def _before(text: str, mention: Mention, reach: int) -> str:
    """What stands before a year in its sentence, so many characters at most."""
    return _STOP.split(text[max(0, mention.start - reach) : mention.start])[-1]
