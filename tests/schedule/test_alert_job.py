"""Alerts: when they are sent, and in which form."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.clock import Clock
from feedforum.config import LiveSettings
from feedforum.config.settings import AlertSettings
from feedforum.errors import AlertError
from feedforum.fetch.alerts import Alert, request_of
from feedforum.records import PollState
from feedforum.schedule.alert_job import AlertJob, event_of
from feedforum.translations import detail_text
from tests.feeds.samples import MemoryLibrary
from tests.web.sites import StillClock, settings

BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALERT = Alert("sat", "failing", BEGAN.isoformat(), "broken", "Käse", "Kaputt.")


def state(hours: float, *, failing: bool = True) -> PollState:
    answer, since = ("broken", BEGAN) if failing else ("ok", None)
    return PollState("sat", polled_at=BEGAN + hours * HOUR, failing_since=since, answer=answer)


@dataclass
class Receiver:
    sent: list[Alert] = field(default_factory=list)
    broken: bool = False

    def send(self, settings: AlertSettings, alert: Alert, user_agent: str, clock: Clock) -> None:
        if self.broken:
            raise AlertError("Nobody there.")
        self.sent.append(alert)


def job(receiver: Receiver, url: str = "https://hook.example/") -> AlertJob:
    current = LiveSettings(replace(settings(), alerts=AlertSettings(url)))
    return AlertJob(current, MemoryLibrary(), StillClock(), receiver.send)


def test_one_a_day_and_the_recovery() -> None:
    receiver = Receiver()
    alerts, (forum, *_) = job(receiver), settings().forums
    before = state(-1, failing=False)
    for hours in (*range(0, 60, 6), 60):
        after = state(hours, failing=hours < 60)
        alerts.polled(forum, before, after)
        before = after
    assert [(alert.event, alert.forum) for alert in receiver.sent] == [
        ("failing", "sat"),
        ("failing", "sat"),
        ("recovered", "sat"),
    ]
    first, _, last = receiver.sent
    assert first.title == "Satellitenfreunde lässt sich nicht lesen"
    assert "warte ab" in first.body
    assert last.title == "Satellitenfreunde lässt sich wieder lesen"


def test_it_says_what_was_seen() -> None:
    receiver, (forum, *_) = Receiver(), settings().forums
    after = replace(state(30), detail=detail_text("unknown_host", host="sat.example"))
    job(receiver).polled(forum, state(20), after)
    assert receiver.sent[0].body.endswith(
        "Der Hostname sat.example ist unbekannt; prüfe die Adresse und die Namensauflösung dieses Rechners."
    )


def test_a_short_disturbance_is_none() -> None:
    assert event_of(state(-1, failing=False), state(0)) == ""
    assert event_of(state(20), state(23)) == ""
    assert event_of(state(23), state(24, failing=False)) == ""
    # After a long pause it is still one alert.
    assert event_of(state(20), state(100)) == "failing"


def test_without_an_address_nothing_is_sent_and_a_fault_disturbs_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    receiver, (forum, *_) = Receiver(), settings().forums
    job(receiver, "").polled(forum, state(20), state(30))
    assert receiver.sent == []
    receiver.broken = True
    job(receiver).polled(forum, state(20), state(30))
    assert "sat: Nobody there." in caplog.text


@pytest.mark.parametrize(
    ("format_", "url", "to", "header", "content"),
    [
        (
            "json",
            "https://hook.example/x?y=1",
            "https://hook.example/x?y=1",
            "Authorization",
            {"event": "failing"},
        ),
        (
            "ntfy",
            "https://ntfy.sh/topic",
            "https://ntfy.sh/",
            "Authorization",
            {"topic": "topic", "message": "Kaputt."},
        ),
        (
            "gotify",
            "https://push.example/",
            "https://push.example/message",
            "X-Gotify-Key",
            {"title": "Käse"},
        ),
        (
            "gotify",
            "https://push.example/gotify/message?token=secret",
            "https://push.example/gotify/message?token=secret",
            "X-Gotify-Key",
            {"title": "Käse"},
        ),
    ],
)
def test_the_form_is_the_receivers(
    format_: str, url: str, to: str, header: str, content: dict[str, str]
) -> None:
    request = request_of(AlertSettings(url, format_, "secret"), ALERT)
    assert request.url == to
    assert request.headers[header].endswith("secret")
    assert json.loads(request.form or b"").items() >= content.items()
