"""`/healthz`: what it says, and to whom."""

from pathlib import Path

from feedforum.config import LiveSettings
from feedforum.errors import StoreError, StoreFullError
from feedforum.store import Store
from feedforum.web import create_app
from tests.store.test_store_errors import no_room
from tests.web.sites import StillClock, app, links, read_repository, settings


def test_health() -> None:
    library = read_repository()
    client = app(library=library).test_client()
    well = client.get("/healthz")
    assert (well.status_code, well.text, well.content_type) == (200, "ok\n", "text/plain; charset=utf-8")
    assert well.headers["Cache-Control"] == "no-store"
    library.broken = "The store in a secret place cannot be used."
    ill = client.get("/healthz")
    assert (ill.status_code, ill.text) == (503, f"{StoreError.usual}\n")


def test_health_says_why_polls_pause_and_not_where_the_store_is() -> None:
    def check() -> None:
        raise StoreFullError("The store cannot be written; make room for /secret/place.")

    ill = (
        create_app(LiveSettings(settings()), read_repository(), StillClock(), links, check)
        .test_client()
        .get("/healthz")
    )
    assert (ill.status_code, ill.text) == (503, f"{StoreFullError.usual}\n")


def test_health_is_being_able_to_write_too_while_feeds_are_served(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    client = create_app(
        LiveSettings(settings()), read_repository(), StillClock(), links, store.check_writable
    ).test_client()
    assert client.get("/healthz").status_code == 200
    with no_room(store):
        ill = client.get("/healthz")
        assert ill.status_code == 503
        assert "make room" in ill.text
        assert client.get("/feeds/sat/posts.atom").status_code == 200
    assert client.get("/healthz").status_code == 200
    store.close()
