"""Attachments → the enclosures of an entry, each with the media type that its name promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from mimetypes import MimeTypes

from feedforum.feeds.uris import uri
from feedforum.records import Attachment
from feedforum.text.characters import clean_line

UNKNOWN_TYPE = "application/octet-stream"
_MEDIA_TYPES = MimeTypes()
_MEDIA_TYPES.encodings_map = {}
for _extension, _kind in {
    ".7z": "application/x-7z-compressed",
    ".avif": "image/avif",
    ".flac": "audio/flac",
    ".gz": "application/gzip",
    ".ogg": "audio/ogg",
    ".rar": "application/vnd.rar",
    ".webp": "image/webp",
}.items():
    _MEDIA_TYPES.add_type(_kind, _extension)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry; `length` is in bytes, None if unknown."""

    url: str
    type: str
    title: str
    length: int | None = None


def media_type(name: str) -> str:
    """The media type that a file's name promises, whatever the machine's own tables say."""
    return _MEDIA_TYPES.guess_type(f"file:/{name.rpartition('/')[2]}")[0] or UNKNOWN_TYPE


def enclosures_of(files: Iterable[Attachment]) -> tuple[Enclosure, ...]:
    """The files that can be had over http or https."""
    found = ((uri(file.url), clean_line(file.name), file.size) for file in files)
    return tuple(
        Enclosure(url, media_type(name), name, size)
        for url, name, size in found
        if url.startswith(("http://", "https://"))
    )
