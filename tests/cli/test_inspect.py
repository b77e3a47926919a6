"""`feedforum inspect`."""

import json
import os
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from feedforum.records import BoardRows, PostBlocks, ThreadRows
from feedforum.translations import LANGUAGES, text
from tests.cli.conftest import Place, Run
from tests.sample_forum.misbehaviour import with_body
from tests.saved_pages import PAGES, needs

PRINT = PAGES / "satclub" / "print-36139.html"
PRINT_URL = "http://www.satclub-thueringen.de/print.php?threadid=36139"


def inspected(run: Run, *arguments: str, status: int = 0) -> dict[str, Any]:
    ended, out, err = run("inspect", *arguments)
    assert (ended, err) == (status, "")
    read: dict[str, Any] = json.loads(out)
    assert out == json.dumps(read, ensure_ascii=False, indent=2) + "\n"
    return read


def test_a_page_of_a_forum(place: Place, nowhere: Path, run: Run) -> None:
    place.forum.named_days = False
    url = f"{place.site.url}thread.php?threadid={place.thread}"
    found = inspected(run, url)
    assert list(found) == [
        *("url", "made_at", "engine", "version", "kind", "answer", "detail", "member", "missing", "page"),
    ]
    assert (found["url"], found["engine"], found["version"]) == (url, "wbb2", "2.3.6")
    assert (found["kind"], found["answer"], found["detail"]) == ("thread", "ok", "")
    page = found["page"]
    assert (page["topic"], page["path"][-1]) == ("Grüße", {"id": 2, "title": "Allgemeines"})
    first = page["posts"][0]
    assert first["posted_at"] == "2026-03-10T13:00:00+01:00"
    assert (first["content"], first["text"]) == ("Guten Tag, 5 €.", "Guten Tag, 5 €.")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.php", "index"),
        ("board.php?boardid=2", "board"),
        ("thread.php?threadid=1", "thread"),
        ("print.php?threadid=1", "print"),
    ],
)
@pytest.mark.parametrize("url_given", [True, False])
def test_a_file_of_any_kind_with_its_address_and_without(
    path: str, kind: str, url_given: bool, place: Place, nowhere: Path, run: Run
) -> None:
    url = place.site.url + path
    saved = nowhere / "page.html"
    with urlopen(url) as answer:
        saved.write_bytes(answer.read())
    found = inspected(run, str(saved), *(["--url", url] if url_given else []))
    assert (found["kind"], found["answer"], found["url"]) == (kind, "ok", url if url_given else "")


def test_a_page_of_other_software_than_is_named(place: Place, nowhere: Path, run: Run) -> None:
    found = inspected(run, place.site.url, "--engine", "wbb4", status=1)
    assert found["answer"] == "other software"
    assert 'engine = "wbb2"' in found["detail"]


def test_what_a_modified_skin_lacks_is_named(place: Place, nowhere: Path, run: Run) -> None:
    place.site.misbehave(with_body(b'class="time"', b'class="time" hidden'), times=1)
    place.forum.date_format = place.forum.time_format = "?"
    found = inspected(run, f"{place.site.url}thread.php?threadid={place.thread}")
    assert found["missing"] == [f"dates of all {len(found['page']['posts'])} posts"]


def test_days_are_told_from_when_the_file_was_written(place: Place, nowhere: Path, run: Run) -> None:
    saved = nowhere / "page.html"
    with urlopen(place.site.url + "print.php?threadid=1") as answer:
        saved.write_bytes(answer.read())
    written = datetime(2026, 3, 10, 13, tzinfo=UTC).timestamp()
    os.utime(saved, (written, written))
    found = inspected(run, str(saved))
    assert found["made_at"] == "2026-03-10T14:00:00+01:00"
    assert found["page"]["posts"][0]["posted_at"] == "2026-03-10T13:00:00+01:00"


