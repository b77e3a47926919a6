"""Reverse proxies before the application, and what is believed of what they say."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from feedforum.config.live_settings import LiveSettings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class ProxyHeaders:
    """Takes from `X-Forwarded-For`, `-Proto`, `-Host` and `-Prefix` what the owner's own proxies wrote there.

    As many values count, from the last on, as there are proxies; what stands before them anybody
    may have written. Without a proxy the headers are ignored, and so is a scheme that no web server has.
    """

    def __init__(self, app: "WSGIApplication", current: LiveSettings) -> None:
        self._app = app
        self._current = current

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        hops = self._current.settings.server.behind_proxies
        if not hops:
            return self._app(environ, start_response)
        scheme = environ["wsgi.url_scheme"]

        def app(fixed: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            if fixed["wsgi.url_scheme"] not in ("http", "https"):
                fixed["wsgi.url_scheme"] = scheme
            return self._app(fixed, start_response)

        return ProxyFix(app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops)(environ, start_response)
