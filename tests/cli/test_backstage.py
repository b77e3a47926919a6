"""The owner's pages over a real store: what they tell, and what they ask whoever polls for."""

import re
from datetime import timedelta

from feedforum.cli.backstage import backstage_of
from feedforum.cli.opening import opened_store
from feedforum.clock import SystemClock
from feedforum.config import Current, Settings, load
from feedforum.schedule import Health
from feedforum.store import Store, Visit
from feedforum.web import create_app
from tests.cli.conftest import Place
from tests.web.test_owner import log_in, token_in

OWNER = '[server]\nlisten = "127.0.0.1:0"\nowner_password_env = "OWNER"\nmetrics = true\n'


def settings_in(place: Place) -> Settings:
    place.write()
    text = place.config.read_text(encoding="utf-8").replace('[server]\nlisten = "127.0.0.1:0"\n', OWNER)
    place.config.write_text(text, encoding="utf-8")
    return load(place.config, {"OWNER": "correct horse"})


def told(page: str) -> list[str]:
    return re.findall(r'<p role="status"[^>]*>([^<]*)', page)


def test_a_wish_goes_to_the_store_once_the_forum_may_be_polled(place: Place) -> None:
    settings, clock = settings_in(place), SystemClock()
    current = Current(settings)
    with opened_store(settings) as store:
        health = Health(store, current, clock)
        app = create_app(
            current, store.library, clock, check=health.check, backstage=backstage_of(store, clock)
        )
        client = app.test_client()
        log_in(client, "correct horse")

        def wish() -> list[str]:
            token = token_in(client.get("/status"))
            client.post("/status/poll", data={"token": token, "forum": "demo"})
            return told(client.get("/status").text)

        note(store, clock, seconds=1)
        assert wish() == ["demo was polled less than a minute ago; wait a little."]
        assert store.wishes.read() == {}
        note(store, clock, seconds=90)
        assert wish() == ["demo: the poll begins within seconds."]
        assert list(store.wishes.read()) == ["demo"]
        assert "feedforum_last_poll_timestamp_seconds" in client.get("/metrics").text
        assert client.get("/healthz").text == "ok\n"


def note(store: Store, clock: SystemClock, *, seconds: int) -> None:
    """A poll that ended so many seconds ago."""
    now = clock.now()
    polled_at = now - timedelta(seconds=seconds)
    store.visits.write(
        Visit("demo", due_at=now + timedelta(hours=1), polled_at=polled_at, answer="ok", requests=1)
    )
