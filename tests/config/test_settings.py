"""What a file means: defaults, units, and the nearest setting."""

from pathlib import Path

import pytest

from feedforum.config import BoardSettings, FeedSettings, load, schema
from feedforum.engines import ENGINES
from feedforum.patterns import NOTHING, Patterns, pattern_for
from tests.config.files import FORUM, loaded


def test_what_a_file_does_not_say_is_the_default(tmp_path: Path) -> None:
    empty = loaded(tmp_path, "")
    assert f"{empty.server.host}:{empty.server.port}" == schema.Server().listen
    assert empty.forums == ()


def test_what_a_forum_does_not_say_is_the_default(tmp_path: Path) -> None:
    settings = loaded(tmp_path, FORUM)
    forum, polling, feeds = settings.forums[0], schema.Polling(), schema.Feeds()
    assert settings.forum("club") is forum
    assert settings.forum("other") is None
    assert forum.url == "http://club.example/forum/"
    assert [board.id for board in forum.boards or ()] == [26, 38]
    assert {board.feeds for board in forum.boards or ()} == {forum.feeds}
    assert forum.interval == polling.interval
    assert forum.request_delay == polling.request_delay
    assert (forum.robots_txt, forum.reread) == (polling.robots_txt, polling.reread)
    assert forum.feeds == FeedSettings(feeds.entries, feeds.max_size, feeds.signatures)
    assert forum.backfill == feeds.entries


def test_the_nearest_setting_wins(tmp_path: Path) -> None:
    text = """
    [polling]
    interval = "10m"
    backfill = 7
    robots_txt = false
    [feeds]
    entries = 20
    signatures = true
    [[forum]]
    key = "near"
    url = "http://near.example/"
    boards = [1, { id = 2, entries = 90, signatures = true, backfill = "all" }]
    interval = "20m"
    robots_txt = true
    signatures = false
    max_size = "2MB"
    backfill = 8
    [[forum]]
    key = "far"
    url = "http://far.example/"
    boards = [1]
    """
    near, far = loaded(tmp_path, text).forums
    assert (near.interval, near.robots_txt) == (1200, True)
    assert (far.interval, far.robots_txt) == (600, False)
    assert near.boards == (
        BoardSettings(1, FeedSettings(20, 2_000_000, signatures=False), 8),
        BoardSettings(2, FeedSettings(90, 2_000_000, signatures=True), None),
    )
    assert far.boards == (BoardSettings(1, FeedSettings(20, 1_000_000, signatures=True), 7),)


def test_what_is_chosen_at_the_nearest_place_is_all_that_is_chosen(tmp_path: Path) -> None:
    text = """
    [feeds]
    exclude = { author = ["Bot"], prefix = ["Werbung"] }
    edits = "new"
    [[forum]]
    key = "near"
    url = "http://near.example/"
    boards = [1, { id = 2, exclude = { title = ["OT*"] }, include = { text = ["/sat/"] }, edits = "update" }]
    """
    (forum,) = loaded(tmp_path, text).forums
    first, second = forum.boards or ()
    assert first.feeds == forum.feeds
    assert [pattern.written for pattern in first.feeds.exclude.author] == ["Bot"]
    assert [pattern.written for pattern in first.feeds.exclude.prefix] == ["Werbung"]
    assert first.feeds.include == NOTHING
    assert first.feeds.edits_as_new
    assert second.feeds.exclude == Patterns(title=(pattern_for("title", "OT*"),))
    assert second.feeds.include == Patterns(text=(pattern_for("text", "/sat/"),))
    assert not second.feeds.edits_as_new


def test_backfill_is_what_a_feed_holds_where_nothing_is_said(tmp_path: Path) -> None:
    text = FORUM.replace("38", "{ id = 38, entries = 90 }") + "entries = 50\n"
    (forum,) = loaded(tmp_path, text).forums
    assert forum.backfill == 50
    assert [board.backfill for board in forum.boards or ()] == [50, 90]


@pytest.mark.parametrize(("written", "seconds"), [("30s", 30), ("1.5m", 90), ("6h", 21600), ("1 D", 86400)])
def test_durations(tmp_path: Path, written: str, seconds: float) -> None:
    (forum,) = loaded(tmp_path, f'[polling]\nmax_interval = "9d"\ninterval = "{written}"\n' + FORUM).forums
    assert forum.interval == seconds


def test_no_delay_is_a_delay(tmp_path: Path) -> None:
    (forum,) = loaded(tmp_path, '[polling]\nrequest_delay = "0s"\n' + FORUM).forums
    assert forum.request_delay == 0


