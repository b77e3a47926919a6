"""Notifies a WebSub hub (https://www.w3.org/TR/websub/) that feeds have changed."""

from collections.abc import Sequence
from urllib.parse import urlencode

from feedforum.clock import Clock
from feedforum.config.fetch_options import FetchOptions
from feedforum.errors import HubError
from feedforum.fetch.fetch_errors import FetchError
from feedforum.fetch.transport import Request, Transport
from feedforum.fetch.urls import host_of

TIMEOUT = 10.0
"""The seconds that a hub has to answer."""

MOST_AT_ONCE = 50
"""The most feeds in one request."""

_FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


def publish(hub: str, topics: Sequence[str], user_agent: str, clock: Clock) -> None:
    """Notify the hub at that URL of the feeds that have changed. Raises HubError if it does not accept.

    WebSub leaves the form open; hubs accept that of PubSubHubbub 0.4, section 7.1.
    """
    transport = Transport(FetchOptions(user_agent, timeout=TIMEOUT), clock)
    try:
        for start in range(0, len(topics), MOST_AT_ONCE):
            some = topics[start : start + MOST_AT_ONCE]
            form = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in some)])
            status = transport.send(Request(hub, form.encode(), _FORM_TYPE), TIMEOUT, lambda *_: False).status
            if not 200 <= status < 300:
                raise HubError(
                    f"The hub {host_of(hub)} answered with status {status}; check hub in [server]."
                )
    except FetchError:
        raise HubError(f"The hub {host_of(hub)} cannot be reached; check hub in [server].") from None
    finally:
        transport.close()
