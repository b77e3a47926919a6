"""Feeds as files, for a web server or any host of files: those that need no token, and no others."""

from feedforum.export.exporter import Exporter as Exporter
