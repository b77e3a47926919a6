"""`feedforum export DIR`: all feeds that need no token as files, now."""

import sys
from argparse import Namespace
from pathlib import Path

from feedforum.cli.export_setup import exporter_to
from feedforum.cli.formatting import count, site_url
from feedforum.cli.startup import forums_of, open_store, settings_of
from feedforum.clock import SystemClock
from feedforum.config import LiveSettings


def main(options: Namespace) -> int:
    """Write them, and say how many there are. Raises ExportError, StoreError."""
    settings = settings_of(options)
    forums_of(options, settings)
    folder = Path(options.folder)
    with open_store(settings) as store:
        came = exporter_to(store, LiveSettings(settings), SystemClock())(folder).everything()
    print(f"{folder}  {count(came.feeds, 'feed')}, {came.written} written, {came.removed} removed")
    sys.stdout.flush()
    for key in came.unread:
        print(f"{key} was not polled yet and has no feeds; poll it first.", file=sys.stderr)
    if not settings.server.public_url:
        print(
            f"The feeds name {site_url(settings.server)} as their address; set public_url in [server] to"
            " where they are served.",
            file=sys.stderr,
        )
    return 0
