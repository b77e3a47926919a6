"""Burning Board 4.0 and 4.1, and WoltLab Suite Forum 5 and 6."""

from feedforum.engines.wbb4.engine import Wbb4

__all__ = ["Wbb4"]
