"""Feeds for old web forums that have none."""

__version__ = "0.1.0"
