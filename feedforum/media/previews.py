"""Smaller pictures in the place of large ones, for pages of our own; feeds have what the forum sent."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

LONGEST_SIDE = 1024
"""The most pixels of a preview's side."""

LEAST_BYTES = 200_000
"""Smaller files need none."""

MOST_PIXELS = 16_000_000
"""How many pixels are decoded at most: they take four bytes of memory each."""

MEDIA_TYPE = "image/webp"


def preview_of(path: Path) -> bytes | None:
    """The picture at `path`, smaller; None where it needs no preview, moves, or cannot be decoded."""
    try:
        if path.stat().st_size < LEAST_BYTES:
            return None
        with Image.open(path) as image:
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG is decoded smaller at once
            small = max(image.size) <= LONGEST_SIDE
            if small or getattr(image, "is_animated", False) or image.width * image.height > MOST_PIXELS:
                return None
            turned = ImageOps.exif_transpose(image)
            turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            made = BytesIO()
            turned.convert("RGBA" if turned.has_transparency_data else "RGB").save(made, "WEBP")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return None
    return made.getvalue()
