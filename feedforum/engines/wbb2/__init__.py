"""Burning Board 2 by WoltLab: the engine that most boards of its time ran."""

from feedforum.engines.wbb2.engine import Wbb2

__all__ = ["Wbb2"]
