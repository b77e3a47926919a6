"""A server that shares a store in PostgreSQL is noted there for as long as it serves."""

import os
import threading

import pytest

from feedforum import __version__
from feedforum.config import LiveSettings, ServerSettings, Settings
from feedforum.records import ProcessStatus
from feedforum.schedule import ServerNote
from feedforum.store import Store
from tests.fake_clock import A_MOMENT, FakeClock
from tests.postgresql import empty_postgresql, needs_postgresql


@needs_postgresql
def test_it_is_noted_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_postgresql() as url:
        store = Store.at(url)
        current = LiveSettings(Settings(ServerSettings("127.0.0.1", 0, "", ()), url, ()))
        noted, note = threading.Event(), store.workers.note

        def note_and_say(process_key: str, process: ProcessStatus) -> None:
            note(process_key, process)
            noted.set()

        monkeypatch.setattr(store.workers, "note", note_and_say)
        with ServerNote(store, current, FakeClock(), 5):
            assert noted.wait(20)
            status = store.workers.status(lambda _: True)
            assert status is not None
            (process,) = status.processes
            assert (process.kind, process.process_id, process.since) == ("serve", os.getpid(), A_MOMENT)
            assert (process.version, process.config_hash) == (__version__, current.settings.forums_hash)
        assert store.workers.status(lambda _: True) is None
        store.close()
