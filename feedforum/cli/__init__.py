"""The commands, one module each."""

from feedforum.cli.main import main

__all__ = ["main"]
