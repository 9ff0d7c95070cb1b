"""what the help page teaches: examples that can be tried, each with what it means."""

from __future__ import annotations

from web.languages import gettext as _

Rows = tuple[tuple[str, str], ...]


def sections() -> tuple[tuple[str, Rows], ...]:
    """The query language, a heading and its examples at a time."""
    return (
        (_("Words"), _words()),
        (_("Together and apart"), _operators()),
        (_("By spelling"), _spelling()),
        (_("Place, time and subject"), _fields()),
    )


def _words() -> Rows:
    return (
        ("france japan", _("articles that have both words, in any of their forms")),
        ('"armed forces"', _("these words next to each other, in this order")),
        ('"france japan"~5', _("these words near each other: at most five others between")),
        ("title:minister", _("the word in the headline; body: for the text alone")),
    )


def _operators() -> Rows:
    return (
        ("drought AND flood", _("both words, as without AND; a + before each means the same")),
        ("drought OR flood", _("at least one of the words; | means the same")),
        ("france -japan", _("the first word without the second; NOT means the same")),
        ("(drought OR flood) africa", _("parentheses say what belongs together")),
    )


def _spelling() -> Rows:
    return (
        ("terror*", _("every word that begins so")),
        ("organi?ation", _("one character of any kind")),
        ("macron~", _("words of nearly the same spelling")),
        ("=minister", _("exactly this form, without plural or other endings")),
        ('="el niño"', _("exactly as written: accents and signs count, capitals never do")),
    )


def _fields() -> Rows:
    return (
        ("country:FR", _("about a country, by its code or its name in any language")),
        ("country:Frankrijk -country:US", _("about one country and not about another")),
        ("country:FR country:JP", _("about both; two values ticked in a list mean either")),
        ("mentions:ML", _("articles that name the country, whatever they are about")),
        ("region:Sahel", _("about a region of the world, by its name in any large language")),
        ("year:2015..2020", _("of these years; year:2015 for one, year:>2015 for later ones")),
        ("date:2017-01..2017-03", _("by month or day, where the source states it")),
        ("dated:stated", _("whose year is stated and not estimated")),
        ("topic:politics", _("on a subject, by the first words of its name")),
        ("lang:nl", _("in a language, by its code or its name")),
        ("source:reuters", _("of a source, by its whole name")),
        ("año:2015 pays:Mali", _("fields may be named in other languages too")),
    )


def keys() -> Rows:
    """The keys that do something on every page, or on some."""
    return (
        ("/", _("go to the search box")),
        ("j  k", _("next and previous result; on an article next and previous match")),
        ("Enter", _("open the result")),
        ("n  p", _("next and previous page; on an article next and previous result")),
        ("u", _("from an article back to the results")),
        ("?", _("this list")),
    )
