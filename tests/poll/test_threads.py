"""Posts as threads go through life: edited, deleted, shown in another skin, or not to be had."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedforum.records import Answer
from tests.poll.world import HOUR, World, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import blocked, busy, cut, database_down, hang_up, maintenance, script

MINUTE = timedelta(minutes=1)


@pytest.fixture
def forum() -> SampleForum:
    forum = SampleForum("Werkbank")
    forum.add_board("Räder", forum.add_category("Alles"), posts_per_page=5)
    forum.register("Anna")
    thread = forum.new_thread(2, "Anna", "Kette springt", "Sie springt.")
    for number in range(7):
        forum.advance(MINUTE)
        forum.reply(thread, "Gast", f"Antwort {number}")
    forum.advance(2 * HOUR)
    return forum


def dump(place: Path) -> list[tuple[object, ...]]:
    """All that is known, without what polls note about themselves."""
    with sqlite3.connect(place / "store.db") as connection:
        tables = ("forum", "board", "thread", "post", "attachment")
        return [row for table in tables for row in connection.execute(f"SELECT '{table}', * FROM {table}")]


def key_of(contents: dict[str, str], words: str) -> str:
    return next(key for key, content in contents.items() if words in content)


def texts(it: World) -> dict[str, str]:
    return {post.key: post.content for post in it.posts()}


def test_polls_of_an_unchanged_forum_leave_the_store_as_it_was(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        before = dump(tmp_path)
        it.poll()
        assert dump(tmp_path) == before
        forum.advance(15 * MINUTE)
        it.poll()
        assert dump(tmp_path) == before


def test_authors_members_guests_and_deleted_ones(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        first = it.posts()[-1]
        assert (first.author.name, first.author.id) == ("Anna", 1)
        assert it.posts()[0].author.id is None
        forum.delete_member("Anna")
        forum.reply(1, "Gast", "Wo ist Anna?")
        it.poll()
        assert it.posts()[-1].author.name == "Anna"


def test_an_edit_bumps_updated_once_and_keeps_the_id(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        forum.edit(8, "Neu gefasst", note=True)
        edited_at = forum.now.replace(second=0, microsecond=0)
        forum.advance(5 * HOUR)
        it.poll()
        post = next(post for post in it.posts() if post.id == 8)
        assert "Neu gefasst" in post.content
        assert post.edited_at == edited_at
        before = dump(tmp_path)
        forum.advance(timedelta(hours=1))
        it.poll()
        assert dump(tmp_path) == before


def test_an_edit_without_a_note_is_dated_when_it_was_seen(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        forum.edit(8, "Heimlich", note=False)
        forum.advance(5 * HOUR)
        it.poll()
        post = next(post for post in it.posts() if post.id == 8)
        assert post.edited_at is not None
        assert post.edited_at >= forum.now - MINUTE


def test_a_deleted_post_is_gone_after_three_good_readings(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        forum.delete_post(3)
        forum.reply(1, "Gast", "Weiter")
        still_shown = []
        for _ in range(4):
            it.poll()
            still_shown.append("3" in texts(it))
            forum.advance(15 * MINUTE)
        assert still_shown[0]
        assert not still_shown[-1]
        assert [post.id for post in it.posts()] == [post.post_id for post in it.shown([2])]
        forum.restore_post(3)
        forum.reply(1, "Gast", "Wieder da?")
        it.settle(3)
        assert "3" in texts(it)


@pytest.mark.parametrize("skin", ["plain", "blue"])
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("date_format", "time_format"),
    [("d.m.Y", "H:i"), ("j. F Y", "H:i"), ("D, d M Y", "H:i"), ("m/d/Y", "h:i a")],
)
def test_skins_languages_and_date_formats_read_the_same(
    skin: str, language: str, date_format: str, time_format: str, forum: SampleForum, tmp_path: Path
) -> None:
    forum.style, forum.language = skin, language
    forum.date_format, forum.time_format = date_format, time_format
    with world(forum, [2], tmp_path) as it:
        it.poll()
        assert [(post.id, post.author.name, post.posted_at) for post in it.posts()] == [
            (post.post_id, post.author, post.shown_at) for post in it.shown([2])
        ]
        before = dump(tmp_path)
        forum.style = "blue" if skin == "plain" else "plain"
        forum.advance(30 * HOUR)
        it.poll()
        assert [row[:12] for row in dump(tmp_path) if row[0] == "post"] == [
            row[:12] for row in before if row[0] == "post"
        ]


def test_where_a_skin_hides_the_posts_the_print_view_serves_and_ids_stay(
    forum: SampleForum, tmp_path: Path
) -> None:
    forum.style = "bare"
    with world(forum, [2], tmp_path) as it:
        assert it.poll().answer == "ok"
        printed = texts(it)
        assert len(printed) == 8
        assert set(printed) == {f"1-n{number}" for number in range(1, 9)}
        forum.reply(1, "Gast", "Neunte")
        forum.advance(HOUR)
        it.poll()
        assert set(texts(it)) == set(printed) | {"1-n9"}
        assert it.posts()[0].key == "1-n9"
        forum.delete_post(2)
        forum.edit(4, "Ganz anders", note=True)
        it.settle()
        deleted, edited = key_of(printed, "Antwort 0"), key_of(printed, "Antwort 2")
        assert set(texts(it)) == (set(printed) | {"1-n9"}) - {deleted}
        assert "Ganz anders" in texts(it)[edited]
        forum.style = "plain"
        forum.reply(1, "Gast", "Zehnte")
        it.settle()
        assert set(texts(it)) == (set(printed) | {"1-n9", "10"}) - {deleted}
        assert {post.key: post.id for post in it.posts()}[edited] == 4


@pytest.mark.parametrize(
    ("behaviour", "answer"),
    [
        (maintenance, Answer.CLOSED),
        (lambda forum: database_down(), Answer.DATABASE_DOWN),
        (lambda forum: blocked(), Answer.BLOCKED),
        (lambda forum: busy(429, "120"), Answer.OVERLOADED),
        (lambda forum: busy(503, "120"), Answer.OVERLOADED),
        (lambda forum: hang_up(), Answer.BROKEN),
    ],
    ids=["maintenance", "database down", "blocked", "429", "503", "hang up"],
)
def test_an_answer_that_is_not_ok_changes_nothing_and_is_told(
    behaviour: object, answer: Answer, forum: SampleForum, tmp_path: Path
) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        before = dump(tmp_path)
        forum.reply(1, "Gast", "Neu")
        assert callable(behaviour)
        it.site.misbehave(behaviour(forum), times=None)
        report = it.poll()
        assert report.failed
        assert (report.answer, bool(report.detail)) == (answer, True)
        assert dump(tmp_path) == before
        it.site.behave()
        assert it.poll().new_posts == 1


@pytest.mark.parametrize("name", ["index.php", "board.php", "thread.php"])
def test_a_page_that_was_cut_off_changes_nothing(name: str, forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        forum.reply(1, "Gast", "Neu")
        before = texts(it)
        it.site.misbehave(cut(900, declared=False), script(name), times=None)
        it.site.misbehave(cut(300, declared=False), script("print.php"), times=None)
        it.poll()
        assert texts(it) == before
        it.site.behave()
        forum.advance(7 * HOUR)
        assert it.poll().new_posts == 1


def test_an_hour_added_to_all_times_is_no_edit(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        before = dump(tmp_path)
        for post in forum.posts.values():
            post.posted_at += HOUR
        forum.advance(15 * MINUTE)
        assert it.cost() == 1
        assert dump(tmp_path) == before


def test_requests_carry_no_session_and_pages_keep_their_cookie(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        assert not [target for target in it.site.requests.targets if "sid=" in target]
        assert not [post for post in it.posts() if "sid=" in post.content]


def test_a_long_word_that_the_forum_cut_arrives_whole(forum: SampleForum, tmp_path: Path) -> None:
    word = "Überführungsgebühr" * 9
    forum.reply(min(forum.threads), "Gast", f"Die {word} ist hoch.")
    with world(forum, [2], tmp_path) as it:
        it.poll()
        assert f"Die {word} ist hoch." in texts(it).values()


def test_colours_are_kept_from_when_the_setting_says_so(forum: SampleForum, tmp_path: Path) -> None:
    forum.reply(min(forum.threads), "Gast", "[color=red]rot[/color]")
    with world(forum, [2], tmp_path) as it:
        it.settings = replace(it.settings, colours=True)
        it.poll()
        assert '<span style="color: red">rot</span>' in texts(it).values()
