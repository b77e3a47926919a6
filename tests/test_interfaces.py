"""Promises to users that no document lists in full: ids, media types, exit statuses. None may change.

Commands, options, keys with their defaults and metrics are promised by the documents, and held to them by
`tests/test_documentation.py`; the URLs by `tests/web/test_urls.py`. What changes is noted in the changelog.
"""

import argparse
import re
from datetime import datetime, timedelta, timezone

import pytest

from feedforum import cli
from feedforum.cli.arguments import parser
from feedforum.config import schema
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.ids import FeedKind, FeedName, SearchName, entry_tag

# --- commands ---


@pytest.mark.parametrize("words", [["-c", "x.toml", "run"], ["run", "-c", "x.toml"]])
def test_the_configuration_may_be_named_before_or_after_the_command(words: list[str]) -> None:
    assert parser().parse_args(words) == argparse.Namespace(command="run", config="x.toml")


def test_faults_of_the_configuration_end_with_2(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path_factory.mktemp("config") / "config.toml"
    config.write_text('[sever]\n[polling]\ninterval = "soon"\n', encoding="utf-8")
    assert cli.main(["check", "--config", str(config)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


# --- configuration ---


@pytest.mark.parametrize("key", ["satclub", "a", "9", "my-club_2.old"])
def test_what_a_key_may_be(key: str) -> None:
    assert schema.Forum(key=key, url="http://club.example/").key == key


# --- feeds ---


def test_an_entrys_id() -> None:
    assert entry_tag("www.club.example", "club", "1234") == "tag:www.club.example,2025:club/post/1234"


def test_an_entrys_id_where_edits_are_new_entries() -> None:
    edited_at = datetime(2026, 3, 4, 13, 30, tzinfo=timezone(timedelta(hours=1)))
    tag = entry_tag("www.club.example", "club", "1234", edited_at)
    assert tag == "tag:www.club.example,2025:club/post/1234/edit/20260304T123000Z"


@pytest.mark.parametrize(
    ("name", "path", "tag"),
    [
        (FeedName("club"), "/feeds/club/posts.atom", "club/feed/posts"),
        (FeedName("club", FeedKind.THREADS), "/feeds/club/threads.atom", "club/feed/threads"),
        (FeedName("club", board_id=26), "/feeds/club/boards/26/posts.atom", "club/feed/boards/26/posts"),
        (
            FeedName("club", FeedKind.THREADS, board_id=26),
            "/feeds/club/boards/26/threads.atom",
            "club/feed/boards/26/threads",
        ),
        (FeedName("club", thread_id=36139), "/feeds/club/threads/36139.atom", "club/feed/threads/36139"),
    ],
)
def test_the_five_kinds_of_feed(name: FeedName, path: str, tag: str) -> None:
    assert name.path("atom") == path
    assert name.tag("www.club.example") == f"tag:www.club.example,2025:{tag}"


@pytest.mark.parametrize(
    ("name", "path", "tag"),
    [
        (SearchName("club"), "/feeds/club/search.atom", "club/feed/search"),
        (SearchName(), "/feeds/search.atom", "feed/search"),
    ],
)
def test_the_feeds_of_what_is_found(name: SearchName, path: str, tag: str) -> None:
    assert name.path("atom") == path
    assert name.tag("www.club.example") == f"tag:www.club.example,2025:{tag}"


def test_the_formats() -> None:
    assert {ext: format_.media_type for ext, format_ in FORMATS.items()} == {
        "atom": "application/atom+xml",
        "rss": "application/rss+xml",
        "json": "application/feed+json",
    }


def test_the_version_is_one_that_readers_of_changelogs_know() -> None:
    (action,) = [a for a in parser()._actions if "--version" in a.option_strings]
    assert re.fullmatch(r"feedforum \d+\.\d+\.\d+", str(getattr(action, "version", "")))
