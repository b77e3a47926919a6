"""How a forum is fetched: what of its settings the fetcher needs."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from importlib.metadata import PackageNotFoundError, metadata

from feedforum import __version__
from feedforum.config.settings import ForumSettings

MIB = 1024 * 1024

_CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


def ca_file_of_environment(environment: Mapping[str, str] = os.environ) -> str:
    """The file, or folder, of trusted certificates that the environment names for all programs; or empty."""
    return next(filter(None, map(environment.get, _CA_VARIABLES)), "")


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Options for the requests to one forum, at the address `forum`; times are in seconds.

    `timeout` is for one page, with its redirects and body, without the delays between requests.
    `max_wire_bytes` limits a body as it is sent, `max_decoded_bytes` the same body decompressed. `headers`
    are sent to the forum's host only. `redirects_to` are hosts that its redirects may lead to: `name` for
    either scheme at its default port, `name:port`, or `http://name` for redirects from https to http.
    `ca_file` holds the certificates that are trusted in place of the usual ones; `proxy` may hold a password.
    """

    user_agent: str
    request_delay: float = 2.0
    timeout: float = 30.0
    max_wire_bytes: int = 8 * MIB
    max_decoded_bytes: int = 16 * MIB
    max_redirects: int = 5
    robots_txt: bool = True
    proxy: str = field(default="", repr=False)
    encoding: str = "auto"
    redirects_to: tuple[str, ...] = ()
    forum: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    ca_file: str = field(default_factory=ca_file_of_environment)


def fetch_options_of(forum: ForumSettings, public_url: str = "") -> FetchOptions:
    """The options for a forum, of its settings of the same names; `public_url` is where feeds are served."""
    same = {
        each.name: getattr(forum, each.name) for each in fields(FetchOptions) if hasattr(forum, each.name)
    }
    own = {
        "user_agent": forum.user_agent or default_user_agent(public_url),
        "ca_file": forum.ca_file or ca_file_of_environment(),
        "forum": forum.url,
        "redirects_to": forum.redirects_to + forum.own_hosts,
    }
    return FetchOptions(**(same | own))


def default_user_agent(public_url: str) -> str:
    """Who we are: `feedforum/0.1.0 (+https://feeds.example.org)`, else with the address of our docs."""
    contact = public_url or documentation_url()
    return f"feedforum/{__version__} (+{contact})" if contact else f"feedforum/{__version__}"


def documentation_url() -> str:
    """Where this program is documented, as its package says; empty if it is not installed as one."""
    with suppress(PackageNotFoundError):
        urls: dict[str, str] = dict(
            entry.split(", ", 1) for entry in metadata("feedforum").get_all("Project-URL") or []
        )
        return urls.get("Documentation", "")
    return ""
