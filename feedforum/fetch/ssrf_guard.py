"""Protection against server-side request forgery: a public forum leads to nothing in a private network."""

import ipaddress
import socket
import unicodedata
from collections.abc import Callable, Sequence

from feedforum.fetch.fetch_errors import broken
from feedforum.translations import detail_text

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Of the IANA registries of special addresses, what not every supported Python knows.
_SPECIAL = (
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("192.88.99.0/24"),
    ipaddress.ip_network("2001:db8::/32"),
    ipaddress.ip_network("3fff::/20"),
)
# RFC 6761, 6762 (with its appendix G), 7686, 8375, 9476, and ICANN's resolution 2024.07.29.06
_PRIVATE_NAMES = (
    *("localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan"),
    *("home.arpa", "onion", "alt"),
)


def is_public(host: str) -> bool:
    """Whether an IP address, or a host's name, may belong to the public network.

    An IPv6 address that stands for an IPv4 one (mapped, 6to4, NAT64) is as public as that. A name is
    public unless the name itself says otherwise; it is not looked up here.
    """
    address = _address_in(host)
    if address is None:
        name = host.rstrip(".").lower()
        return "." in name and not any(f".{name}".endswith(f".{end}") for end in _PRIVATE_NAMES)
    if isinstance(address, ipaddress.IPv6Address):
        nat64 = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
        inner = nat64 or address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if address not in _GLOBAL_UNICAST:
            return False
    special = any(address in network for network in _SPECIAL if network.version == address.version)
    return address.is_global and not address.is_multicast and not special


def _address_in(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address that a text is, in any of the forms that resolvers and proxies accept (`127.1`)."""
    text = unicodedata.normalize("NFKC", text).strip().rstrip(".")
    try:
        return ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(text))
    except (OSError, ValueError):
        return None


class SsrfGuard:
    """What a client may connect to; it learns from its connections whether the forum is public.

    The host that is connected to first is the forum's own. Once that was at a public address, private
    addresses are refused, whatever leads there: a redirect, or a new look-up of the same name. A forum
    in a private network may lead anywhere.
    """

    def __init__(self, public: Callable[[str], bool] = is_public) -> None:
        self._is_public = public
        self._own_host: str | None = None
        self._public = False

    @property
    def public_host(self) -> str | None:
        """The forum's own host, if it was connected to at a public address."""
        return self._own_host if self._public else None

    def remember(self, public_host: str) -> None:
        """That host is the forum's own, and was public at an earlier time."""
        self._own_host, self._public = public_host, True

    def allowed(self, host: str, addresses: Sequence[str]) -> tuple[str, ...]:
        """The allowed ones of the `addresses` of `host`: IP addresses or, behind a proxy, its name.

        A forum not connected to yet is public if any address is. Raises FetchError if none is allowed.
        """
        public = tuple(address for address in addresses if self._is_public(address))
        if not self._public and not (public and self._own_host in (None, host)):
            return tuple(addresses)
        if not public:
            where = ", ".join(sorted(set(addresses) - {host})[:3])
            raise broken(detail_text("private_network", host=host, where=f" ({where})" if where else ""))
        return public

    def connected(self, host: str, address: str) -> None:
        """A connection to `host` was made, at `address`."""
        self._own_host = self._own_host or host
        if host == self._own_host and self._is_public(address):
            self._public = True
