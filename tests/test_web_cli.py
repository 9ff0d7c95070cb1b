"""the `dateline` command, and a real server started by it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from archive_site import DOCUMENTS
from click.testing import CliRunner

from index.engines import open_index
from web.cli import LAZY, main

COMMAND = [sys.executable, "-m", "web.cli"]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = f"whoosh:{tmp_path_factory.mktemp('served')}"
    with open_index(made).write() as writer:
        for document in DOCUMENTS:
            writer.add(document)
    return made


@pytest.fixture(scope="module")
def served(url: str) -> Iterator[str]:
    command = [*COMMAND, "serve", "--index", url, "--port", "0", "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        found = re.fullmatch(r"Dateline is at (http://127\.0\.0\.1:\d+)\n", line)
        assert found, line
        yield found[1]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def test_every_command_is_listed_with_what_it_does() -> None:
    told = CliRunner().invoke(main, ["--help"])
    assert told.exit_code == 0
    for name in ("index", "search", "enrich", "stats", "export", "serve"):
        assert re.search(rf"^  {name} +\S", told.output, re.M), name


def test_the_help_does_not_wait_for_the_web() -> None:
    code = (
        "import sys; from web.cli import main; main(['--help'], standalone_mode=False);"
        "sys.exit(any(name in sys.modules for name in ('flask', 'gunicorn', 'whoosh', 'numpy')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.returncode == 0


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_locale_of_few_letters_fails_at_no_letter(url: str, form: str) -> None:
    command = [*COMMAND, "search", "", "--index", url, "--format", form]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    told = subprocess.check_output(command, env=environment, text=True)
    if form == "json":
        titles = {hit["title"] for hit in json.loads(told)["hits"]}
        assert {document.title for document in DOCUMENTS} >= titles
        assert not all(map(str.isascii, titles))


@pytest.mark.parametrize("name", LAZY)
def test_the_list_says_of_each_command_what_the_command_says(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.get_short_help_str(100) == LAZY[name][1]


def test_a_missing_index_is_told_with_the_way_out(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["serve", "--index", f"whoosh:{tmp_path / 'none'}"])
    assert told.exit_code == 1
    assert "dateline index FOLDER" in told.output


def test_a_taken_port_is_told_with_the_way_out(url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = CliRunner().invoke(main, ["serve", "--index", url, "--port", port])
    assert told.exit_code == 1
    assert f"Port {port} is taken" in told.output
    assert "--port" in told.output


def test_wrong_usage_exits_with_2() -> None:
    for wrong in (["serve", "--port", "x"], ["nothing"], ["serve", "--workers", "0"]):
        assert CliRunner().invoke(main, wrong).exit_code == 2


def test_the_server_answers(served: str) -> None:
    assert read(f"{served}/healthz") == "ok\n"
    assert "wire/pact" in read(f"{served}/api/v1/search?q=pact")
    assert "<h1>Dateline</h1>" in read(f"{served}/")


def test_a_pasted_paragraph_in_any_script_is_no_error(served: str) -> None:
    paragraph = "%E6%97%A5" * 5000
    assert '"total"' in read(f"{served}/api/v1/search?q={paragraph}")


def test_meters_add_up_over_all_workers(served: str) -> None:
    for _ in range(20):
        read(f"{served}/api/v1/stats")
    text = read(f"{served}/metrics")
    found = re.search(r'dateline_requests_total\{endpoint="api.stats",status="200"\} (\d+)', text)
    assert found
    assert int(found[1]) == 20


def test_every_worker_serves_a_new_commit(served: str, url: str) -> None:
    with open_index(url).write() as writer:
        writer.delete("us/game")
    deadline, new = time.monotonic() + 20, 0
    while new < 20 and time.monotonic() < deadline:
        new = new + 1 if '"documents":5' in read(f"{served}/api/v1/stats") else 0
        time.sleep(0.02)
    assert new == 20


def test_a_site_can_start_before_the_first_article(tmp_path: Path) -> None:
    environment = {**os.environ, "DATELINE_INDEX": f"whoosh:{tmp_path / 'later'}"}
    code = (
        "from web.wsgi import create; c = create().test_client();"
        "assert c.get('/search').status_code == 503; assert c.get('/readyz').status_code == 503;"
        "pages = ('/help', '/api/docs', '/compare', '/opensearch.xml');"
        "assert [c.get(page).status_code for page in pages] == [200] * 4;"
        "from index.engines import open_index; from archive_site import DOCUMENTS; import time\n"
        f"with open_index({environment['DATELINE_INDEX']!r}).write() as w: w.add(DOCUMENTS[0])\n"
        "time.sleep(0.6); assert c.get('/readyz').status_code == 200, c.get('/readyz').text;"
        "assert 'wire/pact' in c.get('/search').text"
    )
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    ran = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        env=environment | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr


def test_an_address_may_hold_letters_as_they_were_typed(served: str) -> None:
    host, port = served.removeprefix("http://").split(":")
    asked = f"GET /api/v1/search?q=ministère HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    with socket.create_connection((host, int(port))) as program:
        program.sendall(asked.encode())
        told = program.makefile("rb").read().decode()
    assert told.startswith("HTTP/1.1 200")
    assert '"text":"ministère"' in told


def test_readers_who_fall_silent_are_let_go(url: str) -> None:
    command = [*COMMAND, "serve", "--index", url, "--port", "0", "--workers", "1"]
    settings = os.environ | {"DATELINE_THREADS": "1", "DATELINE_PATIENCE": "1"}
    with subprocess.Popen(
        command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        address = process.stdout.readline().split()[-1]
        with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as silent:
            silent.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
            assert read(f"{address}/healthz") == "ok\n"
        process.terminate()
