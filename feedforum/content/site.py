"""What the content of a post needs to know of the forum it comes from."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Site:
    """A forum, as its posts' links need it.

    `base` is the forum's root URL. `literal` names the BBCode that stays as it was written where the
    forum left it raw, in lower case: a forum that knows a code leaves it raw only where its author
    switched BBCode off. Empty, every common code that was left raw becomes what was meant. `quote` is
    the bare form alone: `[quote=Ann]` becomes a quote all the same. `colours` keeps colours and fonts.
    """

    base: str
    literal: frozenset[str] = field(default=frozenset())
    colours: bool = False

    def owns(self, url: str) -> bool:
        """Whether an absolute URL is on the forum's host; `www.` and the scheme make no difference."""
        return bool(host_of(url)) and host_of(url) == host_of(self.base)


def host_of(url: str) -> str:
    """The host and port of a URL in lower case without `www.`; empty where it has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return ""
