"""Sends an alert to a webhook, to ntfy (https://docs.ntfy.sh/publish/) or to Gotify (https://gotify.net/)."""

import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from feedforum.clock import Clock
from feedforum.config.fetch_options import FetchOptions
from feedforum.config.settings import AlertSettings
from feedforum.errors import AlertError
from feedforum.fetch.fetch_errors import FetchError
from feedforum.fetch.transport import Request, Transport
from feedforum.fetch.urls import host_of

TIMEOUT = 10.0
"""The seconds that whoever takes alerts has to answer."""

_URGENT = 8
"""Gotify's priority from which phones make a sound."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a webhook is sent, as JSON: `event` is "failing" or "recovered", `since` a moment of RFC 3339.

    `title` and `body` are for people; Apprise's API takes them as they are.
    """

    forum: str
    event: str
    since: str
    answer: str
    title: str
    body: str


def send_alert(settings: AlertSettings, alert: Alert, user_agent: str, clock: Clock) -> None:
    """Send it. Raises AlertError if it is not taken; its sentence holds no secret."""
    transport = Transport(FetchOptions(user_agent, timeout=TIMEOUT), clock)
    host = host_of(settings.url)
    try:
        status = transport.send(request_of(settings, alert), TIMEOUT, lambda *_: False).status
        if not 200 <= status < 300:
            raise AlertError(f"{host} answered an alert with status {status}; check [alerts].")
    except FetchError:
        raise AlertError(f"{host} cannot be reached with an alert; check url in [alerts].") from None
    finally:
        transport.close()


def request_of(settings: AlertSettings, alert: Alert) -> Request:
    """The request in the form that the receiver wants."""
    url, content = urlsplit(settings.url), asdict(alert)
    headers = {"Content-Type": "application/json"}
    if settings.format == "ntfy":
        # Published at the root, where title and text may have any letters.
        folder, _, topic = url.path.rstrip("/").rpartition("/")
        url = url._replace(path=f"{folder}/")
        content = {"topic": topic, "title": alert.title, "message": alert.body}
    elif settings.format == "gotify":
        url = url._replace(path=f"{url.path.rstrip('/').removesuffix('/message')}/message")
        content = {"title": alert.title, "message": alert.body, "priority": _URGENT}
    if settings.token:
        gotify = settings.format == "gotify"
        headers |= (
            {"X-Gotify-Key": settings.token} if gotify else {"Authorization": f"Bearer {settings.token}"}
        )
    return Request(url.geturl(), json.dumps(content, ensure_ascii=False).encode(), headers)
