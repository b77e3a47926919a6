"""Burning Board 3.0 and 3.1, and Burning Board Lite 2."""

from feedforum.engines.wbb3.engine import Wbb3

__all__ = ["Wbb3"]
