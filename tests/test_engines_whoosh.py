"""the contract on the Whoosh engine, in memory and on disk."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from contract import Engine
from contract_changes import *  # noqa: F403
from contract_facets import *  # noqa: F403
from contract_matching import *  # noqa: F403
from contract_ranking import *  # noqa: F403
from contract_stories import *  # noqa: F403
from contract_words import *  # noqa: F403

_NAMES = count()


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A fresh engine."""
    if request.param == "disk":
        return Engine(f"whoosh:{tmp_path / 'index'}")
    return Engine(f"whoosh::contract-{next(_NAMES)}")
