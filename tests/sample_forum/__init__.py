"""A forum that behaves like a real one on the wire, of any software that there is a skin for."""

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import VisiblePost
from tests.sample_forum.server import Site, serve
from tests.sample_forum.skin import Asked, PageKind, Skin
from tests.sample_forum.skins import SKINS, WBB2, skin_named
from tests.sample_forum.wire import Answer, Request, RequestLog

__all__ = [
    "SKINS",
    "WBB2",
    "Answer",
    "Asked",
    "PageKind",
    "Request",
    "RequestLog",
    "SampleForum",
    "Site",
    "Skin",
    "VisiblePost",
    "serve",
    "skin_named",
]
