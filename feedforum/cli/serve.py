"""`feedforum serve`: the feeds and pages, without polling; and what `feedforum run` serves the same way."""

import logging
from argparse import Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from flask import Flask

from feedforum.cli.logging_setup import logged
from feedforum.cli.output import site_url
from feedforum.cli.signals import exit_on_signals, reload_on_signal
from feedforum.cli.startup import config_file, host_rate_limiter, open_shared_store, share_memory
from feedforum.cli.web_server import Listener
from feedforum.clock import Clock, SystemClock
from feedforum.config import ConfigFile, LiveSettings, Settings
from feedforum.discover.forum_finder import ForumFinder
from feedforum.feeds.ids import FeedName
from feedforum.media.folder import MediaFolder
from feedforum.metrics import Metrics
from feedforum.records import PollPause
from feedforum.schedule import ConfigReloader, PollHealth, ServerNote, request_poll
from feedforum.store import Store
from feedforum.web import AdminServices, Finder, create_app

log = logging.getLogger(__name__)


def main(options: Namespace) -> int:
    """Serve until SIGTERM or SIGINT; gives 0."""
    share_memory()
    file = config_file(options)
    clock = SystemClock()
    with (
        exit_on_signals(),
        logged(file.settings, logging.INFO) as hide,
        open_shared_store(file.settings, clock) as store,
    ):
        shared = file.settings.storage_url.startswith("postgresql")
        beside = ServerNote(store, file, clock) if shared else nullcontext()
        serve(file, store, clock, hide, beside=beside)
    return 0


def serve(
    file: ConfigFile,
    store: Store,
    clock: Clock,
    apply: Callable[[Settings], None],
    trouble: Callable[[], PollPause | None] = lambda: None,
    metrics: Metrics | None = None,
    beside: AbstractContextManager[object] = nullcontext(),  # noqa: B008 - it has no state
) -> None:
    """Serve, with what runs `beside`, until SystemExit; `apply` gets new settings before their use."""
    reloader = ConfigReloader(file, apply)
    finder = ForumFinder(file.path, file, clock, host_rate_limiter(clock), reloader.request)
    app = app_of(store, file, clock, trouble, metrics, finder)
    listener = Listener(app, file.settings.server)
    print(*start_message(file.settings, listener.port), sep="\n", flush=True)
    with beside, reload_on_signal(reloader.request), reloader:
        try:
            listener.serve()
        finally:
            log.info("ending")


def app_of(
    store: Store,
    current: LiveSettings,
    clock: Clock,
    trouble: Callable[[], PollPause | None] = lambda: None,
    metrics: Metrics | None = None,
    finder: Finder | None = None,
) -> Flask:
    """The web application of a store; see `serve`."""
    health = PollHealth(store, current, clock)
    return create_app(
        current,
        store.read_repository,
        clock,
        check=lambda: health.check(trouble()),
        admin_services=AdminServices(
            forum_statuses=store.forum_statuses,
            ended_sessions=store.ended_sessions,
            token_reads=store.token_reads,
            request_poll=lambda forum: request_poll(store, forum, clock.now()),
            trouble=trouble,
            metrics=metrics or Metrics(),
            finder=finder,
            queue_status=lambda: store.workers.status(current.settings.polls),
        ),
        revisions=store.revisions,
        media=(store.media, MediaFolder(current.settings.media_folder)),
    )


def start_message(settings: Settings, port: int) -> list[str]:
    """The URLs to open, for a person who has just started the server."""
    site = site_url(settings.server, port)
    lines = [f"feedforum is at {site}/ and its feeds are in {site}/feeds.opml"]
    if not settings.forums and settings.server.owner_password:
        lines.append(f"no forum is configured yet; add one at {site}/find")
    lines += [f"{site}{FeedName(forum.key).path('atom')}" for forum in settings.forums]
    return lines
