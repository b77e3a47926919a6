"""`feedforum check --online` on forums that no engine knows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from feedforum.cli.online_check import Finding, look_at
from feedforum.config import load
from feedforum.config.editing import add_forum
from feedforum.engines import ENGINES
from tests.discover.test_learned_forum import client, found_at
from tests.learning.homegrown import BARE_TABLES, NEW_SKIN, Homegrown, forum_in
from tests.learning.serving import served


def findings(forum: Homegrown, folder: Path, change: Callable[[str], str] = str) -> list[Finding]:
    """What is found of a forum that was learned as it is by default, and looks as `forum` does."""
    style, forum.style = forum.style, BARE_TABLES
    with served(forum) as url:
        path = folder / "config.toml"
        add_forum(path, found_at(url), ENGINES)
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        (settings,) = load(path, ENGINES, {}).forums
        forum.style = style
        forum.shown.clear()
        with client() as guest:
            return list(look_at(replace(settings, robots_txt=False), guest, lambda what: None))


def test_a_profile_that_fits(tmp_path: Path) -> None:
    forum = forum_in(BARE_TABLES, ("1", "2"), 5)
    lines = [each.line for each in findings(forum, tmp_path)]
    newest = forum.of_board("1")[0]
    assert any(line.startswith("sure      Text: “") and line.endswith("(100 %).") for line in lines)
    assert lines[-1].startswith("the profile fits: ")
    assert lines[-1].endswith(f"on a page of thread {newest.id}, the last by {newest.posts[-1].author}")


@pytest.mark.parametrize("profile", ["kept", "none"])
def test_a_new_profile_is_shown_where_none_fits(profile: str, tmp_path: Path) -> None:
    without: Callable[[str], str] = str if profile == "kept" else lambda text: text.partition("[forum.pro")[0]
    found = findings(forum_in(NEW_SKIN, ("1", "2"), 5), tmp_path, without)
    assert not found[0].good
    assert "[forum.profile.posts]" in found[-1].line
    assert "strong.nick" in found[-1].line
