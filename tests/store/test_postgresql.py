"""The same polls over SQLite and PostgreSQL: both hold the same afterwards."""

from dataclasses import replace
from datetime import timedelta

from feedforum.poll import Poll
from feedforum.records import PostScope
from feedforum.store import Store
from tests.poll.test_floor import busy_forum
from tests.poll.world import KEY, world
from tests.postgresql import empty_postgresql, needs_postgresql

pytestmark = needs_postgresql


def test_both_databases_hold_the_same_after_the_same_polls() -> None:
    forum, boards = busy_forum(boards=3)
    forum.delete_post(2)
    with empty_postgresql() as url, world(forum, boards) as it:
        other = Store.at(url)
        for round_ in range(4):
            for store in (it.store, other):
                with it.new_client() as client:
                    report = Poll(it.settings, store, client, it.clock).run()
                    assert report.answer == "ok"
            assert other.read_repository.newest_posts(PostScope(KEY), limit=1000) == it.posts()
            forum.advance(timedelta(hours=3))
            forum.reply(3, "Cleo", f"Neu {round_}")
            forum.edit(3, f"Anders {round_}")
        state = replace(other.poll_states.read(KEY), due_at=forum.now)
        other.poll_states.write(state)
        assert other.poll_states.read(KEY) == state
        other.close()
