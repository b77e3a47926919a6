"""What can go wrong with a request, and the sentence that tells the owner what to do."""

import re
import socket
import ssl
from collections.abc import Iterator

import requests
import socks
import urllib3.exceptions as wire_errors

from feedforum.errors import FeedforumError
from feedforum.records import Answer

NETWORK_ERRORS = (requests.RequestException, wire_errors.HTTPError, OSError, ValueError)
"""All that requests and urllib3 let out of a request: a `ValueError` is an address or a header."""


class FetchError(FeedforumError):
    """A request that came to nothing; it never leaves `fetch`, which makes a `Fetched` of it."""

    def __init__(self, answer: Answer, detail: str, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.answer = answer
        self.retry_after = retry_after


class RedirectError(FetchError):
    """A redirect that is not followed: it leads elsewhere, or nowhere (`BROKEN`)."""

    def __init__(self, detail: str, answer: Answer = Answer.REDIRECTED) -> None:
        super().__init__(answer, detail)


def broken(detail: str) -> FetchError:
    """The fault of a forum that is out of order."""
    return FetchError(Answer.BROKEN, detail)


def masked(url: str) -> str:
    """An address without the name and the password in it."""
    return re.sub(r"(?<=//)[^/?#]*@", "", url)


def fault_of(error: Exception, host: str, proxy: str, timeout: float) -> FetchError:
    """What an error of the network means. Errors' own texts may hold passwords and stay out.

    `proxy` is the proxy's URL, `timeout` the seconds that were allowed.
    """
    chain = tuple(_chain(error))
    for link in chain:
        if isinstance(link, socks.ProxyError):
            return broken(_fault_of_socks(link, host, masked(proxy)))
    if any(isinstance(link, wire_errors.ProxyError | requests.exceptions.ProxyError) for link in chain):
        return broken(f"The proxy {masked(proxy)} did not do its part{_reason(chain)}; check `proxy`.")
    if any(
        isinstance(link, requests.Timeout | wire_errors.ReadTimeoutError | TimeoutError) for link in chain
    ):
        return broken(
            f"{host} took longer than {timeout:g} seconds; raise `timeout` if it is always that slow."
        )
    if any(isinstance(link, ssl.SSLError | wire_errors.SSLError) for link in chain):
        return broken(
            f"No secure connection to {host}{_reason(chain)}; check that the address begins with the "
            "right scheme, and that the forum's certificate is valid."
        )
    if any(isinstance(link, socket.gaierror) for link in chain):
        return broken(f"The name {host} is not known; check the address and this machine's name service.")
    if any(isinstance(link, ConnectionRefusedError) for link in chain):
        return broken(f"{host} refuses connections; check the address, or wait until the forum is up again.")
    if any(isinstance(link, wire_errors.ProtocolError) for link in chain):
        return broken(f"{host} broke off its answer{_reason(chain)}; it is tried again at the next poll.")
    if isinstance(error, ValueError):
        return broken(f"An address at {host} cannot be asked for; check it, `proxy` and `user_agent`.")
    return broken(f"{host} cannot be reached{_reason(chain)}; it is tried again at the next poll.")


def _fault_of_socks(error: socks.ProxyError, host: str, proxy: str) -> str:
    if isinstance(error.socket_err, socks.ProxyError):
        return _fault_of_socks(error.socket_err, host, proxy)
    if isinstance(error, socks.SOCKS5Error):
        # the proxy's own word, as "0x05: Connection refused"
        why = str(error.msg).partition(": ")[2]
        return f"The proxy {proxy} has no way to {host} ({why}); check the address, and `proxy`."
    if isinstance(error, socks.SOCKS5AuthError):
        return f"The proxy {proxy} does not know us; check the name and the password in `proxy`."
    if isinstance(error.socket_err, TimeoutError):
        return f"The proxy {proxy} did not answer in time; check `proxy`, or raise `timeout`."
    reason = _reason((error.socket_err,)) if error.socket_err else ""
    return f"The proxy {proxy} did not do its part{reason}; check `proxy`."


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all that it came of, each once: libraries hide the cause in several places."""
    seen: set[int] = set()
    pending = [error]
    while pending:
        link = pending.pop()
        if not isinstance(link, BaseException) or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        pending += [link.__cause__, link.__context__, getattr(link, "reason", None), *link.args]


def _reason(chain: tuple[BaseException, ...]) -> str:
    """The operating system's or the TLS library's own words, in brackets with a space before."""
    for link in chain:
        words = getattr(link, "verify_message", "") or (link.strerror if isinstance(link, OSError) else "")
        if isinstance(words, str) and words:
            return f" ({words})"
    return ""
