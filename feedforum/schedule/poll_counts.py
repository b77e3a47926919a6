"""What of a poll is summed up. Pure: a report in, numbers out."""

from feedforum.poll import Report
from feedforum.records import NO_COUNTS, Id, PollCounts


def counts_of(report: Report) -> PollCounts:
    """What came of a forum as a whole."""
    return PollCounts(
        polls=1,
        requests=report.requests,
        size=report.size,
        new_posts=report.new_posts,
        edits=report.edits,
        deletions=report.deletions,
        unread_dates=report.unread_dates,
    )


def counts_of_boards(report: Report) -> dict[Id, PollCounts]:
    """What came of each of its boards that something came of."""
    came = {
        board.id: PollCounts(
            requests=board.requests,
            new_posts=board.new_posts,
            edits=board.edits,
            deletions=board.deletions,
            unread_dates=board.unread_dates,
        )
        for board in report.boards
    }
    return {board_id: each for board_id, each in came.items() if each != NO_COUNTS}
