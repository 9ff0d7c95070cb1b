"""What the readers of text, JSON lines and JSON promise."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Article, Span
from index.sources import Raw, Reject, Source, SourceMissing, find, parse, read
from index.sources.raw import LONGEST, Format
from index.sources.stream import BLOCK, sniff

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def articles(*paths: Path) -> list[Article]:
    found = list(read(map(str, paths)))
    assert not [r for r in found if isinstance(r, Reject)]
    return [a for a in found if isinstance(a, Article)]


def rejects(*paths: Path) -> list[Reject]:
    return [r for r in read(map(str, paths)) if isinstance(r, Reject)]


def lines(folder: Path, *records: Any, name: str = "a.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", ".hidden.txt", ".git/x.txt", "b/one.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"text") if name.endswith(".gz") else b"text")
    assert [a.id for a in articles(tmp_path)] == ["a", "b/one", "b/two"]


def test_other_files_are_counted_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "README.md").write_text("text")
    (tmp_path / "Makefile").write_text("text")
    found = find([str(tmp_path)])
    assert len(found.sources) == 1
    assert dict(found.skipped) == {".md": 1, "": 1}


def test_files_that_would_share_an_id_keep_their_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "b.txt"):
        (tmp_path / name).write_text("some text")
    assert sorted(a.id for a in articles(tmp_path)) == ["a.html", "a.txt", "b"]


def test_a_link_to_a_folder_above_does_not_go_round_for_ever(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("text")
    (tmp_path / "in/loop").symlink_to(tmp_path)
    assert [a.id for a in articles(tmp_path)] == ["in/a"]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert articles(tmp_path) == []


def test_a_path_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="no such file"):
        read([str(tmp_path / "missing")])


def test_a_dangling_link_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").write_text("text")
    found = list(read([str(tmp_path)]))
    assert isinstance(found[0], Reject)
    assert "cannot be read" in found[0].reason
    assert isinstance(found[1], Article)


def test_ids_are_safe_in_an_address(tmp_path: Path) -> None:
    (tmp_path / "cafe\u0301\x07 1.txt").write_text("text")
    assert [a.id for a in articles(tmp_path)] == ["café_ 1"]


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo\rthree\n")
    assert articles(tmp_path)[0].text == "one\ntwo\nthree\n"


@pytest.mark.parametrize("content", [b"", b"  \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_text_is_rejected(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert [r.reason for r in rejects(tmp_path)] == ["there is no text in it"]


def test_binary_data_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert [r.reason for r in rejects(tmp_path)] == ["binary data, not text"]


def test_an_endless_text_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * (LONGEST // 5 + 1))
    assert "longer than 16 MB" in rejects(tmp_path)[0].reason


def test_every_key_of_a_record_is_read(tmp_path: Path) -> None:
    record = {
        "id": "x/1",
        "title": " A \n title ",
        "body": "One.\r\nTwo.",
        "link": "https://example.org/",
        "date": "2020-01-31T10:00:00Z",
        "lang": "nl",
        "country": "FR, ML",
        "topics": ["conflict, war and peace"],
        "year": "2020",
        "publisher": {"@type": "Organization", "name": "The Paper"},
        "authors": ["A. Writer", {"name": "B. Writer"}, None],
        "section": {"deep": [1]},
    }
    (article,) = articles(lines(tmp_path, record))
    assert article == Article(
        id="x/1",
        title="A title",
        text="One.\nTwo.",
        url="https://example.org/",
        published="2020-01-31",
        language="nl",
        countries=("FR", "ML"),
        topics=("conflict, war and peace",),
        year=2020,
        source="The Paper",
        authors=("A. Writer", "B. Writer"),
        extra={"section": {"deep": [1]}},
        origin=f"{tmp_path}/a.jsonl:1",
    )


def test_a_key_under_its_own_name_comes_before_its_other_name(tmp_path: Path) -> None:
    (article,) = articles(lines(tmp_path, {"body": "teaser", "text": "story"}))
    assert article.text == "story"
    assert article.extra == {"body": "teaser"}


def test_a_record_without_id_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('\n{"text": "one"}\n\n{"text": "two", "id": 7}\n{"text": "three", "id": "/"}')
    assert [a.id for a in articles(path)] == ["news:2", "7", "news:5"]


def test_an_id_does_not_begin_with_a_slash(tmp_path: Path) -> None:
    path = lines(tmp_path, {"id": "/./a", "text": "t"}, {"id": "https://x.org/b", "text": "t"})
    assert [a.id for a in articles(path)] == ["a", "https://x.org/b"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "t", "year": "abc"}, '`year` must be a number, got "abc"'),
        ({"text": "t", "year": True}, "`year` must be a number, got true"),
        ({"text": "t", "year": 20}, "`year` must be a year of four digits, got 20"),
        ({"text": "t", "year": "0"}, "`year` must be a year of four digits, got 0"),
        ({"text": 5}, "`text` must be a string, got 5"),
        ({"text": "t", "body": None, "title": []}, "`title` must be a string, got []"),
        ({"text": " \n"}, "`text` is empty"),
        ({"title": "t"}, "has no `text` (or `body`)"),
        ({"text": "t", "countries": 3}, "`countries` must be a list of strings, got 3"),
        ({"text": "t", "countries": [3]}, "`countries` must be a string, got 3"),
        ({"text": "t", "id": "a\nb"}, '`id` has control characters: "a\\nb"'),
        ({"text": "t", "id": "x" * 600}, "`id` has 600 characters; 512 is the most"),
        ({"text": "t", "id": "a/../b"}, '`id` has a part that no address can have: "a/../b"'),
        ({"text": "t", "published": []}, "`published` must be a string, got []"),
        (
            {"text": "t", "furniture": [[0, 9, "x"]]},
            "`furniture` has spans beyond the end of the text",
        ),
        (["text"], 'must be an object, got ["text"]'),
        ("text", 'must be an object, got "text"'),
    ],
)
def test_a_wrong_record_is_rejected_with_its_line_and_reason(
    tmp_path: Path, record: Any, reason: str
) -> None:
    path = lines(tmp_path, {"text": "before"}, record, {"text": "after"})
    found = list(read([str(path)]))
    assert [type(f) for f in found] == [Article, Reject, Article]
    assert isinstance(found[1], Reject)
    assert (found[1].path, found[1].line, found[1].reason) == (str(path), 2, reason)
    assert json.loads(found[1].raw) == record


def test_what_is_not_json_is_rejected_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"text": "one"}\n{"text": "tw\n\xff\xfe\x00\n' + b"[" * 99999 + b'\n{"text": "end"}'
    )
    assert [r.line for r in rejects(path)] == [2, 3, 4]


def test_a_reason_names_json_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": broken}\n')
    assert [r.reason[:17] for r in rejects(path)] == ["JSON is malformed"]


def test_a_date_that_cannot_be_understood_is_kept_and_noted(tmp_path: Path) -> None:
    (article,) = articles(lines(tmp_path, {"text": "t", "published": "last Tuesday"}))
    assert article.published is None
    assert article.extra == {"published": "last Tuesday"}
    assert article.notes == ("a date could not be understood",)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020", "2020"),
        ("2020-1", "2020-01"),
        ("2020/01/31", "2020-01-31"),
        ("20200131", "2020-01-31"),
        ("2020-01-31 23:59 +0900", "2020-01-31"),
        ("2020-00-00", "2020"),
        ("Fri, 31 Jan 2020 10:00:00 GMT", "2020-01-31"),
        (1580428800, "2020-01-31"),
        (1580428800000, "2020-01-31"),
        (2020, "2020"),
        ("1580428800", "2020-01-31"),
        ("31 January 2020", "2020-01-31"),
        ("Jan. 31, 2020 10:15", "2020-01-31"),
        ("vendredi 31 janvier 2020 à 10h15", "2020-01-31"),
        ("31.01.2020", "2020-01-31"),
        ("01/31/2020", "2020-01-31"),
        ("2020年1月31日", "2020-01-31"),
        ("31 มกราคม 2563", "2020-01-31"),
        ("٣١ يناير ٢٠٢٠", "2020-01-31"),
        ("janvier 2020", "2020-01"),
        ("03/04/2020", "2020"),
        ("2020-02-31", None),
        ("31 février 2020", None),
        ("31.02.2020", None),
        ("c. 2020", None),
        ("31 January 2020, changed 2 February 2020", None),
        ("", None),
        (3, None),
        (1e300, None),
    ],
)
def test_dates_are_cut_to_the_precision_that_is_known(
    tmp_path: Path, written: Any, iso: str | None
) -> None:
    (article,) = articles(lines(tmp_path, {"text": "t", "published": written}))
    assert article.published == iso


def test_a_truncated_gzip_gives_what_was_whole(tmp_path: Path) -> None:
    whole = b"".join(
        json.dumps({"id": str(n), "text": os.urandom(40).hex()}).encode() + b"\n"
        for n in range(9000)
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(whole)[:200_000])
    found = list(read([str(path)]))
    assert len(found) > 1000
    assert [a.id for a in found if isinstance(a, Article)] == [
        str(n) for n in range(len(found) - 1)
    ]
    assert isinstance(found[-1], Reject)
    assert "breaks off" in found[-1].reason


def test_an_overlong_line_is_rejected_and_the_lines_around_it_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "before"}\n{"text": "')
        file.write(b"x" * (LONGEST + 2 * BLOCK))
        file.write(b'"}\n{"text": "after"}\n')
    found = list(read([str(path)]))
    assert [getattr(f, "text", "") for f in found] == ["before", "", "after"]
    assert isinstance(found[1], Reject)
    assert found[1].line == 2
    assert isinstance(found[2], Article)
    assert found[2].id == "a:3"


def test_a_json_file_is_one_article_or_a_list_of_them(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('[{"text": "one"},\n {"id": "b", "text": "two"}, 3]')
    (tmp_path / "one.json").write_text('{\n "text": "three"\n}')
    found = list(read([str(tmp_path)]))
    assert [f.id for f in found if isinstance(f, Article)] == ["list:1", "b", "one"]
    assert [r.line for r in found if isinstance(r, Reject)] == [3]


def test_a_file_called_json_may_have_an_object_a_line(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{n} " + "word " * 40_000}) for n in range(100)]
    (tmp_path / "a.json").write_text("\n".join(lines))  # more than one article may have
    (tmp_path / "b.json").write_text('{"text": "first"}\n\n{"text": "second"}\n')
    (tmp_path / "c.json").write_text('{"text":\n"alone"}\n')
    found = [(article.id, article.text.split()[0]) for article in articles(tmp_path)]
    assert found[:100] == [(f"a:{n + 1}", str(n)) for n in range(100)]
    assert found[100:] == [("b:1", "first"), ("b:3", "second"), ("c", "alone")]


def test_a_json_file_that_is_empty_or_too_long_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("\n")
    (tmp_path / "b.json").write_text(json.dumps([{"text": "word " * 1000}] * 3500))
    empty, long = [reject.reason for reject in rejects(tmp_path)]
    assert empty == "there is nothing in it"
    assert "one a line" in long


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8"])
def test_json_lines_are_read_in_any_unicode(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "naïve 漢字 🙂"}\n{"text": "two"}\n'.encode(encoding))
    assert [a.text for a in articles(path)] == ["naïve 漢字 🙂", "two"]


def test_json_lines_in_an_older_encoding_are_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "plain"}\n{"text": "L’été à Besançon"}\n'.encode("cp1252"))
    found = articles(path)
    assert [a.text for a in found] == ["plain", "L’été à Besançon"]
    assert [a.notes for a in found] == [(), ("encoding guessed: windows-1252",)]


def test_half_a_surrogate_pair_and_nul_do_not_reach_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a\\ud800b\\u0000c", "x": NaN, "y": "\\udc00"}\n')
    (article,) = articles(path)
    assert article.text == "a\ufffdbc"
    assert article.extra == {"x": None, "y": "\ufffd"}


def test_furniture_that_a_record_states_is_kept(tmp_path: Path) -> None:
    (article,) = articles(
        lines(tmp_path, {"text": "Menu. Story.", "furniture": [[0, 5, "navigation"]]})
    )
    assert article.furniture == (Span(0, 5, "navigation"),)


@PATIENT
@given(st.binary(max_size=400), st.sampled_from(list(Format)))
def test_any_bytes_give_articles_or_rejects(data: bytes, format: Format) -> None:
    for found in parse(Raw(Source("x", "x", format, len(data)), format, data)):
        assert isinstance(found, Reject) or found.text.strip()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=5,
)
_KEYS = st.sampled_from(
    ["id", "title", "text", "published", "year", "topics", "authors", "furniture", "x"]
)


@PATIENT
@given(st.dictionaries(_KEYS, _JSON))
def test_any_object_gives_one_article_or_one_reject(record: dict[str, Any]) -> None:
    data = json.dumps(record).encode()
    found = list(parse(Raw(Source("x", "x", Format.LINES, len(data)), Format.LINES, data)))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (b'{"text": "a"}', Format.LINES),
        (b'\xef\xbb\xbf \n{ "text": "a"}', Format.LINES),
        ('{"text": "a"}'.encode("utf-16"), Format.LINES),
        (b'[{"text": "a"}]', Format.JSON),
        (b"[ ]", Format.JSON),
        (b"<!DOCTYPE html><p>a", Format.HTML),
        (b'<?xml version="1.0"?>\n<html>', Format.HTML),
        (b"{A remark} in a text", Format.TEXT),
        (b"[Agency] Paris", Format.TEXT),
        (b"< less than", Format.TEXT),
        (b"", Format.TEXT),
    ],
)
def test_a_stream_without_a_name_is_known_by_how_it_begins(content: bytes, format: Format) -> None:
    assert sniff(content) is format


def test_a_file_of_any_name_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "story.2020"
    path.write_bytes(gzip.compress(b"<html><p>A page.</p>"))
    (article,) = articles(path)
    assert (article.id, article.text) == ("story.2020", "A page.")
