"""Pictures and files that posts show: fetched after the pages, each once, kept or refused with a reason."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedforum.config.settings import MediaSettings
from feedforum.records import MediaFault
from tests.media.place import PNG, Place, a_place, is_picture, keeping
from tests.poll.world import KEY
from tests.sample_forum.misbehaviour import busy
from tests.sample_forum.pictures import gradient


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with a_place(tmp_path) as made:
        yield made


def test_what_posts_show_is_kept_byte_for_byte_and_asked_for_once(place: Place) -> None:
    place.serve("a.png")
    place.serve("b.png", gradient(9, 9, 2))
    place.show("a.png", "b.png")
    place.show("a.png")
    place.poll()
    place.later(timedelta(days=1))
    assert sorted(place.kept()) == sorted([PNG, gradient(9, 9, 2)])
    assert len(place.asked()) == 2
    status = place.world.store.media.status(KEY)
    assert (status.kept, status.waiting, status.given_up, status.trouble) == (2, 0, 0, ())
    assert status.size == len(PNG) + len(gradient(9, 9, 2))
    assert sorted(len(post.media) for post in place.posts()) == [1, 2]
    (kept,) = next(post for post in place.posts() if len(post.media) == 1).media
    assert kept.url == f"{place.world.site.url}images/a.png"
    assert (kept.file.media_type, kept.file.extension, kept.file.width) == ("image/png", "png", 8)
    sample = place.metrics.registry.get_sample_value
    assert sample("feedforum_media_fetched_total", {"forum": KEY, "outcome": "kept"}) == 2


def test_pictures_are_asked_for_after_the_pages_and_with_the_session(place: Place) -> None:
    place.serve("a.png")
    place.show("a.png")
    place.poll()
    *pages, last = place.world.site.requests.entries
    assert last.path.endswith("/images/a.png")
    assert len(pages) == 3
    assert last.header("Cookie")
    assert not last.header("Referer")


def test_nothing_is_asked_for_where_the_owner_does_not_want_it(place: Place) -> None:
    keeping(place.world, MediaSettings())
    place.serve("a.png")
    place.show("a.png")
    place.poll()
    assert not place.asked()
    assert not place.folder.folder.exists()
    keeping(place.world)
    place.poll()
    assert place.kept() == [PNG]


def test_a_poll_fetches_so_many_files_as_it_may_pages(place: Place) -> None:
    keeping(place.world, pages_per_poll=5)
    for number in range(8):
        place.serve(f"{number}.png", gradient(4, 4 + number, number))
    place.show(*(f"{number}.png" for number in range(8)))
    place.poll()
    assert len(place.kept()) == 5
    place.poll()
    assert len(place.kept()) == 8


def test_failures_are_tried_again_later_and_later_and_then_given_up(place: Place) -> None:
    place.serve("a.png", b"<!DOCTYPE html>", 404)
    place.show("a.png")
    for pause, requests in ((0, 1), (0.5, 1), (1, 2), (6, 3), (24, 4), (72, 5), (168, 6), (1000, 6)):
        place.later(timedelta(hours=pause))
        assert len(place.asked()) == requests, pause
    status = place.world.store.media.status(KEY)
    assert (status.kept, status.waiting, status.given_up) == (0, 0, 1)
    place.world.site.behave()
    place.serve("a.png")
    place.later(timedelta(days=30))
    assert not place.kept()


def test_what_comes_back_is_kept(place: Place) -> None:
    place.serve("a.png", b"<!DOCTYPE html>", 500)
    place.show("a.png")
    place.poll()
    place.world.site.behave()
    place.serve("a.png")
    place.later(timedelta(hours=2))
    assert place.kept() == [PNG]
    assert not place.faults()


def test_an_overloaded_forum_gets_no_more_requests(place: Place) -> None:
    names = [f"{number}.png" for number in range(4)]
    for name in names:
        place.world.site.misbehave(busy(503), is_picture(name), times=None)
    place.show(*names)
    place.poll()
    assert len(place.asked()) == 1
    assert place.faults() == {MediaFault.OVERLOADED: 4}


def test_an_edit_asks_whether_pictures_have_changed(place: Place) -> None:
    place.serve("a.png", ETag='"1"')
    place.show("a.png")
    place.poll()
    forum = place.world.forum
    post = next(iter(forum.posts))
    forum.edit(post, f"Neu: [img]{place.world.site.url}images/a.png[/img]")
    place.world.site.behave()
    place.serve("a.png", b"", 304)
    for _ in range(6):
        place.later(timedelta(hours=6))
    assert [each.header("If-None-Match") for each in place.asked()] == ["", '"1"']
    assert place.kept() == [PNG]
    assert [len(post.media) for post in place.posts()] == [1]


def test_a_full_disk_puts_off_and_harms_no_post(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.serve("a.png")
    place.show("a.png")

    def no_room(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("feedforum.media.folder.os.fsync", no_room)
        place.poll()
    assert place.faults() == {MediaFault.NO_ROOM: 1}
    assert len(place.posts()) == 1
    place.later(timedelta(hours=2))
    assert place.kept() == [PNG]


def test_a_folder_that_cannot_be_used_harms_no_post(place: Place) -> None:
    place.folder.folder.write_bytes(b"a file")
    place.serve("a.png")
    place.show("a.png")
    place.poll()
    assert place.faults() == {MediaFault.NO_ROOM: 1}
    assert len(place.posts()) == 1


def test_beyond_the_total_nothing_is_fetched(place: Place) -> None:
    place.folder.total = len(PNG) + 10
    place.serve("a.png")
    place.serve("b.png", gradient(9, 9, 2))
    place.show("a.png", "b.png")
    place.poll()
    assert len(place.kept()) == 1
    assert place.faults() == {MediaFault.NO_ROOM: 1}


def test_files_are_fetched_after_a_poll_that_another_job_made(place: Place) -> None:
    place.show("a.png")
    place.serve("a.png")
    polled, beside = place.job(), place.job()
    polled.run(by_hand=True)
    assert beside.fetch_media(by_hand=True) is None
    assert not place.asked()
    beside.resume()
    assert beside.fetch_media(by_hand=True) is not None
    assert place.kept() == [PNG]
    polled.close()
    beside.close()


def test_what_was_killed_while_writing_goes_and_is_fetched_again(place: Place) -> None:
    place.serve("a.png")
    place.show("a.png")
    place.folder.folder.mkdir()
    (place.folder.folder / "half.part").write_bytes(PNG[:10])
    # A file that was put in its place right before its row was written.
    orphan = place.folder.path("ab" * 32)
    orphan.parent.mkdir()
    orphan.write_bytes(b"orphan")
    place.poll()
    assert place.kept() == [PNG]
    assert not list(place.folder.folder.glob("*.part"))


@pytest.mark.parametrize(
    "moment",
    [
        "feedforum.media.folder.Part.write",
        "feedforum.media.folder.Part.flush",
        "feedforum.media.folder.Path.replace",
        "feedforum.store.media_store.MediaStore.keep",
        "feedforum.store.media_store.MediaStore.save_listed",
        "feedforum.store.media_store._show",
    ],
)
def test_whenever_a_process_dies_the_next_one_goes_on(
    place: Place, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    place.serve("a.png")
    place.serve("b.png", gradient(9, 9, 2))
    place.show("a.png", "b.png")
    with monkeypatch.context() as patch:
        patch.setattr(moment, die)
        with pytest.raises(Killed):
            place.poll()
    assert [len(post.media) for post in place.posts()] == [0]
    place.poll()
    assert sorted(place.kept()) == sorted([PNG, gradient(9, 9, 2)])
    assert [len(post.media) for post in place.posts()] == [2]
    assert len(place.asked()) <= 3
    assert not list(place.folder.folder.glob("*.part"))


def test_a_lost_file_is_fetched_again(place: Place) -> None:
    place.serve("a.png")
    place.show("a.png")
    place.poll()
    (digest,) = place.folder.digests()
    os.remove(place.folder.path(digest))
    place.later(timedelta(days=1))
    place.later(timedelta(hours=1))
    assert place.kept() == [PNG]
    assert len(place.asked()) == 2


def test_a_file_that_no_post_shows_goes_after_a_while(place: Place) -> None:
    it = place.world
    place.serve("a.png")
    place.serve("b.png", gradient(9, 9, 2))
    place.show("a.png")
    place.show("b.png")
    place.poll()
    thread = next(iter(it.forum.threads))
    it.forum.delete_thread(thread)
    for _ in range(8):
        place.later(timedelta(hours=7))
    assert len(place.posts()) == 1
    assert len(place.kept()) == 2
    for _ in range(9):
        place.later(timedelta(days=1))
    assert place.kept() == [gradient(9, 9, 2)]
    status = it.store.media.status(KEY)
    assert (status.kept, status.waiting, status.given_up) == (1, 0, 0)


def test_texts_that_are_dropped_take_their_files_along(place: Place) -> None:
    it = place.world
    place.serve("a.png")
    place.show("a.png")
    place.poll()
    feeds = replace(it.settings.feeds, keep=86400.0, entries=1)
    boards = tuple(replace(board, feeds=feeds) for board in it.settings.boards or ())
    it.settings = replace(it.settings, feeds=feeds, boards=boards)
    it.forum.advance(timedelta(days=3))
    it.forum.new_thread(place.board, "Ines", "Ohne Bild", "Text")
    for _ in range(10):
        place.later(timedelta(days=1))
    assert not place.kept()


def test_fetching_ends_before_the_next_poll_is_due(place: Place) -> None:
    place.serve("a.png")
    place.show("a.png")
    job = place.job()
    job.run(by_hand=True)
    assert job.fetch_media(place.world.forum.now + timedelta(milliseconds=500), by_hand=True) is None
    assert not place.asked()
    report = job.fetch_media(place.world.forum.now + timedelta(minutes=5), by_hand=True)
    job.close()
    assert report is not None
    assert [thread.board_id for thread in report.changed] == [place.board]


def test_a_poll_that_fails_fetches_no_pictures(place: Place) -> None:
    place.serve("a.png")
    place.show("a.png")
    place.poll()
    place.world.site.behave()
    place.show("b.png")
    place.world.site.misbehave(busy(503), times=None)
    place.later(timedelta(hours=1))
    assert not place.asked("b.png")
