"""One entry for each thread and day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feedforum.feeds.digests import digests
from feedforum.feeds.entries import entry_of
from feedforum.records import StoredPost
from tests.feeds.checks import CHECKS
from tests.feeds.samples import FIRST, NOON, REPLY, post, source
from tests.web.sites import app, settings

DAY = timedelta(days=1)


def reply(number: int, days: int, author: str) -> StoredPost:
    at = NOON + days * DAY + timedelta(minutes=number)
    who = replace(REPLY.author, name=author)
    return replace(REPLY, key=str(number), id=number, number=number, posted_at=at, author=who, edited_at=None)


def grouped(posts: list[StoredPost], *, more: bool = False) -> list[tuple[str, str]]:
    made = digests(posts, [entry_of(each, source()) for each in posts], source(), more=more)
    return [(entry.title, entry.id.rpartition("digest/")[2]) for entry in made]


def test_who_and_how_many() -> None:
    posts = [
        reply(203, 1, "Anna"),
        post(5),
        reply(202, 0, "Bert"),
        reply(201, 0, "Anna"),
        reply(200, 0, "Anna"),
    ]
    topic = entry_of(REPLY, source()).heading.removeprefix("Re: ")
    assert grouped(posts) == [
        (f"{topic}: 1 neuer Beitrag (Anna)", "7/20251130"),
        (f"{entry_of(post(5), source()).heading}: 1 neuer Beitrag ({post(5).author.name})", "5/20251129"),
        (f"{topic}: 3 neue Beiträge (Anna, Bert)", "7/20251129"),
    ]
    # Of the last day there may be more.
    assert [place for _, place in grouped(posts, more=True)] == ["7/20251130"]


def test_the_whole_posts_are_inside_in_their_order() -> None:
    posts = [
        replace(reply(201, 0, "B"), content="<p>Zwei</p>"),
        replace(reply(200, 0, "A"), content="<p>Eins</p>"),
    ]
    entries = [entry_of(each, source()) for each in posts]
    (digest,) = digests(posts, entries, source(), more=False)
    assert (
        digest.content.index("<p>Eins</p>")
        < digest.content.index("<hr>")
        < digest.content.index("<p>Zwei</p>")
    )
    assert (digest.published, digest.updated) == (entries[1].published, entries[0].updated)
    assert digest.link == entries[1].link


@pytest.mark.parametrize("ext", CHECKS)
def test_an_address_and_the_configuration_ask_for_it(ext: str) -> None:
    asked = app().test_client().get(f"/feeds/sat/posts.{ext}?group=thread-day")
    said = app(settings(group="thread-day")).test_client()
    assert asked.status_code == 200
    CHECKS[ext](asked.data)
    for answer in (asked, said.get(f"/feeds/sat/boards/26/posts.{ext}")):
        assert "/digest/7/" in answer.text
    assert "/digest/" not in said.get(f"/feeds/sat/boards/26/posts.{ext}?group=none").text
    assert "/digest/" not in said.get(f"/feeds/sat/threads.{ext}").text
    assert FIRST.content[:10] in said.get("/feeds/sat/posts.json").get_json()["items"][0]["content_html"]
    assert app().test_client().get(f"/feeds/sat/posts.{ext}?group=day").status_code == 400
