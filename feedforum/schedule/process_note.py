"""Processes that share a store in PostgreSQL note themselves there, for the status page."""

import logging
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from feedforum import __version__
from feedforum.clock import Clock
from feedforum.config import LiveSettings, Settings
from feedforum.errors import StoreError
from feedforum.records import ProcessStatus
from feedforum.schedule.background import Background
from feedforum.store import Store

log = logging.getLogger(__name__)


def this_process(kind: str, settings: Settings, since: datetime) -> ProcessStatus:
    """What is noted of this process, a "worker" or a server ("serve"), with its present settings."""
    host = socket.gethostname()
    return ProcessStatus(kind, host, os.getpid(), __version__, settings.forums_hash, since)


@dataclass(eq=False)
class ServerNote(Background):
    """Notes again and again that this process serves, until the block ends."""

    store: Store
    current: LiveSettings
    clock: Clock
    pause: float = 10.0

    def __post_init__(self) -> None:
        super().__post_init__()
        self._key, self._since = uuid4().hex[:12], self.clock.now()

    def work(self) -> None:
        """Note it once. A store that is away is said where feeds are asked for."""
        try:
            self.store.workers.note(self._key, this_process("serve", self.current.settings, self._since))
        except StoreError as error:
            log.debug("not noted as a server: %s", error)

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        with suppress(StoreError):
            self.store.workers.forget(self._key)
