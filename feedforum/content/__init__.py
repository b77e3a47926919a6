"""A post's markup → safe, absolute, reader-friendly HTML, and what is told of it."""

from feedforum.content.links import Site
from feedforum.content.pipeline import Rendered, render

__all__ = ["Rendered", "Site", "render"]
