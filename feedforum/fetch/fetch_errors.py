"""What can go wrong with a request, and the sentence that tells the owner what to do."""

import re
import socket
import ssl
from collections.abc import Iterator

import requests
import socks
import urllib3.exceptions as urllib3_errors

from feedforum.errors import FeedforumError
from feedforum.records import Answer, Document
from feedforum.translations import detail_text

NETWORK_ERRORS = (requests.RequestException, urllib3_errors.HTTPError, OSError, ValueError)
"""All that requests and urllib3 raise: a `ValueError` is about a URL or a header."""


# What errors mean, the surest first: in the causes of one, others may be hidden.
_MEANINGS: tuple[tuple[str, tuple[type[BaseException], ...]], ...] = (
    ("proxy_failed", (urllib3_errors.ProxyError, requests.exceptions.ProxyError)),
    ("timeout", (requests.Timeout, urllib3_errors.ReadTimeoutError, TimeoutError)),
    ("not_secure", (ssl.SSLError, urllib3_errors.SSLError)),
    ("unknown_host", (socket.gaierror,)),
    ("refuses", (ConnectionRefusedError,)),
    ("broke_off", (urllib3_errors.ProtocolError,)),
)
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class FetchError(FeedforumError):
    """A request that failed; it never leaves `fetch`, which makes a `Fetched` of it. `page` came with it.

    `unreachable`: the host sent nothing at all.
    """

    unreachable = False

    def __init__(
        self, answer: Answer, detail: str, retry_after: float | None = None, page: Document | None = None
    ) -> None:
        super().__init__(detail)
        self.answer = answer
        self.retry_after = retry_after
        self.page = page
        self.unknown_host = False


class RedirectError(FetchError):
    """A redirect that is not followed: it leads elsewhere, or nowhere (`BROKEN`)."""

    def __init__(self, detail: str, answer: Answer = Answer.REDIRECTED) -> None:
        super().__init__(answer, detail)


class TooLargeError(FetchError):
    """A file is larger than the owner wants any to be."""

    def __init__(self, detail: str) -> None:
        super().__init__(Answer.BROKEN, detail)


def broken(sentence: str) -> FetchError:
    """The error for a forum that is out of order."""
    return FetchError(Answer.BROKEN, sentence)


def masked(url: str) -> str:
    """A URL without the username and the password in it."""
    return re.sub(r"(?<=//)[^/?#]*@", "", url)


def fetch_error(error: Exception, host: str, proxy: str, timeout: float) -> FetchError:
    """What a network error means. The texts of errors may contain passwords and are not used."""
    chain = tuple(_chain(error))
    for link in chain:
        if isinstance(link, socks.ProxyError):
            return broken(_socks_error(link, host, masked(proxy)))
    found = (name for name, kinds in _MEANINGS if any(isinstance(link, kinds) for link in chain))
    name = next(found, "not_fetchable" if isinstance(error, ValueError) else "unreachable")
    said = {"host": host, "proxy": masked(proxy), "seconds": f"{timeout:g}", "reason": _reason(chain)}
    fault = broken(detail_text(name, **said))
    # Other errors of the name service mean that it does not answer.
    fault.unknown_host = name == "unknown_host" and any(
        isinstance(link, socket.gaierror) and link.errno in _NO_SUCH_NAME for link in chain
    )
    return fault


def _socks_error(error: socks.ProxyError, host: str, proxy: str) -> str:
    if isinstance(error.socket_err, socks.ProxyError):
        return _socks_error(error.socket_err, host, proxy)
    if isinstance(error, socks.SOCKS5Error):
        # the proxy's own words, such as "0x05: Connection refused"
        why = str(error.msg).partition(": ")[2]
        return detail_text("proxy_cannot_reach", proxy=proxy, host=host, why=why)
    if isinstance(error, socks.SOCKS5AuthError):
        return detail_text("proxy_login", proxy=proxy)
    if isinstance(error.socket_err, TimeoutError):
        return detail_text("proxy_timeout", proxy=proxy)
    reason = _reason((error.socket_err,)) if error.socket_err else ""
    return detail_text("proxy_failed", proxy=proxy, reason=reason)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all its causes, each once: libraries hide the cause in several places."""
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
    """The operating system's or the TLS library's own words, in brackets after a space."""
    said = (getattr(link, "verify_message", "") or getattr(link, "strerror", "") for link in chain)
    return next((f" ({words})" for words in said if isinstance(words, str) and words), "")
