"""Pages that claim or hold far more than a forum has: what is asked stays bounded, and nothing fails."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from feedforum.records import Answer
from tests.poll.test_odd_forums import long_thread, newest, small_forum
from tests.poll.world import HOUR, world
from tests.sample_forum import Answer as WireAnswer
from tests.sample_forum import Request, SampleForum
from tests.sample_forum.misbehaviour import anything, script
from tests.sample_forum.wire import Answering
from tests.thorough import THOROUGH

MANY = 10_000
_POST = re.compile(
    rb'<table [^>]*><tr><td><table [^>]*>\s*<tr align="left">\s*<td [^>]*><a id="post1".*?'
    rb'</table></td></tr></table>(?=\s*<table class="tableinborder")',
    re.DOTALL,
)


def boastful(body: bytes) -> bytes:
    """A page whose pagers promise a million pages."""
    body = re.sub(rb"Seiten \(\d+\):", b"Seiten (1000000):", body)
    return re.sub(rb"(<link[^>]*page=)\d+", rb"\g<1>1000000", body)


def a_million_pages(request: Request, usual: Answering) -> WireAnswer:
    answer = usual(request)
    return replace(answer, body=boastful(answer.body))


def always_the_first(request: Request, usual: Answering) -> WireAnswer:
    """Whatever page is asked for, the first comes, and promises a million more."""
    return a_million_pages(replace(request, target=re.sub(r"page=\d+", "page=1", request.target)), usual)


def busy_forum() -> tuple[SampleForum, int]:
    forum, board = small_forum(posts_per_page=20, threads_per_page=20)
    long_thread(forum, board, 60)
    for number in range(45):
        forum.new_thread(board, "Anna", f"Faden {number}", "Text")
    return forum, board


@pytest.mark.parametrize("behaviour", [a_million_pages, always_the_first])
def test_pagers_that_lie_cost_no_more_than_a_budget_and_not_for_ever(
    behaviour: Callable[[Request, Answering], WireAnswer],
) -> None:
    forum, board = busy_forum()
    with world(forum, [board], reread=False) as it:
        it.site.gzip = False
        it.site.misbehave(behaviour, anything, None)
        costs = []
        for _ in range(12):
            costs.append(it.cost())
            forum.advance(HOUR)
        # a page and its print view, for each of the budget, and the index
        assert max(costs) <= 2 * it.settings.pages_per_poll + 1
        assert costs[-1] == 1
        assert sum(costs) <= 4 * it.settings.pages_per_poll
        assert it.posts(board)


def test_the_newest_are_read_though_a_thread_claims_a_million_pages() -> None:
    forum, board = busy_forum()
    with world(forum, [board]) as it:
        it.site.gzip = False
        it.site.misbehave(a_million_pages, anything, None)
        for _ in range(3):
            it.poll()
            forum.advance(HOUR)
        newest(it, board)
        forum.reply(1, "Cleo", "Neu")
        it.poll()
        newest(it, board, 1)


def crowded(posts: int) -> Callable[[Request, Answering], WireAnswer]:
    """A page whose only post stands there so many times, each with an id of its own."""

    def many(request: Request, usual: Answering) -> WireAnswer:
        answer = usual(request)
        post = _POST.search(answer.body)
        assert post
        copies = (
            post[0].replace(b'"post1"', b'"post%d"' % number).replace(b"postid=1", b"postid=%d" % number)
            for number in range(1, posts + 1)
        )
        return replace(answer, body=answer.body.replace(post[0], b"".join(copies)))

    return many


def test_all_posts_of_a_crowded_page_are_read_at_once() -> None:
    forum, board = small_forum()
    forum.new_thread(board, "Anna", "Faden", "Text")
    with world(forum, [board]) as it:
        it.site.gzip = False
        it.site.misbehave(crowded(1300), script("thread.php"), None)
        assert it.poll().answer is Answer.OK
        assert it.site.requests.count <= 4
        assert len(it.posts(board, MANY)) == 1300
        forum.advance(HOUR)
        assert it.cost() <= 2


def test_ten_thousand_posts_in_one_page_are_no_forum_page() -> None:
    forum, board = small_forum()
    forum.new_thread(board, "Anna", "Faden", "Text")
    with world(forum, [board]) as it:
        it.site.gzip = False
        it.site.misbehave(crowded(MANY), script("thread.php"), None)
        assert it.poll().answer is Answer.OK
        assert it.posts(board) == []
        forum.advance(HOUR)
        assert it.cost() <= 3
        it.site.behave()
        forum.advance(3 * HOUR)
        it.poll()
        newest(it, board)


def test_a_page_too_large_is_not_read_at_all() -> None:
    forum, board = small_forum()
    forum.new_thread(board, "Anna", "Faden", "Text")

    def huge(request: Request, usual: Answering) -> WireAnswer:
        answer = usual(request)
        return replace(answer, body=answer.body + b" " * 9_000_000)

    with world(forum, [board]) as it:
        it.poll()
        forum.reply(1, "Bert", "Neu")
        forum.advance(HOUR)
        it.site.gzip = False
        it.site.misbehave(huge, script("thread.php"), None)
        it.poll()
        assert len(it.posts(board)) == 1
        assert it.cost() <= 3


@pytest.mark.parametrize(
    ("tag", "closed", "around"),
    [
        (tag, closed, around)
        for tag in ("b", "div", "font", "blockquote", "table><tr><td")
        for closed in (True, False)
        for around in (True, False)
        if THOROUGH
        or (closed != around and tag in ("b", "table><tr><td"))
        or (closed and around and tag == "div")
    ],
)
def test_ten_thousand_nested_tags_in_a_post_and_around_it(tag: str, closed: bool, around: bool) -> None:
    forum, board = small_forum()
    forum.new_thread(board, "Anna", "Faden", "HIER")
    opened = f"<{tag}>".encode() * MANY
    ended = "".join(f"</{name}>" for name in reversed(tag.split("><"))).encode() * MANY if closed else b""

    def deep(request: Request, usual: Answering) -> WireAnswer:
        body = usual(request).body
        if around:
            body = re.sub(rb"<body[^>]*>", lambda found: found[0] + opened, body, count=1)
            body = body.replace(b"</body>", ended + b"</body>")
        else:
            body = body.replace(b"HIER", opened + b"HIER" + ended)
        return replace(usual(request), body=body)

    with world(forum, [board]) as it:
        it.site.gzip = False
        it.site.misbehave(deep, script("thread.php"), None)
        assert it.poll().answer is Answer.OK
        it.site.behave()
        forum.reply(1, "Bert", "Danach")
        forum.advance(timedelta(minutes=15))
        it.poll()
        assert [post.author.name for post in it.posts(board)][:1] == ["Bert"]
