"""Forums whose habits were no example for any rule: what is learned is right, or said to be in doubt."""

import pytest

from feedforum.engines.kit.dom import tree_of
from feedforum.engines.profile import ProfileEngine
from feedforum.engines.profile.page import name_in
from feedforum.learning.learner import learn
from feedforum.records import Doubt
from tests.learning.homegrown import BASE, Style, forum_in
from tests.learning.other_habits import DEFINITIONS, GUEST_BOOK, LAYOUT_TABLES, WORDS
from tests.learning.test_learner import CALENDAR, posts_read

COUNTED = {GUEST_BOOK: True, LAYOUT_TABLES: True, DEFINITIONS: False, WORDS: True}
"""Whether counts of replies stand in a tag that has nothing else."""


@pytest.mark.parametrize("style", COUNTED, ids=lambda style: style.name)
def test_every_post_and_row_is_read_and_what_is_missing_is_said(style: Style) -> None:
    forum = forum_in(style, ("2", "5"), threads=4)
    front = forum.get(BASE)
    assert front is not None
    learned = learn(front, forum.get, CALENDAR)
    engine = ProfileEngine(learned.profile)
    for thread in forum.threads:
        found = posts_read(forum, engine, thread.id, thread.board)
        said = [(post.author.name, post.posted_at and post.posted_at.replace(second=0)) for post in found]
        true = thread.posts[:: -1 if style is GUEST_BOOK else 1]
        assert said == [(post.author, post.at.replace(second=0)) for post in true]
        assert all(post.text in read.message_html for post, read in zip(true, found, strict=True))
        assert not any("Antworten" in read.message_html for read in found)
    assert learned.profile.posts.newest_first is (style is GUEST_BOOK)
    index = engine.read_index(front, CALENDAR).page
    assert index is not None
    listings = [forum.get(engine.board_url(BASE, board.id)) for board in index.boards]
    pages = [engine.read_board(listing, CALENDAR).page for listing in listings if listing]
    rows = {row.id: (row.topic, row.replies) for page in pages if page for row in page.threads}
    assert rows == {t.id: (t.topic, len(t.posts) - 1 if COUNTED[style] else None) for t in forum.threads}
    assert (Doubt.COUNTS in learned.doubts) is not COUNTED[style]
    # None of them has ids that last.
    assert Doubt.IDS in learned.doubts


def test_addresses_with_words_before_the_id() -> None:
    forum = forum_in(WORDS, ("2", "5"), threads=4)
    front = forum.get(BASE)
    assert front is not None
    profile = learn(front, forum.get, CALENDAR).profile
    engine = ProfileEngine(profile)
    assert profile.urls.board == "bretter/{slug}-{id}/"
    assert profile.urls.thread == "themen/{slug}.{id}/"
    assert profile.urls.thread_page == "themen/{slug}.{id}/seite-{page}"
    index = engine.read_index(front, CALENDAR).page
    assert index is not None
    counts = {board: forum.of_board(board) for board in forum.boards}
    assert [(board.threads, board.posts) for board in index.boards] == [
        (len(threads), sum(len(thread.posts) for thread in threads)) for threads in counts.values()
    ]
    # The title of a thread's page is more than its topic.
    document = forum.get(engine.thread_url(BASE, forum.threads[0].id))
    page = engine.read_thread(document, CALENDAR).page if document else None
    assert page is not None
    assert page.topic == forum.threads[0].topic


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Anna", "Anna"),
        ("von Anna |", "Anna"),
        ("Anna, Mi 14.05.25, 03.20 Uhr", "Anna"),
        ("Bertram K. schrieb am 5. März 2026 um 14:03:", "Bertram K."),
        ("cora_1971 (12 Mar 2026, 14:03)", "cora_1971"),
        ("14.05.2025 03:20 von Anna", "Anna"),
        ("anna (unregistered)", "anna (unregistered)"),
        ("schrieb am 5. März 2026, 14:03", ""),
        (" am on at" * 5000, ""),
    ],
)
def test_a_name_is_told_from_the_date_beside_it(shown: str, name: str) -> None:
    assert name_in(tree_of(f"<p>{shown}</p>").p) == name
