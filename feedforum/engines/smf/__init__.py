"""Simple Machines Forum 1.1, 2.0 and 2.1."""

from feedforum.engines.smf.engine import Smf

__all__ = ["Smf"]
