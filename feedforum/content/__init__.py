"""A post's markup → safe, absolute, reader-friendly HTML."""

from feedforum.content.plain_text import fingerprint, plain
from feedforum.content.rendering import render
from feedforum.content.site import Site

__all__ = ["Site", "fingerprint", "plain", "render"]
