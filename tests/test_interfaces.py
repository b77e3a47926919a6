"""The interfaces are promises to users: commands, options, keys, ids. This fails if one changes.

The URLs have a test of their own, `tests/web/test_urls.py`; so has the text of the configuration's
faults. What is new is added here, with a note in the changelog; what goes is announced there first.
"""

import argparse
import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic_core import PydanticUndefined

from feedforum import cli
from feedforum.cli.arguments import CONFIG_VARIABLE, DEFAULT_CONFIG, parser
from feedforum.config import schema
from feedforum.feeds import FORMATS, FeedName, SearchName, What
from feedforum.feeds.ids import entry_tag
from tests.parsers import commands, options

NO_DEFAULT = PydanticUndefined


def keys(table: type[schema.Table]) -> dict[str, Any]:
    return {name: field.default for name, field in table.model_fields.items()}


# --- commands ---


def test_the_commands_and_their_options() -> None:
    config = {"-h", "--help", "-c", "--config"}
    assert {name: options(command) for name, command in commands(parser()).items()} == {
        "run": config,
        "serve": config,
        "poll": config | {"--forum"},
        "check": config | {"--online"},
        "discover": config | {"url", "--write"},
        "inspect": config | {"page", "--url", "--engine"},
        "feeds": config | {"--opml"},
        "export": config | {"folder"},
        "token": config,
        "backup": config | {"file", "--force"},
    }


def test_what_all_commands_take() -> None:
    assert options(parser()) == {"-h", "--help", "--version", "--print-completion", "-c", "--config"}
    assert (CONFIG_VARIABLE, DEFAULT_CONFIG) == ("FEEDFORUM_CONFIG", "config.toml")


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


def test_the_tables() -> None:
    assert set(keys(schema.File)) == {"server", "storage", "logging", "polling", "feeds", "forum"}


def test_server() -> None:
    assert keys(schema.Server) == {
        "listen": "127.0.0.1:8080",
        "public_url": "",
        "behind_proxies": 0,
        "hub": "",
        "export_dir": "",
        "access_tokens": (),
        "access_tokens_file": "",
        "owner_password_env": "",
        "owner_password_file": "",
        "metrics": False,
    }


def test_storage() -> None:
    assert keys(schema.Storage) == {
        "url": "sqlite:///feedforum.db",
        "key_env": "",
        "key_file": "",
    }


def test_logging() -> None:
    assert keys(schema.Logging) == {"format": "plain"}


def test_polling() -> None:
    assert keys(schema.Polling) == {
        "interval": timedelta(minutes=15),
        "max_interval": timedelta(hours=6),
        "quiet_hours": "",
        "request_delay": timedelta(seconds=2),
        "timeout": timedelta(seconds=30),
        "robots_txt": True,
        "user_agent": "",
        "proxy": "",
        "pages_per_poll": 60,
        "backfill": None,
        "reread": True,
    }


def test_feeds() -> None:
    assert keys(schema.Feeds) == {
        "entries": 30,
        "max_size": 1_000_000,
        "signatures": False,
        "prefix_in_title": True,
        "edits": "update",
        "keep": "all",
        "include": schema.Patterns(),
        "exclude": schema.Patterns(),
        "private": "auto",
        "notices": False,
        "colours": False,
    }


def test_what_posts_are_chosen_by() -> None:
    assert keys(schema.Patterns) == {"author": (), "title": (), "text": (), "prefix": ()}


def test_forum() -> None:
    nearest = dict.fromkeys([*schema.Polling.model_fields, *schema.Feeds.model_fields])
    assert keys(schema.Forum) == nearest | {
        "key": NO_DEFAULT,
        "url": NO_DEFAULT,
        "engine": "auto",
        "encoding": "auto",
        "timezone": "Europe/Berlin",
        "date_order": "auto",
        "boards": (),
        "threads": (),
        "username": "",
        "password_env": "",
        "password_file": "",
        "cookies_env": "",
        "cookies_file": "",
        "redirects_to": (),
        "headers": {},
    }


def test_board() -> None:
    nearest = dict.fromkeys(["backfill", *schema.Feeds.model_fields])
    del nearest["colours"]
    own = {"id": NO_DEFAULT, "password_env": "", "password_file": ""}
    assert keys(schema.Board) == nearest | own


def test_thread() -> None:
    assert keys(schema.Thread) == {"id": NO_DEFAULT, "private": None}


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
        (FeedName("club", What.THREADS), "/feeds/club/threads.atom", "club/feed/threads"),
        (FeedName("club", board_id=26), "/feeds/club/boards/26/posts.atom", "club/feed/boards/26/posts"),
        (
            FeedName("club", What.THREADS, board_id=26),
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
