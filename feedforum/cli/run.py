"""`feedforum run`: polls and serves, in one process."""

import logging
import os
import sys
from argparse import Namespace
from functools import partial
from random import Random

from feedforum.cli.admin_setup import admin_services_of
from feedforum.cli.export_setup import exporter_to
from feedforum.cli.fetch_setup import publisher
from feedforum.cli.forum_finder import ForumFinder
from feedforum.cli.logging_setup import logged
from feedforum.cli.malloc import share_memory
from feedforum.cli.startup import config_path, forums_of, open_store, settings_of
from feedforum.cli.web_server import Listener, ended_by_signals, told_by_signals, where_to_look
from feedforum.clock import SystemClock
from feedforum.config import ConfigFile, LiveSettings, Settings
from feedforum.fetch import user_folder
from feedforum.metrics import Metrics
from feedforum.schedule import (
    ConfigReloader,
    ExportJob,
    PollHealth,
    PollJob,
    PollJobs,
    Schedule,
    Stop,
    WebSubJob,
)
from feedforum.web import create_app

PATIENCE = 3.0
"""The seconds that polls get to end in. Docker kills after ten."""

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Poll and serve until SIGTERM or SIGINT; gives 0. Raises HeldError if another polls."""
    share_memory()
    path = config_path(options).absolute()
    file = ConfigFile(path, partial(_settings, options))
    settings = _settings(options)
    current = LiveSettings(settings)
    clock, random = SystemClock(), Random()  # noqa: S311 - jitter is no secret
    with (
        ended_by_signals(),
        logged(settings, logging.INFO) as hide,
        open_store(settings) as store,
        store.polled_by("feedforum run", clock.now()) as polling,
    ):
        stop = Stop(polling.ensure)
        metrics = Metrics()
        visitors = PollJobs(store, clock, random, stop, user_folder(), metrics)

        def wanted(settings: Settings) -> list[PollJob]:
            return visitors.of(settings.forums, settings.server.public_url, settings.storage_key)

        publishing = WebSubJob(current, publisher(current, clock))
        exporting = ExportJob(current, exporter_to(store, current, clock), publishing.polled)
        schedule = Schedule(
            wanted(settings),
            store.visits,
            clock,
            random,
            stop,
            poll_requests=store.poll_requests,
            polled=exporting.polled,
        )

        def take_up(settings: Settings) -> None:
            hide(settings)
            schedule.replace(wanted(settings))

        reloader = ConfigReloader(file, current, take_up)
        health = PollHealth(store, current, clock)
        app = create_app(
            current,
            store.read_repository,
            clock,
            check=lambda: health.check(schedule.trouble),
            faults=reloader.faults,
            admin_services=admin_services_of(
                store,
                clock,
                lambda: schedule.trouble,
                metrics,
                ForumFinder(path, current, clock, reloader.request),
            ),
            revisions=store.revisions,
        )
        listener = Listener(app, settings.server)
        print(*where_to_look(settings, listener.port), sep="\n", flush=True)
        try:
            schedule.start()
            with told_by_signals(reloader.request), reloader, publishing, exporting:
                listener.answer()
        finally:
            _end(schedule)
    return 0


def _settings(options: Namespace) -> Settings:
    """The configuration, with a forum at least, or an owner who can add one. Raises ConfigError."""
    settings = settings_of(options)
    if not settings.server.owner_password:
        forums_of(options, settings)
    return settings


def _end(schedule: Schedule) -> None:
    """End the polls. One that waits for an answer is left behind: what it read before is stored."""
    log.info("ending")
    if not schedule.stop(PATIENCE) and sys.exc_info()[0] in (None, SystemExit):
        log.info("a forum has not answered yet, and is asked again after the next start")
        sys.stdout.flush()
        # Threads cannot be ended, and Python would wait for them.
        os._exit(os.EX_OK)
