"""the commands that look after the term lists: `dateline topics suggest` and `evaluate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click
import msgspec
from rich.table import Table
from rich.text import Text

from index.article import Article
from index.enrich.rules import Rules
from index.enrich.topic_labelled import Evaluation, Labelled, evaluate, labelled
from index.enrich.topic_names import NAMES
from index.enrich.topic_suggest import Suggestion, suggest
from index.options import format_option, plainly, rules_option
from index.sources import Reject, read
from index.tables import console, printable

_LINES = msgspec.json.Encoder()
_ASTRAY = 20
"""How many misleading terms are shown."""
_STRANGE = 20
"""How many labels that are no topic are told of."""


@click.group("topics")
def topics() -> None:
    """Look after the word lists by which topics are recognised.

    Both commands read articles whose topics somebody stated, as `dateline index` reads them. Give
    `evaluate` other articles than `suggest`: a list fits the articles it was made from.
    """


@topics.command("suggest", no_args_is_help=True)
@click.argument("labelled_articles", metavar="LABELLED...", nargs=-1, required=True)
@click.option(
    "--most", type=click.IntRange(min=1), default=20, show_default=True, help="Terms a topic."
)
@rules_option
@format_option("list", "json")
@plainly
def suggest_command(
    *, labelled_articles: tuple[str, ...], most: int, rules: Rules, format_: str
) -> None:
    """Propose terms that the lists do not know from articles with stated topics.

    \b
      dateline topics suggest labelled.jsonl > proposals.txt

    The rows are those of a word list; strike out what does not belong, and put the rest into
    topics.LANGUAGE.tsv in a folder of your own for --rules.
    """
    rejects: list[Reject] = []
    found = suggest(_cases(labelled_articles, rules, rejects), most=most, rules=rules)
    for line in _json(found) if format_ == "json" else _rows(found):
        click.echo(line)
    _finish(rejects)


@topics.command("evaluate", no_args_is_help=True)
@click.argument("labelled_articles", metavar="LABELLED...", nargs=-1, required=True)
@rules_option
@format_option("table", "json")
@plainly
def evaluate_command(*, labelled_articles: tuple[str, ...], rules: Rules, format_: str) -> None:
    """Score the lists on articles with stated topics, and name the terms that mislead.

    \b
      dateline topics evaluate labelled.jsonl
      dateline topics evaluate labelled.jsonl --rules my-lists/
    """
    rejects: list[Reject] = []
    result = evaluate(_cases(labelled_articles, rules, rejects))
    if format_ == "json":
        click.echo(_LINES.encode(_plain(result)))
    else:
        _print(result)
    _finish(rejects)


main = click.Group("dateline", commands={"topics": topics})
"""The commands of this module, for the front door to join with others."""


def _cases(paths: tuple[str, ...], rules: Rules, rejects: list[Reject]) -> Iterator[Labelled]:
    """The labelled articles; fails when there is none, for then there is nothing to learn."""
    empty = True
    strange: dict[str, list[str]] = {}
    for case in labelled(
        _articles(paths, rejects),
        rules,
        lambda label, article: strange.setdefault(label, []).append(article.origin or article.id),
    ):
        empty = False
        yield case
    for label, places in list(strange.items())[:_STRANGE]:
        more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
        click.echo(f"No such topic: {printable(label)} ({printable(places[0])}{more})", err=True)
    if len(strange) > _STRANGE:
        click.echo(f"... and {len(strange) - _STRANGE:,} other labels that are no topic", err=True)
    if empty:
        raise click.ClickException(
            "no article states a topic by a name that is known; "
            'give JSON lines with "topics", for example {"text": "...", "topics": ["sport"]}'
        )


def _articles(paths: tuple[str, ...], rejects: list[Reject]) -> Iterator[Article]:
    for found in read(paths):
        if isinstance(found, Reject):
            rejects.append(found)
        else:
            yield found


def _finish(rejects: list[Reject]) -> None:
    for reject in rejects:
        click.echo(f"Rejected {reject}", err=True)
    if rejects:
        sys.exit(1)


def _rows(found: list[Suggestion]) -> Iterator[str]:
    """The suggestions as rows of lists, under a comment for each language."""
    language = None
    for each in found:
        if each.language != language:
            language = each.language
            yield f"# topics.{language}.tsv"
        yield f"# in {each.within} articles with the topic, in {each.elsewhere} others"
        yield f"{each.topic}\t{each.weight}\t{printable(each.term)}"


def _json(found: Iterable[Suggestion]) -> Iterator[str]:
    return (_LINES.encode(each).decode() for each in found)


def _plain(result: Evaluation) -> dict[str, Any]:
    return {
        "articles": result.articles,
        "first": _share(result.first, result),
        "among": _share(result.among, result),
        "none": _share(result.none, result),
        "topics": {
            name: {
                "labelled": score.labelled,
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
            }
            for name, score in sorted(result.topics.items())
        },
        "astray": [
            {"term": term, "topic": topic, "wrong": wrong, "right": right}
            for term, topic, wrong, right in result.astray[:_ASTRAY]
        ],
    }


def _share(count: int, result: Evaluation) -> float:
    return round(count / result.articles, 4)


def _print(result: Evaluation) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("topic")
    for name in ("labelled", "found", "precision", "recall"):
        table.add_column(name, justify="right")
    for name in NAMES:
        score = result.topics.get(name)
        if score:
            shares = (f"{score.precision:.2f}", f"{score.recall:.2f}")
            table.add_row(name, f"{score.labelled:,}", f"{score.found:,}", *shares)
    out = console()
    out.print(table)
    out.print(
        f"\n{result.articles:,} articles: first topic right {_share(result.first, result):.3f}, "
        f"right among up to three {_share(result.among, result):.3f}, "
        f"without a topic {_share(result.none, result):.3f}"
    )
    if result.astray:
        out.print("\nTerms that speak more often for a wrong topic than for a right one:")
    for term, topic, wrong, right in result.astray[:_ASTRAY]:
        out.print(Text(f"  {printable(term)} ({topic}): wrong {wrong}, right {right}"))


if __name__ == "__main__":
    main()
