"""the commands that index and derive: `dateline index`, `enrich` and `stats`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
import msgspec

from index import export, tables
from index.article import Document
from index.engine import IndexMissing
from index.engines import open_index
from index.enrich import enrich
from index.enrich.rules import Rules
from index.explain import explain
from index.options import format_option, index_option, plainly, rules_option
from index.pipeline import Settings, run
from index.progress import shown
from index.sources import Reject, read
from index.summary import Summary
from index.upkeep import check_command, delete_command, export_command, rederive_command

NAMED = 10
"""How many rejected records are told one by one."""

_LINES = msgspec.json.Encoder()


_INDEX_HELP = """\
Index the articles in files and folders; - is standard input.

Text (.txt), JSON lines (.jsonl), JSON and HTML files are read, also with .gz behind. An
article that has the id of one in the index replaces it. All becomes visible at once, at the
end; until then, and if anything fails, searches see the index as it was.

\b
  dateline index news/                     every article under a folder
  dateline index a.jsonl.gz b.html         these two files
  zcat dump.gz | dateline index -          from another program
  dateline index news/ --rebuild           leave out what is no longer there
  dateline index news/ --rejects bad.jsonl

JSON lines have the keys id, title, text, url, published, language, countries, topics, year,
source and authors; only the text must be there. Exit status 1 if anything was rejected.
"""


@click.command("index", no_args_is_help=True, help=_INDEX_HELP)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@index_option
@click.option("--update/--rebuild", default=True, help="Add to the index (default), or start anew.")
@click.option("--if-missing", is_flag=True, help="Do nothing if there is an index already.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes [one a core]."
)
@click.option(
    "--memory",
    type=click.IntRange(min=400),
    default=512,
    metavar="MB",
    show_default=True,
    help="Memory that a worker may use, about; the word lists alone take most of 400.",
)
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what could not be read there, as JSON lines with the reason.",
)
@rules_option
@click.option("--quiet", is_flag=True, help="Print nothing unless something is wrong.")
@plainly
def index_command(  # noqa: PLR0913, one parameter for each option
    paths: tuple[str, ...],
    *,
    url: str,
    update: bool,
    if_missing: bool,
    jobs: int | None,
    memory: int,
    rejects: Path | None,
    rules: Rules,
    quiet: bool,
) -> None:
    """Index what was named, tell how it goes, and close with the summary."""
    if if_missing and _exists(url):
        if not quiet:
            click.echo(f"There is an index at {url}; nothing to do.")
        return
    if rejects and rejects.is_file() and any(map(rejects.samefile, filter(os.path.isfile, paths))):
        raise click.UsageError(f"{rejects} is to be read, so --rejects must be another file.")
    settings = Settings(jobs or 0, memory, rebuild=not update, rules=rules, rejects=rejects)
    try:
        with _rejects(rejects) as rejected, shown(quiet=quiet) as progress:
            summary = run(open_index(url), paths, settings, progress=progress, rejected=rejected)
    except KeyboardInterrupt:
        click.echo("Stopped. The index is as it was.", err=True)
        sys.exit(130)
    if not quiet:
        _close(summary, url)
    if summary.rejected:
        _tell_rejected(summary, rejects)
        sys.exit(1)


def _exists(url: str) -> bool:
    """Whether there is an index with at least one article."""
    try:
        return next(open_index(url).documents(), None) is not None
    except IndexMissing:
        return False


@contextmanager
def _rejects(path: Path | None) -> Iterator[Callable[[Reject], None]]:
    """What to tell each rejected record: the first few are printed, all go to the file."""
    told = 0
    with ExitStack() as stack:
        file = stack.enter_context(path.open("wb")) if path else None

        def rejected(reject: Reject) -> None:
            nonlocal told
            told += 1
            if told <= NAMED:
                click.echo(f"Rejected {reject}", err=True)
            if file:
                file.write(_LINES.encode(reject) + b"\n")

        yield rejected


def _close(summary: Summary, url: str) -> None:
    console = tables.console()
    console.print(
        f"Indexed {tables.counted(summary.indexed, 'article')} into {url} "
        f"in {summary.seconds:,.1f} s, {summary.rate:,.0f} a second"
    )
    console.print(tables.summary_table(summary))


def _tell_rejected(summary: Summary, rejects: Path | None) -> None:
    where = f"all are in {rejects}" if rejects else "--rejects FILE keeps them with their reasons"
    records = "1 record was" if summary.rejected == 1 else f"{summary.rejected:,} records were"
    click.echo(f"{records} rejected; {where}.", err=True)


@click.command("enrich", no_args_is_help=True)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option("table", "json")
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Print each text with its evidence marked, and why.",
)
@rules_option
@plainly
def enrich_command(paths: tuple[str, ...], *, format_: str, explained: bool, rules: Rules) -> None:
    """Print what would be derived for each article; index nothing.

    \b
      dateline enrich story.txt
      dateline enrich story.txt --explain
      dateline enrich news/ --format json | jq .countries

    As a table, `also` are countries that are only mentioned, and ~ marks a year that is only
    estimated. As JSON, one object a line with the
    evidence for each value: the rule, the words it rests on, where they stand, a confidence.
    """
    rejected: list[Reject] = []
    documents = _enriched(paths, rules, rejected)
    if format_ == "json":
        for document in documents:
            click.echo(_LINES.encode(export.enriched(document)))
    elif explained:
        console = tables.console()
        for document in documents:
            explain(document, console)
    else:
        tables.console().print(tables.enriched_table(documents))
    for reject in rejected:
        click.echo(f"Rejected {reject}", err=True)
    if rejected:
        sys.exit(1)


def _enriched(paths: tuple[str, ...], rules: Rules, rejected: list[Reject]) -> Iterator[Document]:
    for found in read(paths):
        if isinstance(found, Reject):
            rejected.append(found)
        else:
            yield enrich(found, rules)


@click.command("stats")
@index_option
@format_option("table", "json")
@plainly
def stats_command(*, url: str, format_: str) -> None:
    """Print what an index holds: articles, terms, bytes, and the counts of each facet."""
    stats = open_index(url).stats()
    if format_ == "json":
        click.echo(_LINES.encode(stats))
    else:
        tables.console().print(tables.stats_table(stats))


COMMANDS = (
    index_command,
    enrich_command,
    stats_command,
    check_command,
    delete_command,
    export_command,
    rederive_command,
)
"""The commands of this package, for the front door to join with others."""

main = click.Group("dateline", commands=COMMANDS, help="Index an archive of news articles.")

if __name__ == "__main__":
    main()
