"""MyBB 1.2 to 1.8."""

from feedforum.engines.mybb.engine import MyBB

__all__ = ["MyBB"]
