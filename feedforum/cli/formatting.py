"""Numbers and addresses as people read them."""

from feedforum.config import ServerSettings

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "*": "127.0.0.1"}  # noqa: S104 - to tell of it


def count(number: int, what: str) -> str:
    """`1 post`, `2 posts`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def site_url(server: ServerSettings, port: int | None = None) -> str:
    """The address of `/` without the slash: the public one, or the one that is listened on.

    `port` is the one in use where the configuration left the choice to the system.
    """
    if server.public_url:
        return server.public_url
    host = _EVERYWHERE.get(server.host, server.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port or server.port}"
