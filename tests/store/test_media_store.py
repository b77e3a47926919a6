"""Pictures and files in either database."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedforum.media.folder import MediaFolder
from feedforum.records import MediaFault, PostScope
from feedforum.schedule.media_fetch import sweep
from tests.media.place import KEEP, PNG, Place, keeping
from tests.poll.world import KEY
from tests.sample_forum import SampleForum
from tests.store.databases import DATABASES, world_over


@pytest.mark.parametrize("database", DATABASES)
def test_what_is_known_of_pictures(database: str, tmp_path: Path) -> None:
    forum = SampleForum()
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    with world_over(database, forum, tmp_path) as it:
        it.settings = replace(it.settings, threads=(1,))
        keeping(it, KEEP)
        place = Place(it, board, MediaFolder(tmp_path / "media", 10**9))
        place.serve("a.png")
        place.serve("b.png", b"<html>", 404)
        place.show("a.png", "b.png")
        place.show("a.png")
        stamp = it.store.revisions.stamp(PostScope(KEY))
        place.poll()
        assert it.store.revisions.stamp(PostScope(KEY)) != stamp
        media = it.store.media
        status = media.status(KEY)
        assert (status.kept, status.size, status.waiting, status.given_up) == (1, len(PNG), 1, 0)
        assert [(each.fault, each.count, each.url[-5:]) for each in status.trouble] == [
            (MediaFault.NOT_FOUND, 1, "b.png")
        ]
        (file,) = media.files()
        assert media.size() == len(PNG)
        assert media.find(file.digest, PostScope(KEY)) == media.kept(KEY, file.digest) == (file, "")
        assert media.find(file.digest, PostScope(KEY, (board,))) == (file, "")
        assert media.find(file.digest, PostScope(KEY, ())) is None
        assert [post.media[0].file for post in place.posts()] == [file, file]
        media.fetch_again([file.digest], it.forum.now)
        assert [post.media for post in place.posts()] == [(), ()]
        place.poll()
        assert [len(post.media) for post in place.posts()] == [1, 1]
        for thread in list(it.forum.threads):
            it.forum.delete_thread(thread)
        for _ in range(8):
            it.forum.advance(timedelta(hours=7))
            it.poll()
        assert not place.posts()
        sweep(it.store, place.folder, it.forum.now)
        assert media.files() == [file]
        sweep(it.store, place.folder, it.forum.now + timedelta(days=8))
        assert media.files() == []
        assert not list(place.folder.digests())
