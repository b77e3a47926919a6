"""Finding out what an address is: the forum behind it, its boards, and a configuration for them.

So, too, what a configured forum shows, and what the posts of a board will look like.
"""

from feedforum.discover.discover_forum import discover
from feedforum.discover.online_check import BoardLook, ForumLook, ThreadLook, look_at
from feedforum.discover.preview import preview_of
from feedforum.discover.proposal import proposal_of

__all__ = ["BoardLook", "ForumLook", "ThreadLook", "discover", "look_at", "preview_of", "proposal_of"]
