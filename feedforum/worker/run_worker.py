"""A worker from its start to its end: it polls while its store is there, and waits for it while it is not."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from procrastinate import PsycopgConnector

from feedforum.clock import CorrectedClock
from feedforum.config import LiveSettings
from feedforum.errors import StoreError
from feedforum.schedule import Stop, this_process
from feedforum.store import HOST_MARGIN, Store
from feedforum.worker.forum_polls import ForumPolls
from feedforum.worker.tasks import MEDIA, PLANNING, POLLS, Tasks

log = logging.getLogger(__name__)

PLACES = {POLLS: 8, MEDIA: 4, PLANNING: 1}
"""How many jobs of each queue a worker does at the same time."""

CONNECTIONS = 4
"""The most connections to the queue; one more listens for new polls."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How often a worker does what, in seconds.

    A worker of which nothing was seen for `stalled` seconds is taken for gone. Polls have `end` seconds when
    it is to end. A worker that dies holds its host for as long as its request may take, and a `margin`.
    """

    heartbeat: float = 10.0
    stalled: float = 30.0
    due_every: int = 5
    look_every: float = 1.0
    retry: float = 5.0
    end: float = 5.0
    margin: float = HOST_MARGIN


@dataclass(eq=False)
class Worker:
    """Polls the forums of a store with others; `clock` is set by that of the database."""

    store: Store
    current: LiveSettings
    polls: ForumPolls
    clock: CorrectedClock
    stop: Stop
    timing: Timing

    def __post_init__(self) -> None:
        self._threads = ThreadPoolExecutor(sum(PLACES.values()), "worker")
        # Polls that hang, one outage after the other, must not keep this worker from being seen.
        self._own_threads = ThreadPoolExecutor(2, "worker-heartbeat")
        self._since = self.clock.now()
        self._said: type[StoreError] | None = None
        self._ended = asyncio.Event()
        self._trouble: asyncio.Future[None] | None = None

    async def run(self) -> None:
        """Poll until `end` is called."""
        # What a job cannot say when the store is away: it is begun again by others anyway.
        asyncio.get_running_loop().set_exception_handler(
            lambda _, context: log.debug("the queue: %s", context.get("message"))
        )
        self.polls.warn()
        while not self._ended.is_set():
            try:
                await self._in_thread(self._look)
                self._say(None)
                await self._poll()
            except StoreError as error:
                self._say(error)
            except Exception as error:
                log.debug("the queue failed", exc_info=True)
                reason = " ".join(str(error).split())
                self._say(StoreError(f"The queue of the store cannot be used ({reason})."))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), self.timing.retry)
        with suppress(StoreError):
            await self._in_thread(lambda: self.store.workers.forget(self.polls.holder))

    def end(self) -> None:
        """End after the pages under way, from the loop's own thread."""
        self.stop.request()
        self._ended.set()

    def _look(self) -> None:
        """Raises StoreError if the store is away or another's."""
        self.store.check_schema()
        self.polls.ensure_lease()
        self._beat()

    def _beat(self) -> None:
        """Note that this worker is there, and set the clock."""
        self.clock.set_by(self.store.workers.now)
        process = this_process("worker", self.current.settings, self._since)
        self.store.workers.note(self.polls.holder, process)

    def _say(self, error: StoreError | None) -> None:
        """Log once that the worker waits, and once that it goes on."""
        kind = type(error) if error else None
        if error and kind is not self._said:
            log.warning("%s Until then this worker waits.", error)
        elif not error and self._said:
            log.info("The store can be used again; this worker polls.")
        self._said = kind

    async def _poll(self) -> None:
        """Poll for as long as the store is there, and until the worker is to end."""
        timing, loop = self.timing, asyncio.get_running_loop()
        await self._in_thread(self.polls.plan_first)
        self._trouble = loop.create_future()
        connector = PsycopgConnector(
            kwargs=self.store.connection_arguments(), min_size=1, max_size=CONNECTIONS, timeout=timing.retry
        )
        tasks = Tasks(self.polls, self._threads, self._fail, self._look, timing.due_every, timing.stalled)
        async with tasks.app(connector).open_async() as app:
            under_way: list[asyncio.Future[Any]] = [
                loop.create_task(
                    app.run_worker_async(
                        name=f"{self.polls.holder}-{queue}",
                        queues=[queue],
                        concurrency=places,
                        delete_jobs="always",
                        install_signal_handlers=False,
                        listen_notify=queue == POLLS,
                        fetch_job_polling_interval=timing.look_every,
                        update_heartbeat_interval=timing.heartbeat,
                        stalled_worker_timeout=timing.stalled,
                        shutdown_graceful_timeout=timing.end,
                    )
                )
                for queue, places in PLACES.items()
            ]
            under_way += [loop.create_task(self._beat_on()), loop.create_task(self._ended.wait())]
            under_way.append(self._trouble)
            done, pending = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            for task in done:
                task.result()

    async def _beat_on(self) -> None:
        while True:
            await asyncio.sleep(self.timing.heartbeat)
            await self._in_thread(self._beat)

    def _fail(self, error: StoreError) -> None:
        if self._trouble is not None and not self._trouble.done():
            self._trouble.set_exception(error)

    async def _in_thread(self, work: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._own_threads, work)
