"""`feedforum run`: polls and serves, in one process."""

import logging
import os
import sys
from argparse import Namespace
from functools import partial
from random import Random

from feedforum.cli.logging_setup import logged
from feedforum.cli.startup import (
    config_path,
    exporter_to,
    forums_of,
    host_rate_limiter,
    open_store,
    settings_of,
)
from feedforum.cli.web_server import (
    Listener,
    admin_services_of,
    exit_on_signals,
    reload_on_signal,
    share_memory,
    start_message,
)
from feedforum.clock import SystemClock
from feedforum.config import ConfigFile, LiveSettings, Settings
from feedforum.discover.forum_finder import ForumFinder
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
    publisher,
)
from feedforum.web import create_app

LONGEST_END = 3.0
"""The seconds that polls have to end. Docker kills after ten."""

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
        exit_on_signals(),
        logged(settings, logging.INFO) as hide,
        open_store(settings) as store,
        store.hold_poller_lease("feedforum run", clock.now()) as polling,
    ):
        stop = Stop(polling.ensure)
        metrics = Metrics()
        poll_jobs = PollJobs(store, clock, random, stop, user_folder(), metrics)

        def jobs_for(settings: Settings) -> list[PollJob]:
            return poll_jobs.of(settings.forums, settings.server.public_url, settings.storage_key)

        websub = WebSubJob(current, publisher(current, clock))
        export = ExportJob(current, exporter_to(store, current, clock), websub.polled)
        schedule = Schedule(
            jobs_for(settings),
            store.poll_states,
            clock,
            random,
            stop,
            poll_requests=store.poll_requests,
            polled=export.polled,
        )

        def apply(settings: Settings) -> None:
            hide(settings)
            schedule.replace(jobs_for(settings))

        reloader = ConfigReloader(file, current, apply)
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
                ForumFinder(path, current, clock, host_rate_limiter(clock), reloader.request),
            ),
            revisions=store.revisions,
        )
        listener = Listener(app, settings.server)
        print(*start_message(settings, listener.port), sep="\n", flush=True)
        try:
            schedule.start()
            with reload_on_signal(reloader.request), reloader, websub, export:
                listener.serve()
        finally:
            _end(schedule)
    return 0


def _settings(options: Namespace) -> Settings:
    """The configuration, with at least one forum, or an owner who can add one. Raises ConfigError."""
    settings = settings_of(options)
    if not settings.server.owner_password:
        forums_of(options, settings)
    return settings


def _end(schedule: Schedule) -> None:
    """End the polls. One that waits for a response is abandoned: what it read before is stored."""
    log.info("ending")
    if not schedule.stop(LONGEST_END) and sys.exc_info()[0] in (None, SystemExit):
        log.info("a forum has not responded yet; it is polled again after the next start")
        sys.stdout.flush()
        # Threads cannot be ended, and Python would wait for them.
        os._exit(os.EX_OK)
