"""`feedforum run`: polls and serves, in one process."""

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from random import Random

from feedforum.cli.logging_setup import logged
from feedforum.cli.serve import serve
from feedforum.cli.signals import exit_on_signals
from feedforum.cli.startup import config_path, exporter_to, forums_of, open_store, settings_of, share_memory
from feedforum.clock import SystemClock
from feedforum.config import ConfigFile, Settings
from feedforum.fetch import HostFolder, user_folder
from feedforum.media.folder import MediaFolder
from feedforum.metrics import Metrics
from feedforum.schedule import AlertJob, ExportJob, PollJob, PollJobs, Schedule, Stop, WebSubJob

LONGEST_END = 3.0
"""The seconds that polls have to end. Docker kills after ten."""

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Poll and serve until SIGTERM or SIGINT; gives 0. Raises HeldError if another polls."""
    share_memory()
    current = ConfigFile(config_path(options).absolute(), partial(_settings, options))
    settings = current.settings
    clock, random = SystemClock(), Random()  # noqa: S311 - jitter is no secret
    with (
        exit_on_signals(),
        logged(settings, logging.INFO) as hide,
        open_store(settings) as store,
        store.hold_poller_lease("feedforum run", clock.now()) as polling,
    ):
        stop = Stop(polling.ensure)
        metrics = Metrics()
        media = MediaFolder(settings.media_folder)
        alerts = AlertJob(current, store.read_repository, clock)
        folder = (HostFolder(user_folder(), clock),)
        poll_jobs = PollJobs(store, clock, random, stop, folder, metrics, media, alerts.polled)

        def jobs_for(settings: Settings) -> list[PollJob]:
            media.total = settings.media_total
            return poll_jobs.of(settings.forums, settings.server.public_url, settings.storage_key)

        def apply(settings: Settings) -> None:
            hide(settings)
            schedule.replace(jobs_for(settings))

        websub = WebSubJob(current, clock, guest_boards=store.read_repository.guest_boards)
        export = ExportJob(current, exporter_to(store, current, clock), websub.polled)
        schedule = Schedule(jobs_for(settings), store, clock, random, stop, polled=export.polled)
        polls = _polls(schedule, websub, export)
        serve(current, store, clock, apply, lambda: schedule.trouble, metrics, polls)
    return 0


@contextmanager
def _polls(schedule: Schedule, websub: WebSubJob, export: ExportJob) -> Iterator[None]:
    try:
        schedule.start()
        with websub, export:
            yield
    finally:
        _end(schedule)


def _settings(options: Namespace) -> Settings:
    """The configuration, with at least one forum, or an owner who can add one. Raises ConfigError."""
    settings = settings_of(options)
    if not settings.server.owner_password:
        forums_of(options, settings)
    return settings


def _end(schedule: Schedule) -> None:
    """End the polls. One that waits for a response is abandoned: what it read before is stored."""
    if not schedule.stop(LONGEST_END) and sys.exc_info()[0] in (None, SystemExit):
        log.info("a forum has not responded yet; it is polled again after the next start")
        sys.stdout.flush()
        # Threads cannot be ended, and Python would wait for them.
        os._exit(os.EX_OK)
