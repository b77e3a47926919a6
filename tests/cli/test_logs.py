"""The log."""

import json
import logging
import re
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.cli.logging_setup import logged, secrets_of
from feedforum.cli.output import count, site_url
from feedforum.cli.startup import open_store
from feedforum.clock import SystemClock
from feedforum.config import ServerSettings, Settings, load
from feedforum.engines import ENGINES
from feedforum.schedule import PollJobs, Stop
from tests.cli.conftest import Place


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    config = tmp_path / "config.toml"
    config.write_text(
        '[server]\naccess_tokens = ["open-sesame"]\n'
        '[storage]\nurl = "postgresql+psycopg://me:s%40#cra/ment@host/name"\n'
        '[[forum]]\nkey = "a"\nurl = "http://a.invalid/"\nboards = [1]\nproxy = "http://me:proxyword@p:1"\n'
        'username = "me"\npassword_env = "PASSWORD"\n'
    )
    return load(config, ENGINES, {"PASSWORD": "passw0rd"})


def test_all_secrets_are_known(settings: Settings) -> None:
    server = replace(settings.server, owner_password="the owner's")
    assert set(secrets_of(replace(settings, server=server))) == {
        "the owner's",
        "open-sesame",
        "s%40#cra/ment",
        "s@#cra/ment",
        "proxyword",
        "passw0rd",
    }


def test_lines_are_plain_and_without_secrets(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with logged(settings, logging.INFO):
        log = logging.getLogger("feedforum.something")
        log.info("hello %s", "passw0rd")
        log.debug("too fine")
        logging.getLogger("apscheduler.executors").info("too chatty")
        try:
            raise ValueError("s@#cra/ment")
        except ValueError:
            log.exception("failed")
    log.warning("after the end")
    err = capsys.readouterr().err
    first, *_, last = err.splitlines()
    assert re.fullmatch(r"[\d-]{10} [\d:]{8}\.\d{3}Z INFO feedforum\.something hello •••", first)
    assert last == "ValueError: •••"
    assert "too " not in err


@pytest.mark.parametrize("before", ["?", "?ext=atom&"])
def test_a_token_in_an_address_is_masked_though_only_its_hash_is_known(
    settings: Settings, capsys: pytest.CaptureFixture[str], before: str
) -> None:
    with logged(settings, logging.INFO):
        logging.getLogger("feedforum.something").info('"GET /feeds%stoken=whatever-it-is&q=1"', before)
    assert f'"GET /feeds{before}token=•••&q=1"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "public", "port", "expected"),
    [
        ("127.0.0.1", "", None, "http://127.0.0.1:8080"),
        ("127.0.0.1", "", 4711, "http://127.0.0.1:4711"),
        ("0.0.0.0", "", None, "http://127.0.0.1:8080"),
        ("::", "", None, "http://[::1]:8080"),
        ("0.0.0.0", "https://feeds.example", 4711, "https://feeds.example"),
    ],
)
def test_where_the_site_is(host: str, public: str, port: int | None, expected: str) -> None:
    assert site_url(ServerSettings(host, 8080, public, ()), port) == expected


def test_moments_are_in_utc_whatever_the_zone_of_the_machine(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        with logged(settings, logging.INFO):
            record = logging.makeLogRecord({"levelno": logging.INFO, "msg": "x"})
            record.created, record.msecs = 1_000_000_000.25, 250.0
            logging.getLogger().handle(record)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert capsys.readouterr().err.startswith("2001-09-09 01:46:40.250Z ")


def test_counts() -> None:
    assert [count(number, "post") for number in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]


@pytest.mark.parametrize("format_", ["plain", "json"])
def test_secrets_of_a_configuration_that_is_taken_up_are_masked_too(
    settings: Settings, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    server = replace(settings.server, owner_password="wörd of the owner")
    with logged(replace(settings, log_format=format_), logging.INFO) as hide:
        hide(replace(settings, server=server, forums=()))
        logging.getLogger("feedforum.something").info("wörd of the owner, passw0rd")
    assert "•••, •••" in capsys.readouterr().err


# --- as JSON ---


def json_lines(settings: Settings, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    with logged(replace(settings, log_format="json"), logging.INFO):
        log = logging.getLogger("feedforum.something")
        log.info('hello %s, "ünd"\nagain', "passw0rd")
        log.warning("%s: closed", "a", extra={"forum": "a"})
        try:
            raise ValueError("s@#cra/ment")
        except ValueError:
            log.exception("failed")
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_each_line_is_an_object_and_without_secrets(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    hello, closed, failed = json_lines(settings, capsys)
    for line in (hello, closed, failed):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
        assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)
        assert line["logger"] == "feedforum.something"
    assert (hello["level"], hello["message"]) == ("INFO", 'hello •••, "ünd"\nagain')
    assert (closed["level"], closed["forum"]) == ("WARNING", "a")
    assert "forum" not in hello
    assert failed["error"].endswith("ValueError: •••")


@pytest.mark.parametrize("password", ['"', ":", "\\", "level", "2", "ü"])
def test_no_secret_breaks_a_line(
    password: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (forum,) = settings.forums
    chosen = replace(settings, forums=(replace(forum, password=password),))
    assert len(json_lines(chosen, capsys)) == 3


def test_the_log_of_a_poll_names_its_forum(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.write('[logging]\nformat = "json"\n', url='"http://127.0.0.1:1/"')
    settings = load(place.config, ENGINES)
    with logged(settings, logging.INFO), open_store(settings) as store:
        clock = SystemClock()
        (job,) = PollJobs(store, clock, Random(0), Stop()).of(settings.forums)
        job.run()
        job.close()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["forum"] for line in lines] == ["demo"] * len(lines)
    assert lines[-1]["level"] == "WARNING"
