"""Attachments → the enclosures of an entry, each with its media type, or that which its name promises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from mimetypes import MimeTypes

from feedforum.feeds.uris import uri
from feedforum.records import Attachment, MediaFile
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

Kept = Mapping[str, tuple[str, MediaFile]]
"""Pictures and files by their addresses on the forum: where they are found here, and what they are."""


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


def enclosures_of(files: Iterable[Attachment], kept: Kept) -> tuple[Enclosure, ...]:
    """The files that can be had over http or https; of those that are kept type and length are true."""
    found = []
    for file in files:
        name, url = clean_line(file.name), uri(file.url)
        if file.url in kept:
            ours, of_file = kept[file.url]
            found.append(Enclosure(ours, of_file.media_type, name, of_file.size))
        elif url.startswith(("http://", "https://")):
            found.append(Enclosure(url, media_type(name), name, file.size))
    return tuple(found)
