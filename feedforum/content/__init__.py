"""A post's markup → safe, absolute, reader-friendly HTML; its excerpt, picture, fingerprint, search text."""

from feedforum.content.pipeline import Rendered, render
from feedforum.content.post_links import ForumSite

__all__ = ["ForumSite", "Rendered", "render"]
