"""What kind of answer a response is, by its status, its headers and its text. Pure functions."""

from urllib.parse import urlsplit

from feedforum.fetch.bot_challenges import bot_challenge
from feedforum.fetch.charset import decoded, encoding_of
from feedforum.fetch.fetch_errors import FetchError, broken
from feedforum.fetch.forum_clock import made_at
from feedforum.fetch.rate_limit import retry_after
from feedforum.fetch.transport import GOOD, Response
from feedforum.fetch.urls import without_session
from feedforum.records import Answer, Document, Fetched
from feedforum.translations import detail_text

NOT_MODIFIED = 304

_OVERLOADED = frozenset({429, 503})
_MAY_BE_CHALLENGES = frozenset({200, 202, 203, 403, 429, 503})
_MAY_BE_THE_FORUM = frozenset({403, 404, 410, 500, 503})
_TEXT_TYPES = frozenset(
    {
        *("", "text/html", "text/plain", "text/xml", "application/xhtml+xml", "application/xml"),
        *("application/rss+xml", "application/atom+xml"),
    }
)

_ANSWERS = {
    401: Answer.LOGIN_WANTED,
    403: Answer.BLOCKED,
    404: Answer.NOT_FOUND,
    410: Answer.NOT_FOUND,
    429: Answer.OVERLOADED,
    451: Answer.BLOCKED,
    503: Answer.OVERLOADED,
}


def wants_body(status: int, content_type: str) -> bool:
    """Whether a response's body says more than its status."""
    return status in _MAY_BE_CHALLENGES | _MAY_BE_THE_FORUM and _is_text(content_type)


def is_overload(status: int) -> bool:
    """Whether a status asks for fewer requests: from us, or from everybody."""
    return status in _OVERLOADED


def retry_after_of(response: Response) -> float | None:
    """The seconds for which an overloaded host asks for no requests, None if it does not say."""
    if not is_overload(response.status):
        return None
    return retry_after(response.headers.get("retry-after", ""), response.arrived_at)


def answer_to(response: Response, url: str, encoding: str) -> Fetched:
    """What the response to a request for `url` means. Raises FetchError for every answer but `OK`."""
    host = urlsplit(url).hostname or ""
    content_type = response.headers.get("content-type", "")
    used = encoding_of(response.body, content_type, encoding)
    text = decoded(response.body, used)
    challenge = bot_challenge(response.headers, text) if response.status in _MAY_BE_CHALLENGES else ""
    if challenge:
        raise FetchError(Answer.BLOCKED, detail_text("challenge", name=challenge, host=host))
    document = Document(without_session(url), text, made_at(response.headers, response.arrived_at))
    answer, detail = answer_by_status(response.status, host, "status_other")
    if answer is not Answer.OK:
        page = document if response.status in _MAY_BE_THE_FORUM and text.strip() else None
        raise FetchError(answer, detail, retry_after_of(response), page)
    if not _is_text(content_type):
        raise FetchError(
            Answer.NOT_UNDERSTOOD,
            detail_text("not_a_page", host=host, media_type=_media_type(content_type)[:60]),
        )
    if not text.strip():
        raise broken(detail_text("empty_page", host=host))
    return Fetched(Answer.OK, document.url, document, response.status, size=response.size, encoding=used)


def answer_by_status(status: int, host: str, otherwise: str) -> tuple[Answer, str]:
    """What a status means, and a sentence if it is not OK, which is called `otherwise` if no other is."""
    if status in GOOD:
        return Answer.OK, ""
    sentence = f"status_{status}" if status in _ANSWERS else otherwise
    return _ANSWERS.get(status, Answer.BROKEN), detail_text(sentence, host=host, status=status)


def _is_text(content_type: str) -> bool:
    return _media_type(content_type) in _TEXT_TYPES


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
