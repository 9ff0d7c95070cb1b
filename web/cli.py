"""the `dateline` command: every command of index and search, and `serve`."""

from __future__ import annotations

import errno
import io
import os
import socket
import sys
from importlib import import_module
from pathlib import Path

import click

from index.engine import DEFAULT_INDEX, EngineError

LAZY: dict[str, tuple[str, str]] = {
    "index": ("index.cli", "Index the articles in files and folders; - is standard input."),
    "search": ("search.cli", 'Search the index; an empty QUERY "" finds every article.'),
    "enrich": ("index.cli", "Print what would be derived for each article; index nothing."),
    "stats": (
        "index.cli",
        "Print what an index holds: articles, terms, bytes, and the counts of each facet.",
    ),
    "check": ("index.cli", "Verify the checksum of every file of an index."),
    "delete": (
        "index.cli",
        "Take articles out of an index by their ids; - reads ids from standard input, one a line.",
    ),
    "rederive": (
        "index.cli",
        "Derive languages, countries, years and topics again for the articles in an index.",
    ),
    "topics": (
        "index.topics_cli",
        "Look after the word lists by which topics are recognised.",
    ),
    "export": (
        "index.cli",
        "Write every article of an index as JSON lines that `dateline index` reads back.",
    ),
}
"""The commands of the other packages: the module of each, and the line that lists it.

A module is loaded when its command is run; `--help` does not wait for an engine to load.
"""
EPILOG = """\b
Begin with:
  dateline index FOLDER
  dateline serve
"""


class Commands(click.Group):
    """A group that imports a command only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which they are used."""
        return [*LAZY, *super().list_commands(ctx)]

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading those of other packages."""
        own = [(name, found.get_short_help_str(100)) for name, found in self.commands.items()]
        rows = [(name, summary) for name, (_, summary) in LAZY.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows + own)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command by its name."""
        return super().get_command(ctx, cmd_name) or self._load(cmd_name)

    @staticmethod
    def _load(name: str) -> click.Command | None:
        if name not in LAZY:
            return None
        module = import_module(LAZY[name][0])
        found = getattr(module, "main", module)
        if isinstance(found, click.Group):
            return found.commands.get(name)
        return found if isinstance(found, click.Command) else None


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline", message="%(prog)s %(version)s")
def main() -> None:
    """Search an archive of news articles, in any language, by word, place, time and subject."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # In a locale of few letters the others are told as \u escapes, which JSON reads back.
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command()
@click.option(
    "--index",
    "url",
    envvar="DATELINE_INDEX",
    default=DEFAULT_INDEX,
    show_default=True,
    show_envvar=True,
    metavar="URL",
    help="Where the index is.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="The port to listen at; 0 takes a free one.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many processes; when left out one a core, up to four.",
)
def serve(url: str, host: str, port: int, workers: int | None) -> None:
    """Serve the site and its API.

    A new commit of the index is picked up at once; there is nothing to restart.

    \b
    Examples:
      dateline serve
      dateline serve --index whoosh:var/paris --port 8080
      dateline serve --host 0.0.0.0        (for every machine that can reach this one)
    """
    try:
        _check(url)
        port = _free(host, port)
    except EngineError as error:
        raise click.ClickException(str(error)) from None
    os.environ["DATELINE_INDEX"] = url
    os.environ["DATELINE_BIND"] = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if workers:
        os.environ["WEB_CONCURRENCY"] = str(workers)
    _gunicorn()


def _check(url: str) -> None:
    """Open the index once, so that a missing one is told before anything starts."""
    from search.engines import open_searcher  # noqa: PLC0415 - `--help` must not wait for it

    open_searcher(url).close()


def _free(host: str, port: int) -> int:
    """The port, or a free one for 0; a clear message when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(_refused(host, port, error)) from None
        return int(probe.getsockname()[1])


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another: --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved. Choose one above 1023: --port 8000"
    return f"Cannot listen at {host}:{port}: {error.strerror or error}"


def _gunicorn() -> None:
    from gunicorn.app.wsgiapp import run  # noqa: PLC0415 - `--help` must not wait for it

    configuration = Path(__file__).with_name("gunicorn.conf.py")
    sys.argv = ["gunicorn", "--config", str(configuration)]
    run()


if __name__ == "__main__":
    main()
