"""`feedforum feeds`: where all the feeds are."""

import sys
from argparse import Namespace

from feedforum.cli.opening import opened_store, settings_of
from feedforum.cli.wording import site_url
from feedforum.feeds.opml import opml
from feedforum.web import catalogue

TITLE = "feedforum"


def main(options: Namespace) -> int:
    """List them, with the titles that the last polls found."""
    settings = settings_of(options)
    with opened_store(settings) as store:
        folders = catalogue(settings, store.library, site_url(settings.server), private=True)
    if options.opml:
        # OPML says of itself that it is UTF-8, whatever the terminal speaks.
        sys.stdout.flush()
        sys.stdout.buffer.write(opml(TITLE, folders) + b"\n")
        return 0
    for folder in folders:
        for outline in folder.outlines:
            print(f"{outline.feed_url}  {outline.title}")
    sys.stdout.flush()
    print("For RSS or JSON Feed, write .rss or .json in the place of .atom.", file=sys.stderr)
    private = [forum.key for forum in settings.forums if forum.private]
    if private:
        names = ", ".join(private)
        print(f"The feeds of {names} need ?token= and one of the access_tokens.", file=sys.stderr)
    return 0
