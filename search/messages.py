"""what is said of a query, as templates that an interface may translate; `about` is filled in."""

from __future__ import annotations

from typing import Final


def _(message: str) -> str:
    """Mark a message for translation, as gettext's extractor looks for it."""
    return message


CHARACTERS: Final = _("Only the first %(about)s characters were read.")
WORDS: Final = _("Only the first %(about)s words were searched.")
PHRASE: Final = _("Only the first %(about)s words of a phrase must stand together.")
PATTERNS: Final = _("Only %(about)s words may have * or ? or ~. This one is searched as it is.")
BROAD: Final = _(
    "Only %(about)s words of a single letter may have * or ? beside it. "
    "This one is searched as it is."
)
DEPTH: Final = _("Only %(about)s parentheses within each other were read.")
QUOTE: Final = _("A quotation mark has no partner. Its words were searched one by one.")
PARENTHESIS: Final = _("This parenthesis has no partner.")
LONELY_FIELD: Final = _("Nothing stands after “%(about)s:”. It was searched as a word.")
LONELY_OPERATOR: Final = _("“%(about)s” has nothing to join here. It was searched as a word.")
NO_FIELD: Final = _("There is no field “%(about)s”. It was searched as words.")
NO_WORD: Final = _("There is no word in this, so every article is shown.")

NO_VALUE: Final = {
    "country": _("No country is called “%(about)s”. It was searched as words."),
    "mentioned": _("No country is called “%(about)s”. It was searched as words."),
    "region": _("No region is called “%(about)s”. It was searched as words."),
    "language": _("No language is called “%(about)s”. It was searched as words."),
    "topic": _("No topic is called “%(about)s”. It was searched as words."),
    "source": _("“%(about)s” is no source. It was searched as words."),
    "year": _("“%(about)s” is no year, as 2015, 2015..2020 or >2015. It was searched as words."),
    "date": _(
        "“%(about)s” is no date, as 2015-03-31 or 2015-03..2015-06. It was searched as words."
    ),
    "dated": _("“%(about)s” is none of stated, estimated and unknown. It was searched as words."),
}
