"""WoltLab Burning Board 2."""

from feedforum.engines.wbb2.engine import Wbb2

__all__ = ["Wbb2"]
