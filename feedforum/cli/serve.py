"""`feedforum serve`: the feeds and pages, without polling."""

import logging
from argparse import Namespace

from feedforum.cli.backstage import backstage_of
from feedforum.cli.listening import Listener, ended_by_signals, where_to_look
from feedforum.cli.logs import logged
from feedforum.cli.opening import opened_store, settings_of
from feedforum.clock import SystemClock
from feedforum.schedule import Health
from feedforum.web import create_app

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Serve until SIGTERM or SIGINT; gives 0."""
    settings = settings_of(options)
    with ended_by_signals(), logged(settings, logging.INFO), opened_store(settings) as store:
        clock = SystemClock()
        health = Health(store, settings.forums, clock)
        app = create_app(
            settings,
            store.library,
            clock,
            check=health.check,
            backstage=backstage_of(store, clock),
        )
        listener = Listener(app, settings.server)
        print(*where_to_look(settings, listener.port), sep="\n", flush=True)
        try:
            listener.answer()
        finally:
            log.info("ending")
    return 0
