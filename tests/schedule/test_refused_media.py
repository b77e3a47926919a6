"""What posts show as pictures and is none, or too large: it is refused with a reason, and harms no post."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from feedforum.records import MediaFault
from tests.media.place import KEEP, PNG, Place, a_place, keeping
from tests.poll.world import KEY

HTML = b"<!DOCTYPE html><html><body>Please log in</body></html>"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with a_place(tmp_path) as made:
        yield made


def bomb() -> bytes:
    """A PNG that says it has a billion pixels."""
    return (
        PNG[:16]
        + (40_000).to_bytes(4, "big") * 2
        + PNG[24:29]
        + zlib.crc32(PNG[12:16] + (40_000).to_bytes(4, "big") * 2 + PNG[24:29]).to_bytes(4, "big")
        + PNG[33:]
    )


def large_gif() -> bytes:
    """An animation of 20,000 times 20,000 pixels; only its beginning says so."""
    made = io.BytesIO()
    frames = [Image.new("P", (10, 10), number) for number in (1, 2)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    return made.getvalue()[:6] + (20_000).to_bytes(2, "little") * 2 + made.getvalue()[10:]


def gzipped(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


BAD = {
    "a picture that is HTML": (HTML, 200, {}, MediaFault.NO_PICTURE),
    "a picture that is text": (b"Zugriff verweigert", 200, {}, MediaFault.NO_PICTURE),
    "nothing": (b"", 200, {}, MediaFault.NO_PICTURE),
    "a program": (b"\x7fELF\x02\x01\x01\x00", 200, {}, MediaFault.NO_PICTURE),
    "not found": (HTML, 404, {}, MediaFault.NOT_FOUND),
    "forbidden": (HTML, 403, {}, MediaFault.REFUSED),
    "a login": (HTML, 401, {}, MediaFault.REFUSED),
    "broken": (HTML, 500, {}, MediaFault.BROKEN),
    "too large": (b"\x89PNG" + b"x" * 2_000_000, 200, {}, MediaFault.TOO_LARGE),
    "a bomb of zeros": (gzipped(b"\0" * 3_000_000), 200, {"Content_Encoding": "gzip"}, MediaFault.TOO_LARGE),
    "cut off gzip": (gzipped(PNG)[:-20], 200, {"Content_Encoding": "gzip"}, MediaFault.BROKEN),
    "a coding nobody asked for": (PNG, 200, {"Content_Encoding": "br"}, MediaFault.BROKEN),
    "a billion pixels": (bomb(), 200, {}, MediaFault.TOO_MANY_PIXELS),
    "an animation of 400 million": (large_gif(), 200, {}, MediaFault.TOO_MANY_PIXELS),
    "elsewhere": (b"", 302, {"Location": "http://elsewhere.example/a.png"}, MediaFault.REDIRECTED),
    "in a circle": (b"", 302, {"Location": "/images/15.png"}, MediaFault.BROKEN),
}


def test_bad_input_is_refused_with_a_reason_and_posts_are_unharmed(place: Place) -> None:
    keeping(place.world, replace(KEEP, max_size=1_000_000))
    names = {f"{number}.png": what for number, what in enumerate(BAD)}
    for name, what in names.items():
        body, status, headers, _ = BAD[what]
        place.serve(name, body, status, **headers)
    place.serve("good.png")
    place.show(*names, "good.png")
    place.poll()
    with place.world.store._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT url, fault FROM media_source WHERE fault <> ''").all()
    assert {names[url.rpartition("/")[2]]: fault for url, fault in rows} == {
        what: fault for what, (*_, fault) in BAD.items()
    }
    assert place.kept() == [PNG]
    (post,) = place.posts()
    assert [each.url.rpartition("/")[2] for each in post.media] == ["good.png"]
    assert "images/0.png" in post.content
    assert place.world.store.poll_states.read(KEY).answer == "ok"
    assert not [path for path in place.folder.folder.iterdir() if path.suffix == ".part"]


def test_gzip_that_nobody_asked_for_is_undone(place: Place) -> None:
    place.serve("a.png", gzipped(PNG)[:-8] + b"wrong!!!", Content_Encoding="gzip")
    place.show("a.png")
    place.poll()
    assert place.kept() == [PNG]
