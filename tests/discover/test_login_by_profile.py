"""A forum with a board for members that is read by a profile: its owner names the form, and has a token."""

from pathlib import Path

from feedforum.config import ForumSettings, load
from feedforum.config.editing import add_forum
from feedforum.engines import ENGINES
from feedforum.poll import LoginBlock, Poll, Report
from feedforum.records import Answer, PostScope
from feedforum.store import Store
from tests.discover.test_learned_forum import client, found_at
from tests.fake_clock import FakeClock
from tests.learning.homegrown import BARE_TABLES, NOW, Homegrown, forum_in
from tests.learning.serving import served

LOGIN = """
[forum.profile.login]
username = "wer"
password = "wort"
member = "a[href='out.asp']"
"""


def settings_for(path: Path, password: str) -> ForumSettings:
    """What an owner makes of a forum that was learned as a guest."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("[forum.profile.urls]", '[forum.profile.urls]\nlogin = "in.asp"')
    text = text.replace("\nurl =", '\nusername = "Ines"\npassword_env = "INES"\nbackfill = "all"\nurl =')
    path.write_text(f'[server]\naccess_tokens = ["{"t" * 32}"]\n\n{text}{LOGIN}', encoding="utf-8")
    return load(path, ENGINES, {"INES": password}).forums[0]


def polled(forum: Homegrown, folder: Path, password: str) -> tuple[Report, set[str], ForumSettings]:
    with served(forum, members_only="board.asp?b=5") as url:
        add_forum(folder / "config.toml", found_at(url), ENGINES)
        settings = settings_for(folder / "config.toml", password)
        store = Store.at(f"sqlite:///{folder}/store.db")
        with client() as guest:
            report = Poll(settings, store, guest, FakeClock(NOW)).run()
        posts = store.read_repository.newest_posts(PostScope(settings.key, None), limit=10_000)
        store.close()
    return report, {str(post.thread.board_id) for post in posts}, settings


def test_a_board_for_members_is_read_by_the_form_that_the_owner_names(tmp_path: Path) -> None:
    report, boards, settings = polled(forum_in(BARE_TABLES, ("1", "2", "5"), 4), tmp_path, "geheim")
    assert (report.answer, report.member) == (Answer.OK, True)
    assert boards == {"1", "2", "5"}
    # Whatever a member sees is private until the owner says otherwise.
    assert settings.has_private


def test_a_wrong_password_is_said(tmp_path: Path) -> None:
    report, boards, _ = polled(forum_in(BARE_TABLES, ("1", "2", "5"), 4), tmp_path, "falsch")
    assert (report.answer, report.detail) == (Answer.LOGIN_WANTED, LoginBlock.REFUSED.value)
    assert boards == {"1", "2"}
