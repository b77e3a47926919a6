"""Wrong passwords: who gives them waits ever longer, in this process. Nothing here waits by itself."""

import ipaddress
import math
import threading
from collections import OrderedDict

from feedforum.clock import Clock

FREE_ATTEMPTS = 5
"""How many wrong passwords are but mistakes."""

LONGEST_WAIT = 300.0
"""The seconds that the next try has to wait at most."""

MOST_ADDRESSES = 1000
"""How many addresses are remembered, those that erred last."""

_MOST_DOUBLINGS = 20


class LoginThrottle:
    """By address, since one that guesses must not keep the owner out. May be used from any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        # How many, and until when no password is looked at.
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait_for(self, address: str) -> float:
        """The seconds until a password from an address is looked at again; 0 if it is now."""
        with self._lock:
            _, not_before = self._failures.get(client_network(address), (0, -math.inf))
            return max(0.0, not_before - self._clock.monotonic())

    def failed(self, address: str) -> None:
        place = client_network(address)
        with self._lock:
            count = self._failures.pop(place, (0, 0.0))[0] + 1
            doublings = min(count - FREE_ATTEMPTS, _MOST_DOUBLINGS)
            pause = min(2.0**doublings, LONGEST_WAIT) if doublings >= 0 else 0.0
            self._failures[place] = count, self._clock.monotonic() + pause
            if len(self._failures) > MOST_ADDRESSES:
                self._failures.popitem(last=False)

    def succeeded(self, address: str) -> None:
        with self._lock:
            self._failures.pop(client_network(address), None)


def client_network(address: str) -> str:
    """What one client has: an address of IPv4, or a whole network of IPv6, of 64 bits (RFC 6177)."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:60]
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
