"""How this program behaves as a visitor of a forum."""

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, metadata

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """What the owner settled for the visits to one forum.

    `request_delay` and `timeout` are in seconds; `timeout` is all that one page may take, its
    redirects and its body included, but not the delays between requests. `max_wire_bytes` bounds
    a body as it is sent, `max_decoded_bytes` the same body once it is inflated. `encoding` is
    `auto` or the forum's character encoding. `proxy` is a URL and may hold a password.

    `forum` is the forum's own address; `headers`, names and values that may be secret, go to its host
    alone. `redirects_to` are the hosts its redirects may lead to beside that: `name` for either
    scheme at its own port, `name:port`, or `http://name` where a redirect leads from https to http.
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


def default_user_agent(version: str, public_url: str) -> str:
    """The honest name of this visitor, such as `feedforum/0.1.0 (+https://feeds.example.org)`.

    Without a `public_url` it names the pages of this program: they tell a forum's owner what it does.
    """
    contact = public_url or project_url()
    return f"feedforum/{version} (+{contact})" if contact else f"feedforum/{version}"


def project_url() -> str:
    """The address of this program's own pages; empty where it runs without having been installed."""
    try:
        named = metadata("feedforum").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    addresses: dict[str, str] = dict(entry.split(", ", 1) for entry in named)
    return addresses.get("Documentation", "")
