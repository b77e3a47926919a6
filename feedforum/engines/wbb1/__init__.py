"""Burning Board 1 by WoltLab, of 2001 and 2002."""

from feedforum.engines.wbb1.engine import Wbb1

__all__ = ["Wbb1"]
