"""`feedforum export DIR`: all public feeds as files, now."""

import sys
from argparse import Namespace
from pathlib import Path

from feedforum.cli.output import count, site_url
from feedforum.cli.startup import exporter_to, forums_of, open_store, settings_of
from feedforum.clock import SystemClock
from feedforum.config import LiveSettings


def main(options: Namespace) -> int:
    """Write them, and print how many there are. Raises ExportError, StoreError."""
    settings = settings_of(options)
    forums_of(options, settings)
    folder = Path(options.folder)
    with open_store(settings) as store:
        exported = exporter_to(store, LiveSettings(settings), SystemClock())(folder).everything()
    print(
        f"{folder}  {count(exported.feeds, 'feed')}, {exported.written} written, {exported.removed} removed"
    )
    sys.stdout.flush()
    for key in exported.unread:
        print(f"{key} has no feeds yet; poll it first.", file=sys.stderr)
    if not settings.server.public_url:
        print(
            f"The feeds give {site_url(settings.server)} as their address; set public_url in [server] to"
            " the one that they are served at.",
            file=sys.stderr,
        )
    return 0
