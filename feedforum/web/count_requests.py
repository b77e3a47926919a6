"""Counts what feeds are answered with, wherever the answer comes from."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from feedforum.metrics import Metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class CountFeedRequests:
    """Lets requests pass to the app; those for feeds, and for the list of them, are counted by status."""

    def __init__(self, app: "WSGIApplication", metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").lstrip("/").startswith("feeds"):
            return self._app(environ, start_response)

        def started(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            self._metrics.feed_served(int(status[:3]))
            return start_response(status, headers, *fault)

        return self._app(environ, started)
