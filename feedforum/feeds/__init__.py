"""Stored posts → Atom, RSS, JSON Feed, OPML. Pure but for what a `Library` is asked."""

from feedforum.feeds.assemble import Page, board_feed, forum_feed, thread_feed
from feedforum.feeds.entries import Entry, Source, entry_of
from feedforum.feeds.choice import EVERYTHING, Choice
from feedforum.feeds.feed import Feed
from feedforum.feeds.formats import FORMATS, Format, render
from feedforum.feeds.library import Library
from feedforum.feeds.links import Links
from feedforum.feeds.names import FeedName, What

__all__ = [
    "FORMATS",
    "Entry",
    "Feed",
    "FeedName",
    "Format",
    "Library",
    "Links",
    "Page",
    "Source",
    "What",
    "board_feed",
    "entry_of",
    "forum_feed",
    "render",
    "thread_feed",
]
