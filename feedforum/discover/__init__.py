"""Finds the forum at an address, its boards, and a configuration for them; previews a board."""

from feedforum.discover.discover_forum import discover
from feedforum.discover.preview import preview_of

__all__ = ["discover", "preview_of"]
