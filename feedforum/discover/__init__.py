"""Finds the forum at an address, its boards, and a configuration for them; looks at configured forums."""

from feedforum.discover.discover_forum import discover
from feedforum.discover.online_check import BoardLook, ForumLook, ThreadLook, look_at
from feedforum.discover.preview import preview_of

__all__ = ["BoardLook", "ForumLook", "ThreadLook", "discover", "look_at", "preview_of"]
