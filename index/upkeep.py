"""the commands that look after an index: `dateline check`, `delete`, `export` and `rederive`."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

import click
import msgspec

from index import export, tables
from index.article import UNKNOWN
from index.engines import open_index
from index.enrich.rules import Rules
from index.export import Change
from index.options import format_option, index_option, plainly, rules_option
from index.pipeline import Settings
from index.progress import shown
from index.rederive import rederive
from index.sources.find import STANDARD_INPUT

_LINES = msgspec.json.Encoder()


@click.command("check")
@index_option
@plainly
def check_command(*, url: str) -> None:
    """Verify the checksum of every file of an index.

    \b
      dateline check --index whoosh:var/index

    Exit status 0 if all is as it was written; else 1, and the name of the file that is not.
    """
    index = open_index(url)
    stats = index.stats()
    index.check()
    articles = tables.counted(stats.documents, "article")
    click.echo(f"{url} is sound: {articles}, {stats.bytes:,} bytes.")


@click.command("delete", no_args_is_help=True)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@index_option
@plainly
def delete_command(ids: tuple[str, ...], *, url: str) -> None:
    """Take articles out of an index by their ids; - reads ids from standard input, one a line.

    \b
      dateline delete wire/2015/03/31 wire/2015/04/01
      dateline search 'source:gazette' --limit 1000 --format json | jq -r '.hits[].id' |
        dateline delete -

    They come back when a folder that still has them is indexed again. No search finds them any
    more; their bytes leave the disk when their part of the index is next merged or rebuilt. Exit
    status 1 if an id is not there; the others are deleted all the same.
    """
    wanted = dict.fromkeys(chain.from_iterable(map(_ids, ids)))
    index = open_index(url)
    next(index.documents(), None)  # IndexMissing where there is none, before a folder is made
    with index.write() as writer:
        missing = [id for id in wanted if not writer.delete(id)]
        if len(missing) == len(wanted):
            raise click.ClickException("None of these articles is there, so nothing was deleted.")
    click.echo(f"Deleted {tables.counted(len(wanted) - len(missing), 'article')} from {url}.")
    for id in missing:
        click.echo(f"Not there: {tables.printable(id)}", err=True)
    if missing:
        sys.exit(1)


def _ids(named: str) -> Iterable[str]:
    """The ids that an argument stands for."""
    if named != STANDARD_INPUT:
        return (named,)
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").splitlines()
    return [id for line in lines if (id := line.strip())]


@click.command("export")
@index_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write there instead of standard output; compressed if it ends in .gz.",
)
@plainly
def export_command(*, url: str, output: Path | None) -> None:
    """Write every article of an index as JSON lines that `dateline index` reads back.

    \b
      dateline export --output archive.jsonl.gz
      dateline export | jq -c '{id, derived}'

    The keys hold what the sources stated; what was derived is under `derived`, which is not read
    back but derived again.
    """
    documents = open_index(url).documents()
    with _output(output) as file:
        for document in documents:
            file.write(_LINES.encode(export.record(document)) + b"\n")


@contextmanager
def _output(path: Path | None) -> Iterator[BinaryIO]:
    """Where an export goes; a file appears under its name only when it is complete."""
    if path is None:
        yield sys.stdout.buffer
        return
    path = path.resolve()  # what a link names is written, and the link stays
    if path.exists() and not path.is_file():  # a device or a pipe, which nothing may replace
        with path.open("wb") as special:
            yield special
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as plain:
            if path.suffix == ".gz":
                with gzip.GzipFile(path.stem, "wb", 6, plain) as compressed:
                    yield cast(BinaryIO, compressed)
            else:
                yield plain
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@click.command("rederive")
@index_option
@rules_option
@click.option("--dry-run", is_flag=True, help="List what would change; change nothing.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.")
@format_option("table", "json")
@click.option("--quiet", is_flag=True, help="Do not list what changes.")
@plainly
def rederive_command(  # noqa: PLR0913, one parameter for each option
    *, url: str, rules: Rules, dry_run: bool, jobs: int | None, format_: str, quiet: bool
) -> None:
    """Derive languages, countries, years and topics again for the articles in an index.

    The sources are not read: the index holds each article's text and what its source stated.
    Use it after an upgrade, or with word lists of your own.

    \b
      dateline rederive --dry-run                    what would change, from what to what
      dateline rederive --rules my-lists/            apply them
      dateline rederive --dry-run --format json | jq -c .after.countries
    """
    told = _as_json if format_ == "json" else _as_lines
    try:
        with shown(quiet=quiet) as progress:
            done = rederive(
                open_index(url),
                Settings(jobs=jobs or 0, rules=rules),
                dry_run=dry_run,
                progress=progress,
                changed=(lambda _: None) if quiet else told,
            )
    except KeyboardInterrupt:
        click.echo("Stopped. The index is as it was.", err=True)
        sys.exit(130)
    verb = "would change" if dry_run else "changed"
    click.echo(
        f"{done.facets:,} of {tables.counted(done.documents, 'article')} {verb}"
        f"{_besides(done.changed - done.facets)}.",
        err=format_ == "json",
    )


def _besides(number: int) -> str:
    return f", and {number:,} in their evidence alone" if number else ""


def _as_json(change: Change) -> None:
    if change.after:
        click.echo(_LINES.encode(change))


def _as_lines(change: Change) -> None:
    if not change.after:
        return
    click.echo(change.id)
    for key, after in change.after.items():
        if key == "year_estimated":
            continue
        click.echo(f"  {key}: {_shown(key, change.before)} -> {_shown(key, change.after) or after}")


def _shown(key: str, facets: Mapping[str, Any]) -> str:
    value = facets[key]
    if isinstance(value, tuple):
        return (", " if key == "topics" else " ").join(value) or UNKNOWN
    return UNKNOWN if value in {None, ""} else str(value)
