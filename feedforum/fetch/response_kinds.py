"""What kind of answer a reply is. All functions here are pure."""

from urllib.parse import urlsplit

from feedforum.fetch.bot_challenges import bot_challenge
from feedforum.fetch.charset import decoded, encoding_of
from feedforum.fetch.fetch_errors import FetchError, broken
from feedforum.fetch.http_dates import made_at, retry_after
from feedforum.fetch.transport import Reply
from feedforum.fetch.urls import without_session
from feedforum.records import Answer, Document, Fetched

REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAME_METHOD = frozenset({307, 308})
NOT_MODIFIED = 304

_PAGES = frozenset({200, 203})
_OVERLOADED = frozenset({429, 503})
_WALLED = frozenset({200, 202, 203, 403, 429, 503})
_TEXT_TYPES = frozenset(
    {"", "text/html", "text/plain", "text/xml", "application/xhtml+xml", "application/xml"}
)

_SENTENCES = {
    401: (
        Answer.LOGIN_WANTED,
        "{host} wants a name and a password before it shows anything; give `username` and a password.",
    ),
    403: (
        Answer.BLOCKED,
        "{host} refuses this page (403); ask its owner for leave, or give a `username` that may see it.",
    ),
    404: (Answer.NOT_FOUND, "{host} has no such page (404); check the address and the ids if this stays."),
    410: (Answer.NOT_FOUND, "{host} says that this page is gone for good (410); take it out if this stays."),
    429: (Answer.OVERLOADED, "{host} asks for fewer requests (429); raise `request_delay` if this stays."),
    451: (
        Answer.BLOCKED,
        "{host} may not show this page for legal reasons (451); take it out of the configuration.",
    ),
    503: (Answer.OVERLOADED, "{host} is overloaded or under maintenance (503); it is tried again later."),
}


def wants_body(status: int, content_type: str) -> bool:
    """Whether a reply's body says more than its status."""
    return status in _WALLED and _is_text(content_type)


def is_overload(status: int) -> bool:
    """Whether a status asks for fewer requests: of this visitor, or of all."""
    return status in _OVERLOADED


def wished_wait(reply: Reply) -> float | None:
    """The seconds for which an overloaded host wants to be left alone, None if it names none."""
    if not is_overload(reply.status):
        return None
    return retry_after(reply.headers.get("retry-after", ""), reply.arrived_at)


def answer_to(reply: Reply, url: str, encoding: str) -> Fetched:
    """What a reply to a request for `url` means; `encoding` is the owner's word, or `auto`.

    Raises FetchError for every answer but `OK`.
    """
    host = urlsplit(url).hostname or ""
    content_type = reply.headers.get("content-type", "")
    used = encoding_of(reply.body, content_type, encoding)
    text = decoded(reply.body, used)
    _check_wall(reply, host, text)
    _check_status(reply, host)
    if not _is_text(content_type):
        raise FetchError(
            Answer.NOT_UNDERSTOOD,
            f"{host} sent something that is no page ({_media_type(content_type)[:60]}); check the address.",
        )
    if not text.strip():
        raise broken(f"{host} sent an empty page; its software may have failed, look at it in a browser.")
    address = without_session(url)
    document = Document(address, text, made_at(reply.headers.get("date", ""), reply.arrived_at))
    return Fetched(Answer.OK, address, document, reply.status, size=reply.size, encoding=used)


def _check_wall(reply: Reply, host: str, text: str) -> None:
    name = bot_challenge(reply.headers, text) if reply.status in _WALLED else ""
    if name:
        raise FetchError(
            Answer.BLOCKED,
            f"{name} stands before {host} and lets only browsers in; ask the forum's owner to let this "
            "program's user agent through.",
        )


def _check_status(reply: Reply, host: str) -> None:
    if reply.status in _PAGES:
        return
    if reply.status in _SENTENCES:
        answer, sentence = _SENTENCES[reply.status]
        raise FetchError(answer, sentence.format(host=host), wished_wait(reply))
    raise broken(f"{host} answered with status {reply.status} in place of a page; look at it in a browser.")


def _is_text(content_type: str) -> bool:
    return _media_type(content_type) in _TEXT_TYPES


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