def test_settings_are_those_of_the_forum_that_it_belongs_to(place: Place, run: Run) -> None:
    # "Today" would be reckoned from the machine's clock, which is not the forum's.
    place.forum.named_days = False
    named = place.write(timezone='"America/New_York"')
    ended, out, _ = run(*named, "inspect", f"{place.site.url}thread.php?threadid=1")
    assert ended == 0
    assert json.loads(out)["page"]["posts"][0]["posted_at"] == "2026-03-10T13:00:00-04:00"


def test_an_answer_that_is_not_ok_is_printed_and_ends_with_1(place: Place, nowhere: Path, run: Run) -> None:
    found = inspected(run, f"{place.site.url}board.php?boardid=3", status=1)
    assert (found["answer"], found["kind"], found["page"]) == ("login wanted", "board", None)
    assert found["detail"]


def test_a_forum_that_cannot_be_reached(nowhere: Path, run: Run) -> None:
    found = inspected(run, "http://127.0.0.1:9/index.php", status=1)
    assert (found["answer"], found["engine"], found["page"]) == ("broken", None, None)


def test_what_is_said_of_it_speaks_of_no_configuration(nowhere: Path, run: Run) -> None:
    found = inspected(run, "http://127.0.0.1:9/index.php", status=1)
    assert "refuses connections" in found["detail"]
    assert "url" not in found["detail"]


@pytest.mark.parametrize("path", ["thread.php?threadid=9999", "board.php?boardid=9999"])
def test_an_error_page_that_names_no_software_is_read_by_its_address(
    path: str, place: Place, nowhere: Path, run: Run
) -> None:
    place.site.misbehave(with_body(b"Burning Board", b"Software"), times=None)
    found = inspected(run, place.site.url + path, status=1)
    assert (found["engine"], found["answer"]) == ("wbb2", "not found")


def test_a_page_of_something_else_at_such_an_address_is_not_taken_for_a_forum(
    nowhere: Path, run: Run
) -> None:
    (nowhere / "page.html").write_text("<html><body><p>Hello</p></body></html>")
    url = "http://x.example/thread.php?threadid=1"
    found = inspected(run, "page.html", "--url", url, status=1)
    assert (found["engine"], found["answer"]) == (None, "not understood")


@pytest.mark.parametrize("url", ["foo", "", "ftp://x.example/", "http:///x"])
def test_an_address_that_is_none(url: str, nowhere: Path, run: Run) -> None:
    with pytest.raises(SystemExit) as end:
        run("inspect", "page.html", "--url", url)
    assert end.value.code == 2


def test_what_is_no_forum(nowhere: Path, run: Run) -> None:
    (nowhere / "page.html").write_text("<p>Hello</p>")
    found = inspected(run, "page.html", status=1)
    assert (found["answer"], found["engine"], found["kind"]) == ("not understood", None, None)
    assert inspected(run, "page.html", "--engine", "wbb2", status=1)["engine"] == "wbb2"


def test_an_engine_that_there_is_not(nowhere: Path, run: Run) -> None:
    (nowhere / "page.html").write_text("<p>Hello</p>")
    status, out, err = run("inspect", "page.html", "--engine", "typewriter")
    assert (status, out) == (2, "")
    assert err.startswith("feedforum: There is no engine “typewriter”")


def test_a_file_that_there_is_not(nowhere: Path, run: Run) -> None:
    status, out, err = run("inspect", "none.html")
    assert (status, out) == (1, "")
    assert err == (
        "feedforum: none.html cannot be read (No such file or directory);"
        " give the URL of a page, or a file with one.\n"
    )


CLUB = """
[[forum]]
key = "club"
url = "http://club.example/board/"
timezone = "Europe/Berlin"
boards = "all"
[forum.profile.urls]
thread = "show.cgi?t={id}"
board = "list.cgi?b={id}"
[forum.profile.threads]
row = "tr"
[forum.profile.posts]
block = "div.post"
author = "b"
date = "i"
text = "p"
"""
POSTS = "".join(
    f"<div class=post><b>{name}</b> <i>0{day}.03.2026 10:00</i><p>On day {day} {name} wrote this.</p></div>"
    for day, name in enumerate(("Ines", "Udo", "Ines", ""), 1)
)


