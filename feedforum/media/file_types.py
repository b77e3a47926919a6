"""Of what type a file is by its content, and never by its name; of pictures only the header is read."""

import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

MOST_PIXELS = Image.MAX_IMAGE_PIXELS or 0
"""Pillow's own limit: a picture that has more takes too much memory to be shown."""

LONGEST_SIDE = 16_383
"""The most pixels of a side: what WebP allows, and browsers draw."""

HTML, SVG, UNKNOWN = "text/html", "image/svg+xml", "application/octet-stream"

_PICTURES = {
    "AVIF": ("image/avif", "avif"),
    "BMP": ("image/bmp", "bmp"),
    "GIF": ("image/gif", "gif"),
    "ICO": ("image/x-icon", "ico"),
    "JPEG": ("image/jpeg", "jpg"),
    "MPO": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "TIFF": ("image/tiff", "tif"),
    "WEBP": ("image/webp", "webp"),
}

# What files begin with (https://mimesniff.spec.whatwg.org/, and each format's own description).
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(beginning, re.DOTALL), kind, extension)
    for beginning, kind, extension in (
        (rb"%PDF-", "application/pdf", "pdf"),
        (rb"PK\x03\x04|PK\x05\x06", "application/zip", "zip"),
        (rb"\x1f\x8b\x08", "application/gzip", "gz"),
        (rb"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "7z"),
        (rb"Rar!\x1a\x07", "application/vnd.rar", "rar"),
        (rb"OggS", "audio/ogg", "ogg"),
        (rb"fLaC", "audio/flac", "flac"),
        (rb"ID3|\xff[\xfb\xf3\xf2]", "audio/mpeg", "mp3"),
        (rb"RIFF....WAVE", "audio/wav", "wav"),
        (rb"\x1a\x45\xdf\xa3", "video/webm", "webm"),
        (rb"....ftypM4A", "audio/mp4", "m4a"),
        (rb"....ftyp(?!avi)", "video/mp4", "mp4"),
    )
)
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml.*?\?>|<!doctype\s+svg.*?>)*"
    rb"<(?:(?P<svg>svg)|!doctype\s+html|html|head|body|script|title|meta|div|table|p|br|b|a|h1|iframe|style|font)\b",
    re.DOTALL | re.IGNORECASE,
)
_LOOKED_AT = 4096
_SHOWN = re.compile(r"image/(?!svg)|audio/|video/")


@dataclass(frozen=True, slots=True)
class FileType:
    """What a file is: its media type, how its name ends here, and the size of a picture in pixels."""

    media_type: str
    extension: str
    width: int = 0
    height: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether browsers show it in place of an `img`."""
        return self.media_type.startswith("image/")


class TooManyPixelsError(ValueError):
    """A picture has more pixels than may be shown."""


def is_shown_in_place(media_type: str) -> bool:
    """Whether a browser may show such a file by itself; anything else it only downloads."""
    return bool(_SHOWN.match(media_type))


def file_type_of(path: Path) -> FileType:
    """The type of a file. Raises TooManyPixelsError for a picture with too many pixels, OSError."""
    picture = _picture(path)
    if picture is not None:
        return picture
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    for beginning, media_type, extension in _BEGINNINGS:
        if beginning.match(head):
            return FileType(media_type, extension)
    markup = _MARKUP.match(head)
    if markup:
        return FileType(SVG, "svg") if markup["svg"] else FileType(HTML, "html")
    return FileType("text/plain", "txt") if _is_text(head) else FileType(UNKNOWN, "bin")


def _picture(path: Path) -> FileType | None:
    # All that Pillow was built with: MPO is a kind of JPEG, and AVIF may be missing.
    Image.init()
    formats = [name for name in _PICTURES if name in Image.OPEN]
    try:
        with warnings.catch_warnings():
            # How many pixels are too many is decided below.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=formats) as image:
                width, height = image.size
                media_type, extension = _PICTURES[image.format or ""]
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError from error
    except FileNotFoundError:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, EOFError):
        return None
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise TooManyPixelsError
    return FileType(media_type, extension, width, height)


def _is_text(head: bytes) -> bool:
    if b"\0" in head or not head.strip():
        return False
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end >= len(head) - 8
    return True
