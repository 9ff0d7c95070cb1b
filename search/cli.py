"""the command that searches: `dateline search`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from index.options import format_option, index_option, plainly
from index.tables import console
from search.answer import Question, ask
from search.engines import open_searcher
from search.exchange import as_csv, as_json
from search.offers import offers
from search.query import SORTS, Any, Filter, Match, Query, Range, Sort
from search.searcher import Searcher
from search.tables import shown
from search.values import nearest, resolve

_RIGHT = {
    "country": "No country is called “%s”. Give a code as in FR, a name in any language, or "
    "unknown.",
    "region": "No region is called “%s”. Give a name, as in Sahel, or unknown.",
    "year": "“%s” is no year. Give 2015, 2015..2020, >2015 or unknown.",
    "topic": "No topic is called “%s”. Give an IPTC Media Topic, as in sport, or unknown.",
    "language": "No language is called “%s”. Give a code as in nl, a name as in Dutch, or unknown.",
}


def _filter(_: click.Context, option: click.Parameter, given: tuple[str, ...]) -> Filter:
    """The values of one option as a filter; a leading minus excludes."""
    field = str(option.name)
    include: list[str] = []
    exclude: list[str] = []
    low = high = None
    for value, asked in _read(field, given):
        if asked is None or (isinstance(asked, Range) and value.startswith("-") and _open(asked)):
            raise click.BadParameter(_wrong(field, value.removeprefix("-")))
        if isinstance(asked, Match):
            (exclude if value.startswith("-") else include).extend(asked.values)
        elif isinstance(asked, Range) and asked.low == asked.high:
            (exclude if value.startswith("-") else include).append(str(asked.low))
        elif isinstance(asked, Range):
            if low is not None or high is not None:
                raise click.BadParameter("Give one range of years, not two.")
            low, high = asked.low, asked.high
    if include and (low or high):
        raise click.BadParameter("Give single years or one range, not both.")
    return Filter(tuple(dict.fromkeys(include)), tuple(dict.fromkeys(exclude)), low, high)


def _read(field: str, given: tuple[str, ...]) -> Iterator[tuple[str, Query | None]]:
    """Each value with what it asks for; several years in one value are asked for in turn."""
    for value in given:
        asked = resolve(field, value.removeprefix("-"))
        for part in asked.parts if isinstance(asked, Any) else (asked,):
            yield value, part


def _open(asked: Range) -> bool:
    return asked.low != asked.high


def _wrong(field: str, value: str) -> str:
    """What is wrong with a value of an option, and what would be right."""
    near = nearest(field, value)
    return _RIGHT[field] % value + (f" Did you mean “{near}”?" if near else "")


@click.command("search", no_args_is_help=True)
@click.argument("query", nargs=-1, required=True)
@index_option
@click.option(
    "--country",
    multiple=True,
    callback=_filter,
    metavar="FR",
    help="A country, by code or name in any language; -FR leaves it out. Any of several.",
)
@click.option(
    "--region",
    multiple=True,
    callback=_filter,
    metavar="Sahel",
    help="A region, by name in any large language; -Sahel leaves it out. Any of several.",
)
@click.option(
    "--year",
    multiple=True,
    callback=_filter,
    metavar="2015..2020",
    help="A year, or a range: 2015..2020, 2015.., >2015.",
)
@click.option(
    "--topic",
    multiple=True,
    callback=_filter,
    metavar="TOPIC",
    help="A topic, by IPTC name or the beginning of it.",
)
@click.option(
    "--lang",
    "language",
    multiple=True,
    callback=_filter,
    metavar="nl",
    help="A language, by code or name.",
)
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="relevance",
    show_default=True,
    help="The order of the articles.",
)
@click.option(
    "--limit",
    type=click.IntRange(0, 1000),
    default=10,
    show_default=True,
    metavar="N",
    help="Articles on a page.",
)
@click.option(
    "--page", type=click.IntRange(min=1), default=1, metavar="N", help="Which page, from 1."
)
@format_option("table", "json", "csv")
@plainly
def search_command(  # noqa: PLR0913, one parameter for each option that is no filter
    query: tuple[str, ...],
    *,
    url: str,
    sort: Sort,
    limit: int,
    page: int,
    format_: str,
    **filters: Filter,
) -> None:
    """Search the index; an empty QUERY "" finds every article.

    \b
    All words are required; when no article has them all, those with the most come first.
      climate summit              both words, in any of their forms, in any language
      "climate summit"            as a phrase; "climate summit"~5 near each other
      storm OR flood  -insurance  either; without
      (storm OR flood) Japan      together
      elect*  w?ldc*rd  Khadafi~  by the spelling
      ="el niño"  =word           exactly as written, accents and signs too; capitals never matter
      title:war  body:peace       in one part of the article
      country:Frankrijk  mentions:JP  region:Sahel  topic:sport  lang:nl  source:reuters
      year:2015..2020  year:>2015  date:2015-03..2015-06

    \b
    Examples:
      dateline search climate summit --country FR --country JP --year 2015..2020
      dateline search '"prime minister" -cabinet' --sort newest --format json
      dateline search -- -insurance storm

    Exit status: 0 done (also when nothing was found), 1 failed, 2 wrong usage.
    """
    asked = " ".join(query).encode(errors="surrogateescape").decode(errors="replace")
    question = Question(asked, {k: f for k, f in filters.items() if f}, sort, page, limit)
    _tell(open_searcher(url), question, format_)


def _tell(searcher: Searcher, question: Question, format_: str) -> None:
    """Print the answer to a question."""
    answer = ask(searcher, question)
    if format_ == "json":
        click.echo(as_json(answer))
    elif format_ == "csv":
        click.echo(as_csv(answer), nl=False)
    else:
        console().print(shown(answer, offers(searcher, answer)))


main = search_command

if __name__ == "__main__":
    main()