@pytest.mark.parametrize(
    ("language", "author", "no_id"),
    [
        (
            "en",
            "Author: “b” is found in 4 of 4 posts; 3 show a name there (75 %).",
            "Id: no selector says where it is.",
        ),
        (
            "de",
            "Autor: „b“ findet sich in 4 von 4 Beiträgen; 3 zeigen dort einen Namen (75 %).",
            "ID: Kein Selektor sagt, wo das steht.",
        ),
    ],
)
def test_each_field_of_a_profile_says_how_well_it_fits_and_what_is_in_doubt(
    language: str, author: str, no_id: str, nowhere: Path, run: Run
) -> None:
    (nowhere / "config.toml").write_text(CLUB)
    (nowhere / "page.html").write_text(f"<html><body>{POSTS}</body></html>")
    page = ("page.html", "--url", "http://club.example/board/show.cgi?t=5", "--language", language)
    ended, out, _ = run("--config", "config.toml", "inspect", *page)
    found = json.loads(out)
    assert (ended, found["engine"], len(found["page"]["posts"])) == (0, "profile", 4)
    by_name = {each["field"]: each for each in found["fields"]}
    assert list(by_name) == [f"posts.{name}" for name in ("block", "author", "date", "text", "id")]
    assert (by_name["posts.block"]["selector"], by_name["posts.block"]["confidence"]) == ("div.post", 1.0)
    assert (by_name["posts.author"]["confidence"], by_name["posts.author"]["says"]) == (0.75, author)
    assert found["doubts"] == [author, no_id]


def test_a_page_that_no_engine_knows_tells_what_its_posts_seem_to_be(nowhere: Path, run: Run) -> None:
    (nowhere / "page.html").write_text(f"<html><body>{POSTS}</body></html>")
    found = inspected(run, "page.html", "--url", "http://club.example/board/show.cgi?t=5", status=1)
    assert (found["engine"], found["answer"]) == (None, "not understood")
    assert "from this page alone" in found["learned"]
    by_name = {each["field"]: each for each in found["fields"]}
    assert by_name["posts.block"]["selector"] == "div.post"
    assert [by_name[f"posts.{name}"]["found"] for name in ("block", "author", "date", "text")] == [4] * 4
    assert "The posts have no permanent ids" in " ".join(found["doubts"])
    assert [post["author"]["name"] for post in found["page"]["posts"]] == ["Ines", "Udo", "Ines", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_profile_has_a_name(language: str) -> None:
    names = {field.name for table in (ThreadRows, BoardRows, PostBlocks) for field in fields(table)}
    unnamed = {"tags", "topic", "newest_first"}
    assert unnamed < names
    assert all(text(language, f"fit_name_{name}") for name in names - unnamed)


@needs(PRINT)
def test_the_thread_that_started_it_all(nowhere: Path, run: Run) -> None:
    found = inspected(run, str(PRINT), "--url", PRINT_URL)
    page = found["page"]
    assert (found["engine"], found["version"], found["kind"]) == ("wbb2", "2.3.6", "print")
    assert page["forum_title"] == "Satclub-Thueringen"
    assert [board["id"] for board in page["path"]] == [38, 26]
    assert page["thread_id"] == 36139
    (post,) = page["posts"]
    assert post["author"]["name"] == "Whitebird"
    assert post["posted_at"] == "2025-11-29T15:10:00+01:00"
    assert post["title"] == page["topic"]
    assert page["topic"].startswith("China lacht über USA")
    words = " ".join(PRINT.with_suffix(".txt").read_text(encoding="utf-8").split())
    assert len(post["text"]) > 3000
    start = post["text"].index("Die Bemühungen")
    assert _letters(post["text"][start:]) in _letters(words)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
