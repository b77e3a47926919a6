"""`feedforum worker`: polls, together with any number of others, a store in PostgreSQL."""

import asyncio
import logging
import signal
from argparse import Namespace
from typing import TYPE_CHECKING
from uuid import uuid4

from feedforum.cli.logging_setup import logged
from feedforum.cli.polling import Polling
from feedforum.cli.signals import exit_at_once, exit_on_signals, reload_on_signal
from feedforum.cli.startup import config_file, open_shared_store, share_memory
from feedforum.clock import CorrectedClock, SystemClock
from feedforum.config import Settings
from feedforum.errors import StoreError
from feedforum.schedule import ConfigReloader, Stop

if TYPE_CHECKING:
    from feedforum.worker import Timing, Worker

log = logging.getLogger(__name__)


def main(options: Namespace, timing: "Timing | None" = None) -> int:
    """Poll with others until SIGTERM or SIGINT; gives 0. Raises HeldError if a process polls alone."""
    share_memory()
    current = config_file(options)
    settings = current.settings
    if not settings.storage_url.startswith("postgresql"):
        raise StoreError(
            "Workers share a store in PostgreSQL; name one in [storage] url (feedforum copy copies this one"
            " into it), or start feedforum run, which needs none."
        )
    with (
        exit_on_signals(),
        logged(settings, logging.INFO) as hide,
        open_shared_store(settings, SystemClock()) as store,
    ):
        try:
            from feedforum.worker import ForumPolls, Timing, Worker
        except ModuleNotFoundError as error:
            raise StoreError(
                f"Workers need {error.name}, which is not installed; install feedforum[postgresql]."
            ) from None
        clock, holder = CorrectedClock(SystemClock()), uuid4().hex[:12]
        with store.hold_poller_lease("feedforum worker", clock.now(), shared=True) as lease:
            stop, timing = Stop(), timing or Timing()
            hosts = (store.host_limits(holder, clock, timing.margin),)
            polling = Polling(store, current, clock, stop, hosts=hosts, alone=False)
            jobs, polled = polling.jobs, polling.export.polled
            polls = ForumPolls(store, current, jobs, clock, jobs.random, holder, lease.ensure, polled)
            worker = Worker(store, current, polls, clock, stop, timing)

            def apply(settings: Settings) -> None:
                hide(settings)
                polling.media.total = settings.media_total
                polls.replace(current.settings, settings)

            reloader = ConfigReloader(current, apply)
            print(f"feedforum worker {holder} polls; it ends with SIGTERM", flush=True)
            with polling.websub, polling.export, reload_on_signal(reloader.request), reloader:
                asyncio.run(_run(worker))
            log.info("ending")
        if polls.running:
            log.info("a forum has not responded yet; another worker polls it again")
            exit_at_once()
    return 0


async def _run(worker: "Worker") -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, worker.end)
    await worker.run()
