"""`feedforum serve`: the feeds and pages, without polling."""

import logging
from argparse import Namespace
from functools import partial

from feedforum.cli.logging_setup import logged
from feedforum.cli.startup import config_path, host_rate_limiter, open_store, settings_of
from feedforum.cli.web_server import (
    Listener,
    admin_services_of,
    exit_on_signals,
    reload_on_signal,
    share_memory,
    start_message,
)
from feedforum.clock import SystemClock
from feedforum.config import ConfigFile, LiveSettings
from feedforum.discover.forum_finder import ForumFinder
from feedforum.schedule import ConfigReloader, PollHealth
from feedforum.web import create_app

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Serve until SIGTERM or SIGINT; gives 0."""
    share_memory()
    path = config_path(options).absolute()
    file = ConfigFile(path, partial(settings_of, options))
    settings = settings_of(options)
    current, clock = LiveSettings(settings), SystemClock()
    with exit_on_signals(), logged(settings, logging.INFO) as hide, open_store(settings) as store:
        reloader = ConfigReloader(file, current, hide)
        finder = ForumFinder(path, current, clock, host_rate_limiter(clock), reloader.request)
        app = create_app(
            current,
            store.read_repository,
            clock,
            check=PollHealth(store, current, clock).check,
            faults=reloader.faults,
            admin_services=admin_services_of(store, clock, finder=finder),
            revisions=store.revisions,
        )
        listener = Listener(app, settings.server)
        print(*start_message(settings, listener.port), sep="\n", flush=True)
        try:
            with reload_on_signal(reloader.request), reloader:
                listener.serve()
        finally:
            log.info("ending")
    return 0
