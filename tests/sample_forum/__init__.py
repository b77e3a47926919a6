"""An imitation of a Burning Board 2.3 board that behaves like one on the wire."""

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import VisiblePost
from tests.sample_forum.server import Site, serve
from tests.sample_forum.wire import Answer, Request, RequestLog

__all__ = ["Answer", "Request", "RequestLog", "SampleForum", "Site", "VisiblePost", "serve"]
