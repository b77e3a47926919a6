"""Stored posts → Atom, RSS, JSON Feed, OPML. Pure but for reading from the store."""

from feedforum.feeds.build_feed import FeedRequest, Page, board_feed, forum_feed, thread_feed
from feedforum.feeds.entries import Entry, entry_of
from feedforum.feeds.feed import Feed
from feedforum.feeds.filters import PostFilter
from feedforum.feeds.formats import FORMATS, Format, render
from feedforum.feeds.ids import FeedKind, FeedName, SearchName
from feedforum.feeds.notices import with_notice
from feedforum.feeds.render_feed import FeedParams, FeedSite, RenderedFeed, render_feed
from feedforum.feeds.search_feed import Search, find_posts, search_feed
from feedforum.feeds.source import Links, Source

__all__ = [
    "FORMATS",
    "Entry",
    "Feed",
    "FeedKind",
    "FeedName",
    "FeedParams",
    "FeedRequest",
    "FeedSite",
    "Format",
    "Links",
    "Page",
    "PostFilter",
    "RenderedFeed",
    "Search",
    "SearchName",
    "Source",
    "board_feed",
    "entry_of",
    "find_posts",
    "forum_feed",
    "render",
    "render_feed",
    "search_feed",
    "thread_feed",
    "with_notice",
]
