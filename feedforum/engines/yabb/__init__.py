"""YaBB 2, and YaBB 1 Gold."""

from feedforum.engines.yabb.engine import YaBB

__all__ = ["YaBB"]
