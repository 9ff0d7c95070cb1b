"""what the words around a year say: an amount, a decade, an aim, a plan, an anniversary."""

from __future__ import annotations

import re

from index.enrich.dates import Mention

PLAN_REACH = 70
"""Characters before a year in whose sentence a word still tells that it is to come."""

ANNIVERSARY_REACH = 60
"""Characters on either side of a year in which its anniversary may stand."""

_FUTURE = re.compile(
    r"(?:\b(?:by|until|till|through|towards?|before|agenda|vision|target|horizon|bis|tot|tegen|"
    r"d['’]ici|jusqu['’]en|hasta|para|até|entro|fino al|do|к|до|innan|inden|bis zum|بحلول|حتى)"
    r"(?:\s+(?:the year|the end of|end|l['’]an|à|a|en|el|o|il|jahre?|año|ano|anno|roku|року|году"
    r"|عام|سنة))?|到|至|までに)\s*$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\d{4}\s+\w+\s*$")
"""What stands before the second year of `2020 bis 2025`: a span of years, no aim."""

_PLANNED = re.compile(
    r"\b(?:will|would|could|should|expect\w*|plan(?:s|ned|ning)?|scheduled|due|forecast\w*|hopes?"
    r"|aims?|set to|upcoming|será|serão|vai|vão|deve(?:rá|rão)?|prev(?:ê|isto|ista|isão)"
    r"|pretend\w+|planej\w+|poder(?:á|ão|ia)|serán?|habrá|planea\w*|prevé\w*|previst\w+|podría"
    r"|sera|seront|va|vont|devrait|devraient|prévu\w*|prévoi\w*|wird|werde|werden|würden?|soll|sollen|geplant\w*"
    r"|voraussichtlich|zal|zullen|gepland\w*|sarà|saranno|dovrebbe|будет|будут|планиру\w+|намерен\w*"
    r"|المقبلة?|المتوقع|سوف|يتوقع|متوقع|المقرر|المزمع|سيتم)\b"
    r"|预计|預計|将于|將於|计划|計劃|力争|规划|目标|予定|見通し|目指|計画|見込",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<![ (]\d)(?<![ (]\d\d)[.!?] |[\n。؟]")
"""Where a sentence ends; "30. Jahrestag" is an ordinal."""

_AMOUNT = re.compile(
    r"\s*(?:%|‰|°|(?:euros?|dollars?|yen|yuan|pounds?|rupees|km|kg|mw|miles?|met(?:er|re)s?|feet"
    r"|people|person(?:en|nes|as|e)|pessoas|человек|hours|votes|jobs|shares|points|mln|bn|[mb]illion"
    r"|元|人|円|名|件|個|万|億|亿|명|원|만)(?!\w))",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?:['’]?s|er jahren?|-х|-е|-ті)\b|(?<=年)代|\s?年代|년대", re.IGNORECASE)

_ANNIVERSARY = re.compile(
    r"(?<!\d)(\d{1,3})\s?(?:st|nd|rd|th|[ºª°.]|e|er|ème|eme|de|-?й|-?я|-?ю)?[ -]?(?:year )?"
    r"(?:anniversary|anniversaire|aniversario|aniversário|anniversario|jahrestag|jubiläum|jubileum"
    r"|verjaardag|годовщин\w+|rocznic\w+|周年|週年|주년)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def is_no_year(text: str, mention: Mention) -> bool:
    """Whether a number is an amount, a decade or an aim ("by 2030"), and no year of a story."""
    end, is_bare = mention.end, mention.month is None
    if is_bare and (_AMOUNT.match(text, end) or _DECADE.match(text, end)):
        return True
    before = text[max(0, mention.start - 30) : mention.start]
    return _FUTURE.search(before) is not None and _SPAN.search(before) is None


def is_planned(text: str, mention: Mention) -> bool:
    """Whether a word before a year, in its sentence, says that it is to come ("will open in")."""
    return _PLANNED.search(_before(text, mention, PLAN_REACH)) is not None


def celebrated(text: str, mention: Mention) -> int:
    """The year in which an anniversary of a year that stands beside it is, else that year.

    "The 20th anniversary of the tsunami of 2004" is in 2024; beside another year nothing is sure.
    """
    start, end = max(0, mention.start - ANNIVERSARY_REACH), mention.end + ANNIVERSARY_REACH
    around = text[start : mention.start], text[mention.end : end]
    if not any(map(_ANNIVERSARY.search, around)):
        return mention.year
    before = _before(text, mention, ANNIVERSARY_REACH)
    after = _STOP.split(around[1], maxsplit=1)[0]
    found = _ANNIVERSARY.search(before) or _ANNIVERSARY.search(after)
    if not found or _YEAR.search(before) or _YEAR.search(after):
        return mention.year
    return mention.year + int(found[1])


def _before(text: str, mention: Mention, reach: int) -> str:
    """What stands before a year in its sentence, so many characters at most."""
    return _STOP.split(text[max(0, mention.start - reach) : mention.start])[-1]
