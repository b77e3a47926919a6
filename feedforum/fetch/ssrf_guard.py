"""Where a guest may go: a forum of the public network leads to nothing in a private one."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

from feedforum.fetch.fetch_errors import broken

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Of the IANA registries of special addresses, what not every supported Python knows.
_SPECIAL = (
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("192.88.99.0/24"),
    ipaddress.ip_network("2001:db8::/32"),
    ipaddress.ip_network("3fff::/20"),
)
# RFC 6761, 6762, 8375, and ICANN's resolution 2024.07.29.06
_PRIVATE_NAMES = ("localhost", "local", "internal", "home.arpa", "onion")


def is_public(place: str) -> bool:
    """Whether an IP address, or a host's name, may be one of the public network.

    An IPv6 address that stands for an IPv4 one (mapped, 6to4, NAT64) is as public as that. A name is
    public if nothing about the name itself says otherwise: what it leads to is not looked up here.
    """
    address = _address_in(place)
    if address is None:
        name = place.rstrip(".").lower()
        return "." in name and not any(f".{name}".endswith(f".{end}") for end in _PRIVATE_NAMES)
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(str(inner))
        if address not in _GLOBAL_UNICAST:
            return False
    special = any(address in network for network in _SPECIAL if network.version == address.version)
    return address.is_global and not address.is_multicast and not special


def _address_in(place: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address that a text is, in any of the forms that name services take for one (`127.1`)."""
    try:
        return ipaddress.ip_address(place.strip("[]").partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(place))
    except (OSError, ValueError):
        return None


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class SsrfGuard:
    """What one guest may connect to; it learns from its connections whether the forum is public.

    The host that was reached first is the forum's own. Once that was reached at a public address,
    private ones are out of reach, whatever leads there: a redirect, or another look-up of the same
    name. A forum in a private network may lead anywhere. It is kept in memory alone.
    """

    def __init__(self, public: Callable[[str], bool] = is_public) -> None:
        self._is_public = public
        self._own_host: str | None = None
        self._public = False

    def within(self, host: str, places: Sequence[str]) -> tuple[str, ...]:
        """Of the `places` where `host` is, IP addresses or, behind a proxy, its name, those within reach.

        A forum that was not reached yet counts as public if any of its places is.
        Raises FetchError if there is none.
        """
        public = tuple(place for place in places if self._is_public(place))
        if not self._public and not (public and self._own_host in (None, host)):
            return tuple(places)
        if not public:
            where = ", ".join(sorted(set(places) - {host})[:3])
            raise broken(
                f"{host} is in a private network{f' ({where})' if where else ''} and the forum is not, so "
                "nothing was sent there; check `url`, `redirects_to` and this machine's name service."
            )
        return public

    def reached(self, host: str, place: str) -> None:
        """A connection to `host` was made, at `place`."""
        if self._own_host is None:
            self._own_host = host
        if host == self._own_host and self._is_public(place):
            self._public = True
