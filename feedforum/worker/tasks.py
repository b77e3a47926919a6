"""The tasks of the queue: polls, pictures and files, and the one that queues what is due (Procrastinate)."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status

from feedforum.errors import StoreError
from feedforum.schedule import StoppedError
from feedforum.worker.forum_polls import DuePoll, ForumPolls

log = logging.getLogger(__name__)

POLLS, MEDIA, PLANNING = "polls", "media", "planning"
"""The queues. A worker has places of its own for each, so that no poll waits for pictures."""

MOST_ATTEMPTS = 3
"""How often a poll is begun that ends its worker, or cannot be stored, until its forum waits."""

POLL_TASK, MEDIA_TASK = "poll", "media"

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks of a worker over one life of its connections.

    What blocks runs in `threads`. `check` raises what keeps all forums from being polled; `failed` gets it.
    What is due is queued every `due_every` seconds, and jobs of workers of which nothing was seen for
    `stalled_after` seconds are queued again.
    """

    polls: ForumPolls
    threads: Executor
    failed: Callable[[StoreError], None]
    check: Callable[[], None]
    due_every: int
    stalled_after: float

    def app(self, connector: PsycopgConnector) -> App:
        """The tasks, with a connection."""
        app = App(connector=connector)
        again = RetryStrategy(
            max_attempts=MOST_ATTEMPTS,
            # What does not end in time when its worker does is cancelled, which is no Exception.
            retry_exceptions=(StoppedError, StoreError, asyncio.CancelledError),  # type: ignore[arg-type]
        )

        @app.task(name=POLL_TASK, queue=POLLS, retry=again, pass_context=True)
        async def poll(context: JobContext, key: str, requested: bool) -> None:
            files = await self._run(context, key, lambda: self.polls.poll(key, requested=requested))
            if files is not None:
                await defer_media(files)

        @app.task(name=MEDIA_TASK, queue=MEDIA, retry=again, pass_context=True)
        async def media(context: JobContext, key: str, host: str) -> None:
            loop = asyncio.get_running_loop()

            def waits() -> bool:
                found = app.job_manager.list_jobs_async(queue=POLLS, lock=host, status=Status.TODO.value)
                return bool(asyncio.run_coroutine_threadsafe(found, loop).result())

            if await self._run(context, key, lambda: self.polls.fetch_media(key, waits)):
                await defer_media(DuePoll(key, host, requested=False))

        async def defer_media(files: DuePoll) -> None:
            key, host = files.forum_key, files.host
            await _defer(
                media.configure(lock=host, queueing_lock=f"media of {key}", priority=-1), key=key, host=host
            )

        @app.periodic(cron=f"* * * * * */{self.due_every}")
        @app.task(name="plan", queue=PLANNING, queueing_lock="plan")
        async def plan(timestamp: int) -> None:
            await self._put_back_stalled(app)
            jobs = await app.job_manager.list_jobs_async(queue=POLLS)
            queued = [str(job.task_kwargs["key"]) for job in jobs]
            for each in await self._in_thread(lambda: self.polls.due(queued)):
                await _defer(
                    poll.configure(lock=each.host, queueing_lock=each.forum_key),
                    key=each.forum_key,
                    requested=each.requested,
                )
                await self._in_thread(partial(self.polls.queued, each))

        return app

    async def _run(self, context: JobContext, key: str, work: Callable[[], Result]) -> Result | None:
        """Do a forum's work in a thread; a store that is away for all forums ends all work."""
        try:
            return await self._in_thread(work)
        except StoreError as error:
            try:
                await self._in_thread(self.check)
            except StoreError as trouble:
                self.failed(trouble)
                raise
            log.warning("%s: %s", key, error, extra={"forum": key})
            if context.job.attempts + 1 >= MOST_ATTEMPTS:
                await self._in_thread(lambda: self.polls.give_up(key))
                return None
            raise

    async def _put_back_stalled(self, app: App) -> None:
        """Have others do what workers had begun that are gone."""
        stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self.stalled_after)
        for job in stalled:
            key = str(job.task_kwargs["key"]) if job.task_name in (POLL_TASK, MEDIA_TASK) else None
            if key and job.attempts < MOST_ATTEMPTS:
                try:
                    await app.job_manager.retry_job(job)
                    log.info("%s: its worker is gone; it is polled by another", key)
                    continue
                except (AlreadyEnqueued, UniqueViolation):
                    # It is queued already.
                    pass
            elif key:
                log.error("%s: %d workers in a row ended in its poll; it waits", key, job.attempts)
                await self._in_thread(partial(self.polls.give_up, key))
            if job.id is not None:
                await app.job_manager.finish_job_by_id_async(job.id, Status.ABORTED, delete_job=True)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work)


async def _defer(deferrer: Any, **arguments: Any) -> None:
    """Queue a job, unless it is queued already."""
    try:
        await deferrer.defer_async(**arguments)
    except AlreadyEnqueued:
        return
