"""Stored posts → Atom, RSS, JSON Feed, OPML. Pure but for what a `Library` is asked."""

from feedforum.feeds.assemble import Page, board_feed, forum_feed, thread_feed
from feedforum.feeds.choice import Choice
from feedforum.feeds.entries import Entry, Source, entry_of
from feedforum.feeds.feed import Feed
from feedforum.feeds.formats import FORMATS, Format, render
from feedforum.feeds.library import Library
from feedforum.feeds.links import Links
from feedforum.feeds.names import FeedName, SearchName, What
from feedforum.feeds.notices import with_notice
from feedforum.feeds.searching import Search, found, search_feed

__all__ = [
    "FORMATS",
    "Choice",
    "Entry",
    "Feed",
    "FeedName",
    "Format",
    "Library",
    "Links",
    "Page",
    "Search",
    "SearchName",
    "Source",
    "What",
    "board_feed",
    "entry_of",
    "forum_feed",
    "found",
    "render",
    "search_feed",
    "thread_feed",
    "with_notice",
]
