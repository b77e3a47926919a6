"""`feedforum health`."""

import socket

import pytest
from flask import Flask

from feedforum.config import LiveSettings, ServerSettings
from feedforum.errors import StoreError
from feedforum.web import create_app
from tests.cli.conftest import Place, Run
from tests.cli.served import served
from tests.web.sites import StillClock, read_repository, settings

LOOPBACK = "127.0.0.1"
HOSTS = [LOOPBACK, "0.0.0.0", "localhost", *(["[::]", "[::1]", "*"] if socket.has_dualstack_ipv6() else [])]


def app(*, well: bool = True) -> Flask:
    def check() -> None:
        if not well:
            raise StoreError("There is no room; make some.")

    return create_app(LiveSettings(settings()), read_repository(), StillClock(), check=check)


def write(place: Place, host: str, port: int, more: str = "") -> list[str]:
    named = place.write(more)
    written = place.config.read_text(encoding="utf-8")
    place.config.write_text(written.replace("127.0.0.1:0", f"{host}:{port}"), encoding="utf-8")
    return named


@pytest.mark.parametrize("host", HOSTS)
def test_it_asks_where_the_server_listens(
    host: str, place: Place, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What leads out of a container does not lead to itself.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with served(app(), ServerSettings(host.strip("[]"), 0, "", ())) as port:
        assert run("health", *write(place, host, port)) == (0, "ok\n", "")


def test_it_tells_ill_from_well(place: Place, run: Run) -> None:
    with served(app(well=False), ServerSettings(LOOPBACK, 0, "", ())) as port:
        status, out, err = run("health", *write(place, LOOPBACK, port))
    assert (status, out, err) == (1, f"{StoreError.usual}\n", "")


@pytest.mark.parametrize("fault", ["[feeds]\nentries = 0\n", "[feeds\n", "metrics = 3\n"])
def test_faults_of_the_file_make_no_server_ill_that_goes_on(fault: str, place: Place, run: Run) -> None:
    with served(app(), ServerSettings(LOOPBACK, 0, "", ())) as port:
        assert run("health", *write(place, LOOPBACK, port, fault))[0] == 0


def test_where_nothing_listens_it_says_so(place: Place, run: Run) -> None:
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    status, out, err = run("health", *write(place, LOOPBACK, port))
    assert (status, out) == (1, "")
    assert err.startswith(f"feedforum: Nothing answers at {LOOPBACK}:{port} ([Errno ")
