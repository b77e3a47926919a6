"""`feedforum poll`: each forum once, now; a line for each board."""

import logging
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from feedforum.cli.logging_setup import logged
from feedforum.cli.output import Progress, answer_line, count, progress
from feedforum.cli.polling import Polling
from feedforum.cli.startup import forums_of, open_store, settings_of
from feedforum.clock import SystemClock
from feedforum.config import LiveSettings
from feedforum.errors import FeedforumError
from feedforum.poll import BoardReport, Report
from feedforum.records import Answer
from feedforum.schedule import PollJob, Stop

WORKERS = 8


def main(options: Namespace) -> int:
    """Poll, and print the results; gives 1 if a forum failed. Raises HeldError if another process polls."""
    settings = settings_of(options)
    named = forums_of(options, settings, options.forum)
    # Whoever names a paused forum wants it to be polled all the same.
    forums = [replace(forum, paused=False) for forum in named if options.forum or not forum.paused]
    clock, current = SystemClock(), LiveSettings(settings)
    with (
        logged(settings, logging.ERROR),
        open_store(settings) as store,
        store.hold_poller_lease("feedforum poll", clock.now()) as lease,
    ):
        stop = Stop(lease.ensure)
        polling = Polling(store, current, clock, stop)
        reports = _poll(polling.jobs_of(replace(settings, forums=tuple(forums))), stop)
        for forum, report in zip(forums, reports, strict=True):
            polling.export.polled(forum, report)
        polling.export.export()
        polling.websub.notify()
    for report in reports:
        for line in lines_of(report):
            print(line)
    return int(any(report.failed for report in reports))


def _poll(jobs: list[PollJob], stop: Stop) -> list[Report]:
    with progress() as show, ThreadPoolExecutor(WORKERS) as workers:
        try:
            return list(workers.map(lambda job: _run(job, show), jobs))
        except KeyboardInterrupt:
            stop.request()
            raise


def _run(job: PollJob, show: Progress) -> Report:
    key = job.forum.key
    try:
        if job.quiet:
            show(key, "polled in its quiet hours, because you asked for it")
        report, _ = job.run(lambda line: show(key, line), by_hand=True)
        if job.forum.keeps_media:
            show(key, "fetching pictures and files")
        media = job.fetch_media(by_hand=True)
        changed = dict.fromkeys((*report.changed, *(media.changed if media else ())))
        return replace(report, changed=tuple(changed))
    except FeedforumError as error:
        return Report(key, Answer.BROKEN, str(error))
    finally:
        job.close()


def lines_of(report: Report) -> Iterator[str]:
    """A line for each board, and one for the forum."""
    width = max((len(str(board.id)) for board in report.boards), default=0)
    titles = max((len(board.title) for board in report.boards), default=0)
    for board in report.boards:
        yield f"{report.forum_key}  {board.id:>{width}} {board.title:<{titles}}  {_result(board)}"
    parts = [count(report.requests, "request")]
    if report.failed:
        where = f" ({report.url})" if report.url else ""
        yield f"{report.forum_key}  {answer_line(report.answer, report.detail)}{where}  {parts[0]}"
        return
    if report.edits:
        parts.append(count(report.edits, "edit"))
    if report.unread_dates:
        parts.append(f"{count(report.unread_dates, 'date')} not understood (inspect shows them)")
    if report.more:
        parts.append("more at the next poll")
    yield f"{report.forum_key}  {count(report.new_posts, 'new post')}  {', '.join(parts)}"


def _result(board: BoardReport) -> str:
    if not board.answer.usual:
        return answer_line(board.answer, board.detail)
    if board.new_posts:
        return count(board.new_posts, "new post")
    return "no new posts" if board.answer is Answer.OK else str(board.answer)
