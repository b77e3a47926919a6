"""`feedforum serve`: the feeds and pages, without polling."""

import logging
from argparse import Namespace
from functools import partial

from feedforum.cli.backstage import backstage_of
from feedforum.cli.finding import ForumFinder
from feedforum.cli.listening import Listener, ended_by_signals, told_by_signals, where_to_look
from feedforum.cli.logs import logged
from feedforum.cli.memory import share_memory
from feedforum.cli.opening import config_path, opened_store, settings_of
from feedforum.clock import SystemClock
from feedforum.config import ConfigFile, Current
from feedforum.schedule import Health, Reloading
from feedforum.web import create_app

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Serve until SIGTERM or SIGINT; gives 0."""
    share_memory()
    path = config_path(options).absolute()
    file = ConfigFile(path, partial(settings_of, options))
    settings = settings_of(options)
    current, clock = Current(settings), SystemClock()
    with ended_by_signals(), logged(settings, logging.INFO) as hide, opened_store(settings) as store:
        reloading = Reloading(file, current, hide)
        app = create_app(
            current,
            store.library,
            clock,
            check=Health(store, current, clock).check,
            faults=reloading.faults,
            backstage=backstage_of(store, clock, finder=ForumFinder(path, current, clock, reloading.ask)),
            revisions=store.revisions,
        )
        listener = Listener(app, settings.server)
        print(*where_to_look(settings, listener.port), sep="\n", flush=True)
        try:
            with told_by_signals(reloading.ask), reloading:
                listener.answer()
        finally:
            log.info("ending")
    return 0
