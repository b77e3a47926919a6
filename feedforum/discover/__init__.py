"""Finding out what an address is: the forum behind it, its boards, and a configuration for them."""

from feedforum.discover.boards import lets_in
from feedforum.discover.forum import discover
from feedforum.discover.found import Access, Discovery, FoundBoard
from feedforum.discover.proposal import proposal_of

__all__ = ["Access", "Discovery", "FoundBoard", "discover", "lets_in", "proposal_of"]
