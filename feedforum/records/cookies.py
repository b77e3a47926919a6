"""Cookies, as they cross between what the owner pasted, what a forum set and what is kept of both."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie. Its value may be a secret, so it shows in no repr.

    `domain` is empty for the forum's own host, whatever that is. A cookie without `whole_domain` goes to
    the one host that `domain` names, and not to those below it. `expires` is in seconds since 1970, UTC;
    None for one that lasts as long as a browser is open.
    """

    name: str
    value: str = field(repr=False)
    domain: str = ""
    path: str = "/"
    secure: bool = False
    expires: int | None = None
    whole_domain: bool = False
