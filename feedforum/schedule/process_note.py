"""Processes that share a store in PostgreSQL note themselves there, for the status page."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from feedforum import __version__
from feedforum.clock import Clock
from feedforum.config import LiveSettings, Settings
from feedforum.errors import StoreError
from feedforum.records import ProcessStatus
from feedforum.store import Store

HEARTBEAT = 10.0
"""The seconds between two notes."""

log = logging.getLogger(__name__)


def this_process(kind: str, settings: Settings, since: datetime) -> ProcessStatus:
    """What is noted of this process, a "worker" or a server ("serve"), with its present settings."""
    host = socket.gethostname()
    return ProcessStatus(kind, host, os.getpid(), __version__, settings.forums_hash, since)


@contextmanager
def noted_as_server(
    store: Store, current: LiveSettings, clock: Clock, every: float = HEARTBEAT
) -> Iterator[None]:
    """Notes again and again that this process serves, until the block ends."""
    id_, since, ended = uuid4().hex[:12], clock.now(), threading.Event()

    def note() -> None:
        store.workers.note(id_, this_process("serve", current.settings, since))

    def note_on() -> None:
        _try(note)
        while not ended.wait(every):
            _try(note)

    thread = threading.Thread(target=note_on, name="server note", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(every)
        _try(lambda: store.workers.forget(id_))


def _try(work: Callable[[], None]) -> None:
    """A store that is away is said where feeds are asked for."""
    try:
        work()
    except StoreError as error:
        log.debug("not noted as a server: %s", error)
