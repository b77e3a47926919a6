"""A forum with a board for members that is read by a profile: its owner names the form, and has a token."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import feedparser
import requests

from feedforum.config import LiveSettings, Settings, load
from feedforum.config.editing import add_forum
from feedforum.engines import ENGINES
from feedforum.poll import LoginBlock, Poll, Report
from feedforum.records import Answer, PostScope
from feedforum.store import Store
from feedforum.web.app import create_app
from tests.discover.test_learned_forum import client, found_at
from tests.fake_clock import FakeClock
from tests.learning.homegrown import BARE_TABLES, NOW, Homegrown, forum_in
from tests.learning.serving import served
from tests.web.sites import served as served_app

TOKEN = "t" * 32
LOGIN = """
[forum.profile.login]
username = "wer"
password = "wort"
member = "a[href='out.asp']"
"""


def settings_for(path: Path, password: str) -> Settings:
    """What an owner makes of a forum that was learned as a guest."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("[forum.profile.urls]", '[forum.profile.urls]\nlogin = "in.asp"')
    text = text.replace("\nurl =", '\nusername = "Ines"\npassword_env = "INES"\nbackfill = "all"\nurl =')
    path.write_text(f'[server]\naccess_tokens = ["{TOKEN}"]\n\n{text}{LOGIN}', encoding="utf-8")
    return load(path, ENGINES, {"INES": password})


@contextmanager
def polled(forum: Homegrown, folder: Path, password: str) -> Iterator[tuple[Report, Store, Settings]]:
    """The store after a poll of a forum one of whose boards is for members."""
    with served(forum, members_only="board.asp?b=5") as url:
        add_forum(folder / "config.toml", found_at(url), ENGINES)
        settings = settings_for(folder / "config.toml", password)
        store = Store.at(f"sqlite:///{folder}/store.db")
        with client() as guest:
            report = Poll(settings.forums[0], store, guest, FakeClock(NOW)).run()
        yield report, store, settings
        store.close()


def boards_in(store: Store, settings: Settings) -> set[str]:
    posts = store.read_repository.newest_posts(PostScope(settings.forums[0].key, None), limit=10_000)
    return {str(post.thread.board_id) for post in posts}


def test_a_board_for_members_is_read_by_the_form_that_the_owner_names_and_served_with_a_token(
    tmp_path: Path,
) -> None:
    forum = forum_in(BARE_TABLES, ("1", "2", "5"), 4)
    with polled(forum, tmp_path, "geheim") as (report, store, settings):
        assert (report.answer, report.member) == (Answer.OK, True)
        assert boards_in(store, settings) == {"1", "2", "5"}
        app = create_app(LiveSettings(settings), store.read_repository, FakeClock(NOW))
        with served_app(app) as port:
            # Whatever a member sees is private until the owner says otherwise.
            for board in ("1", "5"):
                feed = f"http://127.0.0.1:{port}/feeds/{settings.forums[0].key}/boards/{board}/posts.atom"
                assert requests.get(feed, timeout=10).status_code == 401
                assert requests.get(f"{feed}?token={'x' * 32}", timeout=10).status_code == 401
                answer = requests.get(f"{feed}?token={TOKEN}", timeout=10)
                assert answer.status_code == 200
                newest = forum.of_board(board)[0].posts[-1]
                entry = feedparser.parse(answer.content).entries[0]
                assert (entry.author, newest.text in entry.content[0].value) == (newest.author, True)
                assert entry.link.endswith(f"#{newest.id}")


def test_a_wrong_password_is_said(tmp_path: Path) -> None:
    with polled(forum_in(BARE_TABLES, ("1", "2", "5"), 4), tmp_path, "falsch") as (report, store, settings):
        assert (report.answer, report.detail) == (Answer.LOGIN_WANTED, LoginBlock.REFUSED.value)
        assert boards_in(store, settings) == {"1", "2"}
