"""`feedforum run`: polls and serves, in one process."""

import logging
import os
import sys
from argparse import Namespace
from random import Random

from feedforum.cli.backstage import backstage_of
from feedforum.cli.listening import Listener, ended_by_signals, where_to_look
from feedforum.cli.logs import logged
from feedforum.cli.opening import forums_of, opened_store, settings_of
from feedforum.clock import SystemClock
from feedforum.fetch import user_folder
from feedforum.metrics import Metrics
from feedforum.schedule import Health, Schedule, Stop, visitors_of
from feedforum.web import create_app

PATIENCE = 3.0
"""The seconds that polls get to end in. Docker kills after ten."""

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Poll and serve until SIGTERM or SIGINT; gives 0. Raises HeldError if another polls."""
    settings = settings_of(options)
    forums = forums_of(options, settings)
    clock, random = SystemClock(), Random()  # noqa: S311 - jitter is no secret
    with (
        ended_by_signals(),
        logged(settings, logging.INFO),
        opened_store(settings) as store,
        store.polled_by("feedforum run", clock.now()) as polling,
    ):
        stop = Stop(polling.ensure)
        public_url = settings.server.public_url
        metrics = Metrics()
        visitors = visitors_of(
            forums,
            store,
            clock,
            random,
            stop,
            public_url,
            user_folder(),
            settings.storage_key,
            metrics,
        )
        schedule = Schedule(visitors, store.visits, clock, random, stop, wishes=store.wishes)
        health = Health(store, forums, clock)
        backstage = backstage_of(store, clock, lambda: schedule.trouble, metrics)
        app = create_app(
            settings,
            store.library,
            clock,
            check=lambda: health.check(schedule.trouble),
            backstage=backstage,
        )
        listener = Listener(app, settings.server)
        print(*where_to_look(settings, listener.port), sep="\n", flush=True)
        try:
            schedule.start()
            listener.answer()
        finally:
            _end(schedule)
    return 0


def _end(schedule: Schedule) -> None:
    """End the polls. One that waits for an answer is left behind: what it read before is stored."""
    log.info("ending")
    if not schedule.stop(PATIENCE) and sys.exc_info()[0] in (None, SystemExit):
        log.info("a forum has not answered yet, and is asked again after the next start")
        sys.stdout.flush()
        # Threads cannot be ended, and Python would wait for them.
        os._exit(os.EX_OK)
