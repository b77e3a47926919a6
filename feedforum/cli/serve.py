"""`feedforum serve`: the feeds and pages, without polling."""

import logging
from argparse import Namespace
from functools import partial

from feedforum.cli.admin_setup import admin_services_of
from feedforum.cli.forum_finder import ForumFinder
from feedforum.cli.logging_setup import logged
from feedforum.cli.malloc import share_memory
from feedforum.cli.startup import config_path, open_store, settings_of
from feedforum.cli.web_server import Listener, ended_by_signals, told_by_signals, where_to_look
from feedforum.clock import SystemClock
from feedforum.config import ConfigFile, LiveSettings
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
    with ended_by_signals(), logged(settings, logging.INFO) as hide, open_store(settings) as store:
        reloader = ConfigReloader(file, current, hide)
        app = create_app(
            current,
            store.read_repository,
            clock,
            check=PollHealth(store, current, clock).check,
            faults=reloader.faults,
            admin_services=admin_services_of(
                store, clock, finder=ForumFinder(path, current, clock, reloader.request)
            ),
            revisions=store.revisions,
        )
        listener = Listener(app, settings.server)
        print(*where_to_look(settings, listener.port), sep="\n", flush=True)
        try:
            with told_by_signals(reloader.request), reloader:
                listener.answer()
        finally:
            log.info("ending")
    return 0
