"""Where nothing changed in a forum, every byte of every feed stays as it was."""

from datetime import timedelta
from pathlib import Path

import requests

from tests.feeds.published import published
from tests.poll.test_floor import busy_forum

FEEDS = ("posts", "threads", "boards/2/posts", "boards/2/threads", "threads/1")


def test_two_polls_of_an_unchanged_forum_leave_every_feed_as_it_was(tmp_path: Path) -> None:
    forum, boards = busy_forum(boards=2)
    with published(forum, boards, tmp_path) as publication:
        answers = {
            (place, ext): requests.get(publication.feed(place, ext), timeout=10)
            for place in FEEDS
            for ext in ("atom", "rss", "json")
        }
        forum.advance(timedelta(minutes=15))
        assert publication.it.poll().new_posts == 0
        for (place, ext), before in answers.items():
            assert publication.get(place, ext) == before.content
            again = requests.get(
                publication.feed(place, ext), headers={"If-None-Match": before.headers["ETag"]}, timeout=10
            )
            assert (again.status_code, again.content) == (304, b"")
