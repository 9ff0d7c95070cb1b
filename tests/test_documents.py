"""what the documents say a reader can do, held against the program."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from search.parser import parse
from web.cli import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md")]
TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS}
CONTEXT = click.Context(main)


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Each `dateline ...` of a document's code, with the options that it takes there."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"^    (dateline .*)$|`(dateline [^`\n]+)`", text, re.MULTILINE)
    runs = re.findall(
        r"^dateline ([a-z]+)\b([^|#\n]*)", "\n".join(map("".join, lines)), re.MULTILINE
    )
    return [(name, re.findall(r"(?<!\S)--[a-z-]+", rest)) for name, rest in runs]


def test_the_documents_show_commands() -> None:
    shown = {name for text in TEXTS.values() for name, _ in commands(text)}
    assert shown >= {"index", "serve", "search", "enrich", "check", "delete", "rederive", "topics"}


@pytest.mark.parametrize("document", TEXTS)
def test_every_command_in_a_document_has_the_options_that_it_shows(document: str) -> None:
    for name, options in commands(TEXTS[document]):
        command = main.get_command(CONTEXT, name)
        assert command is not None, name
        known = {option for found in [command, *nested(command)] for option in named(found)}
        assert known.issuperset(options), (name, options)


def nested(command: click.Command) -> list[click.Command]:
    return list(command.commands.values()) if isinstance(command, click.Group) else []


def named(command: click.Command) -> list[str]:
    return [
        "--help",
        *(name for made in command.params for name in (*made.opts, *made.secondary_opts)),
    ]


@pytest.mark.parametrize("document", TEXTS)
def test_every_link_of_a_document_leads_to_a_file(document: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", TEXTS[document]):
        assert "://" in target or ((ROOT / document).parent / target).exists(), target


@pytest.mark.parametrize("document", TEXTS)
def test_every_target_of_make_in_a_document_is_in_the_makefile(document: str) -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert known.issuperset(re.findall(r"(?:^|`)make ([a-z]+)", TEXTS[document], re.MULTILINE))


def test_every_setting_in_a_document_is_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*/*.py"))
    for text in TEXTS.values():
        for name in re.findall(r"\b(?:DATELINE|WEB)_[A-Z_]+\b", text):
            assert f'"{name}"' in code, name


def test_every_query_that_the_readme_shows_is_understood() -> None:
    table = TEXTS["README.md"].partition("| you type |")[2].partition("\n\n")[0]
    typed = [row.split(" | ")[0] for row in table.splitlines()[2:]]
    shown = [query for cell in typed for query in re.findall(r"`([^`]+)`", cell)]
    assert len(shown) > 8
    for query in shown:
        assert parse(query).notes == (), query
