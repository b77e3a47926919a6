"""The commands, one module each."""

from feedforum.cli.entry import main

__all__ = ["main"]