@pytest.mark.parametrize(
    ("written", "size"), [('"1MB"', 1_000_000), ('"500KB"', 500_000), ('"1MiB"', 1_048_576), ("1234", 1234)]
)
def test_sizes(tmp_path: Path, written: str, size: int) -> None:
    (forum,) = loaded(tmp_path, f"[feeds]\nmax_size = {written}\n" + FORUM).forums
    assert forum.feeds.max_size == size


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("sqlite:///feedforum.db", "sqlite:///{folder}/feedforum.db"),
        ("sqlite:///sub/kept.db", "sqlite:///{folder}/sub/kept.db"),
        ("sqlite:////var/lib/kept.db", "sqlite:////var/lib/kept.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("sqlite://", "sqlite://"),
        *(
            (url, url)
            for url in [
                "postgresql+psycopg://me@host/name",
                "postgresql+psycopg://me:p#/:w@host:5432/name",
                "postgresql+psycopg://me@[::1]:5432/name",
                "postgresql+psycopg:///name?host=/run/postgresql",
            ]
        ),
    ],
)
def test_a_relative_database_counts_from_the_file(tmp_path: Path, written: str, path: str) -> None:
    settings = loaded(tmp_path, f'[storage]\nurl = "{written}"')
    assert settings.storage_url == path.format(folder=tmp_path.resolve())


def test_all_boards_have_the_forums_settings(tmp_path: Path) -> None:
    (forum,) = loaded(tmp_path, FORUM.replace("[26, 38]", '"all"') + "entries = 5\n").forums
    assert forum.boards is None
    board = forum.board(999)
    assert board == BoardSettings(999, FeedSettings(5, 1_000_000, signatures=False), 5)


def test_a_board_that_is_not_watched(tmp_path: Path) -> None:
    (forum,) = loaded(tmp_path, FORUM).forums
    assert forum.board(27) is None
    assert forum.board(26) == (forum.boards or ())[0]


@pytest.mark.parametrize(
    ("username", "said", "private"),
    [
        ("", None, False),
        ("me", None, True),
        ("me", "false", False),
        ("", "true", True),
        ("", '"auto"', False),
    ],
)
def test_who_may_read(tmp_path: Path, username: str, said: str | None, private: bool) -> None:
    login = f'username = "{username}"\npassword_env = "P"\n' if username else ""
    text = '[server]\naccess_tokens = ["open-sesame"]\n' + FORUM + login
    settings = loaded(tmp_path, text + (f"private = {said}" if said else ""), {"P": "x"})
    assert settings.forums[0].private is private


@pytest.mark.parametrize(("listen", "host"), [("[::1]:80", "::1"), ("0.0.0.0:80", "0.0.0.0")])
def test_where_it_listens(tmp_path: Path, listen: str, host: str) -> None:
    server = loaded(tmp_path, f'[server]\nlisten = "{listen}"').server
    assert (server.host, server.port) == (host, 80)


def test_no_slash_at_the_end_of_the_public_url(tmp_path: Path) -> None:
    text = '[server]\npublic_url = "https://feeds.example/sub/"'
    assert loaded(tmp_path, text).server.public_url == "https://feeds.example/sub"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + FORUM.encode())
    assert load(path, ENGINES, {}).forums[0].key == "club"


def test_every_engine_may_be_named(tmp_path: Path) -> None:
    for name in ENGINES:
        assert loaded(tmp_path, FORUM + f'engine = "{name}"\n').forums[0].engine == name


@pytest.mark.parametrize(
    ("written", "root"),
    [
        ("http://club.example", "http://club.example/"),
        ("http://club.example/index.php", "http://club.example/"),
        ("http://club.example/cgi-bin/yabb/YaBB.cgi", "http://club.example/cgi-bin/yabb/YaBB.cgi"),
        ("https://club.example/forum", "https://club.example/forum/"),
        ("https://club.example/forum/index.php?sid=0", "https://club.example/forum/"),
        ("https://club.example/wbb2.html", "https://club.example/"),
    ],
)
def test_the_address_of_the_front_page_is_that_of_the_forum(written: str, root: str, tmp_path: Path) -> None:
    text = f'[[forum]]\nkey = "club"\nurl = "{written}"\nboards = [1]'
    assert loaded(tmp_path, text).forums[0].url == root


@pytest.mark.parametrize(
    ("everywhere", "forum", "expected"),
    [("", "", False), ("true", "", True), ("true", "false", False), ("", "true", True)],
)
def test_the_nearest_word_on_colours_holds(
    tmp_path: Path, everywhere: str, forum: str, expected: bool
) -> None:
    above = f"[feeds]\ncolours = {everywhere}\n" if everywhere else ""
    below = f"colours = {forum}\n" if forum else ""
    assert loaded(tmp_path, above + FORUM + below).forums[0].colours is expected


def test_ids_are_numbers_or_words_as_the_forum_has_them(tmp_path: Path) -> None:
    text = (
        FORUM.replace("[26, 38]", "['lenses', 26, { id = '27' }, 9223372036854775807]")
        + "threads = ['x-1', 7]"
    )
    (forum,) = loaded(tmp_path, text).forums
    assert [board.id for board in forum.boards or ()] == ["lenses", 26, 27, 2**63 - 1]
    assert forum.threads == ("x-1", 7)
    assert forum.board("lenses") is not None
