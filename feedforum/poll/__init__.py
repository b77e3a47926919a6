"""One visit to one forum: asks `diff` what to fetch next, fetches, reads, stores, page by page."""

from feedforum.poll.letting_in import Hindrance
from feedforum.poll.poll import Poll, watch_of
from feedforum.poll.report import BoardReport, ChangedThread, PageReport, Report

__all__ = ["BoardReport", "ChangedThread", "Hindrance", "PageReport", "Poll", "Report", "watch_of"]
