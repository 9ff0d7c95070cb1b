"""the map and the rules of the house, held against the house."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAP = ROOT / "ARCHITECTURE.md"
PACKAGES = ("index", "search", "web", "bench")


def named_paths() -> set[str]:
    """The paths of our packages that the map names in code spans."""
    spans = re.findall(r"`([^`\s]+)`", MAP.read_text(encoding="utf-8"))
    return {span for span in spans if span.split("/")[0] in PACKAGES and "/" in span}


def modules() -> set[str]:
    """Every module of our packages but their faces, which only say what they are."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {str(path.relative_to(ROOT)) for path in found if path.name != "__init__.py"}


def test_the_map_names_every_module() -> None:
    missing = sorted(modules() - named_paths())
    assert not missing, f"ARCHITECTURE.md does not name {missing}"


def test_the_map_names_no_file_that_is_not_there() -> None:
    gone = sorted(path for path in named_paths() if not (ROOT / path).exists())
    assert not gone, f"ARCHITECTURE.md names {gone}"


def test_every_module_says_what_it_is_in_one_line() -> None:
    for path in modules():
        first = (ROOT / path).read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith('"""'), f"{path} opens with no docstring"


def test_the_dependency_rule_holds() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    if not command.exists():
        pytest.skip("import-linter is not installed beside this Python")
    ran = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


def test_nothing_is_called_utils() -> None:
    vague = {"utils", "util", "helpers", "common", "core", "base", "manager", "service"}
    assert not {path for path in modules() if Path(path).stem in vague}
