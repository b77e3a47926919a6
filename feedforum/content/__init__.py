"""A post's markup → safe, absolute, reader-friendly HTML."""

from feedforum.content.plain_text import fingerprint, plain
from feedforum.content.rendering import render
from feedforum.content.site import Site
from feedforum.content.words import rejoin_topic

__all__ = ["Site", "fingerprint", "plain", "rejoin_topic", "render"]
