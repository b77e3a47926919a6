"""The owner's pages over a real store: what they tell, and what they ask whoever polls for."""

import re
from datetime import timedelta

from feedforum.cli.serve import app_of
from feedforum.cli.startup import open_store
from feedforum.clock import SystemClock
from feedforum.config import LiveSettings, Settings, load
from feedforum.engines import ENGINES
from feedforum.store import PollState, Store
from tests.cli.conftest import Place
from tests.web.test_owner_login import log_in, token_in

OWNER = '[server]\nlisten = "127.0.0.1:0"\nowner_password_env = "OWNER"\nmetrics = true\n'


def settings_in(place: Place) -> Settings:
    place.write()
    text = place.config.read_text(encoding="utf-8").replace('[server]\nlisten = "127.0.0.1:0"\n', OWNER)
    place.config.write_text(text, encoding="utf-8")
    return load(place.config, ENGINES, {"OWNER": "correct horse"})


def status_lines(page: str) -> list[str]:
    return re.findall(r'<p role="status"[^>]*>([^<]*)', page)


def test_a_poll_request_goes_to_the_store_once_the_forum_may_be_polled(place: Place) -> None:
    settings, clock = settings_in(place), SystemClock()
    current = LiveSettings(settings)
    with open_store(settings) as store:
        client = app_of(store, current, clock).test_client()
        log_in(client, "correct horse")

        def request_poll() -> list[str]:
            token = token_in(client.get("/status"))
            client.post("/status/poll", data={"token": token, "forum": "demo"})
            return status_lines(client.get("/status").text)

        note(store, clock, seconds=1)
        assert request_poll() == ["demo was polled less than a minute ago; wait a little."]
        assert store.poll_requests.read() == {}
        note(store, clock, seconds=90)
        assert request_poll() == ["demo: the poll starts within seconds."]
        assert list(store.poll_requests.read()) == ["demo"]
        assert "feedforum_last_poll_timestamp_seconds" in client.get("/metrics").text
        assert client.get("/healthz").text == "ok\n"


def note(store: Store, clock: SystemClock, *, seconds: int) -> None:
    """A poll that ended so many seconds ago."""
    now = clock.now()
    polled_at = now - timedelta(seconds=seconds)
    store.poll_states.write(
        PollState("demo", due_at=now + timedelta(hours=1), polled_at=polled_at, answer="ok", requests=1)
    )
