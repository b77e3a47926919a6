"""`feedforum worker`: polls, together with any number of others, a store in PostgreSQL."""

import asyncio
import logging
import os
import signal
import sys
from argparse import Namespace
from functools import partial
from random import Random
from typing import TYPE_CHECKING
from uuid import uuid4

from feedforum.cli.logging_setup import logged
from feedforum.cli.signals import exit_on_signals, reload_on_signal
from feedforum.cli.startup import config_path, exporter_to, open_shared_store, settings_of, share_memory
from feedforum.clock import CorrectedClock, SystemClock
from feedforum.config import ConfigFile, Settings
from feedforum.errors import StoreError
from feedforum.fetch import HostFolder, user_folder
from feedforum.media.folder import MediaFolder
from feedforum.schedule import AlertJob, ConfigReloader, ExportJob, PollJobs, Stop, WebSubJob

if TYPE_CHECKING:
    from feedforum.worker import Timing, Worker

log = logging.getLogger(__name__)


def main(options: Namespace, timing: "Timing | None" = None) -> int:
    """Poll with others until SIGTERM or SIGINT; gives 0. Raises HeldError if a process polls alone."""
    share_memory()
    current = ConfigFile(config_path(options).absolute(), partial(settings_of, options))
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
        clock, random, holder = CorrectedClock(SystemClock()), Random(), uuid4().hex[:12]  # noqa: S311 - jitter
        with store.hold_poller_lease("feedforum worker", clock.now(), shared=True) as polling:
            stop, timing = Stop(), timing or Timing()
            media = MediaFolder(settings.media_folder, settings.media_total)
            alerts = AlertJob(current, store.read_repository, clock)
            hosts = (HostFolder(user_folder(), clock), store.host_limits(holder, clock, timing.margin))
            jobs = PollJobs(store, clock, random, stop, hosts, media=media, polled=alerts.polled, alone=False)
            websub = WebSubJob(current, clock, guest_boards=store.read_repository.guest_boards)
            export = ExportJob(current, exporter_to(store, current, clock), websub.polled)
            polls = ForumPolls(store, current, jobs, clock, random, holder, polling.ensure, export.polled)
            worker = Worker(store, current, polls, clock, stop, timing)

            def apply(settings: Settings) -> None:
                hide(settings)
                media.total = settings.media_total
                polls.replace(current.settings, settings)

            reloader = ConfigReloader(current, apply)
            print(f"feedforum worker {holder} polls; it ends with SIGTERM", flush=True)
            with websub, export, reload_on_signal(reloader.request), reloader:
                asyncio.run(_run(worker))
            log.info("ending")
        if polls.running:
            log.info("a forum has not responded yet; another worker polls it again")
            sys.stdout.flush()
            # Threads cannot be ended, and Python would wait for them.
            os._exit(os.EX_OK)
    return 0


async def _run(worker: "Worker") -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, worker.end)
    await worker.run()
