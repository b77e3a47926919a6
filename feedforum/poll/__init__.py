"""One visit to one forum: asks `diff` what to fetch next, fetches, reads, stores, page by page."""

from feedforum.poll.poll import Poll, watch_of
from feedforum.poll.report import BoardReport, Report

__all__ = ["BoardReport", "Poll", "Report", "watch_of"]
