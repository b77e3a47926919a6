"""`feedforum feeds`: where all the feeds are."""

import sys
from argparse import Namespace

from feedforum.cli.output import site_url
from feedforum.cli.startup import open_store, settings_of
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.engines.forum_links import links_by
from feedforum.feeds.feed_list import ListKind, catalogue
from feedforum.feeds.opml import opml
from feedforum.feeds.render_feed import FeedSite
from feedforum.translations import DEFAULT, text
from feedforum.visibility import OpenedSettings, visibility_of


def main(options: Namespace) -> int:
    """List them, with the titles of the last polls."""
    settings = settings_of(options)
    kind = ListKind(options.kind or (ListKind.POSTS if options.opml else ListKind.ALL))
    with open_store(settings) as store:
        settings = OpenedSettings(store.read_repository.guest_boards, SystemClock()).of(settings)
        visibility = visibility_of(settings, token=True)
        site = FeedSite(store.read_repository, links_by(LiveSettings(settings)), site_url(settings.server))
        folders = catalogue(visibility, site, kind=kind)
    if options.opml:
        # OPML declares itself as UTF-8, whatever the terminal uses.
        sys.stdout.flush()
        sys.stdout.buffer.write(opml(text(DEFAULT, "title_opml"), folders) + b"\n")
        return 0
    for folder in folders:
        for outline in folder.outlines:
            print(f"{outline.feed_url}  {outline.title}")
    sys.stdout.flush()
    print("For RSS or JSON Feed, replace .atom by .rss or .json.", file=sys.stderr)
    private = [name for forum in settings.forums for name in _private_parts(forum)]
    if private:
        names = ", ".join(private)
        print(f"The feeds of {names} need ?token= and one of the access_tokens.", file=sys.stderr)
    return 0


def _private_parts(forum: ForumSettings) -> list[str]:
    """What needs a token: the forum without some threads, or some of its boards and threads."""
    boards = [board for board in forum.boards or () if board.private]
    if forum.private and len(boards) == len(forum.boards or ()):
        opened = [f" without board {board_id}" for board_id in forum.opened_boards]
        opened += [f" without thread {thread_id}" for thread_id in forum.open_threads]
        return [forum.key + "".join(opened)]
    threads = [thread_id for thread_id in forum.threads if forum.is_private(None, thread_id)]
    parts = [f"board {board.id}" for board in boards] + [f"thread {thread_id}" for thread_id in threads]
    return [f"{part} in {forum.key}" for part in parts]
