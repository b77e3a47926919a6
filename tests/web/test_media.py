"""Kept pictures and files as they are served, and as feeds show them."""

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from feedforum.config import LiveSettings, ServerSettings, Settings
from feedforum.web import create_app
from tests.media.place import KEEP, PNG, Place, a_place, keeping
from tests.poll.world import KEY
from tests.web.sites import TOKEN

URL = "https://feeds.example"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@dataclass
class Served:
    """A place and what is served of it."""

    place: Place
    current: LiveSettings
    web: FlaskClient

    def reload(self) -> None:
        """Put the forum's settings in force."""
        self.current.replace(replace(self.current.settings, forums=(self.place.world.settings,)))

    def get(self, address: str, **how: Any) -> TestResponse:
        """The whole answer, with its file closed."""
        return self.web.open(address, buffered=True, **how)

    def feed(self, ext: str = "atom", token: str = "") -> bytes:
        answer = self.get(f"/feeds/{KEY}/posts.{ext}", query_string={"token": token} if token else {})
        assert answer.status_code == 200
        return bytes(answer.data)

    def addresses(self, token: str = "") -> list[str]:
        """The addresses of pictures in the feed, without the host."""
        content = feedparser.parse(self.feed(token=token)).entries[0].content[0].value
        return [url.removeprefix(URL) for url in re.findall(r'src="([^"]+)"', content)]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with a_place(tmp_path) as place:
        server = ServerSettings("127.0.0.1", 80, URL, (TOKEN,))
        current = LiveSettings(Settings(server, "sqlite://", (place.world.settings,)))
        store = place.world.store
        app = create_app(
            current,
            store.read_repository,
            place.world.clock,
            revisions=store.revisions,
            media=(store.media, place.folder),
        )
        place.serve("a.png")
        yield Served(place, current, app.test_client())


def test_a_feed_changes_once_when_a_picture_has_arrived_and_no_entry_is_updated(served: Served) -> None:
    place = served.place
    keeping(place.world, replace(KEEP, keep=False))
    place.show("a.png")
    place.poll()
    keeping(place.world)
    served.reload()
    before = served.feed()
    place.poll()
    after = served.feed()
    assert place.world.site.url.encode() in before
    assert after != before
    (old,), (new,) = feedparser.parse(before).entries, feedparser.parse(after).entries
    assert (old.id, old.updated, old.published) == (new.id, new.updated, new.published)
    assert f"{URL}/media/{KEY}/" in new.content[0].value
    assert f"{place.world.site.url}images/" not in after.decode()
    place.later(timedelta(minutes=20))
    assert served.feed() == after


def test_a_picture_is_served_as_it_was(served: Served) -> None:
    served.place.show("a.png")
    served.place.poll()
    (address,) = served.addresses()
    answer = served.get(address)
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PNG, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    again = served.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    part = served.get(address, headers={"Range": "bytes=1-3"})
    assert (part.status_code, part.data) == (206, PNG[1:4])
    head = served.get(address, method="HEAD")
    assert (head.status_code, head.content_length, head.data) == (200, len(PNG), b"")
    assert served.get(address.replace(".png", ".html")).status_code == 404
    assert served.get(address.replace(KEY, "other")).status_code == 404


def test_what_could_run_is_only_downloaded(served: Served) -> None:
    served.place.serve("b.png", SVG)
    served.place.show("b.png")
    served.place.poll()
    (address,) = served.addresses()
    answer = served.get(address)
    assert (answer.data, answer.mimetype) == (SVG, "image/svg+xml")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_private_picture_needs_a_token_or_the_address_in_the_feed(served: Served) -> None:
    place = served.place
    it = place.world
    boards = tuple(replace(board, private=True) for board in it.settings.boards or ())
    it.settings = replace(it.settings, boards=boards)
    served.reload()
    place.show("a.png")
    place.poll()
    (address,) = served.addresses(TOKEN)
    path, _, key = address.partition("?key=")
    assert TOKEN not in address
    assert len(key) == 32
    answer = served.get(address)
    assert answer.data == PNG
    assert answer.headers["Cache-Control"].startswith("private")
    assert served.get(path).status_code == 401
    assert served.get(f"{path}?key={key[::-1]}").status_code == 401
    assert served.get(f"{path}?key=é").status_code == 401
    assert served.get(path, query_string={"token": TOKEN}).data == PNG
    assert served.get(f"/media/{KEY}/{'0' * 64}.png").status_code == 401


def test_a_picture_that_no_visible_post_shows_is_not_served(served: Served) -> None:
    place = served.place
    place.show("a.png")
    place.poll()
    (address,) = served.addresses()
    assert served.get(address).status_code == 200
    place.world.forum.delete_thread(next(iter(place.world.forum.threads)))
    for _ in range(8):
        place.later(timedelta(hours=7))
    assert served.get(address).status_code == 404


def test_where_the_owner_wants_links_again_feeds_have_them(served: Served) -> None:
    place = served.place
    place.show("a.png")
    place.poll()
    (address,) = served.addresses()
    keeping(place.world, replace(KEEP, keep=False))
    served.reload()
    assert f"{place.world.site.url}images/a.png".encode() in served.feed()
    # Readers have that address.
    assert served.get(address).status_code == 200


def test_enclosures_and_thumbnails_are_of_what_is_kept(served: Served) -> None:
    it = served.place.world
    it.forum.new_thread(
        served.place.board, "Ines", "Anhang", "Siehe Anhang.", attachments=[("bild.png", 99), ("a.zip", 5)]
    )
    served.place.poll()
    urls = {file.name: file.url for post in served.place.posts() for file in post.attachments}
    assert set(urls) == {"bild.png", "a.zip"}
    (entry,) = feedparser.parse(served.feed()).entries
    kept = {each.url: each.file for post in served.place.posts() for each in post.media}
    for link in entry.enclosures:
        name = link.href.rpartition("/")[2]
        file = next(file for file in kept.values() if name.startswith(file.digest))
        assert (link.type, int(link.length)) == (file.media_type, file.size)
        assert served.get(link.href.removeprefix(URL)).mimetype == file.media_type
    assert len(entry.enclosures) == 2


def test_names_that_are_none_are_not_found(served: Served) -> None:
    for name in ("x", "../x.png", f"{'0' * 64}", f"{'g' * 64}.png", f"{'0' * 64}.png", ".key", "00/x"):
        assert served.get(f"/media/{KEY}/{name}").status_code == 404, name
    assert not served.place.folder.folder.exists()


def test_pages_show_previews_of_large_pictures_and_feeds_do_not(served: Served) -> None:
    large = io.BytesIO()
    Image.frombytes("RGB", (1200, 100), random.Random(1).randbytes(360_000)).save(large, "PNG")
    served.place.serve("large.png", large.getvalue())
    served.place.show("large.png")
    served.place.poll()
    (address,) = served.addresses()
    thread = next(iter(served.place.world.forum.threads))
    page = served.get(f"/forums/{KEY}/threads/{thread}").text
    assert f'src="{URL}{address}?preview=1"' in page
    preview = served.get(f"{address}?preview=1")
    with Image.open(io.BytesIO(preview.data)) as image:
        assert (image.format, image.size) == ("WEBP", (1024, 85))
    assert preview.mimetype == "image/webp"
    assert preview.headers["ETag"] != served.get(address).headers["ETag"]
    assert served.get(address).data == large.getvalue()
    # What is small has none.
    served.place.show("a.png")
    served.place.poll()
    small = next(each for each in served.addresses())
    assert served.get(f"{small}?preview=1").data == PNG
