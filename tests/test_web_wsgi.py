from pathlib import Path

import pytest

from index.enrich import region_tables
from web.wsgi import create


def test_tables_and_templates_are_read_before_the_first_reader_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_INDEX", f"whoosh:{tmp_path / 'none-yet'}")
    app = create()
    read = region_tables._by_name.cache_info().misses
    templates = len(app.jinja_env.cache or ())
    assert app.test_client().get("/").status_code in {200, 503}
    region_tables.region_of("no such region")
    assert region_tables._by_name.cache_info().misses == read > 0
    assert len(app.jinja_env.cache or ()) == templates > 5
