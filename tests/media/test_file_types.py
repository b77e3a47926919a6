"""Types of files by their content."""

import io
from pathlib import Path

import pytest
from PIL import Image

from feedforum.media.file_types import file_type_of, is_shown_in_place
from tests.sample_forum.pictures import gradient


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(made, kind)
    return made.getvalue()


FILES = {
    "image/png": (gradient(20, 10, 1), "png", True),
    "image/jpeg": (picture("JPEG"), "jpg", True),
    "image/gif": (picture("GIF"), "gif", True),
    "image/webp": (picture("WEBP"), "webp", True),
    "image/bmp": (picture("BMP"), "bmp", True),
    "image/tiff": (picture("TIFF"), "tif", True),
    "application/pdf": (b"%PDF-1.4\n", "pdf", False),
    "application/zip": (b"PK\x03\x04aaaa", "zip", False),
    "application/gzip": (b"\x1f\x8b\x08\0", "gz", False),
    "application/vnd.rar": (b"Rar!\x1a\x07\0", "rar", False),
    "audio/mpeg": (b"ID3\x03", "mp3", True),
    "audio/ogg": (b"OggS\0", "ogg", True),
    "video/mp4": (b"\0\0\0\x20ftypisom\0", "mp4", True),
    "video/webm": (b"\x1a\x45\xdf\xa3", "webm", True),
    "text/plain": ("Grüße, alles gut".encode(), "txt", False),
    "application/octet-stream": (b"\x7fELF\0\x01", "bin", False),
}
HTML = [
    b"<!DOCTYPE html><title>x</title>",
    b"\xef\xbb\xbf \n<HTML>",
    b"<!-- x --><script>alert(1)</script>",
    b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>",
    b"<p>Zugriff verweigert</p>",
]
SVG = [b"<svg xmlns='http://www.w3.org/2000/svg'>", b"<?xml version='1.0'?>\n<!-- x -->\n<svg>"]


def kind(body: bytes, tmp_path: Path) -> tuple[str, str]:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(body)
    found = file_type_of(path)
    return found.media_type, found.extension


@pytest.mark.parametrize("media_type", FILES)
def test_the_type_is_that_of_the_content(media_type: str, tmp_path: Path) -> None:
    body, extension, shown = FILES[media_type]
    assert kind(body, tmp_path) == (media_type, extension)
    assert is_shown_in_place(media_type) is shown


@pytest.mark.parametrize("body", HTML)
def test_markup_is_html(body: bytes, tmp_path: Path) -> None:
    assert kind(body, tmp_path) == ("text/html", "html")
    assert not is_shown_in_place("text/html")


@pytest.mark.parametrize("body", SVG)
def test_drawings_are_not_shown_in_place(body: bytes, tmp_path: Path) -> None:
    assert kind(body, tmp_path) == ("image/svg+xml", "svg")
    assert not is_shown_in_place("image/svg+xml")


def test_damaged_and_empty_files_have_a_type(tmp_path: Path) -> None:
    for body in (b"", b"\x89PNG\r\n\x1a\n", picture("JPEG")[:20], picture("GIF")[:8], b"RIFF", b"II*\0"):
        assert kind(body, tmp_path)[0] in ("application/octet-stream", "image/gif", "text/plain")
