"""`feedforum run`: polls and serves, in one process."""

import logging
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from feedforum.cli.logging_setup import logged
from feedforum.cli.polling import Polling
from feedforum.cli.serve import serve
from feedforum.cli.signals import exit_at_once, exit_on_signals
from feedforum.cli.startup import config_file, forums_of, open_store, settings_of, share_memory
from feedforum.clock import SystemClock
from feedforum.config import Settings
from feedforum.schedule import Schedule, Stop

LONGEST_END = 3.0
"""The seconds that polls have to end. Docker kills after ten."""

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Poll and serve until SIGTERM or SIGINT; gives 0. Raises HeldError if another polls."""
    share_memory()
    current, clock = config_file(options, _settings), SystemClock()
    with (
        exit_on_signals(),
        logged(current.settings, logging.INFO) as hide,
        open_store(current.settings) as store,
        store.hold_poller_lease("feedforum run", clock.now()) as lease,
    ):
        stop = Stop(lease.ensure)
        polling = Polling(store, current, clock, stop)
        jobs, polled = polling.jobs_of(current.settings), polling.export.polled
        schedule = Schedule(jobs, store, clock, polling.jobs.random, stop, polled=polled)

        def apply(settings: Settings) -> None:
            hide(settings)
            schedule.replace(polling.jobs_of(settings))

        beside, metrics = _polls(schedule, polling), polling.jobs.metrics
        serve(current, store, clock, apply, lambda: schedule.trouble, metrics, beside)
    return 0


@contextmanager
def _polls(schedule: Schedule, polling: Polling) -> Iterator[None]:
    try:
        schedule.start()
        with polling.websub, polling.export:
            yield
    finally:
        # One that waits for a response is abandoned: what it read before is stored.
        if not schedule.stop(LONGEST_END) and sys.exc_info()[0] in (None, SystemExit):
            log.info("a forum has not responded yet; it is polled again after the next start")
            exit_at_once()


def _settings(options: Namespace) -> Settings:
    """The configuration, with at least one forum, or an owner who can add one. Raises ConfigError."""
    settings = settings_of(options)
    if not settings.server.owner_password:
        forums_of(options, settings)
    return settings
