"""One poll of one forum: asks `diff` what to fetch next, fetches, reads, stores, page by page."""

from feedforum.poll.login import LoginBlock
from feedforum.poll.poll_forum import Poll
from feedforum.poll.poll_report import BoardReport, ChangedThread, PageReport, Report

__all__ = ["BoardReport", "ChangedThread", "LoginBlock", "PageReport", "Poll", "Report"]
