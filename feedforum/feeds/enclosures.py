"""Attachments → enclosures."""

from collections.abc import Iterable
from dataclasses import dataclass
from mimetypes import MimeTypes

from feedforum.feeds.uris import uri
from feedforum.records import Attachment
from feedforum.text.characters import clean_line

UNKNOWN_TYPE = "application/octet-stream"
_LATE_TYPES = {
    ".7z": "application/x-7z-compressed",
    ".avif": "image/avif",
    ".flac": "audio/flac",
    ".gz": "application/gzip",
    ".ogg": "audio/ogg",
    ".rar": "application/vnd.rar",
    ".webp": "image/webp",
}


def _media_types() -> MimeTypes:
    types = MimeTypes()
    for extension, kind in _LATE_TYPES.items():
        types.add_type(kind, extension)
    types.encodings_map = {}
    return types


_MEDIA_TYPES = _media_types()


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry; `length` is in bytes, None if unknown."""

    url: str
    type: str
    title: str
    length: int | None = None


def enclosures(files: Iterable[Attachment]) -> tuple[Enclosure, ...]:
    """The files that can be had over http or https."""
    return tuple(found for file in files if (found := _enclosure(file)))


def media_type(name: str) -> str:
    """The media type that a file's name promises, whatever the machine's own tables say."""
    return _MEDIA_TYPES.guess_type(f"file:/{name.rpartition('/')[2]}")[0] or UNKNOWN_TYPE


def _enclosure(file: Attachment) -> Enclosure | None:
    url = uri(file.url)
    if not url.startswith(("http://", "https://")):
        return None
    name = clean_line(file.name)
    return Enclosure(url, media_type(name), name, file.size)
