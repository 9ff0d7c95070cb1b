"""what every test module shares."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A machine that is busy with something else makes no claim false.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

for part in ("matching", "facets", "ranking", "changes", "words", "stories"):
    pytest.register_assert_rewrite(f"contract_{part}")
