"""Faults of identity that users of such programs reported in public: each is a test here, end to end.

What went wrong elsewhere stands first in each docstring; how often it was, and why, does not matter.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from reader import make_reader

from tests.feeds.published import Publication, published
from tests.hard_lessons.entries import by_number, items, number, published_at
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum

MINUTE = timedelta(minutes=1)


def test_ids_are_made_of_forum_and_post_alone(press: Publication) -> None:
    """All entries came back as unread: the id held the scheme, a session id, the title, a content hash, \
a time stamp, "now"

    An id is made of forum and post id, and of nothing else; it never changes, whatever happens to URL,
    title, text or this program's version.
    """
    forum = press.it.forum
    before = [item["id"] for item in items(press)]
    assert before == [f"tag:127.0.0.1,2025:sample/post/{post}" for post in (3, 2, 1)]
    forum.title = "Umgezogen"
    forum.rename(1, "Ganz anders")
    forum.set_prefix(1, "[Neu]")
    forum.edit(1, "Neu gefasst")
    forum.move(1, 3)
    for post in forum.posts.values():
        post.posted_at += HOUR
    forum.style = "blue"
    press.it.settings = replace(
        press.it.settings, url=press.it.settings.url.replace("127.0.0.1", "localhost"), timezone="UTC"
    )
    press.it.settle(4)
    after = items(press)
    assert sorted(item["id"] for item in after) == sorted(before)
    assert {item["title"] for item in after} == {"[Neu] Ganz anders", "Re: [Neu] Ganz anders"}


def test_an_edit_is_the_same_entry(press: Publication) -> None:
    """An edit made a second entry

    Same id, new `updated`.
    """
    old = by_number(press)[2]
    press.it.forum.advance(10 * MINUTE)
    press.it.forum.edit(2, "Anders gefasst")
    press.it.settle(2)
    new = by_number(press)[2]
    assert len(items(press)) == 3
    assert (new["id"], new["date_published"]) == (old["id"], old["date_published"])
    assert new["date_modified"] > old["date_modified"]
    assert "Anders gefasst" in new["content_html"]


def test_posts_of_the_same_minute_are_entries_of_their_own(press: Publication) -> None:
    """Two posts of the same minute shared one entry

    Order and identity by post id; time is only shown.
    """
    found = items(press)
    assert len({item["date_published"] for item in found}) == 1
    assert [number(item) for item in found] == [3, 2, 1]


def test_an_entry_without_a_date_stays_where_it_was_first_seen(forum: SampleForum, tmp_path: Path) -> None:
    """Entries without a date moved to the top at every poll

    The time first seen, stored once.
    """
    forum.named_days, forum.date_format, forum.time_format = False, "irgendwann", "einmal"
    with published(forum, [2], tmp_path) as press:
        seen_at = forum.now
        before = items(press)
        assert {published_at(item) for item in before} == {seen_at.replace(microsecond=0)}
        forum.advance(HOUR)
        forum.reply(1, "Cleo", "Noch eine")
        press.it.settle(3)
        after = items(press)
        assert number(after[0]) == 4
        dates = [(item["id"], item["date_published"], item["date_modified"]) for item in before]
        assert [(item["id"], item["date_published"], item["date_modified"]) for item in after[1:]] == dates


def test_what_left_the_feed_keeps_its_id(press: Publication) -> None:
    """Old entries came back after a clean-up

    Pruning forgets bodies, never ids: what was gone and is there again is no new entry.
    """
    forum, url = press.it.forum, press.feed("posts", "atom")
    with make_reader(":memory:") as subscriber:
        subscriber.add_feed(url)
        subscriber.update_feed(url)
        first_seen = {post.key: post.first_seen_at for post in press.it.posts()}
        forum.delete_post(2)
        press.it.settle(4)
        assert [number(item) for item in items(press)] == [3, 1]
        forum.restore_post(2)
        forum.reply(1, "Cleo", "Wieder da")
        press.it.settle(3)
        assert [number(item) for item in items(press)] == [4, 3, 2, 1]
        result = subscriber.update_feed(url)
        assert result is not None
        assert result.new == 1, "the reply, and not the post that was gone"
        assert {post.key: post.first_seen_at for post in press.it.posts()}.items() >= first_seen.items()


@pytest.mark.parametrize("signatures", [False, True])
def test_only_what_the_author_wrote_makes_an_edit(
    signatures: bool, forum: SampleForum, tmp_path: Path
) -> None:
    """Something noisy (signature, view counter, avatar, session id in a link) counted as an edit

    Compare what the author wrote, and nothing else.
    """
    forum.edit(2, "Siehe [url=thread.php?threadid=1]hier[/url]", note=False)
    with published(forum, [2], tmp_path) as press:
        feeds = replace(press.it.settings.feeds, signatures=signatures)
        press.it.settings = replace(press.it.settings, feeds=feeds)
        before = {item["id"]: item["date_modified"] for item in items(press)}
        views = forum.threads[1].views
        anna = forum.member_named("Anna")
        assert anna is not None
        anna.signature, anna.staff = "Zweite Signatur", True
        forum.drop_cookies = True
        press.it.settle(4)
        assert forum.threads[1].views > views, "it was read again"
        assert {item["id"]: item["date_modified"] for item in items(press)} == before
        assert "sid=" not in press.get("posts", "json").decode()
