"""what the commands share: options that mean the same everywhere, and failures in plain words."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from index.engine import DEFAULT_INDEX, EngineError
from index.enrich.rules import DEFAULT, Rules, RulesError, load
from index.pipeline import NothingToIndex
from index.pool import WorkerLost
from index.sources import SourceMissing

FAILURES = (EngineError, SourceMissing, NothingToIndex, RulesError, WorkerLost)
"""What goes wrong without being a fault of the program; the message says what to do."""

Command = TypeVar("Command", bound=Callable[..., Any])


def plainly(command: Command) -> Command:
    """A command that reports a failure in one line on standard error, with exit status 1."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            raise
        except (*FAILURES, OSError) as error:
            raise click.ClickException(said(error)) from None

    return run  # type: ignore[return-value]


def said(error: BaseException) -> str:
    """What an error says, with the file that it is about."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


index_option = click.option(
    "--index",
    "url",
    metavar="URL",
    envvar="DATELINE_INDEX",
    default=DEFAULT_INDEX,
    show_default=True,
    show_envvar=True,
    help="Where the index is.",
)


def _load(_: click.Context, __: click.Parameter, folder: Path | None) -> Rules:
    if folder is None:
        return DEFAULT
    from index.enrich import check  # noqa: PLC0415 - loading a language model takes a second

    try:
        rules = load(str(folder))
        check(rules)
    except RulesError as error:
        raise click.BadParameter(str(error)) from error
    return rules


rules_option = click.option(
    "--rules",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_load,
    help="A folder with your own word lists, on top of the program's.",
)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """The option that chooses how to print; the first format is the usual one."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="For people, or for programs.",
    )
